"""Headings with badges: where the name and the badges of the whole and of a phase stand.

Comes in: a name, badges, a room. Goes out: lines of text and badges in their places. A folded picture sets them anew, in parts that are
narrower. Deliberately absent: headings of steps, which are never cut (`furniture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..drawing import Badge, Box, TextLine
from ..words import Direction
from .badges import Heading, heading, in_rows, row_from, row_width, rows_height, rows_under
from .cards import Block, block
from .sizes import BADGE_BETWEEN, MARGIN, PHASE_HEIGHT, PHASE_TIP, SAFETY, TYPES
from .text_lines import begins_right, stacked

PHASE_INDENT = 18.0
_BESIDE_TITLE = 12.0
_ABOVE_TITLE = 18.0
_BELOW_TITLE = 12.0


class Set(NamedTuple):
    """Lines and badges in their places, and the y below them."""

    lines: tuple[TextLine, ...]
    badges: tuple[Badge, ...]
    bottom: float


def set_title(
    title: str, subtitle: str, badges: Sequence[Badge], wide: float, language: str, way: Direction
) -> Set:
    """The title of a picture so wide; its badges stand beside the first line where there is room, else under the last one."""
    room = wide - 2 * MARGIN
    name, start = _title_and_place(title, badges, wide, language, way)
    lines: list[TextLine] = []
    y = _ABOVE_TITLE
    for text in (name, block("subtitle", subtitle, room)):
        at_right = begins_right(language, way, " ".join(text.lines))
        lines += stacked(text, MARGIN, wide - MARGIN, y, at_right=at_right)
        y += text.height
    if start is not None:
        return Set(tuple(lines), tuple(row_from(badges, start, lines[0].y - 7)), y + _BELOW_TITLE)
    rows = in_rows(badges, room)
    under = rows_under(rows, MARGIN, wide - MARGIN, y, at_right=begins_right(language, way, title))
    return Set(tuple(lines), tuple(under), y + rows_height(rows) + _BELOW_TITLE)


def _title_and_place(
    title: str, badges: Sequence[Badge], wide: float, language: str, way: Direction
) -> tuple[Block, float | None]:
    """The wrapped title, and where its badges begin beside it; it gets narrower for them, as names of steps do."""
    room = wide - 2 * MARGIN
    whole = block("title", title, room)
    if not badges:
        return whole, None
    for name in (whole, heading("title", title, badges, room - _BESIDE_TITLE, room).name):
        at_right = begins_right(language, way, " ".join(name.lines))
        first = stacked(name, MARGIN, wide - MARGIN, 0.0, at_right=at_right)[:1]
        if (start := _beside_title(first, badges, wide, language, way)) is not None:
            return name, start
    return whole, None


def _beside_title(
    lines: Sequence[TextLine], badges: Sequence[Badge], wide: float, language: str, way: Direction
) -> float | None:
    """The x of the first badge beside the first line of the title: behind its end; None where there is no room."""
    if not lines:
        return None
    first, needed = lines[0], row_width(badges)
    if begins_right(language, way, first.text):
        start = first.left + first.width - first.width / SAFETY - _BESIDE_TITLE - needed
        return start if start >= MARGIN else None
    start = first.left + first.width / SAFETY + _BESIDE_TITLE
    return start if start + needed <= wide - MARGIN else None


def phase_heading(text: str, badges: Sequence[Badge], wide: float, shelf: float) -> Heading:
    """The name of a phase so wide, with its badges.

    They are no wider than the shelf and stand over the last step, so that no cut of a fold parts them.
    """
    return heading("phase", text, badges, wide - 2 * PHASE_INDENT, shelf)


def phase_height(headings: Sequence[Heading]) -> float:
    """The height of the chevrons of phases with these headings."""
    return max(
        PHASE_HEIGHT + (max(len(each.name.lines), 1) - 1) * TYPES["phase"].leading + rows_height(each.rows)
        for each in headings
    )


def set_phase(each: Heading, box: Box, language: str, way: Direction) -> Set:
    """The name and the badges of a phase in its box."""
    top = box.y + (box.height - each.height) / 2
    right = box.right - PHASE_INDENT
    at_right = begins_right(language, way, " ".join(each.name.lines))
    lines = stacked(each.name, box.x + PHASE_INDENT, right - each.room_beside, top, at_right=at_right)
    start = box.right - PHASE_TIP - BADGE_BETWEEN - each.room_beside
    beside = row_from(each.beside, start, box.middle[1])
    under = rows_under(each.rows, box.x, right, top + each.name.height, at_right=True)
    return Set(tuple(lines), (*beside, *under), box.bottom)
