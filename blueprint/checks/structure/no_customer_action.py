"""A service in which the customer does nothing.

## What it finds

A blueprint with actions, but none of them in a customer lane; the message says so where there is no such lane
at all. One finding per file.

## Why it matters

A blueprint without the customer is a process map: it shows that the work gets done, not what it is like to
be served.

## Bad

    blueprint carwash "Car wash"

    step wash "Wash" {
      frontstage greet "Guides the car in" start
      -> backstage wash "Washes the car"
      -> frontstage give "Gives the car back" end
    }

## Good

    blueprint carwash "Car wash"

    step wash "Wash" {
      evidence "Board with the programmes"
      customer choose "Chooses a programme" start
      -> frontstage greet "Guides the car in"
      -> backstage wash "Washes the car"
      -> frontstage give "Gives the car back"
      -> customer drive "Drives off" end
    }

## Source

Bitner, Ostrom, Morgan 2008: the customer's actions come first and stand at the centre; everything else is in
support of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding

CODE = "BP103"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find a blueprint without customer actions."""
    if not facts.blueprint.actions or facts.journey_ends:
        return
    # Without declared lanes there is no place to point at.
    lanes = [lane for lane in facts.blueprint.lanes.values() if lane.zone == "customer"]
    labels = [Label(lane.span, phrase("BP103.label")) for lane in lanes if lane.span.text]
    text = phrase("BP103") if lanes else phrase("BP103.lane")
    cure = phrase("BP103.cure") if lanes else phrase("BP103.lane.cure")
    yield finding(CODE, facts.blueprint.span, text, cure, labels)
