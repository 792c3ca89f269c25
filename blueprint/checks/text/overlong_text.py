"""A text too long for its card.

## What it finds

An action, a piece of evidence, or the label of a lane, a phase or a step that is longer than the limit `text`
(80 columns; a Chinese character takes two). Cards and notes are left out: the report has room for them.

## Why it matters

Cards are read at a glance, across a room. Explanations belong in the block of the action: `standard`,
`script`, `policy`, `note`.

## Bad

    blueprint hostel "A night at the hostel"

    step arrive "Arrive" {
      evidence "Bell, house rules"
      customer ring "Rings the bell"
      <-> frontstage "Opens the door, asks for the passport, explains the house rules, shows the way to the kitchen"
    }

## Good

    blueprint hostel "A night at the hostel"

    step arrive "Arrive" {
      evidence "Bell, house rules"
      customer ring "Rings the bell"
      <-> frontstage greet "Lets the guest in" {
        script "Welcome! May I see your passport? The kitchen is on the left; please read the house rules on the door."
      }
    }

## Source

Nielsen Norman Group: short phrases on the cards of a blueprint, details apart. Practice of card sorting.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.card_texts import columns, drawn_texts
from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...model import Thing
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP801"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the texts over the limit."""
    blueprint, most = facts.blueprint, facts.limits.text
    notes = {key for key, lane in blueprint.lanes.items() if lane.holds == "notes"}
    for text, element in drawn_texts(blueprint):
        # No text has more columns than two for each character.
        if 2 * len(text) > most and not (isinstance(element, Thing) and element.lane in notes):
            long = columns(text)
            if long > most:
                message = phrase("BP801", text=quoted(text), number=long, most=most)
                yield finding(CODE, element.span, message, phrase("BP801.cure"))
