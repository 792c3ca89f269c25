"""How grave a fail point is.

Comes in: a fail point with FMEA's three ratings. Goes out: a level, the same one in picture, report and
checks. Deliberately absent: what is to be done about it.
"""

from __future__ import annotations

from typing import Literal

from ..model import Fail

RiskLevel = Literal["unrated", "low", "medium", "high"]

#: The levels from harmless to grave; the index is the `risk` of a badge.
RISK_LEVELS: tuple[RiskLevel, ...] = ("unrated", "low", "medium", "high")
#: The least risk priority number that counts as medium, and as high.
MEDIUM_FROM = 50
HIGH_FROM = 100
#: The least severity that counts as high risk, however rare and however easily noticed.
SEVERE_FROM = 9


def risk_level(fail: Fail) -> RiskLevel:
    """The level of a fail point's risk, by its risk priority number (S × O × D, 1-1000).

    A severity of 9 or 10 is high whatever the number: the AIAG FMEA handbook asks for action on these first.
    The two limits on the number are common practice, not a norm. A fail point that lacks a rating is
    unrated, unless it is that severe.
    """
    if fail.severity is not None and fail.severity >= SEVERE_FROM:
        return "high"
    number = fail.risk_priority_number
    if number is None:
        return "unrated"
    if number >= HIGH_FROM:
        return "high"
    return "medium" if number >= MEDIUM_FROM else "low"
