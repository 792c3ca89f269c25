"""Where columns, rows, gutters and paddings lie.

Comes in: the grid, the heights of cards, the room that tracks and labels need. Goes out: px. A gutter or padding grows with what
runs in it, so an edit moves only what is to the right of it or below it. Deliberately absent: arrows and texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from ..drawing import Box
from ..lean_dataclasses import dataclass
from ..model import Lane, Line
from .cards import Block
from .grid import Grid
from .paths import Channel
from .sizes import (
    ARROWHEAD,
    CORNER,
    GUTTER,
    LANE_BORDER,
    LANE_HEIGHT,
    LANE_PADDING,
    LINE_BAND,
)
from .text_lines import line_block, line_label_box

_INNER_PADDING = 8.0
_SIDE = 8.0
Room = Mapping[Channel, tuple[float, float]]


@dataclass(slots=True)
class Needs:
    """The least size of gutters and paddings (by channel) because of labels, in px."""

    gutters: dict[int, float] = field(default_factory=dict)
    paddings: dict[int, float] = field(default_factory=dict)
    #: Room between a gutter's tracks and the cards on its left and on its right.
    sides: dict[tuple[int, bool], float] = field(default_factory=dict)

    def gutter(self, index: int, size: float) -> None:
        """Ask for a gutter of at least that width."""
        self.gutters[index] = max(self.gutters.get(index, 0.0), size)

    def side(self, index: int, *, on_left: bool, size: float) -> None:
        """Ask for that much room at one side of a gutter's tracks."""
        self.sides[index, on_left] = max(self.sides.get((index, on_left), 0.0), size)

    def padding(self, index: int, size: float) -> None:
        """Ask for a padding of at least that height."""
        self.paddings[index] = max(self.paddings.get(index, 0.0), size)


def join(needs: Iterable[Needs]) -> Needs:
    """Needs that satisfy all of these."""
    found = Needs()
    for need in needs:
        for gutter, size in need.gutters.items():
            found.gutter(gutter, size)
        for (gutter, on_left), size in need.sides.items():
            found.side(gutter, on_left=on_left, size=size)
        for padding, size in need.paddings.items():
            found.padding(padding, size)
    return found


class Frame:
    """The lines of the grid in px. `left` and `top` are where the first gutter and the first lane begin."""

    def __init__(
        self,
        grid: Grid,
        bands: Sequence[Lane | Line],
        column_widths: Sequence[float],
        row_heights: Sequence[float],
        heading_heights: Mapping[str, float],
        room: Room,
        needs: Needs,
        left: float,
        top: float,
        reach: tuple[int, float] = (0, 0.0),
    ) -> None:
        """`reach` is how far the picture goes, at least, to the right of where a column begins."""
        self._grid = grid
        self._room = room
        self.column_widths = column_widths
        self.gutter_x: list[float] = []
        self.gutter_width: list[float] = []
        self._gutter_middle: list[float] = []
        self.column_x: list[float] = []
        self._lay_columns(needs, left)
        self.right = self.gutter_x[-1] + self.gutter_width[-1]
        if self.column_x:
            self.right = max(self.right, self.column_x[reach[0]] + reach[1])
        self.row_y = [0.0] * grid.rows
        self.row_height = [self._row_height(row, height) for row, height in enumerate(row_heights)]
        self.lanes: dict[str, tuple[float, float]] = {}
        #: Each line with its wrapped label and its y.
        self.lines: list[tuple[Line, Block, float]] = []
        self.bottom = self._lay_bands(bands, heading_heights, needs, top)

    def _lay_columns(self, needs: Needs, left: float) -> None:
        at = left
        for gutter in range(self._grid.columns + 1):
            outer = gutter in (0, self._grid.columns)
            before, behind = self._room.get(("V", gutter), (0.0, 0.0))
            tracks = before + behind
            left, right = (needs.sides.get((gutter, side), ARROWHEAD) for side in (True, False))
            least = tracks + left + right
            size = max(_SIDE + 6 if outer else GUTTER, needs.gutters.get(gutter, 0.0))
            if tracks or least > 2 * ARROWHEAD:
                size = max(size, least)
            self.gutter_x.append(at)
            # What is left over is divided equally between both sides of the tracks.
            self._gutter_middle.append(at + (size + left - right) / 2 if tracks else at + size / 2)
            self.gutter_width.append(size)
            at += size
            if gutter < self._grid.columns:
                self.column_x.append(at)
                at += self.column_widths[gutter]

    def _row_height(self, row: int, height: float) -> float:
        """Cards of a row are as tall as the tallest, and tall enough for the arrows at their sides."""
        above, below = self._room.get(("R", row), (0.0, 0.0))
        return max(height, 2 * max(above, below) + 10)

    def _lay_bands(
        self, bands: Sequence[Lane | Line], headings: Mapping[str, float], needs: Needs, top: float
    ) -> float:
        at = top
        before: Lane | Line | None = None
        for band in bands:
            if isinstance(band, Line):
                label = line_block(band, self._clear_left())
                height = max(LINE_BAND, label.height + 8)
                self.lines.append((band, label, at + height / 2))
                at += height
            else:
                if isinstance(before, Lane):
                    at += LANE_BORDER
                at = self._lay_lane(band.key, at, headings[band.key], needs)
            before = band
        return at

    def _clear_left(self) -> float:
        """The x up to which no arrow runs: labels of lines stand on the left of it."""
        if not self.column_x or self._room.get(("V", 0)):
            return self.gutter_x[0]
        return self.column_x[0] + CORNER - 6

    def _lay_lane(self, key: str, top: float, heading: float, needs: Needs) -> float:
        first, count = self._grid.lane_rows[key]
        rows = range(first, first + count)
        spare = max(LANE_HEIGHT, heading) - sum(
            self.row_height[row]
            + self._padding(2 * row, rows, needs)
            + self._padding(2 * row + 1, rows, needs)
            for row in rows
        )
        if spare > 0:
            self.row_height[first] += spare
        at = top
        for row in rows:
            at += self._padding(2 * row, rows, needs)
            self.row_y[row] = at
            at += self.row_height[row] + self._padding(2 * row + 1, rows, needs)
        self.lanes[key] = (top, at)
        return at

    def _padding(self, index: int, rows: range, needs: Needs) -> float:
        outer = index in (2 * rows[0], 2 * rows[-1] + 1)
        size = LANE_PADDING if outer else _INNER_PADDING
        before, behind = self._room.get(("H", index), (0.0, 0.0))
        if before + behind:
            size = max(size, ARROWHEAD + before + behind + 5)
        return max(size, needs.paddings.get(index, 0.0))

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def middle(self, channel: Channel) -> float:
        """The x of a vertical channel's middle, the y of a horizontal one's, which the offsets of tracks count from."""
        kind, index = channel
        if kind == "V":
            return self._gutter_middle[index]
        if kind == "C":
            return self.column_x[index] + self.column_widths[index] / 2
        if kind == "R":
            return self.row_y[index] + self.row_height[index] / 2
        row = index // 2
        before, behind = self._room.get(channel, (0.0, 0.0))
        if index % 2:
            return self.row_y[row] + self.row_height[row] + ARROWHEAD + before
        return self.row_y[row] - ARROWHEAD - behind

    def cell(self, key: str) -> Box:
        """The box of a card: the whole of its cell."""
        column, row = self._grid.column[key], self._grid.row[key]
        return Box(
            x=self.column_x[column],
            y=self.row_y[row],
            width=self.column_widths[column],
            height=self.row_height[row],
        )

    def surroundings(self) -> list[Box]:
        """The area around the cells, where no label may stand: headings at the left, and everything above and below."""
        top, left = (
            min(lane[0] for lane in self.lanes.values()) if self.lanes else self.bottom,
            self.gutter_x[0],
        )
        far = 100.0
        wide = self.right + 2 * far
        return [
            *(line_label_box(label, y) for _, label, y in self.lines if label.lines),
            Box(x=-far, y=top - far, width=wide, height=far),
            Box(x=-far, y=self.bottom, width=wide, height=far),
            Box(x=-far, y=top, width=left + far, height=self.bottom - top),
            Box(x=self.right, y=top, width=far, height=self.bottom - top),
        ]

    def columns_box(self, first: int, count: int) -> tuple[float, float]:
        """The x of the left side of some columns and of their right side."""
        last = first + count - 1
        return self.column_x[first], self.column_x[last] + self.column_widths[last]

    def border(self, gutter: int) -> float:
        """The x of the border between two steps: the middle of their gutter, or beside it where arrows run."""
        if self._room.get(("V", gutter)):
            return self.gutter_x[gutter] + self.gutter_width[gutter] - 5
        return self.gutter_x[gutter] + self.gutter_width[gutter] / 2
