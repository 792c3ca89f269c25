"""The points of an arrow, read off the frame: where its pieces meet, and where it touches its two cards."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from math import sqrt

from ..drawing import Box, CardShape
from ..model import Flow
from .frame import Frame
from .sizes import HEXAGON, PILL
from .tracks import TrackPiece

Point = tuple[float, float]


def route_points(
    pieces: list[TrackPiece], flow: Flow, frame: Frame, cards: Mapping[str, CardShape]
) -> tuple[Point, ...]:
    """The corners of an arrow, from the side of its source to the side of its target."""
    first, last = pieces[0], pieces[-1]
    start = _at_card(first, cards[flow.source], _position(first, frame), towards_end=first.end > first.start)
    end = _at_card(last, cards[flow.target], _position(last, frame), towards_end=last.start > last.end)
    corners = [_corner(piece, other, frame) for piece, other in itertools.pairwise(pieces)]
    return _without_repetition([start, *corners, end])


def _position(piece: TrackPiece, frame: Frame) -> float:
    return frame.middle(piece.channel) + piece.offset


def _corner(track_piece: TrackPiece, other: TrackPiece, frame: Frame) -> Point:
    a, b = _position(track_piece, frame), _position(other, frame)
    return (a, b) if track_piece.channel[0] in "VC" else (b, a)


def _at_card(piece: TrackPiece, card: CardShape, at: float, *, towards_end: bool) -> Point:
    """The point on a card's border where a piece begins; `towards_end`: on its right or lower side."""
    box = card.box
    if piece.channel[0] == "C":
        return at, box.bottom if towards_end else box.y
    inset = _inset(card, at - box.middle[1])
    return (box.right - inset if towards_end else box.x + inset), at


def _inset(card: CardShape, off: float) -> float:
    """How far the border of a card that is no rectangle is moved inwards, `off` px above or below its middle."""
    half = card.box.height / 2
    if card.form == "decision":
        return HEXAGON * min(abs(off) / half, 1.0)
    if card.form == "event":
        radius = min(half, PILL)
        beyond = abs(off) - (half - radius)
        return radius - sqrt(radius * radius - beyond * beyond) if 0 < beyond < radius else 0.0
    return 0.0


def _without_repetition(points: list[Point]) -> tuple[Point, ...]:
    found: list[Point] = []
    for point in points:
        rounded = (round(point[0], 2), round(point[1], 2))
        if not found or rounded != found[-1]:
            found.append(rounded)
    return tuple(found)


def heads(points: Sequence[Point], *, both: bool) -> list[Box]:
    """Where the arrowheads are: nothing may cover them, not even the label of their own arrow."""
    ends = [(points[-1], points[-2])] + ([(points[0], points[1])] if both else [])
    return [_head(*tip, *before) for tip, before in ends]


def _head(x: float, y: float, before_x: float, before_y: float) -> Box:
    if x == before_x:
        return Box(x=x - 4, y=y if before_y > y else y - 8, width=8, height=8)
    return Box(x=x if before_x > x else x - 8, y=y - 4, width=8, height=8)
