"""A metric with a target, but without a baseline.

## What it finds

A metric with a number to reach (a target, or a goal for it) that has neither `baseline` nor `now`, and no goal that
says `from`; in a file in which another metric has such a number, or where a goal asks for a change in per cent. For
metrics of pilots see BP704.

## Why it matters

Without a starting value nobody can show that anything has improved. A change of -50% of an unknown number
is no number at all.

## Bad

    blueprint clinic "Vaccination"
    metric arrivals "Came to the appointment" unit "%" baseline 81 target 90
    metric complaints "Complaints" kind complaints
    goal calmer "Half the complaints" metric complaints change -50% due 2027-06-30 owner "Head nurse"

    step vaccinate "Vaccinate" { customer come "Comes" tracks arrivals }

## Good

    blueprint clinic "Vaccination"
    metric arrivals "Came to the appointment" unit "%" baseline 81 target 90
    metric complaints "Complaints" kind complaints baseline 12
    goal calmer "Half the complaints" metric complaints change -50% due 2027-06-30 owner "Head nurse"

    step vaccinate "Vaccinate" { customer come "Comes" tracks arrivals }

## Source

Handbooks on customer experience: the baseline (基线) is measured before anything is changed. Doran 1981: goals are
measurable.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import start_of
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP603"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics that are to change without a starting value."""
    blueprint = facts.blueprint
    goals = list(blueprint.goals.values())
    numbered = {goal.metric for goal in goals if goal.to is not None or goal.change is not None}
    started = {goal.metric for goal in goals if goal.start is not None}
    relative = {goal.metric for goal in goals if goal.change is not None}
    piloted = {metric for pilot in blueprint.pilots.values() for metric in pilot.known.tracks}
    begun = any(start_of(metric) is not None for metric in blueprint.metrics.values())
    for key, metric in blueprint.metrics.items():
        if start_of(metric) is not None or key in started or key in piloted:
            continue
        if key in relative or (begun and (metric.target is not None or key in numbered)):
            yield finding(
                CODE, metric.span, phrase("BP603", metric=quoted(metric.label)), phrase("BP603.cure")
            )
