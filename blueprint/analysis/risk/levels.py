"""How high the risk of a fail point is.

Comes in: a fail point with FMEA's three ratings, and the limits of the settings. Goes out: a level, the same one in picture, report,
registers and checks. Deliberately absent: what is to be done about it.
"""

from __future__ import annotations

from typing import Literal

from ...model import Blueprint, Fail
from ...settings import Limits

RiskLevel = Literal["unrated", "low", "medium", "high"]

#: The levels from harmless to grave; the index is the `risk` of a badge.
RISK_LEVELS: tuple[RiskLevel, ...] = ("unrated", "low", "medium", "high")
#: The least risk priority number that counts as medium; that of the high level is a limit that a team may choose.
MEDIUM_FROM = 50


def risk_level(fail: Fail, limits: Limits) -> RiskLevel:
    """The level of a fail point's risk, by its risk priority number (S × O × D, 1-1000).

    A severity of 9 or 10 is high whatever the number: the AIAG FMEA handbook asks for action on these first.
    The two limits on the number are common practice, not a norm. A fail point that lacks a rating is
    unrated, unless it is that severe.
    """
    if fail.severity is not None and fail.severity >= limits.severity:
        return "high"
    number = fail.risk_priority_number
    if number is None:
        return "unrated"
    if number >= limits.risk:
        return "high"
    return "medium" if number >= MEDIUM_FROM else "low"


def is_ignored(blueprint: Blueprint, fail: Fail, limits: Limits) -> bool:
    """Whether a failure of the highest severity has no prevention, no recovery and no owner."""
    if fail.severity is None or fail.severity < limits.severity:
        return False
    return not (fail.preventions or fail.recoveries or is_owned(blueprint, fail))


def is_owned(blueprint: Blueprint, fail: Fail) -> bool:
    """Whether a fail point has an owner, or the step or the phase that it stands in has one."""
    if fail.owner is not None:
        return True
    place, at = fail.place, fail.at
    if place == "action" and at is not None:
        place, at = "step", blueprint.actions[at].step
    if place == "step" and at is not None:
        step = blueprint.steps[at]
        if step.owner is not None:
            return True
        place, at = "phase", step.phase
    return place == "phase" and at is not None and blueprint.phases[at].owner is not None
