"""An arrow between customer and backstage that skips the frontstage.

## What it finds

An arrow `->`, `<->` or `!>` between a customer's action and one in a lane beyond the line of visibility.
Nothing is found where the blueprint has no line of visibility or no frontstage lane. These may cross the
line: messages (`~>`), since a letter comes from anywhere; the way out of a fail point; events, since nobody
does them; and arrows of which either end has a channel (`via`, as a telephone), a system (`using`) or `mode
automatic`, since that is what the customer then meets. Partners may be met as well: a pharmacy or a carrier has
a counter of its own, wherever its lane stands. The arrows of one lane in one step make one finding.

## Why it matters

If customers deal with people behind the line of visibility, that place is frontstage for them and needs the
standards of an encounter. Or somebody on the frontstage takes part, and the blueprint does not show that
work.

## Bad

    blueprint repair "Bicycle repair"

    step bring "Bring the bicycle" {
      evidence "Workshop door, price list"
      customer explain "Explains what is broken"
      <-> backstage look "Looks at the bicycle and names a price"
    }

## Good

    blueprint repair "Bicycle repair"

    step bring "Bring the bicycle" {
      evidence "Workshop door, price list"
      customer explain "Explains what is broken"
      <-> frontstage note "Writes down what is broken, names a price"
      <-> backstage look "Looks at the bicycle"
    }

## Source

Bitner, Ostrom, Morgan 2008: the line of visibility parts frontstage from backstage; every contact with the
customer crosses the line of interaction to the frontstage. Shostack 1984: the line of visibility.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...lane_kinds import ONSTAGE
from ...model import Action, Flow, Lane, Line
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP106"


class _Jump(NamedTuple):
    """An arrow that jumps the line, and its ends."""

    flow: Flow
    customer: Action
    behind: Action


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the arrows that jump the line of visibility."""
    hidden = _hidden_lanes(facts)
    if not hidden or all(lane.zone != "frontstage" for lane in facts.blueprint.lanes.values()):
        return
    # The arrows between the customer and one lane in one step have one cause: where that lane is drawn.
    jumps: dict[tuple[str, str], list[_Jump]] = {}
    for jump in _jumps(facts, hidden):
        jumps.setdefault((jump.behind.lane, jump.behind.step), []).append(jump)
    for first, *others in jumps.values():
        source, target = facts.text(first.flow.source), facts.text(first.flow.target)
        labels = [
            Label(first.customer.span, phrase("BP106.label.customer")),
            Label(first.behind.span, phrase("BP106.label.behind")),
            *(Label(other.flow.span, phrase("BP106.label.other")) for other in others),
        ]
        text = phrase(
            "BP106", source=quoted(source), target=quoted(target), count=len(others) + 1, others=len(others)
        )
        yield finding(CODE, first.flow.span, text, phrase("BP106.cure"), labels)


def _jumps(facts: Facts, hidden: dict[str, Lane]) -> Iterator[_Jump]:
    actions = facts.blueprint.actions
    for flow in facts.blueprint.flows:
        source, target = actions[flow.source], actions[flow.target]
        if _may_cross(flow, source, target):
            continue
        if facts.zone(flow.source) == "customer" and target.lane in hidden:
            yield _Jump(flow, source, target)
        elif facts.zone(flow.target) == "customer" and source.lane in hidden:
            yield _Jump(flow, target, source)


def _hidden_lanes(facts: Facts) -> dict[str, Lane]:
    """The lanes beyond the line of visibility, except those that are onstage by their kind, and those of partners: the line parts our own
    stage, not theirs."""
    bands = facts.blueprint.bands
    for index, band in enumerate(bands):
        if isinstance(band, Line) and band.kind == "visibility":
            below = (lane for lane in bands[index:] if isinstance(lane, Lane))
            return {lane.key: lane for lane in below if lane.zone not in ONSTAGE and lane.kind != "partner"}
    return {}


def _may_cross(flow: Flow, *ends: Action) -> bool:
    if flow.kind == "message" or flow.is_recovery:
        return True
    return any(end.is_event or end.via or end.using or end.mode == "automatic" for end in ends)
