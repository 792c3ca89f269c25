"""A time promise that the longest path exceeds.

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

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.targets import Place, Target, targets
from ...analysis.motion.times import is_beyond
from ...diagnostics import Diagnostic, Label
from ...model import Blueprint
from ...values import Duration
from ...words import Phrase, phrase
from ..rule import MOST_LABELS, finding, quoted

CODE = "BP403"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the targets that the longest path exceeds."""
    for target in facts.once(targets):
        # What the author says of a place itself is another rule's.
        if target.path.seconds > target.target and not is_beyond(target.place.timing):
            yield _exceeded(facts, target)


def _exceeded(facts: Facts, found: Target) -> Diagnostic:
    pieces = found.path.pieces
    longest = sorted(pieces, key=lambda piece: -piece.seconds)[:MOST_LABELS]
    labels = [
        Label(
            facts.blueprint.actions[piece.action].span,
            phrase(f"BP403.{piece.kind}", time=Duration(piece.seconds)),
        )
        for piece in pieces
        if piece in longest
    ]
    target = found.place.timing.target or ""
    text = phrase("BP403", place=_named(found.place), target=target, time=Duration(found.path.seconds))
    return finding(CODE, found.place.span, text, phrase("BP403.cure"), labels)


def _named(place: Place) -> Phrase:
    return quoted(place.title if isinstance(place, Blueprint) else place.label)
