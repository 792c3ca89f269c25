"""A step, a phase or a service whose parts take longer than it says itself.

## What it finds

A step, a phase or a whole blueprint that states its own `time`, where the usual way through it takes longer by the
times of its parts: waits, work and, in phases and the whole, what the steps state. What runs at the same time counts
once, a loop not at all. Of a range without a usual value (`time 10m..20m`) only more than its upper end is found. Also
for some personas alone.

## Why it matters

One of the two numbers is wrong, and nobody can say which. All sums of the report go by the parts then, so the time
that is stated for the whole counts for nothing.

## Bad

    blueprint bakery "Buy bread"

    step buy "Buy" {
      time 3m target 4m
      evidence "Shelf, till"
      customer queue "Queues" wait 4m target 5m
      <-> frontstage sell "Sells the bread" time 1m
    }

## Good

    blueprint bakery "Buy bread"

    step buy "Buy" {
      time 5m target 6m
      evidence "Shelf, till"
      customer queue "Queues" wait 4m target 5m
      <-> frontstage sell "Sells the bread" time 1m
    }

## Source

Value-stream mapping, Rother and Shook 1999: the lead time of a stretch is the sum of the work and the waiting along it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...analysis.facts import Facts
from ...analysis.motion.results import Motion, motions_of
from ...diagnostics import Diagnostic
from ...values import Duration, TimeSpan
from ...words import phrase
from ..rule import finding
from ..wholes import for_whom, longest, name_of, place_at, terms_at

CODE = "BP408"
#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6


class _Over(NamedTuple):
    """A place whose parts take so many seconds."""

    kind: str
    key: str
    parts: float
    stated: float


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the wholes that are shorter than their parts."""
    motions = facts.once(motions_of)
    found: dict[_Over, list[str | None]] = {}
    for motion in motions:
        for over in _beyond(motion):
            found.setdefault(over, []).extend(motion.personas)
    everybody = sum(len(motion.personas) for motion in motions)
    for over, personas in found.items():
        yield from _found(facts, over, () if len(personas) == everybody else tuple(personas))


def _beyond(motion: Motion) -> Iterator[_Over]:
    if motion.runs and motion.beyond_stated > _NOTHING:
        yield _Over(
            "service",
            motion.net.blueprint.name,
            motion.service.stated.usual + motion.beyond_stated,
            motion.service.stated.usual,
        )
    for whole, seconds in motion.beyond_wholes:
        yield _Over(whole.kind, whole.key, whole.stated.usual + seconds, whole.stated.usual)


def _found(facts: Facts, over: _Over, personas: tuple[str | None, ...]) -> Iterator[Diagnostic]:
    place = place_at(facts.blueprint, over.kind, over.key)
    stated = place.timing.of(personas[0] if personas else None).span
    if stated is None or over.parts <= _most(stated) + _NOTHING:
        return
    some = terms_at(facts, place, personas)
    unit = max([stated.unit, *(term.unit for term in some)])
    text = phrase(
        "BP408.personas" if personas else "BP408",
        place=name_of(place),
        stated=stated,
        parts=Duration(round(over.parts, 6), unit),
        personas=for_whom(facts, personas),
    )
    yield finding(CODE, place.span, text, phrase("BP408.cure"), longest(facts, some))


def _most(stated: TimeSpan) -> float:
    """What parts may take: what is usual, of a range that does not say it the upper end."""
    says_usual = stated.usual_value is not None or stated.median is not None
    return stated.usual if says_usual else stated.longest
