"""A planned improvement that no metric will show.

## What it finds

Ideas with a date (`from` or `due`) for which nothing is measured: they track no metric, and neither what they address
nor a goal that addresses the same has one. Reported only where another idea of the file is measured. One finding for
all of them.

## Why it matters

Without a number before and after, nobody knows whether the work helped.

## Bad

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12 target 5
    pain queue "Queues of half an hour"
    pain dark "Visitors miss the stairs"
    idea app "Sell by phone" addresses queue due 2027-03-01 tracks queue_time
    idea lights "New lights in the foyer" addresses dark due 2027-02-01

    step buy "Buy a ticket" { customer queue "Queues" }

## Good

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12 target 5
    metric falls "Falls per month" now 3 target 0
    pain queue "Queues of half an hour"
    pain dark "Visitors miss the stairs"
    idea app "Sell by phone" addresses queue due 2027-03-01 tracks queue_time
    idea lights "New lights in the foyer" addresses dark due 2027-02-01 tracks falls

    step buy "Buy a ticket" { customer queue "Queues" }

## Source

Handbooks on customer experience: measure, change, measure again (用数据说话). Deming: plan, do, check, act.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import addressed
from ...diagnostics import Diagnostic, Severity
from ...model import Blueprint
from ...words import phrase
from ..rule import quoted, together

CODE = "BP714"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the ideas that are planned, but not measured."""
    blueprint = facts.blueprint
    measured = _measured(blueprint)
    blind = [idea for key, idea in blueprint.ideas.items() if key not in measured]
    planned = [idea for idea in blind if idea.start or idea.due]
    if planned and measured:
        text = phrase("BP714", count=len(planned), idea=quoted(planned[0].text))
        yield together(CODE, [idea.span for idea in planned], text, phrase("BP714.cure"))


def _measured(blueprint: Blueprint) -> set[str]:
    """The ideas whose effect a metric shows: their own, that of what they address or stand on, or of a goal for it."""
    followed = {
        key for goal in blueprint.goals.values() if goal.metric is not None for key in goal.addresses
    } | {
        key
        for cards in (blueprint.pains, blueprint.fails)
        for key, card in cards.items()
        if card.known.tracks
    }
    actions = {key for key, action in blueprint.actions.items() if action.known.tracks}
    return {
        key
        for key, about in addressed(blueprint).items()
        if blueprint.ideas[key].known.tracks
        or key in followed
        or not about.isdisjoint(followed)
        or blueprint.ideas[key].at in actions
    }
