"""An idea that does not say what it is good for.

## What it finds

Ideas that address nothing, where another idea does. An idea on an action, step or phase that has a pain or a fail
point of its own is about that, and one that tracks a metric, or that a goal addresses, has its purpose too. One
finding for all of them.

## Why it matters

An idea without a pain is a wish of whoever had it. Nobody can say afterwards whether it helped.

## Bad

    blueprint cinema "Watch a film"
    pain queue "Queues of half an hour"
    idea app "Sell by phone" addresses queue
    idea lights "New lights in the foyer"

    step buy "Buy a ticket" { customer queue "Queues" }

## Good

    blueprint cinema "Watch a film"
    pain queue "Queues of half an hour"
    pain dark "Visitors miss the stairs"
    idea app "Sell by phone" addresses queue
    idea lights "New lights in the foyer" addresses dark

    step buy "Buy a ticket" { customer queue "Queues" }

## Source

Handbooks on customer experience: pain, goal, measures (痛点、目标、措施), in this order. Patton 2014: opportunities before solutions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.flow import Facts
from ..analysis.improvement import addressed
from ..diagnostics import Diagnostic, Severity
from ..messages import phrase
from .rule import quoted, together

CODE = "BP708"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the ideas without anything to address."""
    ideas = facts.blueprint.ideas
    wanted = {key for goal in facts.blueprint.goals.values() for key in goal.addresses}
    idle = [
        ideas[key]
        for key, about in addressed(facts.blueprint).items()
        if not about and not ideas[key].known.tracks and key not in wanted
    ]
    if idle and any(idea.addresses for idea in ideas.values()):
        said = phrase("BP708", count=len(idle), idea=quoted(idle[0].text))
        yield together(CODE, [idea.span for idea in idle], said, phrase("BP708.cure"))
