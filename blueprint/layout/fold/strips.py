"""A part of a folded picture, and the pieces of arrows and curves in it.

Comes in: shapes of the whole picture. Goes out: the same shapes, moved and cut. Deliberately absent: where the cuts are
(`blueprint.layout.fold.folding`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ...drawing import Box, Junction, Route, TextLine, lies_on

Point = tuple[float, float]
T = TypeVar("T")


class Squeeze(NamedTuple):
    """A height of a part in which nothing stands: from one y to another, made lower by so many px."""

    top: float
    bottom: float
    by: float


class Strip(NamedTuple):
    """A part: what lies between two x of the whole picture, moved by dx and dy, and lower by its squeezes.

    `lead` and `tail` are the room in front of it and behind it: its own arrows may reach beyond the cuts, and those that come from
    another part, or go to one, are seen there.
    """

    left: float
    right: float
    lead: float
    tail: float
    dx: float
    dy: float
    squeezes: tuple[Squeeze, ...] = ()

    @property
    def end(self) -> float:
        """The x of its right edge in the folded picture."""
        return self.right + self.tail + self.dx

    def holds(self, x: float) -> bool:
        """Whether an x of the whole picture lies in this part."""
        return self.left <= x < self.right

    def y(self, y: float) -> float:
        """The new place of a y of the whole picture."""
        lost = sum(
            squeeze.by * min(max((y - squeeze.top) / (squeeze.bottom - squeeze.top), 0.0), 1.0)
            for squeeze in self.squeezes
            if y > squeeze.top
        )
        return y - lost + self.dy

    def box(self, box: Box) -> Box:
        """A box in its new place."""
        top = self.y(box.y)
        return replace(box, x=box.x + self.dx, y=top, height=self.y(box.bottom) - top)

    def beside(self, box: Box, y: float) -> Box:
        """A box that moves with a y and keeps its height."""
        return replace(box, x=box.x + self.dx, y=box.y + self.y(y) - y)

    def point(self, point: Point) -> Point:
        """A point in its new place."""
        return point[0] + self.dx, self.y(point[1])

    def lines(self, lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
        """Texts in their new places."""
        return tuple(replace(line, x=line.x + self.dx, y=self.y(line.y)) for line in lines)

    def headings(self, lines: Iterable[TextLine], y: float) -> tuple[TextLine, ...]:
        """Texts at the left edge of the picture, which every part has; they move with a y."""
        by = self.y(y) - y
        return tuple(replace(line, y=line.y + by) for line in lines)


class Held:
    """The shapes of a drawing by the part that holds them: found in their order, without looking at those of other parts."""

    def __init__(self) -> None:
        #: For tuples of the drawing, which lives as long: the x of their shapes, sorted, each with its number.
        self._sorted: dict[tuple[int, object], list[tuple[float, int]]] = {}

    def within(self, shapes: Sequence[T], strip: Strip, x: Callable[[T], float]) -> list[T]:
        """Those whose x lies in a part; always the same function for the same shapes."""
        places = self._sorted.get((id(shapes), x))
        if places is None:
            places = sorted((x(shape), number) for number, shape in enumerate(shapes))
            self._sorted[id(shapes), x] = places
        found = places[bisect_left(places, (strip.left,)) : bisect_left(places, (strip.right,))]
        return [shapes[number] for number in sorted(number for _, number in found)]


def middle(shape: Any) -> float:
    """The x of the middle of a shape with a box."""
    x: float = shape.box.middle[0]
    return x


def side(shape: Any) -> float:
    """The x of the left side of a shape with a box."""
    x: float = shape.box.x
    return x


def line_side(line: TextLine) -> float:
    """The x where a line begins."""
    return line.left


def place(shape: Any) -> float:
    """The x of what stands at one: a point, the anchor of a line."""
    x: float = shape.x
    return x


def moved(route: Route, strip: Strip) -> Route:
    """An arrow between cards of one part, whole, even where it reaches beyond a cut."""
    return replace(
        route,
        points=tuple((x + strip.dx, strip.y(y)) for x, y in route.points),
        leaves=route.leaves and strip.point(route.leaves),
        meets=route.meets and strip.point(route.meets),
        label=strip.lines(route.label),
        label_box=route.label_box and strip.box(route.label_box),
    )


def passes(route: Route, junction: Junction) -> bool:
    """Whether an arrow is one of those of a fork or a join, and runs through its sign."""
    of_it = route.is_fork and route.source == junction.card
    if junction.kind == "join":
        of_it = route.is_join and route.target == junction.card
    point = (junction.x, junction.y)
    return of_it and any(lies_on(point, start, end) for start, end in pairwise(route.points))


def _to_edges(points: Sequence[Point], route: Route, strip: Strip) -> Iterator[Point]:
    """The corners of a piece in their new places; an end that was cut runs on to the edge of the part."""
    for number, (x, y) in enumerate(points):
        is_cut = (number == 0 and points[0] != route.points[0]) or (
            number == len(points) - 1 and points[-1] != route.points[-1]
        )
        if is_cut:
            x = x - strip.lead if x <= strip.left else x + strip.tail
        yield x + strip.dx, strip.y(y)


def clipped(route: Route, strip: Strip) -> Iterator[Route]:
    """The pieces of an arrow in a part; its label goes with the first of them."""
    pieces = list(_pieces(route.points, strip))
    box = route.label_box
    labelled = box is not None and strip.holds(box.middle[0])
    for number, points in enumerate(pieces):
        with_label = labelled and number == 0
        yield replace(
            route,
            points=tuple(_to_edges(points, route, strip)),
            starts=route.starts and points[0] == route.points[0],
            ends=route.ends and points[-1] == route.points[-1],
            leaves=_on(points, route.leaves, strip),
            meets=_on(points, route.meets, strip),
            label=strip.lines(route.label) if with_label else (),
            label_box=strip.box(box) if box and with_label else None,
        )


def _on(points: Sequence[Point], point: Point | None, strip: Strip) -> Point | None:
    """The new place where an arrow leaves or meets a stem, if that is on this stretch."""
    if point and any(lies_on(point, start, end) for start, end in pairwise(points)):
        return strip.point(point)
    return None


def _pieces(points: Sequence[Point], strip: Strip) -> Iterator[list[Point]]:
    """The stretches of a line that lie in a part."""
    current: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        a, b = _within(x1, strip), _within(x2, strip)
        outside = (x1 < strip.left and x2 < strip.left) or (x1 >= strip.right and x2 >= strip.right)
        if outside:
            continue
        if not current:
            current = [(a, y1)]
        current.append((b, y2))
        if b != x2:
            yield current
            current = []
    if len(current) > 1:
        yield current


def _within(x: float, strip: Strip) -> float:
    return min(max(x, strip.left), strip.right)


def curve_in(points: Sequence[tuple[float, float]], strip: Strip) -> list[tuple[float, float]]:
    """The part of a curve that lies in a strip: its points there, and where it crosses the edges."""
    found: list[tuple[float, float]] = []
    for index, point in enumerate(points):
        if strip.holds(point[0]):
            found.append(point)
        if index + 1 < len(points):
            after = points[index + 1]
            for edge in (strip.left, strip.right):
                if point[0] < edge < after[0]:
                    share = (edge - point[0]) / (after[0] - point[0])
                    eased = share * share * (3 - 2 * share)
                    found.append((edge, point[1] + (after[1] - point[1]) * eased))
    return found
