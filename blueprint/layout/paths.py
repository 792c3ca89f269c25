"""Which way every arrow takes through the grid, in gutters, padding and empty cells; never through a card.

Comes in: the grid and the arrows. Goes out: legs, pieces that run along one channel each. There are four kinds of channels: `V g`
is the gutter left of column g, `H h` the padding above (h = 2r) or below (h = 2r + 1) row r, `C c` the inside of a column, `R r` the
inside of a row. Gutters and paddings are always free; the inside is used where the cells are empty. For each arrow a handful of
shapes is tried, straight ones first, and the cheapest is taken: bends, length, and crossings with the arrows before it count.
Deliberately absent: pixels, and the order of arrows that share a channel (`blueprint.layout.tracks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ..model import Flow
from .grid import Grid

ChannelKind = Literal["V", "H", "C", "R"]
Channel = tuple[ChannelKind, int]
Shape = tuple[Channel, ...]

_BEND = 55.0
#: More than a bend: a corner is easier to follow than a crossing. Below about 66 arrows back cross two others to save one corner.
_CROSSING = 80.0
_COLUMN, _ROW = 200.0, 90.0
#: For an arrow that leaves or arrives against its own direction, and for each empty cell that is crossed.
_BACKWARDS = 70.0
_CELL = 12.0
#: For every arrow that already runs in the same gutter.
_COMPANY = 7.0
#: For an arrow of a fork or a join that uses the side of the card, or the channel behind, that another one of it uses.
_TOGETHER = (12.0, 12.0)


class Path(NamedTuple):
    """The way of one arrow: its channels, alternately along and across."""

    flow: Flow
    shape: Shape


def level(channel: Channel) -> float:
    """Where a channel lies across the others: gutters at 2g, columns at 2c + 1; rows at 3r + 1, paddings beside them."""
    kind, index = channel
    if kind == "V":
        return 2.0 * index
    if kind == "C":
        return 2.0 * index + 1
    if kind == "R":
        return 3.0 * index + 1
    return 3.0 * (index // 2) + (2 if index % 2 else 0)


class Finder:
    """Finds ways through one grid, and remembers them."""

    def __init__(self, grid: Grid, branches: Mapping[int, Sequence[str]] | None = None) -> None:
        """`branches` names, by the id of an arrow, the forks and joins that it belongs to: `fork KEY`, `join KEY`."""
        self._grid = grid
        self._branches = branches or {}
        #: By the name of a fork or a join: how the arrows before leave its card, or lead to it.
        self._stems: dict[str, set[tuple[object, ...]]] = {}
        #: How many arrows pass through a place across: (vertical channel, row) and (horizontal channel, column).
        self._vertical: dict[tuple[float, float], int] = {}
        self._horizontal: dict[tuple[float, float], int] = {}

    def find_all(self, flows: Sequence[Flow]) -> list[Path]:
        """A path for every arrow, in the order of the arrows; the short ones choose first."""
        order = sorted(range(len(flows)), key=lambda index: (self._distance(flows[index]), index))
        found = {index: self.find(flows[index]) for index in order}
        return [found[index] for index in range(len(flows))]

    def _distance(self, flow: Flow) -> float:
        column, row = self._grid.column, self._grid.row
        across = abs(column[flow.source] - column[flow.target])
        return across * _COLUMN + abs(row[flow.source] - row[flow.target]) * _ROW

    def find(self, flow: Flow, without: Collection[Shape] = ()) -> Path:
        """The cheapest path of an arrow, leaving out some shapes where there are others."""
        a = (self._grid.column[flow.source], self._grid.row[flow.source])
        b = (self._grid.column[flow.target], self._grid.row[flow.target])
        best: Shape | None = None
        cost = float("inf")
        shapes = [shape for shape in self._shapes(a, b) if shape not in without]
        for shape in shapes or self._shapes(a, b):
            # Rounded, since the same way must cost the same everywhere: otherwise one more step at the left could decide between equal
            # ways.
            price = round(self._price(shape, a, b) - self._together(flow, shape, a, b), 3)
            if price < cost:
                best, cost = shape, price
                if len(shape) == 1:
                    break
        assert best is not None, "a way through the gutters is always free"
        self._remember(best, a, b)
        for branch in self._branches.get(id(flow), ()):
            self._stems.setdefault(branch, set()).update(_stem(branch, best, a, b))
        return Path(flow, best)

    # ── shapes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _shapes(self, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Shape]:
        """The shapes that are free between two cells (column, row)."""
        (c1, r1), (c2, r2) = a, b
        if a == b:
            # Below first, for the badges are above.
            for padding in (2 * r1 + 1, 2 * r1):
                for gutter in (c1 + 1, c1):
                    yield (("R", r1), ("V", gutter), ("H", padding), ("C", c1))
            return
        if c1 == c2 and self._column_between(c1, r1, r2):
            yield (("C", c1),)
        if r1 == r2 and self._row_between(r1, c1, c2):
            yield (("R", r1),)
        yield from self._one_bend(a, b)
        yield from self._two_bends(a, b)
        yield from self._through_gutters(a, b)

    def _one_bend(self, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Shape]:
        (c1, r1), (c2, r2) = a, b
        if c1 == c2 or r1 == r2:
            return
        if self._empty(c1, r2) and self._column_between(c1, r1, r2) and self._row_between(r2, c1, c2):
            yield (("C", c1), ("R", r2))
        if self._empty(c2, r1) and self._row_between(r1, c1, c2) and self._column_between(c2, r1, r2):
            yield (("R", r1), ("C", c2))

    def _two_bends(self, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Shape]:
        (c1, r1), (c2, r2) = a, b
        for gutter in sorted({c1, c1 + 1, c2, c2 + 1}):
            if r1 != r2 and self._to_gutter(r1, c1, gutter) and self._to_gutter(r2, c2, gutter):
                yield (("R", r1), ("V", gutter), ("R", r2))
        for padding in sorted({2 * r1, 2 * r1 + 1, 2 * r2, 2 * r2 + 1}):
            if c1 != c2 and self._to_padding(c1, r1, padding) and self._to_padding(c2, r2, padding):
                yield (("C", c1), ("H", padding), ("C", c2))

    def _through_gutters(self, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Shape]:
        (c1, r1), (c2, r2) = a, b
        for h1 in (2 * r1, 2 * r1 + 1):
            for g2 in (c2, c2 + 1):
                yield (("C", c1), ("H", h1), ("V", g2), ("R", r2))
        for g1 in (c1, c1 + 1):
            for h2 in (2 * r2, 2 * r2 + 1):
                yield (("R", r1), ("V", g1), ("H", h2), ("C", c2))
        for g1 in (c1, c1 + 1):
            for g2 in (c2, c2 + 1):
                if g1 != g2:
                    for padding in (2 * r1, 2 * r1 + 1, 2 * r2, 2 * r2 + 1):
                        yield (("R", r1), ("V", g1), ("H", padding), ("V", g2), ("R", r2))

    def _empty(self, column: int, row: int) -> bool:
        return self._grid.row_is_free(row, column, column)

    def _row_between(self, row: int, number: int, other: int) -> bool:
        return self._grid.row_is_free(row, min(number, other) + 1, max(number, other) - 1)

    def _column_between(self, column: int, number: int, other: int) -> bool:
        return self._grid.column_is_free(column, min(number, other) + 1, max(number, other) - 1)

    def _to_gutter(self, row: int, column: int, gutter: int) -> bool:
        if gutter > column:
            return self._grid.row_is_free(row, column + 1, gutter - 1)
        return self._grid.row_is_free(row, gutter, column - 1)

    def _to_padding(self, column: int, row: int, padding: int) -> bool:
        beside, below = padding // 2, padding % 2
        if padding > 2 * row:
            return self._grid.column_is_free(column, row + 1, beside if below else beside - 1)
        return self._grid.column_is_free(column, beside + 1 if below else beside, row - 1)

    # ── prices ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _price(self, shape: Shape, a: tuple[int, int], b: tuple[int, int]) -> float:
        price = _BEND * (len(shape) - 1)
        forward = (b[0] > a[0]) - (b[0] < a[0])
        for channel, start, end in stretches(shape, a, b):
            vertical = channel[0] in "VC"
            price += abs(end - start) * (_ROW / 3 if vertical else _COLUMN / 2)
            price += self._crossings(channel, start, end) * _CROSSING
            if channel[0] == "V":
                price += self._company(channel, start, end) * _COMPANY
            if channel[0] in "CR":
                # A way through empty cells is harder to see than one along a gutter.
                price += int(abs(end - start) / (3 if vertical else 2)) * _CELL
        price += self._against(shape[0], shape, a, forward) + self._against(
            shape[-1], shape[::-1], b, -forward
        )
        return price

    def _together(self, flow: Flow, shape: Shape, a: tuple[int, int], b: tuple[int, int]) -> float:
        """What an arrow saves by sharing a stem with those of its fork or join."""
        saved = 0.0
        for branch in self._branches.get(id(flow), ()):
            if stems := self._stems.get(branch):
                ways = zip(_TOGETHER, _stem(branch, shape, a, b), strict=False)
                saved += sum(by for by, stem in ways if stem in stems)
        return saved

    def _against(self, channel: Channel, shape: Shape, cell: tuple[int, int], forward: int) -> float:
        if channel[0] != "R" or not forward or len(shape) < 2:
            return 0.0
        towards = level(shape[1]) - (2 * cell[0] + 1)
        return _BACKWARDS if towards * forward < 0 else 0.0

    def _crossings(self, channel: Channel, start: float, end: float) -> int:
        low, high = min(start, end), max(start, end)
        vertical = channel[0] in "VC"
        passing = self._horizontal if vertical else self._vertical
        at = level(channel)
        first, last = int(low) + 1, int(high)
        if high - low > 240:  # An arrow across the whole picture crosses many in any case.
            return 0
        return sum(passing.get((place, at), 0) for place in range(first, last + 1) if low < place < high)

    def _company(self, channel: Channel, start: float, end: float) -> int:
        """How many arrows run in a gutter beside a stretch, at the most."""
        at, low, high = level(channel), min(start, end), max(start, end)
        return max(self._vertical.get((at, float(place)), 0) for place in range(int(low), int(high) + 1))

    def _remember(self, shape: Shape, a: tuple[int, int], b: tuple[int, int]) -> None:
        for channel, start, end in stretches(shape, a, b):
            passing = self._vertical if channel[0] in "VC" else self._horizontal
            at = level(channel)
            low, high = min(start, end), max(start, end)
            for place in range(int(low), int(high) + 1):
                if low < place < high:
                    passing[at, float(place)] = passing.get((at, float(place)), 0) + 1


def _stem(branch: str, shape: Shape, a: tuple[int, int], b: tuple[int, int]) -> list[tuple[object, ...]]:
    """The way at a card of a fork or a join: the side, then the side and the channel behind."""
    way, card, other = (shape, a, b) if branch.startswith("fork") else (shape[::-1], b, a)
    vertical = way[0][0] in "VC"
    beyond = level(way[1]) if len(way) > 1 else _middle(other, vertical)
    side = (way[0], beyond > _middle(card, vertical))
    return [side, (*side, way[1])] if len(way) > 1 else [side]


def stretches(shape: Shape, a: tuple[int, int], b: tuple[int, int]) -> list[tuple[Channel, float, float]]:
    """Each channel of a shape with the levels at which the arrow enters and leaves it.

    At a card the arrow begins at its side, which lies a little off the level of the card's middle.
    """
    found: list[tuple[Channel, float, float]] = []
    for index, channel in enumerate(shape):
        vertical = channel[0] in "VC"
        start = level(shape[index - 1]) if index else _middle(a, vertical)
        end = level(shape[index + 1]) if index + 1 < len(shape) else _middle(b, vertical)
        if index == 0:
            start += 0.4 if end > start else -0.4
        if index + 1 == len(shape):
            end += 0.4 if start > end else -0.4
        found.append((channel, start, end))
    return found


def _middle(cell: tuple[int, int], vertical: bool) -> float:
    return 3.0 * cell[1] + 1 if vertical else 2.0 * cell[0] + 1
