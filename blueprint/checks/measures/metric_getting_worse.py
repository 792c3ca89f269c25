"""A metric that is getting worse while nothing is done about it.

## What it finds

A metric whose `now` is worse than its `baseline`, where nothing in the file is done about it: no idea, fail point, pain
or question tracks it or stands on an action that does, and no goal is about it. The metric's `better`, else its kind,
says which way is better.

## Why it matters

Numbers vary. But if a number has become worse since the start and no card mentions it, nobody has looked into it.

## Bad

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 9 now 12 target 8

    step call "Call" { customer call "Calls" tracks handling }

## Good

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 9 now 12 target 8

    step call "Call" {
      customer call "Calls" tracks handling
      question why "Is it the new software?" tracks handling
    }

## Source

Handbooks on customer service: the quarterly review explains why figures swing (波动原因).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import better, is_aimed_wrong, is_worse
from ...diagnostics import Diagnostic, Severity
from ...model import Blueprint
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP614"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics that became worse and that nothing refers to."""
    spoken_of = _spoken_of(facts.blueprint)
    for key, metric in facts.blueprint.metrics.items():
        now, baseline = metric.now, metric.baseline
        if now is None or baseline is None or key in spoken_of or is_aimed_wrong(metric):
            continue
        way = better(metric)
        if way is not None and is_worse(now, baseline, way):
            text = phrase("BP614", metric=quoted(metric.label), now=now, baseline=baseline)
            yield finding(CODE, metric.span, text, phrase("BP614.cure", name=key))


def _spoken_of(blueprint: Blueprint) -> set[str]:
    """The metrics that a goal is about, or that a card, or the action it stands on, tracks."""
    found = {goal.metric for goal in blueprint.goals.values() if goal.metric is not None}
    for cards in (blueprint.fails, blueprint.pains, blueprint.ideas, blueprint.questions):
        for card in cards.values():
            found.update(card.known.tracks)
            if card.place == "action" and card.at is not None:
                found.update(blueprint.actions[card.at].known.tracks)
    return found
