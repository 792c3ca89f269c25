"""A promise that the sum of its parts breaks.

## What it finds

A blueprint, a phase or a step whose longest path of usual times and waits takes more than its `time … target`,
although the time that it states for itself does not. What is parallel counts once. Of a decision's answers
the frequent ones count, or the quickest where no answer says how frequent it is; a way
back counts where it is as frequent; a mere maximum (`wait ..15m`) counts nothing. With customers in it, the path runs
from customer to customer, so that what staff tidy up afterwards is left out.

## Why it matters

Each action keeps its own target, everybody has done well, and the customer waits twice as long as promised.
Only the path as a whole shows it.

## Bad

    blueprint pizza "Order a pizza"
    time 30m target 35m

    step order "Order" {
      evidence "Menu"
      customer call "Orders" time 2m
      -> frontstage note "Notes the order" time 1m
    }

    step bring "Bring" {
      evidence "Box"
      note -> backstage bake "Bakes the pizza" wait 10m target 10m time 12m
      -> frontstage ride "Rides to the customer" time 15m
      -> customer eat "Eats"
    }

## Good

    blueprint pizza "Order a pizza"
    time 30m target 35m

    step order "Order" {
      evidence "Menu"
      customer call "Orders" time 2m
      -> frontstage note "Notes the order" time 1m
    }

    step bring "Bring" {
      evidence "Box"
      note -> backstage bake "Bakes the pizza" time 12m
      -> frontstage ride "Rides to the customer" time 15m
      -> customer eat "Eats"
    }

## Source

Critical path method, Kelley and Walker 1959. Value-stream mapping, Rother and Shook 1999: lead time is the sum of
work and waiting along the stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..analysis.critical import Course, course_with_step_times, critical_path, usual_course
from ..analysis.flow import Facts
from ..analysis.times import is_beyond
from ..diagnostics import Diagnostic, Label
from ..messages import Phrase, phrase
from ..model import Blueprint, Phase, Step
from ..values import Duration
from .rule import MOST_LABELS, finding, quoted

CODE = "BP403"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the targets that the longest path exceeds."""
    blueprint = facts.blueprint
    places: list[Blueprint | Phase | Step] = [
        blueprint,
        *blueprint.phases.values(),
        *blueprint.steps.values(),
    ]
    promised = [place for place in places if place.timing.target and not is_beyond(place.timing)]
    if not promised:
        return
    actions, steps = facts.once(usual_course), facts.once(course_with_step_times)
    for place in promised:
        # What a step says of itself is to be held against its actions.
        yield from _exceeded(facts, actions if isinstance(place, Step) else steps, place)


def _exceeded(facts: Facts, course: Course, place: Blueprint | Phase | Step) -> Iterator[Diagnostic]:
    found = critical_path(facts, course, _members(facts, place))
    target = place.timing.target
    if target is None or found.seconds <= target.usual:
        return
    longest = sorted(found.pieces, key=lambda piece: -piece.seconds)[:MOST_LABELS]
    labels = [
        Label(
            facts.blueprint.actions[one.action].span, phrase(f"BP403.{one.kind}", time=Duration(one.seconds))
        )
        for one in found.pieces
        if one in longest
    ]
    said = phrase("BP403", place=_named(place), target=target, time=Duration(found.seconds))
    yield finding(CODE, place.span, said, phrase("BP403.cure"), labels)


def _members(facts: Facts, place: Blueprint | Phase | Step) -> Sequence[str] | None:
    if isinstance(place, Step):
        return place.actions
    if isinstance(place, Phase):
        return [key for step in place.steps for key in facts.blueprint.steps[step].actions]
    return None


def _named(place: Blueprint | Phase | Step) -> Phrase:
    return quoted(place.title if isinstance(place, Blueprint) else place.label)
