"""A lane on the wrong side of a line.

## What it finds

- a frontstage or customer lane below the line of visibility, or a backstage or support lane above it;
- a customer lane below the line of interaction, or a frontstage, backstage or support lane above it;
- a support lane above the line of internal interaction, or a frontstage lane below it.

Partners and managers may stand anywhere. A second customer lane at the bottom, below all lines, is no finding
where the first one is at the top; neither is a line that is drawn twice, as in a picture with a customer at
either end. One finding per line.

## Why it matters

Readers rely on the lines: with the kitchen above the line of visibility they believe that guests see the
kitchen. The picture is wrong, and nobody checks the text.

## Bad

    blueprint grill "Grill at the market"

    lanes {
      evidence   "Evidence"
      customer   "Guest"
      --- interaction ---
      frontstage "Counter"
      backstage  "Grill"
      --- visibility ---
      support    "Supplies"
    }

    step order "Order" {
      evidence "Price board"
      customer ask "Orders"
      <-> frontstage give "Hands it over"
      <-> backstage "Grills"
      <-> support "Refills"
    }

## Good

    blueprint grill "Grill at the market"

    lanes {
      evidence   "Evidence"
      customer   "Guest"
      --- interaction ---
      frontstage "Counter"
      --- visibility ---
      backstage  "Grill"
      support    "Supplies"
    }

    step order "Order" {
      evidence "Price board"
      customer ask "Orders"
      <-> frontstage give "Hands it over"
      <-> backstage "Grills"
      <-> support "Refills"
    }

## Source

Shostack 1984 and Bitner, Ostrom, Morgan 2008: the line of interaction divides customer and service, the line
of visibility what is seen from what is not, the line of internal interaction contact staff from support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...lane_kinds import LineKind, Zone
from ...model import Lane, Line
from ...words import Listing, listing, phrase
from ..rule import MOST_LABELS, finding, quoted

CODE = "BP109"

_SERVING: frozenset[Zone] = frozenset({"frontstage", "backstage", "support"})
#: For each line, the zones whose lanes have no place above it, and below it.
_MISPLACED: dict[LineKind, tuple[frozenset[Zone], frozenset[Zone]]] = {
    "interaction": (_SERVING, frozenset({"customer"})),
    "visibility": (frozenset({"backstage", "support"}), frozenset({"customer", "frontstage"})),
    "internal interaction": (frozenset({"support"}), frozenset({"customer", "frontstage"})),
}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the lines with lanes on the wrong side."""
    bands = facts.blueprint.bands
    for kind, (not_above, not_below) in _MISPLACED.items():
        places = [place for place, band in enumerate(bands) if isinstance(band, Line) and band.kind == kind]
        if len(places) != 1:
            continue
        above, below = _lanes(bands[: places[0]]), _lanes(bands[places[0] + 1 :])
        wrong_above = [lane for lane in above if lane.zone in not_above]
        wrong_below = [lane for lane in below if lane.zone in not_below and not _faces(lane, bands)]
        if wrong_above or wrong_below:
            yield _finding(bands[places[0]], wrong_above, wrong_below)


def _lanes(bands: Sequence[Lane | Line]) -> list[Lane]:
    return [band for band in bands if isinstance(band, Lane)]


def _faces(lane: Lane, bands: Sequence[Lane | Line]) -> bool:
    """Whether a lane is the customer at the other end of a service, under all lines."""
    first = next(band for band in bands if isinstance(band, Line) or band.zone == "customer")
    under = bands[bands.index(lane) :]
    return (
        lane.zone == "customer"
        and isinstance(first, Lane)
        and not any(isinstance(lane, Line) for lane in under)
    )


def _finding(line: Lane | Line, above: list[Lane], below: list[Lane]) -> Diagnostic:
    parts = []
    if above:
        parts.append(phrase("BP109.above", lanes=_named(above), count=len(above)))
    if below:
        parts.append(phrase("BP109.below", lanes=_named(below), count=len(below)))
    labels = [Label(lane.span, phrase("BP109.label.above")) for lane in above]
    labels += [Label(lane.span, phrase("BP109.label.below")) for lane in below]
    text = phrase("BP109", line=quoted(line.label), parts=listing(parts))
    return finding(CODE, line.span, text, phrase("BP109.cure"), labels)


def _named(lanes: list[Lane]) -> Listing:
    return listing([quoted(lane.label) for lane in lanes[:MOST_LABELS]])
