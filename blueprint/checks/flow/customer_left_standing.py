"""A customer who is left standing while the service goes on elsewhere.

## What it finds

An action of the customer's after a fork that nothing leads on from: no `->`, no journey, no call whose other side
goes on, no `end`, and it is not the last action of its lane. The other branch of the fork goes on and comes to the
customer again, or to an end. Found is where the customer went by themselves, and what takes time (`wait`, `time`):
what staff hand over or tell on the way, and what is called or told (`<->`, `~>`), needs nothing after it. Where every
branch stops, that is another finding (BP202); where only work of the staff is left behind, BP206.

## Why it matters

Nothing waits for what the customer does or waits for there, so it counts in no time and no outcome: a wait of three
minutes beside a minute of work makes a service of one minute. And in the service itself the customer stands in the
corridor, and nobody comes for them.

## Bad

    blueprint lab "Blood test"

    step test "Test" {
      evidence "Ticket with a number"
      customer give "Gives blood" start
      -> backstage measure "Measures it" time 10m
      give -> customer sit "Sits down and waits" wait 20m target 20m
      measure -> customer learn "Learns the result" end served
    }

## Good

    blueprint lab "Blood test"

    step test "Test" {
      evidence "Ticket with a number"
      customer give "Gives blood" start
      -> backstage measure "Measures it" time 10m
      give -> customer sit "Sits down and waits" wait 20m target 20m
      measure -> customer learn "Learns the result" end served
      sit -> learn
    }

## Source

BPMN 2.0: what a parallel gateway divides, another one joins again. Process redesign: breaks in the flow (断点).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted
from .dead_end import look_ahead, stops

CODE = "BP217"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the customer's actions that nothing leads on from, beside something that goes on."""
    ahead = facts.once(look_ahead)
    broken = frozenset(facts.once(stops))
    forks = _forks(facts)
    for key, action in facts.blueprint.actions.items():
        if (
            facts.zone(key) != "customer"
            or key in ahead.going_on
            or key in broken
            or key not in facts.reached
        ):
            continue
        other = next((forks[source] for source in _before(facts, key) if source in forks), None)
        if other is not None and _is_left(facts, key):
            text = phrase("BP217", action=quoted(action.text), other=quoted(facts.text(other.target)))
            labels = [Label(other.span, phrase("BP217.label"))]
            yield finding(CODE, action.span, text, phrase("BP217.cure"), labels)


def _forks(facts: Facts) -> dict[str, Flow]:
    """The actions of which one way stops and another one goes on to a customer or an end: with the first arrow that does."""
    ahead = facts.once(look_ahead)
    found = {}
    for key, action in facts.blueprint.actions.items():
        then = [] if action.is_decision else [flow for flow in facts.outgoing[key] if flow.kind == "then"]
        finishing = [flow for flow in then if flow.target in ahead.finishing]
        if finishing and len(finishing) < len(then):
            found[key] = finishing[0]
    return found


def _before(facts: Facts, key: str) -> list[str]:
    """The actions from which only what stops leads here, the nearest first."""
    ahead = facts.once(look_ahead)

    def sources(text: str) -> Iterator[str]:
        if text not in ahead.finishing:
            yield from (flow.source for flow in facts.incoming[text] if flow.kind == "then")

    return list(reach([key], sources))


def _is_left(facts: Facts, key: str) -> bool:
    """Whether the customer went there, or spends time there, and was not just called or told."""
    came = facts.incoming[key]
    if any(flow.kind == "return" for flow in came):
        return False
    is_told = any(flow.kind == "message" for flow in came)
    led = [flow for flow in came if flow.kind == "then" and not (flow.is_journey and is_told)]
    action = facts.blueprint.actions[key]
    takes_time = action.wait is not None or action.timing.span is not None
    return any(takes_time or facts.zone(flow.source) == "customer" for flow in led)
