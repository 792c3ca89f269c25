"""The lettered points on the upper border of their cards."""

from __future__ import annotations

from collections.abc import Mapping

from ..analysis.risk import RISK_LEVELS, risk_level
from ..drawing import Badge, Box, TextLine
from ..model import Blueprint, Point
from .sizes import BADGE_HEIGHT, TYPES
from .text import width

_FROM_RIGHT = 8.0
_BETWEEN = 2.0


def badges_of(blueprint: Blueprint, boxes: Mapping[str, Box]) -> tuple[Badge, ...]:
    """A badge for every point of an action, from the right end of its card to the left."""
    right: dict[str, float] = {}
    found = []
    for point in blueprint.points:
        if point.action is None:
            continue
        box = boxes[point.action]
        edge = right.get(point.action, box.right - _FROM_RIGHT)
        badge = _badge(point, blueprint, edge, box.y)
        right[point.action] = badge.box.x - _BETWEEN
        found.append(badge)
    return tuple(found)


def _badge(point: Point, blueprint: Blueprint, right: float, middle: float) -> Badge:
    kind = TYPES["badge"]
    wide = max(22.0, width(point.label, kind.size, kind.bold) + 9)
    box = Box(x=right - wide, y=middle - BADGE_HEIGHT / 2, width=wide, height=BADGE_HEIGHT)
    line = TextLine(
        x=box.middle[0], y=box.y + 12.8, text=point.label, role="badge", width=wide - 9, anchor="middle"
    )
    fail = blueprint.fails[point.card] if point.card else None
    return Badge(
        point=point.label,
        kind=point.kind,
        box=box,
        line=line,
        risk=RISK_LEVELS.index(risk_level(fail)) if fail else 0,
        name=f"{point.label}: {fail.text}" if fail else point.label,
    )
