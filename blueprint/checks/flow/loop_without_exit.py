"""A loop that no arrow leads out of.

## What it finds

Actions that lead to each other by `->` and `!>` in a loop, where no arrow leaves the loop, none of them is an
`end`, and no answer in the loop has a limit (`max`). A call (`<->`) is not an exit, unless the work goes on
from there; neither is the recovery of a fail point, since it happens only after a failure. A message out of
the loop is an exit: work that recurs every week and reports is meant to go on. Only loops that can be reached
from a starting point are reported.

## Why it matters

A customer who gets in does not get out: the form comes back again and again, and the service never says yes
or no.

## Bad

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form with twelve fields"
      customer fill "Fills in the form"
      -> frontstage look "Looks the form through"
      look -> fill "something is missing"
    }

## Good

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form with twelve fields"
      customer fill "Fills in the form"
      -> frontstage look "Is the form complete?" decision
      look -> fill "something is missing" max 2
      look -> customer receipt "Takes the receipt home" when "complete"
    }

## Source

BPMN 2.0: a loop is left by a condition or a maximum. Rework loops: lean waste, the defects that go round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...analysis.facts import Facts, components
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP203"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the rings without a way out."""
    for found in facts.once(rings_without_exit):
        yield _finding(facts, facts.reading_order(found), _inside(facts, found))


def rings_without_exit(facts: Facts) -> list[list[str]]:
    """The rings that nobody gets out of."""
    return [found for found in facts.once(rings) if _inside(facts, found) and not has_exit(facts, found)]


def _inside(facts: Facts, ring: list[str]) -> list[Flow]:
    members = set(ring)
    return [flow for key in ring for flow in ring_arrows(facts, key) if flow.target in members]


def rings(facts: Facts) -> list[list[str]]:
    """The strongly connected sets of the actions that can be reached; most have one action."""
    nodes = [key for key in facts.blueprint.actions if key in facts.reached]
    return list(components(nodes, lambda key: (flow.target for flow in ring_arrows(facts, key))))


def ring_arrows(facts: Facts, key: str) -> Iterator[Flow]:
    """The arrows that can make a loop: not those with a limit, calls or messages."""
    for flow in facts.outgoing[key]:
        if flow.kind in ("then", "failure") and flow.max is None and not flow.is_recovery:
            yield flow


def has_exit(facts: Facts, ring: Iterable[str]) -> bool:
    """Whether the work of a loop can come to an end, or go on outside."""
    members = set(ring)
    return any(_leaves(facts, key, members) for key in members)


def _leaves(facts: Facts, key: str, members: set[str]) -> bool:
    """Whether the work can come to an end here, or go on outside."""
    if facts.blueprint.actions[key].end is not None:
        return True
    away = (flow for flow in facts.outgoing[key] if flow.target not in members and not flow.is_recovery)
    return any(flow.leads or any(other.leads for other in facts.outgoing[flow.target]) for flow in away)


def _finding(facts: Facts, members: list[str], inside: list[Flow]) -> Diagnostic:
    place = facts.position
    # The label is at the arrow that leads back.
    backward = (flow for flow in inside if place[flow.target] <= place[flow.source])
    back = min(backward, key=lambda flow: flow.span.start)
    others = [Label(facts.blueprint.actions[key].span, phrase("BP203.label")) for key in members]
    first, last = quoted(facts.text(back.target)), quoted(facts.text(back.source))
    text = phrase("BP203", first=first, last=last)
    if back.source == back.target:
        text = phrase("BP203.single", action=first)
    return finding(CODE, back.span, text, phrase("BP203.cure"), others)
