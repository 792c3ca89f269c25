"""Lanes without the line that divides them.

## What it finds

A file that declares its lanes, with frontstage and backstage lanes but no line of visibility, or with
customer and frontstage lanes but no line of interaction. One finding per file. A line of the author's own
between these lanes counts as well; imported lanes are checked in the file that declares them.

## Why it matters

Without the line of visibility the picture does not say what the customer sees; it is a process map with
coloured rows. Rules that need the line find nothing.

## Bad

    blueprint bakery "Bread at the bakery"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage "Counter"
      backstage  "Oven"
    }

    step buy "Buy" {
      evidence "Bread on the shelf"
      customer ask "Asks for a loaf"
      <-> frontstage "Hands it over"
      <-> backstage "Bakes"
    }

## Good

    blueprint bakery "Bread at the bakery"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage "Counter"
      --- visibility ---
      backstage  "Oven"
    }

    step buy "Buy" {
      evidence "Bread on the shelf"
      customer ask "Asks for a loaf"
      <-> frontstage "Hands it over"
      <-> backstage "Bakes"
    }

## Source

Shostack 1984: the line of visibility. Bitner, Ostrom, Morgan 2008: the lines of interaction and visibility
among the parts of a blueprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...lane_kinds import Zone
from ...model import Lane, Line
from ...words import Keyword, listing, phrase
from ..rule import finding

CODE = "BP112"
SEVERITY = Severity.INFO

#: The lines that are looked for, with the zones that each divides.
_DIVIDED: tuple[tuple[str, Zone, Zone], ...] = (
    ("interaction", "customer", "frontstage"),
    ("visibility", "frontstage", "backstage"),
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the missing lines."""
    missing = [
        (line, lower)
        for line, each, other in _DIVIDED
        if (lower := _undivided(facts, each, other)) and not _has_line(facts, line)
    ]
    if missing:
        lines = [phrase(f"BP112.{line}") for line, _ in missing]
        cures = [phrase("BP112.line", line=Keyword(line)) for line, _ in missing]
        labels = [
            Label(lane.span, phrase("BP112.label", line=line))
            for line, (_, lane) in zip(lines, missing, strict=True)
        ]
        text = phrase("BP112", lines=listing(lines, "or"))
        yield finding(
            CODE, missing[0][1].span, text, phrase("BP112.cure", lines=listing(cures, "comma")), labels
        )


def _has_line(facts: Facts, kind: str) -> bool:
    return any(isinstance(band, Line) and band.kind == kind for band in facts.blueprint.bands)


def _undivided(facts: Facts, zone: Zone, other: Zone) -> Lane | None:
    """The lower of two neighbouring lanes of these zones between which no line of any kind stands."""
    source, above = facts.blueprint.span.source, None
    for band in facts.blueprint.bands:
        if isinstance(band, Line):
            above = None
        elif band.zone in (zone, other):
            if above is not None and above.zone != band.zone and band.span.source is source:
                return band
            above = band
    return None
