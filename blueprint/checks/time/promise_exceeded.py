"""A time promise that the longest path exceeds.

## What it finds

A blueprint, a phase or a step that takes longer on the usual way than its `time … target`, although the time that it
states for itself does not; also for some personas alone. The usual way is the likeliest one; where no answer says
how frequent it is, the one that ends best. Of what it does not come to, the likeliest way counts that does. What is
parallel counts once. With customers in it, a service lasts from the customer's first action to the end, a step to
the customer's last action in it and to what the customer waits for there before going on, so that what staff tidy up
afterwards is left out.

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
from ...analysis.motion.limits.limit import Held, Limit
from ...analysis.motion.limits.limits import limits
from ...diagnostics import Diagnostic
from ...values import Duration
from ...words import phrase
from ..rule import finding
from ..wholes import for_whom, longest, name_of, place_at, terms_at

CODE = "BP403"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the targets that the usual way exceeds."""
    for limit in facts.once(limits):
        # What the author says of a place itself is another rule's.
        if limit.kind in ("service", "phase", "step") and limit.over and not limit.stated_is_over:
            for held in limit.held:
                if held.verdict == "over":
                    yield _exceeded(facts, limit, held)


def _exceeded(facts: Facts, limit: Limit, held: Held) -> Diagnostic:
    place = place_at(facts.blueprint, limit.kind, limit.key)
    time = Duration(held.taken.usual or 0, held.unit)
    key = "BP403.personas" if held.personas else "BP403"
    if held.taken.is_aside:
        key = "BP403.personas.aside" if held.personas else "BP403.aside"
    text = phrase(
        key, place=name_of(place), target=limit.most, time=time, personas=for_whom(facts, held.personas)
    )
    labels = longest(facts, terms_at(facts, place, held.personas))
    return finding(CODE, place.span, text, phrase("BP403.cure"), labels)
