"""The legend: the signs that the picture uses, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..drawing import Box, CardShape, EmotionRow, Junction, LegendItem, Route, TimeRow
from ..model import Blueprint
from ..words import word
from .cards import block
from .sizes import HEADING_PADDING, MARGIN, SAFETY, TYPES
from .text import width
from .text_lines import text_line

_SIGN = 22.0
#: Signs with another name than the thing.
_CALLED = {
    **{
        sign: f"picture.legend.{sign}"
        for sign in ("fail", "fork", "join", "optional", "target", "over", "rest", "aside")
    },
    **{arrow: f"picture.arrow.{arrow}" for arrow in ("return", "message", "failure")},
    "wait": "picture.wait-point",
}
_LINE = 22.0
#: How wide the note on the numbers of arrows may be.
_NOTE = 460.0


def legend(
    signs: Iterable[str],
    language: str,
    top: float,
    right: float,
    note: str | None = None,
    *,
    is_counted: bool = False,
) -> tuple[tuple[LegendItem, ...], float]:
    """The items, broken into lines that end where the lanes do, and the y below them.

    `note` stands at the end: what the numbers on arrows are, or (unless `is_counted`) why there are none.
    """
    kind = TYPES["legend"]
    x, y = MARGIN + HEADING_PADDING, top
    found = []
    items = [(sign, word(_CALLED.get(sign, f"picture.{sign}"), language)) for sign in signs]
    if note is not None:
        first, *others = block("legend", note, min(right - x - _SIGN, _NOTE)).lines
        items += [("flow" if is_counted else "note", first), *(("note", line) for line in others)]
    for sign, text in items:
        size = width(text, kind.size) / SAFETY
        if x + _SIGN + 7 + size > right and x > MARGIN + HEADING_PADDING:
            x, y = MARGIN + HEADING_PADDING, y + _LINE
        box = Box(x=x, y=y, width=_SIGN, height=18)
        left = x + _SIGN + 7
        line = replace(text_line(text, "legend", y + 13, left, left + size, at_right=False), width=size)
        found.append(LegendItem(sign=sign, box=box, line=line))
        x += _SIGN + 7 + size + 22
    return tuple(found), y + _LINE if found else top


def signs_in(
    blueprint: Blueprint,
    routes: Sequence[Route],
    cards: Sequence[CardShape],
    junctions: Sequence[Junction],
    times: Sequence[TimeRow],
    emotions: Sequence[EmotionRow],
) -> tuple[str, ...]:
    """The signs that a picture uses, in the order of the legend."""
    return tuple(_signs(blueprint, routes, cards, junctions, times, emotions))


def _signs(
    blueprint: Blueprint,
    routes: Sequence[Route],
    cards: Sequence[CardShape],
    junctions: Sequence[Junction],
    times: Sequence[TimeRow],
    emotions: Sequence[EmotionRow],
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
    if any(row.asides for row in emotions):
        yield "aside"
    bars = [bar for row in times for bar in row.bars]
    if any(bar.kind == "rest" for bar in bars):
        yield "rest"
    if any(bar.target is not None for bar in bars):
        yield "target"
    if any(bar.is_late for bar in bars):
        yield "over"
