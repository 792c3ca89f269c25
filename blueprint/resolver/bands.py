"""Lanes and lines, from top to bottom, with their default labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..lane_kinds import LANE_KINDS, LINES, LaneKind, Zone
from ..model import Lane, Line
from ..source import Span
from ..syntax import nodes
from ..words import Keyword, in_words
from ..words.catalogues import ENGLISH, find
from .attributes import Attributes
from .imports import Declared
from .names import Names


def read_bands(declared: Declared, names: Names, language: str | None) -> tuple[Lane | Line, ...]:
    """The lanes and lines of a file, or the five lanes and three lines of one that declares none."""
    if not declared.lanes:
        names.default_lanes(kind for kind, traits in LANE_KINDS.items() if traits.is_default)
        return tuple(_default(language))
    bands: list[Lane | Line] = []
    for band in declared.lanes[0].bands:
        bands.append(_lane(band, names, language) if isinstance(band, nodes.Lane) else _line(band, language))
    return tuple(bands)


def _default(language: str | None) -> Iterator[Lane | Line]:
    """The default lanes, and the lines between those of neighbouring zones."""
    from ..source import Source

    nowhere = Span(Source("", ""), 0, 0)
    above: Zone | None = None
    for kind, traits in LANE_KINDS.items():
        if traits.is_default:
            for line, zones in LINES.items():
                if zones == (above, traits.zone):
                    yield Line(span=nowhere, kind=line, label=usual_label(line, language), labelled=False)
            yield Lane(span=nowhere, key=kind, kind=kind, label=usual_label(kind, language))
            above = traits.zone


def usual_label(kind: str, language: str | None) -> str:
    """The label of a lane or line of a kind without one of its own; its keyword where the catalogue has no word."""
    found = find(f"line.{kind.replace(' ', '-')}" if kind in LINES else f"lane.{kind}", language)
    called = found.text if found else in_words(Keyword(kind), language or ENGLISH)
    return called[0].upper() + called[1:]


def _lane(lane: nodes.Lane, names: Names, language: str | None) -> Lane:
    attributes = Attributes(lane.attributes, names)
    kind = cast(LaneKind, lane.kind.text)
    label = lane.label.value if lane.label else lane.name.text if lane.name else usual_label(kind, language)
    roles, jointly = attributes.doers()
    return Lane(
        span=lane.span,
        key=names.lane_keys.get(id(lane), kind),
        kind=kind,
        label=label,
        by=roles,
        jointly=jointly,
        via=attributes.keys("via", "channel"),
        using=attributes.keys("using", "system"),
        mode=attributes.word("mode"),
    )


def _line(line: nodes.Line, language: str | None) -> Line:
    kind: Any = line.kind.text if line.kind else None
    label = line.label.value if line.label else usual_label(kind, language)
    return Line(span=line.span, kind=kind, label=label, labelled=line.label is not None)
