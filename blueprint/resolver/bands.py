"""Lanes and lines, from top to bottom, with what they are called when the author does not say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from ..model import Lane, LaneKind, Line, LineKind
from ..source import Span
from ..syntax import nodes
from ..words import word
from .attributes import Attributes
from .imports import Declared
from .names import Names

_DEFAULT = (
    "evidence", "customer", "interaction", "frontstage", "visibility", "backstage", "internal interaction", "support",
)  # fmt: skip
_LINES = ("interaction", "visibility", "internal interaction")
#: What a kind of lane or line is called.
_Called = Callable[[str], str]


def read_bands(declared: Declared, names: Names, language: str | None) -> tuple[Lane | Line, ...]:
    """The lanes and lines of a file, or the five lanes and three lines of one that declares none."""
    called = partial(_called, language)
    if not declared.lanes:
        names.default_lanes(kind for kind in _DEFAULT if kind not in _LINES)
        return _default(called)
    bands: list[Lane | Line] = []
    for band in declared.lanes[0].bands:
        bands.append(_lane(band, names, called) if isinstance(band, nodes.Lane) else _line(band, called))
    return tuple(bands)


def _default(called: _Called) -> tuple[Lane | Line, ...]:
    from ..source import Source

    nowhere = Span(Source("", ""), 0, 0)
    return tuple(
        Line(span=nowhere, kind=cast(LineKind, kind), label=called(kind), labelled=False)
        if kind in _LINES
        else Lane(span=nowhere, key=kind, kind=cast(LaneKind, kind), label=called(kind))
        for kind in _DEFAULT
    )


def _lane(lane: nodes.Lane, names: Names, called: _Called) -> Lane:
    attributes = Attributes(lane.attributes, names)
    label = lane.label.value if lane.label else lane.name.text if lane.name else called(lane.kind.text)
    return Lane(
        span=lane.span,
        key=names.lane_keys.get(id(lane), lane.kind.text),
        kind=cast(LaneKind, lane.kind.text),
        label=label,
        by=attributes.keys("by", "role"),
        via=attributes.keys("via", "channel"),
        using=attributes.keys("using", "system"),
        mode=attributes.word("mode"),
    )


def _line(line: nodes.Line, called: _Called) -> Line:
    kind: Any = line.kind.text if line.kind else None
    label = line.label.value if line.label else called(kind)
    return Line(span=line.span, kind=kind, label=label, labelled=line.label is not None)


def _called(language: str | None, kind: str) -> str:
    return word(f"line.{kind.replace(' ', '-')}" if kind in _LINES else f"lane.{kind}", language)
