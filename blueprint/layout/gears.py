"""The gear on the lower border of the card of an automatic action.

Comes in: a card, and the places taken around it (arrows, their heads, badges). Goes out: the box of a gear. Where nothing is free,
the gear stands at the corner and covers what is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..drawing import Box, CardForm
from .labels import Space
from .sizes import GEAR, HEXAGON, PILL

_FROM_SIDE = 10.0
#: Where many arrows leave a card downwards, only its corners are free.
_AT_CORNER = 4.0
_STEP = 4.0
#: The stroke across the beginning of an arrow reaches this far to both sides of it.
_BESIDE_ARROW = 4.0


def gear_box(card: Box, form: CardForm, space: Space) -> Box:
    """The first free place from the left along the straight part of the lower border."""
    places = list(_places(card, form))
    free = (place for place in places if not space.covered(_with_air(place), -1))
    return next(free, places[0])


def _places(card: Box, form: CardForm) -> Iterator[Box]:
    drawn_in = {"event": min(card.height / 2, PILL), "decision": HEXAGON}.get(form, 0.0)
    first, last = card.x + drawn_in, card.right - drawn_in - GEAR
    y = card.bottom - GEAR / 2
    for side in (_FROM_SIDE, _AT_CORNER):
        for number in range(int((last - first - 2 * side) // _STEP) + 1):
            yield Box(x=first + side + number * _STEP, y=y, width=GEAR, height=GEAR)
        yield Box(x=last - side, y=y, width=GEAR, height=GEAR)


def _with_air(box: Box) -> Box:
    return Box(x=box.x - _BESIDE_ARROW, y=box.y, width=box.width + 2 * _BESIDE_ARROW, height=box.height)
