"""Badges: the lettered points (F1, W1 …) on the upper border of their cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from ..analysis.risk.levels import RISK_LEVELS, risk_level
from ..drawing import Badge, Box, TextLine
from ..model import Action, Blueprint, Point
from ..settings import Limits
from .sizes import BADGE_HEIGHT, HEXAGON, TYPES
from .text import width

_FROM_SIDE = 8.0
#: Where six arrows and more touch a card, only its corners are free.
_AT_CORNER = 4.0
_BETWEEN = 4.0
#: Half an arrowhead, with a little space.
_BESIDE_ARROW = 5.0


def badges_of(
    blueprint: Blueprint, boxes: Mapping[str, Box], arrows: Mapping[str, Sequence[float]], limits: Limits
) -> tuple[Badge, ...]:
    """A badge for every point of an action: some at the right end of its card, more at the left end.

    `arrows` are the x where arrows touch the upper side of a card; no badge stands there while there is room elsewhere.
    """
    rails: dict[str, _Rail] = {}
    found = []
    for point in blueprint.points:
        if point.action is None:
            continue
        box = boxes[point.action]
        if point.action not in rails:
            rails[point.action] = _Rail(
                box, arrows.get(point.action, ()), _from_side(blueprint.actions[point.action])
            )
        rail = rails[point.action]
        wide = _badge_width(point)
        left = rail.take(wide)
        place = Box(x=left, y=box.y - BADGE_HEIGHT / 2, width=wide, height=BADGE_HEIGHT)
        found.append(_badge(point, blueprint, place, limits))
    return tuple(found)


def _from_side(action: Action) -> float:
    """How far the badges and side arrows of a card that is no rectangle move inwards."""
    if action.is_event:
        return _FROM_SIDE + HEXAGON
    return _FROM_SIDE + HEXAGON / 2 if action.is_decision else _FROM_SIDE


class _Rail:
    """The upper border of one card, with what is already there."""

    def __init__(self, box: Box, arrows: Sequence[float], from_side: float) -> None:
        self._box = box
        self._from_side = from_side
        self._arrows = [(x - _BESIDE_ARROW, x + _BESIDE_ARROW) for x in arrows]
        self._badges: list[tuple[float, float]] = []

    def take(self, wide: float) -> float:
        """The left end of a place of that width: in the right half, in the left half, at a corner, over an arrow."""
        free = (
            list(self._places(wide, self._arrows, self._from_side))
            or list(self._places(wide, self._arrows, _AT_CORNER))
            or list(self._places(wide, (), self._from_side))
        )
        left = free[0] if free else self._box.x + self._from_side
        self._badges.append((left - _BETWEEN, left + wide + _BETWEEN))
        return left

    def _places(
        self, wide: float, arrows: Sequence[tuple[float, float]], from_side: float
    ) -> Iterator[float]:
        taken = [*arrows, *self._badges]
        first, last = self._box.x + from_side, self._box.right - from_side - wide
        from_right = [last, *sorted((low - wide for low, _ in taken), reverse=True)]
        from_left = [first, *sorted(high for _, high in taken)]
        for left in [x for x in from_right if x > self._box.middle[0]] + from_left:
            if first <= left <= last and all(left + wide <= low or high <= left for low, high in taken):
                yield left


def _badge(point: Point, blueprint: Blueprint, box: Box, limits: Limits) -> Badge:
    line = TextLine(
        x=box.middle[0], y=box.y + 12.8, text=point.label, role="badge", width=box.width - 9, anchor="middle"
    )
    fail = blueprint.fails[point.card] if point.card else None
    return Badge(
        point=point.label,
        kind=point.kind,
        box=box,
        line=line,
        risk=RISK_LEVELS.index(risk_level(fail, limits)) if fail else 0,
        name=f"{point.label}: {fail.text}" if fail else point.label,
    )


def _badge_width(point: Point) -> float:
    return max(22.0, width(point.label, TYPES["badge"].size, bold=True) + 9)


class Shelf:
    """The badges of a heading, for fail points that belong to no action: side by side, to the left of its right end."""

    def __init__(
        self, blueprint: Blueprint, place: Literal["file", "phase", "step"], key: str | None
    ) -> None:
        self._blueprint = blueprint
        self._points = [
            point
            for point in blueprint.points
            if point.card and (card := blueprint.fails[point.card]).place == place and card.at == key
        ]
        #: How much room they take in the heading, in px.
        self.width = sum(_badge_width(point) + _BETWEEN for point in self._points)

    def badges(self, right: float, middle: float, limits: Limits) -> Iterator[Badge]:
        """The badges, ending at an x, around a y."""
        x = right - self.width
        for point in self._points:
            wide = _badge_width(point)
            box = Box(x=x, y=middle - BADGE_HEIGHT / 2, width=wide, height=BADGE_HEIGHT)
            yield _badge(point, self._blueprint, box, limits)
            x += wide + _BETWEEN
