"""The upper border of a card, which its badges stand on.

Comes in: the badges of the cards, the cards' boxes, the arrows that touch their upper sides. Goes out: the badges in their places, and
for which cards rows of badges inside are wanted, since there is no room on the border. No badge stands on another one, on an arrow or
on the dot of a start. Deliberately absent: how badges are put into rows (`badges`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..drawing import Badge, CardShape
from .badges import MOST_ROWS, between, in_rows, row_from, standing
from .sizes import BADGE_HEIGHT, BADGE_PITCH, HEXAGON

_FROM_SIDE = 8.0
#: Where six arrows and more touch a card, only its corners are free.
_AT_CORNER = 4.0
#: Half an arrowhead, with a little space.
_BESIDE_ARROW = 5.0
_BESIDE_DOT = 3.0

Span = tuple[float, float]


class OnCards(NamedTuple):
    """The badges of all cards; by the keys of cards, how many rows are wanted inside that they do not have."""

    badges: tuple[Badge, ...]
    wanted: dict[str, int]


def on_cards(
    badges: Mapping[str, Sequence[Badge]],
    cards: Mapping[str, CardShape],
    arrows: Mapping[str, Sequence[float]],
    inside: Mapping[str, int],
) -> OnCards:
    """The badges of each card: some at the right end of its border, more at the left end, the others in the rows inside that it has.

    `arrows` are the x where arrows touch the upper side of a card.
    """
    found: list[Badge] = []
    wanted: dict[str, int] = {}
    for key, own in badges.items():
        rail = _Rail(cards[key], arrows.get(key, ()))
        rest = [badge for badge in own if not rail.take(badge)]
        granted = inside.get(key, 0)
        rows = len(in_rows(rest, rail.room))
        if rows > granted:
            wanted[key] = min(rows, MOST_ROWS)
        found += rail.badges
        found += rail.inside(rest, max(granted, 1) if rest else 0)
    return OnCards(tuple(found), wanted)


def height_inside(rows: int) -> float:
    """How much higher a card is for rows of badges inside."""
    return rows * BADGE_PITCH


class _Rail:
    """The upper border of one card, with what is already there."""

    def __init__(self, card: CardShape, arrows: Sequence[float]) -> None:
        self._box = card.box
        self._from_side = _from_side(card)
        self._arrows = [(x - _BESIDE_ARROW, x + _BESIDE_ARROW) for x in arrows]
        if card.start:
            self._arrows.append((card.start.x - _BESIDE_DOT, card.start.right + _BESIDE_DOT))
        self.badges: list[Badge] = []

    @property
    def room(self) -> float:
        """How wide a row inside may be."""
        return self._box.width - 2 * self._from_side

    def take(self, badge: Badge) -> bool:
        """Put a badge in the right half, in the left half, or at a corner; False where there is no free place."""
        free = list(self._places(badge, self._from_side)) or list(self._places(badge, _AT_CORNER))
        if free:
            self.badges.append(standing(badge, free[0], self._box.y - BADGE_HEIGHT / 2))
        return bool(free)

    def _places(self, badge: Badge, from_side: float) -> Iterator[float]:
        wide = badge.box.width
        taken = [*self._arrows, *(_around(other, between(other, badge)) for other in self.badges)]
        first, last = self._box.x + from_side, self._box.right - from_side - wide
        from_right = [last, *sorted((low - wide for low, _ in taken), reverse=True)]
        from_left = [first, *sorted(high for _, high in taken)]
        for left in [x for x in from_right if x > self._box.middle[0]] + from_left:
            if first <= left <= last and all(left + wide <= low or high <= left for low, high in taken):
                yield left

    def inside(self, badges: Sequence[Badge], rows: int) -> Iterator[Badge]:
        """Rows of badges under the border, from the left."""
        top = self._box.y + BADGE_HEIGHT / 2 + BADGE_PITCH - BADGE_HEIGHT
        for number, row in enumerate(in_rows(badges, self.room, rows) if rows else ()):
            middle = top + number * BADGE_PITCH + BADGE_HEIGHT / 2
            yield from row_from(row, self._box.x + self._from_side, middle)


def _around(badge: Badge, by: float) -> Span:
    return badge.box.x - by, badge.box.right + by


def _from_side(card: CardShape) -> float:
    """How far the badges of a card that is no rectangle move inwards."""
    return _FROM_SIDE + {"event": HEXAGON, "decision": HEXAGON / 2}.get(card.form, 0.0)
