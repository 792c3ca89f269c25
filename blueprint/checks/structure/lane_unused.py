"""An empty lane.

## What it finds

Lanes that the file itself declares, in which no step has an action or a note. One finding for a file.
Imported lanes are shared with other files and may be empty here. Files without any action have no such
finding. Evidence that is missing (BP107) and customers who do nothing (BP103) are other findings.

## Why it matters

An empty row across the whole picture makes readers ask what they have missed. Either nobody has thought
about what happens there, or the lane can go.

## Bad

    blueprint optician "New glasses"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage "Shop"
      --- visibility ---
      backstage  "Workshop"
      partner    "Lens maker"
    }

    step test "Eye test" {
      evidence "Board with letters"
      customer read "Reads the letters"
      <-> frontstage "Notes the values"
      <-> backstage "Grinds the lenses"
    }

## Good

    blueprint optician "New glasses"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage "Shop"
      --- visibility ---
      backstage  "Workshop"
    }

    step test "Eye test" {
      evidence "Board with letters"
      customer read "Reads the letters"
      <-> frontstage "Notes the values"
      <-> backstage "Grinds the lenses"
    }

## Source

Nielsen Norman Group: leave out what a blueprint does not need; lanes are chosen for the question at hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Lane
from ...words import listing, phrase
from ..rule import MOST_LABELS, finding, quoted

CODE = "BP113"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the empty lanes of this file."""
    blueprint = facts.blueprint
    if not blueprint.actions:
        return
    filled = {action.lane for action in blueprint.actions.values()}
    filled |= {thing.lane for thing in blueprint.things.values()}
    empty = [
        lane
        for key, lane in blueprint.lanes.items()
        if key not in filled
        and lane.span.source is blueprint.span.source
        and not _is_told_elsewhere(facts, lane)
    ]
    if empty:
        names = listing([quoted(lane.label) for lane in empty[: MOST_LABELS + 1]])
        text = phrase("BP113", lanes=names, count=len(empty))
        labels = [Label(lane.span, phrase("BP113.label")) for lane in empty[1:]]
        yield finding(CODE, empty[0].span, text, phrase("BP113.cure"), labels)


def _is_told_elsewhere(facts: Facts, lane: Lane) -> bool:
    return lane.holds == "evidence" or (lane.zone == "customer" and not facts.journey_ends)
