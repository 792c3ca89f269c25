"""Where a folded picture is cut: as few parts as the width allows, as equal in width as possible.

Comes in: a whole Drawing and the room for a part. Goes out: parts, each from one x to another with the room that its arrows need on
both sides. A part ends with its phase where the widths stay nearly equal; cuts avoid arrows that run down a gutter, and labels. A
wider room never gives a wider picture, and no part is wider than the room or than the widest single step. Deliberately absent: what
becomes of the shapes (`blueprint.layout.fold.folding`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...drawing import Drawing, Route, StepShape
from ..sizes import SIGN

#: The least room before and after a part, for arrows that cross its edges.
_LEAD = 20.0
_CLEAR = 3.0
#: What a cut within a phase costs, and one through a label or along an arrow, in squares of the width of an even part.
_IN_PHASE = 0.02
_UNCLEAR = 1.0


class Part(NamedTuple):
    """A stretch of the whole picture between two x, with the room before and after it, and its steps: from one to before another."""

    left: float
    right: float
    lead: float
    tail: float
    steps: range

    @property
    def width(self) -> float:
        """How wide it is, in px, with the room on both sides."""
        return self.right - self.left + self.lead + self.tail


class _Reach(NamedTuple):
    """The steps of an arrow's ends, from left to right, and the x that it and its label reach."""

    first: int
    last: int
    line: tuple[float, float]
    label: tuple[float, float] | None


class _Best(NamedTuple):
    """The best way to cut the steps up to one: parts, cost, and the last of the parts."""

    number: int
    cost: float
    part: Part | None


class Cutter:
    """Where a picture may be cut: for any width, since the ways to cut it are the same."""

    def __init__(self, drawing: Drawing, left: float) -> None:
        """`left` is the x at which the steps begin."""
        self._drawing = drawing
        self._downs = sorted(
            x1 for route in drawing.routes for (x1, _), (x2, _) in pairwise(route.points) if x1 == x2
        )
        self._signs = sorted(junction.x for junction in drawing.junctions)
        self._labels = [route.label_box for route in drawing.routes if route.label_box]
        self._known: dict[tuple[int, int], Part] = {}
        right = drawing.lanes[0].box.right
        steps = drawing.steps
        found = [self._border(step_shape, other) for step_shape, other in pairwise(steps)]
        self._sides = [left, *(x for x, _ in found), right]
        phases = [self._phase(step) for step in steps]
        inside = [text is not None and text == other for text, other in pairwise(phases)]
        #: What it costs to end a part with each step.
        self._costs = [
            _IN_PHASE * within + _UNCLEAR * (not clear)
            for within, (_, clear) in zip(inside, found, strict=True)
        ] + [0.0]
        #: How far the labels of lines between lanes reach into the room of a part, where no arrow may run down.
        self._beside_labels = max(
            (line.label_box.right + _CLEAR - left for line in drawing.lines if line.label_box), default=0.0
        )
        places = {card.key: self._step_at(card.box.middle[0]) for card in drawing.cards}
        self._reaches = [_reach(route, places) for route in drawing.routes]

    def parts(self, room: float) -> list[Part]:
        """The parts of the picture, each no wider than `room` px where every step alone is not."""
        count = len(self._drawing.steps)
        room = max([room, *(self._part(n, n + 1).width for n in range(count))])
        fitting = [list(self._fitting(end, room)) for end in range(1, count + 1)]
        fewest = _chosen(fitting, [0.0] * count)
        even = (self._sides[-1] - self._sides[0]) / len(fewest)
        return _chosen(fitting, [cost * even**2 for cost in self._costs])

    def _fitting(self, end: int, room: float) -> Iterator[Part]:
        """The parts before a step that fit, the shortest first."""
        for start in range(end - 1, -1, -1):
            if self._sides[end] - self._sides[start] > room:
                return
            part = self._part(start, end)
            if part.width <= room:
                yield part

    def _part(self, start: int, end: int) -> Part:
        if (start, end) not in self._known:
            self._known[start, end] = self._new_part(start, end)
        return self._known[start, end]

    def _new_part(self, start: int, end: int) -> Part:
        """The part of the steps from one to before another; there is no room beyond the ends of the whole picture."""
        left, right = self._sides[start], self._sides[end]
        low, high = left, right
        for reach in self._reaches:
            inside = start <= reach.first and reach.last < end
            if inside:
                low, high = min(low, reach.line[0]), max(high, reach.line[1])
            if reach.label and (inside or left <= sum(reach.label) / 2 < right):
                low, high = min(low, reach.label[0]), max(high, reach.label[1])
        lead = (
            max(_LEAD, left - low + 8, self._beside_labels + left - self._downward(left, low))
            if start
            else 0.0
        )
        tail = max(_LEAD, high - right + 8) if end < len(self._drawing.steps) else 0.0
        return Part(left, right, lead, tail, range(start, end))

    def _downward(self, left: float, low: float) -> float:
        """The x of the first arrow that runs down a part."""
        return (
            low
            if low < left
            else next((x for x in self._downs if x >= left), left + _LEAD + self._beside_labels)
        )

    def _step_at(self, x: float) -> int:
        return max(0, bisect_right(self._sides, x, hi=len(self._sides) - 1) - 1)

    def _phase(self, step: StepShape) -> str | None:
        middle = step.box.middle[0]
        for phase in self._drawing.phases:
            if phase.box.x <= middle <= phase.box.right:
                return phase.key
        return None

    def _border(self, step_shape: StepShape, other: StepShape) -> tuple[float, bool]:
        """An x between two steps, as near to the second as can be, and whether it is clear."""
        low, high = step_shape.box.right + 4, other.box.x - 4
        tried = [high - 2 * n for n in range(int((high - low) / 2) + 1)]
        for x in tried:
            if not self._on_arrow(x) and not self._on_label(x):
                return x, True
        return next((x for x in tried if not self._on_arrow(x)), high), False

    def _on_arrow(self, x: float) -> bool:
        return any(abs(at - x) <= _CLEAR + SIGN for at in _near(self._signs, x, _CLEAR + SIGN)) or any(
            abs(at - x) < _CLEAR for at in _near(self._downs, x, _CLEAR)
        )

    def _on_label(self, x: float) -> bool:
        return any(box.x - _CLEAR < x < box.right + _CLEAR for box in self._labels)


def _near(places: Sequence[float], x: float, by: float) -> Sequence[float]:
    """Of sorted places those that are about so near to an x, and perhaps a few more."""
    return places[bisect_left(places, x - by - 1) : bisect_right(places, x + by + 1)]


def _reach(route: Route, places: dict[str, int]) -> _Reach:
    ends = places[route.source], places[route.target]
    xs = [x for x, _ in route.points]
    box = route.label_box
    return _Reach(min(ends), max(ends), (min(xs), max(xs)), (box.x, box.right) if box else None)


def _chosen(fitting: list[list[Part]], costs: list[float]) -> list[Part]:
    """The fewest parts that hold all steps; of as many, those with the least sum of costs and of squares of widths."""
    best = [_Best(0, 0.0, None)]
    for parts, cost in zip(fitting, costs, strict=True):
        ways = (_after(best[part.steps.start], part, cost) for part in parts)
        best.append(min(ways, key=lambda best: best[:2]))
    found: list[Part] = []
    end = len(fitting)
    while (part := best[end].part) is not None:
        found.append(part)
        end = part.steps.start
    return found[::-1]


def _after(before: _Best, part: Part, cost: float) -> _Best:
    return _Best(before.number + 1, before.cost + part.width**2 + cost, part)
