"""An idea that does not say what it is for.

## What it finds

Ideas that address nothing, where another idea does. An idea on an action, step or phase that has a pain or a fail
point of its own is about that; where a time or a wait is beyond its target, it is about getting faster; and one that
tracks a metric, or that a goal addresses, has its purpose too. One finding for all of them.

## Why it matters

Without a purpose nobody can say afterwards whether the idea helped.

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

from ...analysis.facts import Facts
from ...analysis.improvement.plans import addressed
from ...analysis.motion.limits.limit import Kind
from ...analysis.motion.limits.limits import limit_of
from ...diagnostics import Diagnostic, Severity
from ...model import Idea
from ...words import phrase
from ..rule import quoted, together

CODE = "BP708"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the ideas that address nothing."""
    ideas = facts.blueprint.ideas
    wanted = {key for goal in facts.blueprint.goals.values() for key in goal.addresses}
    idle = [
        ideas[key]
        for key, about in addressed(facts.blueprint).items()
        if not about
        and not ideas[key].known.tracks
        and key not in wanted
        and not _is_for_speed(facts, ideas[key])
    ]
    if idle and any(idea.addresses for idea in ideas.values()):
        text = phrase("BP708", count=len(idle), idea=quoted(idle[0].text))
        yield together(CODE, [idea.span for idea in idle], text, phrase("BP708.cure"))


def _is_for_speed(facts: Facts, idea: Idea) -> bool:
    """Whether an idea stands where something takes longer than it may."""
    found = (limit_of(facts, kind, key) for kind, key in _places(facts, idea))
    return any(limit.over > 0 for limit in found if limit)


def _places(facts: Facts, idea: Idea) -> Iterator[tuple[Kind, str]]:
    if idea.at is None:
        yield "service", facts.blueprint.name
    elif idea.place == "phase":
        yield "phase", idea.at
    elif idea.place == "step":
        yield "step", idea.at
        for key in facts.blueprint.steps[idea.at].actions:
            yield from _of_action(key)
    else:
        yield from _of_action(idea.at)


def _of_action(key: str) -> Iterator[tuple[Kind, str]]:
    yield "time", key
    yield "wait", key
