"""A due date that has passed.

## What it finds

Goals, ideas, fail points and pains whose `due` lies before today. A goal whose metric has reached its target is no
finding. For questions see BP707.

## Why it matters

A plan with dates that have passed is no longer believed. Either the work is done and the entry can go, or it needs another date.

## Bad

    blueprint ferry "Take the ferry"
    step board "Board" {
      customer board "Goes on board"
      idea ramp "A second ramp" owner "Harbour master" due 2026-05-31
    }

## Good

    blueprint ferry "Take the ferry"
    step board "Board" {
      customer board "Goes on board"
      idea ramp "A second ramp" owner "Harbour master" due 2027-05-31
    }

## Source

AIAG FMEA handbook: actions have a target date, and the date of completion is entered. Handbooks on customer service:
weekly review of open measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import reached
from ...analysis.improvement.plans import is_past
from ...diagnostics import Diagnostic
from ...source import Span
from ...words import Value, phrase
from ..rule import finding, quoted

CODE = "BP711"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the dates before today."""
    for span, name, due in _dated(facts):
        if is_past(due, facts.today):
            text = phrase("BP711", what=name, due=due or "")
            yield finding(CODE, span, text, phrase("BP711.cure"))


def _dated(facts: Facts) -> Iterator[tuple[Span, Value, str | None]]:
    """Everything with a due date that is not done yet."""
    blueprint = facts.blueprint
    for goal in blueprint.goals.values():
        if goal.metric is None or not reached(blueprint.metrics[goal.metric], goal):
            yield goal.span, quoted(goal.label), goal.due
    for cards in (blueprint.fails, blueprint.pains, blueprint.ideas):
        for card in cards.values():
            yield card.span, quoted(card.text), card.due
