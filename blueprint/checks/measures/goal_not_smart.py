"""A goal that is not SMART: nobody could say whether it was reached.

## What it finds

A goal that lacks its metric, a number (`from … to …`, `change …`, or the metric's target), a date (`due`) or an
owner. A goal with only one of these is taken for a first note and left alone, unless another goal of the file has
what is missing. The owner of the blueprint counts for the goals too, unless goals have owners of their own.

## Why it matters

"Fewer complaints" is a wish. "Complaints from 12 to 6 by June, the head nurse answers for it" can be planned,
checked, and missed.

## Bad

    blueprint clinic "Vaccination"
    metric complaints "Complaints" kind complaints now 12
    goal calmer "Half the complaints" metric complaints from 12 to 6

    step vaccinate "Vaccinate" { customer come "Comes" }

## Good

    blueprint clinic "Vaccination"
    metric complaints "Complaints" kind complaints now 12
    goal calmer "Half the complaints" metric complaints from 12 to 6 due 2027-06-30 owner "Head nurse"

    step vaccinate "Vaccinate" { customer come "Comes" }

## Source

Doran 1981: specific, measurable, assignable, realistic, time-related. Handbooks on customer service: from 5 minutes
to 2 within a month (SMART 目标).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...model import Blueprint, Goal
from ...words import listing, phrase
from ..rule import finding, quoted

CODE = "BP604"
PARTS = ("metric", "number", "date", "owner")
#: With so many parts a goal counts as one; with fewer it is a note.
BEGUN = 2


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the goals that lack a part."""
    goals = facts.blueprint.goals.values()
    had = {id(goal): _parts(facts.blueprint, goal) for goal in goals}
    usual = set().union(*had.values()) if had else set()
    for goal in goals:
        own = had[id(goal)]
        wanted = set(PARTS) if len(own) >= BEGUN else usual
        if "owner" not in usual and facts.blueprint.owner is not None:
            wanted = wanted - {"owner"}
        if _is_numberless(facts.blueprint, goal.metric):
            wanted = wanted - {"number"}
        missing = [part for part in PARTS if part in wanted - own]
        if missing:
            yield finding(
                CODE,
                goal.span,
                phrase(
                    "BP604",
                    goal=quoted(goal.label),
                    parts=listing(phrase(f"BP604.{part}") for part in missing),
                ),
                phrase(
                    "BP604.cure", missing=listing((phrase(f"BP604.cure.{part}") for part in missing), "comma")
                ),
            )


def _parts(blueprint: Blueprint, goal: Goal) -> set[str]:
    """Which parts a goal has; a metric's target is a number to reach."""
    target = blueprint.metrics[goal.metric].target if goal.metric is not None else None
    has = {
        "metric": goal.metric is not None,
        "number": not (goal.to is None and goal.change is None and target is None),
        "date": goal.due is not None,
        "owner": goal.owner is not None,
    }
    return {part for part, there in has.items() if there}


def _is_numberless(blueprint: Blueprint, metric: str | None) -> bool:
    """Whether a goal's metric has no number at all: BP602 reports that."""
    if metric is None or blueprint.metrics[metric].target is not None:
        return False
    goals = (goal for goal in blueprint.goals.values() if goal.metric == metric)
    return all(goal.to is None and goal.change is None for goal in goals)
