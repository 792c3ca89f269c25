"""The outlines of the picture as SVG path data."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Sequence
from functools import cache
from math import cos, pi, sin

from blueprint.drawing import Box, CardShape
from blueprint.layout.sizes import HEXAGON, PHASE_TIP, PILL
from blueprint.model import PointKind

from .markup import Markup, number

Point = tuple[float, float]
_RADIUS = 6.0
_HEAD = 8.0
_HEAD_HALF = 3.8
_BAR = 6.0
_DOT = 3.5
_GATE, _GATE_THICK = 7.0, 3.5
#: How far the ring of a high risk stands off its badge.
RING = 2.5


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def chevron(box: Box) -> str:
    """The arrow-like band of a phase."""
    middle = box.y + box.height / 2
    return (
        f"M{_at(box.x, box.y)}H{number(box.right - PHASE_TIP)}L{_at(box.right, middle)}"
        f"L{_at(box.right - PHASE_TIP, box.bottom)}H{number(box.x)}L{_at(box.x + PHASE_TIP, middle)}z"
    )


def arrow_path(
    points: Sequence[Point], *, head: bool = True, tail: bool = False, square: Container[Point] = ()
) -> str:
    """The line of an arrow with rounded corners; it ends inside its heads, so that their points stay sharp.

    Corners stay `square` where other arrows part from it or join it.
    """
    line = shortened(points, head=head, tail=tail)
    parts = [f"M{_at(*line[0])}"]
    for start, corner, end in _corners(line):
        if corner in square:
            parts.append(f"L{_at(*corner)}")
            continue
        parts.append(f"L{_at(*start)}Q{_at(*corner)} {_at(*end)}")
    parts.append(f"L{_at(*line[-1])}")
    return "".join(parts)


def shortened(points: Sequence[Point], *, head: bool, tail: bool) -> list[Point]:
    """A line without the stretches that its heads cover."""
    line = list(points)
    if head:
        line[-1] = _towards(line[-1], line[-2], _HEAD - 1)
    if tail:
        line[0] = _towards(line[0], line[1], _HEAD - 1)
    return line


def _corners(line: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    """Where the rounding of each corner begins, the corner, and where it ends."""
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        radius = min(_RADIUS, _distance(before, corner) / 2, _distance(corner, after) / 2)
        yield _towards(corner, before, radius), corner, _towards(corner, after, radius)


def smooth_corners(line: Sequence[Point]) -> list[Point]:
    """A line as a chain of cubic pieces: the first point, then three for each piece."""
    chain = [line[0]]
    for start, corner, end in _corners(line):
        chain += [chain[-1], start, start]
        chain += [_between(start, corner), _between(end, corner), end]
    return [*chain, chain[-1], line[-1], line[-1]]


def _between(end: Point, control: Point) -> Point:
    """The control point of a cubic curve that runs like a quadratic one."""
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    """A point `by` px from the first one on the way to the second, which lies straight across or along."""
    length = _distance(start, end)
    share = by / length if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def head(start: Point, end: Point) -> str:
    """The head of an arrow that comes from one point and ends at the other."""
    length = _distance(start, end) or 1.0
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    x, y = end[0] - dx * _HEAD, end[1] - dy * _HEAD
    return (
        f"M{_at(*end)}L{_at(x - dy * _HEAD_HALF, y + dx * _HEAD_HALF)}"
        f"L{_at(x + dy * _HEAD_HALF, y - dx * _HEAD_HALF)}z"
    )


def bar(start: Point, towards: Point) -> str:
    """The short stroke across the beginning of an arrow of failure, which tells it from others without its colour."""
    x, y = _towards(start, towards, min(_BAR, _distance(start, towards) / 3))
    length = _distance(start, towards) or 1.0
    dx, dy = (towards[0] - start[0]) / length, (towards[1] - start[1]) / length
    return f"M{_at(x - dy * _HEAD_HALF, y + dx * _HEAD_HALF)}L{_at(x + dy * _HEAD_HALF, y - dx * _HEAD_HALF)}"


def dot(out: Markup, x: float, y: float) -> None:
    """The sign of a fork: a dot where its arrows part, as in wiring diagrams."""
    out.empty("circle", class_="bp-junction", cx=x, cy=y, r=_DOT)


def gate(out: Markup, x: float, y: float, *, upright: bool) -> None:
    """The sign of a join: a bar across the stem, as in activity diagrams."""
    wide, high = (2 * _GATE, _GATE_THICK) if upright else (_GATE_THICK, 2 * _GATE)
    out.empty(
        "rect", class_="bp-junction", x=x - wide / 2, y=y - high / 2, width=wide, height=high, rx=1
    )  # fmt: skip


def pill_kind(kind: PointKind, risk: int) -> str:
    """The name under which the style sheet knows a badge: fail points go by their risk."""
    return f"fail-{risk}" if kind == "fail" else kind


def pill(out: Markup, box: Box, kind: str) -> None:
    """The ground of a badge. Risk is told by more than colour: a dashed border, a border, none, and a second border around."""
    if kind == "fail-3":
        _rounded(out, "bp-ring", box, RING, 9 + RING)
    _rounded(out, f"bp-pill bp-pill-{kind}", box, 0, 9)


def _rounded(out: Markup, classes: str, box: Box, by: float, radius: float) -> None:
    """A rectangle larger than the box on all sides."""
    out.empty(
        "rect", class_=classes,
        x=box.x - by, y=box.y - by, width=box.width + 2 * by, height=box.height + 2 * by, rx=radius,
    )  # fmt: skip


def card(out: Markup, shape: CardShape, classes: str) -> None:
    """The outline of a card by its form."""
    box = shape.box
    if shape.form == "decision":
        out.empty("path", class_=classes, d=hexagon(box))
        return
    radius = {"event": min(box.height / 2, PILL), "thing": 3.0}.get(shape.form, 7.0)
    out.empty("rect", class_=classes, x=box.x, y=box.y, width=box.width, height=box.height, rx=radius)
    if shape.form == "end":
        out.empty(
            "rect", class_=f"bp-inner bp-card-{shape.kind}",
            x=box.x + 3, y=box.y + 3, width=box.width - 6, height=box.height - 6, rx=radius - 2,
        )  # fmt: skip


def hexagon(box: Box) -> str:
    """A decision: its left and right sides are pointed."""
    middle = box.y + box.height / 2
    return (
        f"M{_at(box.x + HEXAGON, box.y)}H{number(box.right - HEXAGON)}L{_at(box.right, middle)}"
        f"L{_at(box.right - HEXAGON, box.bottom)}H{number(box.x + HEXAGON)}L{_at(box.x, middle)}z"
    )


def gear(out: Markup, x: float, y: float) -> None:
    """The sign of what runs by itself, on a patch of paper."""
    out.empty("circle", class_="bp-paper", cx=x, cy=y, r=8)
    out.empty("path", class_="bp-gear", fill_rule="evenodd", transform=f"translate({_at(x, y)})", d=_gear())


@cache
def _gear() -> str:
    points = []
    for tooth in range(8):
        for turn, radius in ((-0.30, 4.6), (-0.18, 6.4), (0.18, 6.4), (0.30, 4.6)):
            angle = tooth * pi / 4 + turn
            points.append(_at(radius * cos(angle), radius * sin(angle)))
    ring = "L".join(points)
    return f"M{ring}zM2.2 0A2.2 2.2 0 1 0 -2.2 0A2.2 2.2 0 1 0 2.2 0z"


def curve(points: Sequence[Point]) -> str:
    """A smooth line through points, level at each of them."""
    parts = [f"M{_at(*points[0])}"]
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        middle = (x1 + x2) / 2
        parts.append(f"C{_at(middle, y1)} {_at(middle, y2)} {_at(x2, y2)}")
    return "".join(parts)
