"""A touchpoint without tangible evidence.

## What it finds

A step in which customer and frontstage meet, without a piece of evidence in it. They meet where an arrow
joins a customer's action and a frontstage action (in the step that the arrow leads to), or where a customer's
action has a channel (`via`). Recoveries of fail points do not count. One finding per step; none in blueprints
without an evidence lane.

## Why it matters

A service cannot be seen, so customers judge it by what they can see: the sign, the screen, the letter, the
clean counter. Where the blueprint names none, nobody designs it, and customers judge by what happens to be
there.

## Bad

    blueprint library "Borrow a book"

    step borrow "Borrow" {
      customer ask "Brings the book to the desk"
      <-> frontstage lend "Lends the book"
    }

## Good

    blueprint library "Borrow a book"

    step borrow "Borrow" {
      evidence "Slip with the date of return"
      customer ask "Brings the book to the desk"
      <-> frontstage lend "Lends the book"
    }

## Source

Bitner, Ostrom, Morgan 2008: physical evidence stands above each customer action. Shostack 1984: tangible
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP107"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps with a touchpoint and no evidence."""
    blueprint, lanes = facts.blueprint, facts.blueprint.lanes
    if all(lane.holds != "evidence" for lane in lanes.values()):
        return
    shown = {thing.step for thing in blueprint.things.values() if lanes[thing.lane].holds == "evidence"}
    met: dict[str, str] = {}
    for key in facts.reading_order(_touchpoints(facts)):
        met.setdefault(blueprint.actions[key].step, key)
    for step, key in met.items():
        if step not in shown:
            action = blueprint.actions[key]
            yield finding(
                CODE,
                action.span,
                phrase("BP107", action=quoted(action.text)),
                phrase("BP107.cure"),
                [Label(blueprint.steps[step].span, phrase("BP107.label"))],
            )


def _touchpoints(facts: Facts) -> Iterator[str]:
    """The actions by which customer and frontstage meet."""
    for key, action in facts.blueprint.actions.items():
        if action.via and facts.zone(key) == "customer":
            yield key
    for flow in facts.blueprint.flows:
        ends = {facts.zone(flow.source), facts.zone(flow.target)}
        if ends == {"customer", "frontstage"} and not flow.is_recovery:
            yield flow.target
