"""A blueprint that is too large for one picture.

## What it finds

More phases, or more actions of customers, than the limits `phases` (12) and `customer_actions` (15): one
finding per file. And a step with more cards (actions, evidence, notes) than the limit `cards` (15).

## Why it matters

Nobody reads a picture four metres long. The blueprint is drawn and checked all the same; for a
discussion, take a part of it: one phase, one customer, one case.

## Bad

    blueprint move "Move house"

    step pack "Pack" {
      evidence "Boxes"
      customer "Sorts the cellar"
      customer "Sorts the attic"
      customer "Sorts the kitchen"
      customer "Orders boxes"
      customer "Packs books"
      customer "Packs glasses"
      customer "Packs clothes"
      customer "Packs pictures"
    }
    step go "Go" {
      evidence "Van"
      customer "Carries boxes"
      customer "Carries chairs"
      customer "Carries the sofa"
      customer "Carries plants"
      customer "Carries lamps"
      customer "Sweeps the rooms"
      customer "Reads the meters"
      customer hand "Hands over the keys"
      <-> frontstage "Signs for the keys"
    }

## Good

    blueprint move "Move house"

    step pack "Pack" {
      evidence "Boxes"
      customer "Sorts what goes along"
      customer "Packs"
    }
    step go "Go" {
      evidence "Van"
      customer "Carries it out"
      customer "Cleans and reads the meters"
      customer hand "Hands over the keys"
      <-> frontstage "Signs for the keys"
    }

## Source

Practice guides to service blueprinting: some twelve phases and fifteen actions of the customer are what a
group can hold in view; beyond that, one blueprint for each scenario (Nielsen Norman Group).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...words import Phrase, listing, phrase
from ..rule import finding, quoted

CODE = "BP110"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the counts beyond the limits."""
    blueprint, limits = facts.blueprint, facts.limits
    customers = sum(lane.zone == "customer" for lane in facts.lane_of.values())
    parts = [
        *_beyond("BP110.phases", len(blueprint.phases), limits.phases),
        *_beyond("BP110.customer-actions", customers, limits.customer_actions),
    ]
    if parts:
        text = phrase("BP110", parts=listing(parts))
        yield finding(CODE, blueprint.span, text, phrase("BP110.cure"))
    for step in blueprint.steps.values():
        count = len(step.actions) + len(step.things)
        for part in _beyond("BP110.cards", count, limits.cards):
            name = quoted(step.label or str(step.number))
            yield finding(
                CODE, step.span, phrase("BP110.step", step=name, cards=part), phrase("BP110.step.cure")
            )


def _beyond(key: str, count: int, most: int) -> Iterator[Phrase]:
    if count > most:
        yield phrase(key, number=count, most=most)
