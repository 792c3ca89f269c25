"""Labels of arrows: their lines, the room they need, and their place.

Comes in: paths before the frame is fixed, routes in px afterwards. Goes out: needs, then boxes. A label stands on its own arrow, on
the piece with the most room, as near to the source as possible without covering a card, another arrow or another label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..drawing import Box
from ..model import Flow
from ..words import word
from ..words.times import show_span
from .frame import Needs
from .sizes import ARROWHEAD, FLOW_LABEL_WIDTH, TYPES, WIDE_FLOW_LABEL_WIDTH
from .text import width, wrap
from .tracks import TrackPiece

_CELL = 96.0
_STEP = 5.0
_AIR = 2.0
#: A label of more lines than this is set wider, but no wider than a column.
_MOST_LINES = 3
_TYPE = TYPES["flow"]
Point = tuple[float, float]


def label_lines(flow: Flow, language: str, count: str | None = None) -> list[str]:
    """What stands on an arrow: its label, its share, its maximum and its time limit; on a line of its own how often it is taken."""
    return _words_on(flow, language) + ([count] if count is not None else [])


def _words_on(flow: Flow, language: str) -> list[str]:
    share = f"{flow.share:g}%" if flow.share is not None else ""
    extras = [" ".join(part for part in (flow.label or "", share) if part)]
    if flow.max is not None:
        extras.append(word("picture.at-most", language, count=flow.max))
    if flow.within is not None:
        extras.append(word("picture.time.within", language, time=show_span(flow.within, language)))
    words = word("picture.comma", language).join(part for part in extras if part)
    if not words:
        return []
    lines = wrap(words, FLOW_LABEL_WIDTH, _TYPE.size, _TYPE.bold)
    return lines if len(lines) <= _MOST_LINES else wrap(words, WIDE_FLOW_LABEL_WIDTH, _TYPE.size, _TYPE.bold)


def label_size(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of a label with its background."""
    # A little more than measured: the background must cover the arrow in any reader's font.
    widest = max(width(line, _TYPE.size, _TYPE.bold) for line in lines)
    return widest * 1.06 + 8, len(lines) * _TYPE.leading + 4


def reserve(
    pieces: list[TrackPiece], own: list[TrackPiece], size: tuple[float, float], needs: Needs, attempt: int
) -> None:
    """Ask for more room for a label that found none on its arrow; more with every attempt.

    `own` are the pieces that the arrow shares with no other: the stem of a fork or a join carries no label.
    """
    if len(pieces) == 1:
        _reserve_straight(pieces[0], size, needs, attempt)
    elif own and not (attempt == 0 and _reserve_along(own, size)):
        _reserve_at_end(pieces, own, size, needs, attempt)


def _reserve_along(pieces: list[TrackPiece], size: tuple[float, float]) -> bool:
    """A piece that runs along a padding for a column or more is long enough for a label; it needs height."""
    for piece in pieces:
        if piece.channel[0] == "H" and piece.high - piece.low >= 1.9:
            piece.thickness = max(piece.thickness, size[1] + 5)
            return True
    return False


def _reserve_at_end(
    pieces: list[TrackPiece], own: list[TrackPiece], size: tuple[float, float], needs: Needs, attempt: int
) -> None:
    """Beside the source, or on the second attempt beside the target: the gutter there grows by the label's width."""
    ends = [(pieces[0], pieces[0].start), (pieces[-1], pieces[-1].end)]
    fitting = [(piece, at_card) for piece, at_card in ends if piece.channel[0] == "R" and piece in own]
    if not fitting or attempt > 1:
        for piece in own:
            if piece.channel[0] in "VH":
                piece.thickness = max(
                    piece.thickness, size[0] + 6 if piece.channel[0] == "V" else size[1] + 5
                )
                return
    if fitting:
        piece, at_card = fitting[min(attempt, len(fitting) - 1)]
        piece.thickness = max(piece.thickness, size[1] + 3)
        other = piece.end if at_card == piece.start else piece.start
        on_left = at_card < other
        gutter = round((at_card + (0.6 if on_left else -0.6)) / 2)
        needs.side(gutter, on_left=on_left, size=size[0] + 2 * ARROWHEAD)


def _reserve_straight(piece: TrackPiece, size: tuple[float, float], needs: Needs, attempt: int) -> None:
    """Between neighbours the gutter or the padding grows; where others run beside, they move away."""
    wide, high = size
    along_row = piece.channel[0] == "R"
    if attempt:
        piece.thickness = max(piece.thickness, high + 3 if along_row else wide + 6)
    if along_row and piece.high - piece.low < 2:
        gutter = int((piece.low + piece.high) / 2) // 2
        needs.side(gutter, on_left=piece.start < piece.end, size=wide + 2 * ARROWHEAD)
    elif not along_row and piece.high - piece.low < 3:
        row = int(piece.low) // 3
        needs.padding(2 * row + 1, (1 + min(attempt, 1)) * high + 4)
        needs.padding(2 * row + 2, ARROWHEAD + 4)


class Space:
    """The taken places of a picture, by squares, so that a look-up takes the same time in any picture."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[Box, int]]] = {}

    def add(self, box: Box, owner: int = -1) -> None:
        """Mark a box as taken; pieces of the arrow `owner` do not block its own label."""
        for square in _squares(box):
            self._squares.setdefault(square, []).append((box, owner))

    def add_route(self, points: Sequence[Point], owner: int) -> None:
        """Mark the pieces of an arrow as taken."""
        for (x1, y1), (x2, y2) in pairwise(points):
            self.add(Box(x=min(x1, x2), y=min(y1, y2), width=abs(x2 - x1), height=abs(y2 - y1)), owner)

    def covered(self, box: Box, owner: int) -> int:
        """How many things a box would cover."""
        found = 0
        for square in _squares(box):
            for other, of in self._squares.get(square, ()):
                if of != owner and _meet(box, other):
                    found += 1
        return found


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.y // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def _meet(box: Box, other: Box) -> bool:
    return (
        box.x - _AIR < other.right
        and other.x < box.right + _AIR
        and box.y - _AIR < other.bottom
        and other.y < box.bottom + _AIR
    )


def place_label(
    points: Sequence[Point], size: tuple[float, float], space: Space, owner: int
) -> tuple[Box, bool]:
    """The box of a label, and whether it stands on its arrow and covers nothing.

    Where there is no such place it stands beside the arrow, and at worst where it covers least.
    """
    best: tuple[Box, int] | None = None
    for box, on_arrow in _places(points, size):
        covered = space.covered(box, owner)
        if covered == 0:
            return box, on_arrow
        if best is None or covered < best[1]:
            best = box, covered
    assert best is not None, "every arrow has a middle"
    return best[0], False


def _places(points: Sequence[Point], size: tuple[float, float]) -> Iterator[tuple[Box, bool]]:
    """Places on the arrow, then beside it; long pieces first, of equal ones the nearest to the source."""
    pieces = list(pairwise(points))
    order = sorted(range(len(pieces)), key=lambda index: (-_fit(pieces[index], size), index))
    for index in order:
        if _fit(pieces[index], size):
            for box in _along(pieces[index], size, aside=0.0):
                yield box, True
    for index in order:
        (x1, _), (x2, _) = pieces[index]
        half = (size[0] if x1 == x2 else size[1]) / 2 + 3
        for aside in (half, -half):
            for box in _along(pieces[index], size, aside=aside):
                yield box, False


def _fit(piece: tuple[Point, Point], size: tuple[float, float]) -> int:
    """2 where a label fits between the ends with room for an arrowhead, 1 where it just fits, else 0."""
    (x1, y1), (x2, y2) = piece
    length, wanted = abs(x2 - x1) + abs(y2 - y1), size[1] if x1 == x2 else size[0]
    return 2 if length >= wanted + 2 * ARROWHEAD else int(length >= wanted)


def _along(piece: tuple[Point, Point], size: tuple[float, float], aside: float) -> Iterator[Box]:
    (x1, y1), (x2, y2) = piece
    vertical = x1 == x2
    length, extent = abs(x2 - x1) + abs(y2 - y1), size[1] if vertical else size[0]
    slack = length - extent
    if slack <= 0:
        spots = [length / 2]
    else:
        first = extent / 2 + min(ARROWHEAD, slack / 2)
        count = int(max(slack - 2 * ARROWHEAD, 0) // _STEP) + 1
        spots = [first + number * _STEP for number in range(min(count, 60))]
    for spot in spots:
        share = spot / length if length else 0.0
        x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
        x, y = (x + aside, y) if vertical else (x, y + aside)
        yield Box(x=x - size[0] / 2, y=y - size[1] / 2, width=size[0], height=size[1])
