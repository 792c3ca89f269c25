"""The lettered points on the upper border of their cards."""

from __future__ import annotations

from collections.abc import Mapping

from ..analysis.risk import RISK_LEVELS, risk_level
from ..drawing import Badge, Box, TextLine
from ..model import Blueprint, Point
from .sizes import BADGE_HEIGHT, TYPES
from .text import width

_FROM_SIDE = 8.0
_ON_ONE_SIDE = 3
_BETWEEN = 2.0


def badges_of(blueprint: Blueprint, boxes: Mapping[str, Box]) -> tuple[Badge, ...]:
    """A badge for every point of an action: some at the right end of its card, more at the left end, none in the middle.

    The middle is where most arrows arrive.
    """
    counts: dict[str, int] = {}
    at: dict[tuple[str, bool], float] = {}
    found = []
    for point in blueprint.points:
        if point.action is None:
            continue
        box, number = boxes[point.action], counts.get(point.action, 0)
        counts[point.action] = number + 1
        on_right = number < _ON_ONE_SIDE
        wide = max(22.0, width(point.label, TYPES["badge"].size, bold=True) + 9)
        used = at.get((point.action, on_right), 0.0)
        left = box.right - _FROM_SIDE - used - wide if on_right else box.x + _FROM_SIDE + used
        at[point.action, on_right] = used + wide + _BETWEEN
        found.append(
            _badge(point, blueprint, Box(x=left, y=box.y - BADGE_HEIGHT / 2, width=wide, height=BADGE_HEIGHT))
        )
    return tuple(found)


def _badge(point: Point, blueprint: Blueprint, box: Box) -> Badge:
    line = TextLine(
        x=box.middle[0], y=box.y + 12.8, text=point.label, role="badge", width=box.width - 9, anchor="middle"
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
