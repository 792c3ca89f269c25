"""The outlines of the picture: their points, and the SVG that draws them."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Sequence
from functools import cache
from math import cos, pi, sin

from blueprint.drawing import Box, CardShape
from blueprint.layout.sizes import HEXAGON, PHASE_TIP, PILL, RING
from blueprint.model import PointKind
from blueprint.words import Direction

from ..markup import Attribute, Markup, number

Point = tuple[float, float]
_RADIUS = 6.0
_HEAD = 8.0
_HEAD_HALF = 3.8
_BAR = 6.0
_STRIPE = 4.0
_DOT = 3.5
_GATE, _GATE_THICK = 7.0, 3.5
GEAR_HOLE = 2.2


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def chevron(box: Box, direction: Direction) -> tuple[Point, ...]:
    """The corners of the arrow-like band of a phase, which points to where the next one stands."""
    middle, tip = box.y + box.height / 2, box.right - PHASE_TIP
    if direction == "rtl":
        tip = box.x + PHASE_TIP
        return (
            (box.right, box.y), (tip, box.y), (box.x, middle), (tip, box.bottom), (box.right, box.bottom),
            (box.right - PHASE_TIP, middle),
        )  # fmt: skip
    return (
        (box.x, box.y), (tip, box.y), (box.right, middle), (tip, box.bottom), (box.x, box.bottom),
        (box.x + PHASE_TIP, middle),
    )  # fmt: skip


def stripe(box: Box, direction: Direction) -> Box:
    """The strip of colour where the band of a lane begins."""
    x = box.x if direction == "ltr" else box.right - _STRIPE
    return Box(x=x, y=box.y, width=_STRIPE, height=box.height)


def along(box: Box, direction: Direction) -> tuple[float, float]:
    """The x at which a sign in a box begins, and at which it ends, as the picture runs."""
    return (box.x, box.right) if direction == "ltr" else (box.right, box.x)


def hexagon(box: Box) -> tuple[Point, ...]:
    """The corners of a decision: its left and right sides are pointed."""
    middle, left, right = box.y + box.height / 2, box.x + HEXAGON, box.right - HEXAGON
    return (
        (left, box.y), (right, box.y), (box.right, middle), (right, box.bottom), (left, box.bottom),
        (box.x, middle),
    )  # fmt: skip


def outline(corners: Sequence[Point]) -> str:
    """A closed outline with straight sides."""
    parts = [f"M{_at(*corners[0])}"]
    for before, (x, y) in itertools.pairwise(corners):
        parts.append(f"H{number(x)}" if y == before[1] else f"L{_at(x, y)}")
    return "".join(parts) + "z"


def arrow_path(
    points: Sequence[Point], *, head: bool = True, tail: bool = False, square: Container[Point] = ()
) -> str:
    """The line of an arrow with rounded corners; it ends inside its heads, so that their points stay sharp.

    `square`: corners where other arrows part from it or join it stay square.
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


def _distance(point: Point, other: Point) -> float:
    return abs(point[0] - other[0]) + abs(point[1] - other[1])


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
    pair, other = bar_ends(start, towards)
    return f"M{_at(*pair)}L{_at(*other)}"


def bar_ends(start: Point, towards: Point) -> tuple[Point, Point]:
    """The ends of that stroke."""
    x, y = _towards(start, towards, min(_BAR, _distance(start, towards) / 3))
    length = _distance(start, towards) or 1.0
    dx, dy = (towards[0] - start[0]) / length, (towards[1] - start[1]) / length
    return (x - dy * _HEAD_HALF, y + dx * _HEAD_HALF), (x + dy * _HEAD_HALF, y - dx * _HEAD_HALF)


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
    """The style-sheet class of a badge; for fail points it depends on the risk."""
    return f"fail-{risk}" if kind == "fail" else kind


def pill(out: Markup, box: Box, kind: str) -> None:
    """The background of a badge. Risk is shown by more than colour: a dashed border, a border, none, or a second border."""
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
    box, rounding = shape.box, radius(shape)
    _outer(out, shape, class_=classes)
    if shape.form == "end":
        out.empty(
            "rect", class_=f"bp-inner bp-card-{shape.kind}",
            x=box.x + 3, y=box.y + 3, width=box.width - 6, height=box.height - 6, rx=rounding - 2,
        )  # fmt: skip


def area(out: Markup, shape: CardShape) -> None:
    """The part of the picture in which a card can be clicked, where nothing is seen but the focus."""
    _outer(out, shape, class_="bp-area", pointer_events="all")


def _outer(out: Markup, shape: CardShape, **attributes: Attribute) -> None:
    box = shape.box
    if shape.form == "decision":
        out.empty("path", **attributes, d=outline(hexagon(box)))
        return
    out.empty(
        "rect", **attributes, x=box.x, y=box.y, width=box.width, height=box.height, rx=radius(shape)
    )  # fmt: skip


def radius(shape: CardShape) -> float:
    """The radius of a card's corners; a decision has none."""
    return {
        "event": min(shape.box.height / 2, PILL),
        "thing": 3.0,
        "stub": min(shape.box.height / 2, PILL / 2),
        "decision": 0.0,
    }.get(shape.form, 7.0)


def start(out: Markup, box: Box) -> None:
    """The sign of a start: a ring, as in process models; the dot of a fork is filled."""
    x, y = box.middle
    out.empty("circle", class_="bp-start", cx=x, cy=y, r=box.width / 2 - 1)


def gear(out: Markup, box: Box) -> None:
    """The sign of automatic actions, on a background of paper."""
    x, y = box.middle
    out.empty("circle", class_="bp-paper", cx=x, cy=y, r=box.width / 2)
    out.empty("path", class_="bp-gear", fill_rule="evenodd", transform=f"translate({_at(x, y)})", d=_gear())


@cache
def gear_teeth() -> tuple[Point, ...]:
    """The outline of a gear around the origin."""
    return tuple(
        (radius * cos(tooth * pi / 4 + turn), radius * sin(tooth * pi / 4 + turn))
        for tooth in range(8)
        for turn, radius in ((-0.30, 4.6), (-0.18, 6.4), (0.18, 6.4), (0.30, 4.6))
    )


@cache
def _gear() -> str:
    ring, hole = "L".join(_at(x, y) for x, y in gear_teeth()), number(GEAR_HOLE)
    return f"M{ring}zM{hole} 0A{hole} {hole} 0 1 0 -{hole} 0A{hole} {hole} 0 1 0 {hole} 0z"


def curve(points: Sequence[Point]) -> str:
    """A smooth line through points."""
    first, *rest = (_at(*point) for point in smooth_curve(points))
    return f"M{first}" + "".join(f"C{' '.join(rest[index : index + 3])}" for index in range(0, len(rest), 3))


def smooth_curve(points: Sequence[Point]) -> list[Point]:
    """A line through points, level at each of them, as a chain of cubic pieces: the first point, then three for each piece."""
    chain = list(points[:1])
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        middle = (x1 + x2) / 2
        chain += [(middle, y1), (middle, y2), (x2, y2)]
    return chain
