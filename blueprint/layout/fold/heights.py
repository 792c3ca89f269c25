"""How a part of a folded picture gets lower: lanes with less in them than elsewhere, and empty rows.

Comes in: a whole Drawing, a part, and the arrows in it. Goes out: the squeezes of the part. Only what holds no card, badge, label or
piece of an arrow along it gets lower, so arrows stay straight and reach the same cards at the same places. An empty lane stays, as
high as its heading: all parts have the same lanes. Deliberately absent: widths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...drawing import Drawing, EmotionRow, LaneShape, MetricsRow, Route, TimeRow
from ..sizes import LANE_HEIGHT, LANE_PADDING, SIGN, TYPES
from .strips import Held, Squeeze, Strip, line_side, middle, place, side

#: Between what stands in a lane there is room for two arrowheads and a bend.
_BETWEEN = 30.0
_HEADING_ROOM = 16.0
#: A sign of a fork or a join that is no farther from its card stands beside it.
_BESIDE = 24.0

Row = EmotionRow | TimeRow | MetricsRow
Span = tuple[float, float]


def squeezes(drawing: Drawing, strip: Strip, routes: Sequence[Route], held: Held) -> tuple[Squeeze, ...]:
    """What can be taken out of a part; the arrows are those of the whole picture that are seen in it, cut to it."""
    taken = sorted(_taken(drawing, strip, routes, held))
    found = [squeeze for lane in drawing.lanes for squeeze in _of_lane(lane, taken)]
    found += [
        Squeeze(row.box.y, row.box.bottom, row.box.height)
        for row in rows(drawing)
        if not says_something(row, strip, held)
    ]
    return tuple(found)


def rows(drawing: Drawing) -> tuple[Row, ...]:
    """The rows under the lanes."""
    return (*drawing.emotions, *drawing.times, *drawing.metrics)


def says_something(row: Row, strip: Strip, held: Held) -> bool:
    """Whether a row has a mark, a bar or a line in a part."""
    if isinstance(row, EmotionRow):
        return bool(held.within(row.points, strip, place))
    if isinstance(row, TimeRow):
        lines = (row.notes, row.totals, row.over)
        return bool(held.within(row.bars, strip, side)) or any(
            held.within(some, strip, line_side) for some in lines
        )
    return bool(held.within(row.lines, strip, place))


def _taken(drawing: Drawing, strip: Strip, routes: Iterable[Route], held: Held) -> Iterator[Span]:
    """The y ranges that are taken."""
    yield from ((card.box.y, card.box.bottom) for card in held.within(drawing.cards, strip, middle))
    yield from ((badge.box.y, badge.box.bottom) for badge in held.within(drawing.badges, strip, middle))
    yield from _signs(drawing, strip)
    for route in routes:
        if route.label_box:
            yield route.label_box.y, route.label_box.bottom
        for (_, y1), (_, y2) in pairwise(route.points):
            if y1 == y2:
                yield y1, y2


def _signs(drawing: Drawing, strip: Strip) -> Iterator[Span]:
    """The signs of forks and joins, with the room between them and their card where they stand beside it."""
    cards = {card.key: card.box for card in drawing.cards}
    for sign in drawing.junctions:
        top, bottom, box = sign.y - SIGN, sign.y + SIGN, cards[sign.card]
        if box.y - _BESIDE < sign.y < box.y:
            bottom = box.y
        elif box.bottom < sign.y < box.bottom + _BESIDE:
            top = box.bottom
        if strip.holds(sign.x):
            yield top, bottom


def _of_lane(lane: LaneShape, taken: Sequence[Span]) -> Iterator[Squeeze]:
    """The gaps of a lane, made as low as they may be while the lane stays as high as its heading."""
    heading = sum(TYPES[line.role].leading for line in lane.lines) + _HEADING_ROOM
    spare = lane.box.height - max(heading, LANE_HEIGHT)
    for top, bottom in _gaps(lane, taken):
        at_edge = top == lane.box.y or bottom == lane.box.bottom
        is_whole = top == lane.box.y and bottom == lane.box.bottom
        least = 0.0 if is_whole else LANE_PADDING if at_edge else _BETWEEN
        by = min(bottom - top - least, spare)
        if by > 0:
            spare -= by
            yield Squeeze(top, bottom, by)


def _gaps(lane: LaneShape, taken: Sequence[Span]) -> Iterator[Span]:
    at, end = lane.box.y, lane.box.bottom
    for top, bottom in taken:
        if bottom <= lane.box.y or top >= end:
            continue
        if top > at:
            yield at, top
        at = max(at, bottom)
    if at < end:
        yield at, end
