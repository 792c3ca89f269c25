"""The legend: the signs that the picture uses, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..drawing import Box, CardShape, Junction, LegendItem, Route, TextLine, TimeRow
from ..model import Blueprint
from ..words import word
from .sizes import HEADING_PADDING, MARGIN, SAFETY, TYPES
from .text import width

_SIGN = 22.0
#: Signs with another name than the thing.
_CALLED = {
    **{sign: f"picture.legend.{sign}" for sign in ("fail", "fork", "join", "optional", "target", "over")},
    **{arrow: f"picture.arrow.{arrow}" for arrow in ("return", "message", "failure")},
    "wait": "picture.wait-point",
}
_LINE = 22.0


def legend(
    blueprint: Blueprint,
    routes: Sequence[Route],
    cards: Sequence[CardShape],
    junctions: Sequence[Junction],
    times: Sequence[TimeRow],
    language: str,
    top: float,
    right: float,
) -> tuple[tuple[LegendItem, ...], float]:
    """The items, broken into lines that end where the lanes do, and the y below them."""
    kind = TYPES["legend"]
    x, y = MARGIN + HEADING_PADDING, top
    found = []
    for sign in _signs(blueprint, routes, cards, junctions, times):
        text = word(_CALLED.get(sign, f"picture.{sign}"), language)
        size = width(text, kind.size) / SAFETY
        if x + _SIGN + 7 + size > right and x > MARGIN + HEADING_PADDING:
            x, y = MARGIN + HEADING_PADDING, y + _LINE
        box = Box(x=x, y=y, width=_SIGN, height=18)
        line = TextLine(x=x + _SIGN + 7, y=y + 13, text=text, role="legend", width=size)
        found.append(LegendItem(sign=sign, box=box, line=line))
        x += _SIGN + 7 + size + 22
    return tuple(found), y + _LINE if found else top


def _signs(
    blueprint: Blueprint,
    routes: Sequence[Route],
    cards: Sequence[CardShape],
    junctions: Sequence[Junction],
    times: Sequence[TimeRow],
) -> Iterator[str]:
    kinds = {point.kind for point in blueprint.points}
    yield from (kind for kind in ("fail", "wait", "decision", "moment") if kind in kinds)
    arrows = {route.kind for route in routes}
    yield from (arrow for arrow in ("return", "message", "failure") if arrow in arrows)
    if any(card.start for card in cards):
        yield "start"
    branchings = {junction.kind for junction in junctions}
    yield from (kind for kind in ("fork", "join") if kind in branchings)
    forms = {card.form for card in cards}
    yield from (form for form in ("event", "end") if form in forms)
    if any(card.is_automatic for card in cards):
        yield "automatic"
    if any(card.is_optional for card in cards) or any(route.is_optional for route in routes):
        yield "optional"
    bars = [bar for row in times for bar in row.bars]
    if any(bar.target is not None for bar in bars):
        yield "target"
    if any(bar.over for bar in bars):
        yield "over"
