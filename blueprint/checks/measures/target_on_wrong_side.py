"""A target in the wrong direction.

## What it finds

A metric whose `target` is worse than its `baseline` (where there is none, than `now`), and a goal that goes from a
better number to a worse one, changes the metric the wrong way, or does not change it at all. The metric's
`better`, else its kind, says which way is better: complaints, churn and handling times are better lower;
satisfaction, recommendation and first-contact solutions higher. One finding for a metric with all its goals.

## Why it matters

Usually it is a slip: two numbers swapped, or a direction copied from another line. Reports then present a decline as
progress.

## Bad

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 8 now 9 target 12 better lower

    step call "Call" { customer call "Calls" tracks handling }

## Good

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 12 now 9 target 8 better lower

    step call "Call" { customer call "Calls" tracks handling }

## Source

A contradiction in the file itself. Kinds of metrics as in handbooks of customer service (NPS, CSAT, FCR, AHT).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import Direction, better, is_aimed_wrong, is_worse, start_of
from ...diagnostics import Diagnostic, Label
from ...model import Goal, Metric
from ...words import Keyword, phrase
from ..rule import finding, quoted

CODE = "BP610"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics and goals that lead the wrong way."""
    goals: dict[str, list[Goal]] = {}
    for goal in facts.blueprint.goals.values():
        if goal.metric is not None:
            goals.setdefault(goal.metric, []).append(goal)
    for key, metric in facts.blueprint.metrics.items():
        way = better(metric)
        if way is not None:
            yield from _wrong(metric, way, goals.get(key, []))


def _wrong(metric: Metric, way: Direction, goals: list[Goal]) -> Iterator[Diagnostic]:
    backwards = [goal for goal in goals if _goes_wrong(goal, way)]
    start, target = start_of(metric), metric.target
    if start is not None and target is not None and is_aimed_wrong(metric):
        yield finding(
            CODE,
            metric.span,
            phrase("BP610", metric=quoted(metric.label), target=target, start=start, way=Keyword(way)),
            phrase("BP610.cure"),
            [Label(goal.span, phrase("BP610.label")) for goal in backwards],
        )
    elif backwards:
        text = phrase(
            "BP610.goal", goal=quoted(backwards[0].label), metric=quoted(metric.label), way=Keyword(way)
        )
        labels = [Label(goal.span, phrase("BP610.label")) for goal in backwards[1:]]
        yield finding(CODE, backwards[0].span, text, phrase("BP610.goal.cure"), labels)


def _goes_wrong(goal: Goal, way: Direction) -> bool:
    if goal.start is not None and goal.to is not None:
        return goal.start == goal.to or is_worse(goal.to, goal.start, way)
    return goal.change is not None and (goal.change == 0 or is_worse(goal.change, 0, way))
