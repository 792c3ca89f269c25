"""A frontstage action that no customer meets.

## What it finds

An action in a frontstage lane with no arrow of any kind between it and a customer's action, in either
direction. A chain counts as one encounter: where frontstage actions of one step are joined by arrows, it is
enough that one of them meets the customer. Events are left out, since nobody does them, and so are blueprints
without any customer action, or without any arrow (BP201).

## Why it matters

The frontstage is what the customer sees. Work that nobody sees belongs behind the line of visibility; work
that somebody sees leaves an impression, and the blueprint should say on whom, and when.

## Bad

    blueprint bistro "Lunch at the bistro"

    step arrive "Arrive" {
      evidence "Menu in the window"
      customer enter "Comes in and looks for a table"
      <-> frontstage seat "Leads the guests to a table"
      seat ~> backstage tell "Tells the kitchen how many"
      ~> frontstage "Polishes the glasses"
    }

## Good

    blueprint bistro "Lunch at the bistro"

    step arrive "Arrive" {
      evidence "Menu in the window"
      customer enter "Comes in and looks for a table"
      <-> frontstage seat "Leads the guests to a table"
      seat ~> backstage tell "Tells the kitchen how many"
      ~> backstage "Polishes the glasses"
    }

## Source

Bitner, Ostrom, Morgan 2008: frontstage actions are those of the face-to-face encounter. Nielsen Norman Group:
frontstage actions occur directly in view of the customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, has_no_arrow, quoted

CODE = "BP104"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the frontstage actions that no customer meets."""
    frontstage = [key for key, lane in facts.lane_of.items() if lane.zone == "frontstage"]
    if not facts.journey_ends or has_no_arrow(facts):
        return
    met = reach(
        (key for key in frontstage if _meets_customer(facts, key)), lambda key: _colleagues(facts, key)
    )
    for key in frontstage:
        action = facts.blueprint.actions[key]
        if key not in met and not action.is_event:
            yield finding(
                CODE,
                action.span,
                phrase("BP104", action=quoted(action.text)),
                phrase("BP104.cure"),
            )


def _meets_customer(facts: Facts, key: str) -> bool:
    return any(facts.zone(other) == "customer" for other in _joined(facts, key))


def _joined(facts: Facts, key: str) -> Iterator[str]:
    """The actions at the other ends of an action's arrows."""
    yield from (flow.target for flow in facts.outgoing[key])
    yield from (flow.source for flow in facts.incoming[key])


def _colleagues(facts: Facts, key: str) -> Iterator[str]:
    """The frontstage actions of the same step that an arrow joins to this one."""
    actions = facts.blueprint.actions
    for other in _joined(facts, key):
        if actions[other].step == actions[key].step and facts.zone(other) == "frontstage":
            yield other
