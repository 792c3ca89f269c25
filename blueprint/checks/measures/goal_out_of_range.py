"""A goal beyond 100%, or below nothing.

## What it finds

A metric in `%` whose target, or a goal for it, is more than 100, and any metric but a recommendation score (`nps`)
whose goal comes to less than 0 by a change in per cent. Silent where the metric's own numbers (`baseline`, `now`,
`benchmark`) are beyond that already: such a share may be. Satisfaction, first-contact solutions and churn beyond 100%
are errors ([BP016](../errors.md)).

## Why it matters

Mostly points were meant: 40 points more than 80% are as impossible as 40 per cent more, and from 20% they are 60%, not
28%. A goal that nobody can reach, or that everybody reads in their own way, moves nothing.

## Bad

    blueprint cinema "An evening at the cinema"
    metric seats "Seats taken" kind other unit "%" now 80 better higher
    goal fuller "Fuller halls" metric seats change +40% due 2027-06-30 owner "Manager"

    step watch "Watch" { customer sit "Sits down" tracks seats }

## Good

    blueprint cinema "An evening at the cinema"
    metric seats "Seats taken" kind other unit "%" now 80 better higher
    goal fuller "Fuller halls" metric seats from 80 to 95 due 2027-06-30 owner "Manager"

    step watch "Watch" { customer sit "Sits down" tracks seats }

## Source

Doran 1981: goals are realistic. Per cent and percentage points, as in any handbook of statistics.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.goal_progress import metric_of, progress
from ...diagnostics import Diagnostic
from ...model import Metric
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP615"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the targets and goals that are more than all or less than nothing."""
    blueprint = facts.blueprint
    for metric in blueprint.metrics.values():
        if metric.target is not None and _is_beyond_all(metric, metric.target):
            text = phrase("BP615.target", metric=quoted(metric.label), aim=metric.target)
            yield finding(CODE, metric.span, text, phrase("BP615.cure"))
    for goal in blueprint.goals.values():
        measured = metric_of(blueprint, goal)
        aim = progress(goal, measured).aim
        if measured is None or aim is None or (goal.to is None and goal.change is None):
            continue
        start = goal.start if goal.start is not None else measured.start
        if goal.change is not None and start is not None:
            text = phrase("BP615.change", goal=quoted(goal.label), aim=measured.with_unit(aim))
            cure = phrase("BP615.change.cure", start=start)
            is_below = aim < 0 <= start and measured.kind != "nps"
            if is_below or _is_beyond_all(measured, aim):
                yield finding(CODE, goal.span, text, cure)
        elif _is_beyond_all(measured, aim):
            text = phrase("BP615", goal=quoted(goal.label), aim=aim)
            yield finding(CODE, goal.span, text, phrase("BP615.cure"))


def _is_beyond_all(metric: Metric, aim: float) -> bool:
    """Whether a percentage is more than 100, and no number of the metric shows that it may be."""
    known = (number for number in (metric.baseline, metric.now, metric.benchmark) if number is not None)
    return metric.is_percentage and aim > 100 and all(number <= 100 for number in known)
