"""Badges: the lettered points (F1, W1 …), and the shelves that they stand on.

Comes in: points, and how much room there is. Goes out: badges in rows, where no badge covers another one. The rule is the same for all
shelves: a few stand beside each other where they always do, more stand in rows of their own, of which there are at most `MOST_ROWS`, and
the last badge of the last row stands for what has no place ("+3", with the list in its name). Deliberately absent: where a shelf is on
its card (`rails`) or in its heading (`furniture`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ..analysis.risk.levels import RISK_LEVELS, risk_level
from ..drawing import Badge, Box, TextLine, TextRole
from ..model import Blueprint, Point
from ..settings import Limits
from .cards import Block, block
from .sizes import BADGE_BETWEEN, BADGE_HEIGHT, BADGE_PITCH, RING, SAFETY, TYPES
from .text import width
from .text.breaks import pieces

#: So many rows of badges stand under each other.
MOST_ROWS = 2
#: What the badges beside a name leave of its room, at least.
_NAME_SHARE = 0.4
_LEAST_WIDTH = 22.0
_PADDING = 9.0
_BETWEEN_RINGS = 3.0


def badges_by_place(blueprint: Blueprint, limits: Limits) -> dict[tuple[str, str], list[Badge]]:
    """The badges of each place (`action`, `step`, `phase` or `file`, and its key), not yet in their places."""
    found: dict[tuple[str, str], list[Badge]] = {}
    for point in blueprint.points:
        fail = blueprint.fails[point.card] if point.card else None
        if point.action is not None:
            place = "action", point.action
        elif fail is not None:
            place = fail.place, fail.at or ""
        else:
            continue
        found.setdefault(place, []).append(_badge(point, blueprint, limits))
    return found


def _badge(point: Point, blueprint: Blueprint, limits: Limits) -> Badge:
    fail = blueprint.fails[point.card] if point.card else None
    return _made(
        Badge(
            point=point.label,
            kind=point.kind,
            box=Box(x=0.0, y=0.0, width=0.0, height=BADGE_HEIGHT),
            line=TextLine(x=0.0, y=0.0, text=point.label, role="badge", width=0.0, anchor="middle"),
            risk=RISK_LEVELS.index(risk_level(fail, limits)) if fail else 0,
            name=f"{point.label}: {fail.text}" if fail else point.label,
        )
    )


def _made(badge: Badge) -> Badge:
    """A badge as wide as its letters need."""
    wide = max(_LEAST_WIDTH, width(badge.line.text, TYPES["badge"].size, bold=True) + _PADDING)
    box, line = replace(badge.box, width=wide), replace(badge.line, width=wide - _PADDING)
    return replace(badge, box=box, line=line)


def standing(badge: Badge, x: float, y: float) -> Badge:
    """A badge with its left upper corner at a place."""
    box = replace(badge.box, x=x, y=y)
    return replace(badge, box=box, line=replace(badge.line, x=box.middle[0], y=y + 12.8))


def between(badge: Badge, other: Badge) -> float:
    """The room between two badges: the rings around high risks stay apart, too."""
    rings = (badge.risk == len(RISK_LEVELS) - 1) + (other.risk == len(RISK_LEVELS) - 1)
    return 2 * RING + _BETWEEN_RINGS if rings > 1 else BADGE_BETWEEN


def row_width(badges: Sequence[Badge]) -> float:
    """How wide a row of badges is."""
    gaps = sum(between(first, second) for first, second in pairwise(badges))
    return sum(badge.box.width for badge in badges) + gaps


def in_rows(badges: Sequence[Badge], room: float, most: int = MOST_ROWS) -> list[list[Badge]]:
    """Badges in rows no wider than the room, at most so many; where they do not all fit, the last one stands for the rest."""
    rows: list[list[Badge]] = []
    for number, badge in enumerate(badges):
        if rows and row_width([*rows[-1], badge]) <= room:
            rows[-1].append(badge)
        elif len(rows) < most:
            rows.append([badge])
        else:
            rows[-1] = _with_rest(rows[-1], badges[number:], room)
            break
    return rows


def _with_rest(row: list[Badge], rest: Sequence[Badge], room: float) -> list[Badge]:
    """A full row whose last badges have made room for one that stands for them and for the rest."""
    kept, hidden = list(row), list(rest)
    while kept:
        hidden.insert(0, kept.pop())
        if row_width([*kept, more := _more(hidden)]) <= room:
            return [*kept, more]
    return [_more(hidden)]


def _more(badges: Sequence[Badge]) -> Badge:
    """One badge for several, which looks like the gravest of them."""
    gravest = max(badges, key=lambda badge: badge.risk)
    labels = [label for badge in badges for label in badge.point.split(" ")]
    return _made(
        replace(
            gravest,
            point=" ".join(labels),
            line=replace(gravest.line, text=f"+{len(labels)}"),
            name="\n".join(badge.name for badge in badges),
            stands_for=tuple(labels),
        )
    )


class Heading(NamedTuple):
    """The name of a step, a phase or the whole in lines, and its badges: `beside` the first line, or in `rows` under the last one."""

    name: Block
    beside: tuple[Badge, ...] = ()
    rows: tuple[tuple[Badge, ...], ...] = ()

    @property
    def height(self) -> float:
        """The height of the name and of the rows under it."""
        return self.name.height + rows_height(self.rows)

    @property
    def room_beside(self) -> float:
        """What the badges beside the name take of its width, with the room before them."""
        return row_width(self.beside) + BADGE_BETWEEN if self.beside else 0.0


def heading(role: TextRole, text: str, badges: Sequence[Badge], room: float, shelf: float) -> Heading:
    """A name and its badges in a room; no row of badges is wider than the shelf.

    Badges stand beside the name as long as it keeps a fair share of the room and no word has to be broken.
    """
    if not badges:
        return Heading(block(role, text, room))
    wide = row_width(badges)
    left = room - wide - BADGE_BETWEEN
    if wide <= shelf and left >= max(_NAME_SHARE * room, _widest_word(role, text)):
        return Heading(block(role, text, left), tuple(badges))
    return Heading(block(role, text, room), (), tuple(map(tuple, in_rows(badges, min(room, shelf)))))


def rows_height(rows: Sequence[Sequence[Badge]]) -> float:
    """The height of rows of badges under a name, with the room above them."""
    return len(rows) * BADGE_PITCH


def _widest_word(role: TextRole, text: str) -> float:
    kind = TYPES[role]
    words = (piece for line in text.splitlines() if line.strip() for piece in pieces(line.strip()))
    return max((width(word.rstrip(), kind.size, kind.bold) for word in words), default=0.0) / SAFETY


def row_from(badges: Sequence[Badge], left: float, middle: float) -> Iterator[Badge]:
    """A row of badges that begins at an x, around a y."""
    x = left
    for number, badge in enumerate(badges):
        if number:
            x += between(badges[number - 1], badge)
        yield standing(badge, x, middle - BADGE_HEIGHT / 2)
        x += badge.box.width


def rows_under(
    rows: Sequence[Sequence[Badge]], left: float, right: float, top: float, *, at_right: bool
) -> Iterator[Badge]:
    """Rows of badges under each other, from a y downwards, at the left or at the right side."""
    for number, row in enumerate(rows):
        start = right - row_width(row) if at_right else left
        yield from row_from(row, start, top + number * BADGE_PITCH + BADGE_PITCH - BADGE_HEIGHT / 2)
