"""The lettered points of a blueprint, F, W, D and E, numbered in the order of the text."""

from __future__ import annotations

from ..model import Action, Fail, Point, PointKind
from ..source import Span

_LETTERS: dict[PointKind, str] = {"fail": "F", "wait": "W", "decision": "D", "moment": "E"}


def number_points(actions: dict[str, Action], fails: dict[str, Fail]) -> tuple[Point, ...]:
    """All points, in the order of the text; each letter counts for itself."""
    found: list[tuple[Span, PointKind, str | None, str | None]] = []
    for key, action in actions.items():
        if action.wait is not None:
            found.append((action.span, "wait", key, None))
        if action.is_decision:
            found.append((action.span, "decision", key, None))
        if action.is_moment:
            found.append((action.span, "moment", key, None))
    for key, fail in fails.items():
        found.append((fail.span, "fail", fail.at if fail.place == "action" else None, key))
    counts: dict[PointKind, int] = {}
    points = []
    for span, kind, place, card in sorted(found, key=lambda pair: pair[0].start):
        counts[kind] = counts.get(kind, 0) + 1
        points.append(
            Point(span=span, label=f"{_LETTERS[kind]}{counts[kind]}", kind=kind, action=place, card=card)
        )
    return tuple(points)
