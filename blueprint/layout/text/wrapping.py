"""Breaking a label into as few lines as possible; Chinese and Japanese ones at their pauses where that needs no extra line."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from blueprint.layout.text.advances import is_wide
from blueprint.layout.text.breaks import SOFT_HYPHEN, chopped, pieces
from blueprint.layout.text.metrics import units

# White space but the no-break spaces, with the zero-width spaces that touch it.
_SPACES = re.compile(r"\u200b*(?:[^\S\u00a0\u202f\u2007]\u200b*)+")
# Soft hyphens count between letters of these alphabets; elsewhere a hyphen would be wrong.
_IDLE_HYPHEN = re.compile("(?<![A-Za-zÀ-\u052f])\u00ad|\u00ad(?![A-Za-zÀ-\u052f])")
# A sign set off by a space, as in French, stays with its word.
_TIED_SPACE = re.compile("(?<=[«‹（「『【《〈]) | (?=[!?:;»›](?: |$)|[，。、！？：；）」』】》〉])")


# A line of Chinese or Japanese ends best behind one of these, with the closing signs that follow it ...
_PAUSES = "、，。；！？：．"
_BEHIND_PAUSES = "”’」』）】》〉 \u200b"
# ... or before one of these.
_BRACKETS = "（［｛「『【《〈〔〖“‘"
#: The cost of a break elsewhere, compared with the squares of the lines' differences in length, as shares of the width.
_NO_PAUSE = 0.2


_Chain = tuple[int, "_Chain"] | None


class _Piece(NamedTuple):
    """The text between two places where a line may end; widths in units."""

    text: str
    size: int
    tail: int  # How much narrower the piece is at the end of a line (a soft hyphen is wider).


def wrap(text: str, max_width: float, size: float, bold: bool = False) -> list[str]:
    """The text's lines, none wider than `max_width` px at a font size of `size` px (more than 0).

    Only a line of one single cluster may be wider. Runs of white space become one space, blank
    lines are dropped, and nothing is ever cut off.
    """
    limit = _limit(max_width, size)
    lines: list[str] = []
    for line in text.splitlines():
        folded = " ".join(_SPACES.split(_IDLE_HYPHEN.sub("", line))).strip(" \u200b")
        if folded:
            lines += _wrapped(_TIED_SPACE.sub("\u00a0", folded), limit, bold)
    return lines


def _limit(max_width: float, size: float) -> int:
    """The greatest number of units that is no wider than `max_width`, exact to the last bit."""
    limit = int(min(max(max_width / size, 0), 1e6) * 1000) + 1
    while limit * size / 1000 > max_width and limit > 0:
        limit -= 1
    return limit


def _wrapped(text: str, limit: int, bold: bool) -> list[str]:
    if units(text, bold) <= limit:
        return [_as_line(text)]
    lines: list[str] = []
    waiting: list[_Piece] = []
    for piece in _measured(pieces(text), bold):
        text, size, tail = piece
        if size - tail <= limit:
            waiting.append(piece)
            continue
        *full, rest = chopped(text, limit, bold)
        lines += _set(waiting, limit) + full
        waiting = _measured([rest], bold)
    return lines + _set(waiting, limit)


def _as_line(text: str) -> str:
    """The text as it is drawn: a soft hyphen shows at the end and nowhere else."""
    if SOFT_HYPHEN not in text:
        return text.rstrip(" \u200b")
    end = "-" if text.endswith(SOFT_HYPHEN) else ""
    return text.replace(SOFT_HYPHEN, "").rstrip(" \u200b") + end


def _measured(texts: list[str], bold: bool) -> list[_Piece]:
    tails = {" ": units(" ", bold), SOFT_HYPHEN: -units("-", bold)}
    return [_Piece(text, units(text, bold), tails.get(text[-1], 0)) for text in texts]


def _set(waiting: list[_Piece], limit: int) -> list[str]:
    """The lines of pieces of which each fits in a line (or is a single cluster)."""
    starts = _starts(waiting, limit)
    if len(starts) > 1:
        pauses = _pauses(waiting)
        starts = (pauses and _at_pauses(waiting, starts, pauses, limit)) or _evened_out(starts, waiting)
    stops = [*starts[1:], len(waiting)]
    texts = [piece.text for piece in waiting]
    return [_as_line("".join(texts[a:b])) for a, b in zip(starts, stops, strict=False)]


def _starts(waiting: list[_Piece], limit: int) -> list[int]:
    """The indexes of the pieces that start lines, for the least number of lines."""
    starts: list[int] = []
    used = 0
    for at, (_, size, tail) in enumerate(waiting):
        if not starts or used + size - tail > limit:
            starts.append(at)
            used = 0
        used += size
    return starts


def _pauses(waiting: list[_Piece]) -> set[int]:
    """The indexes of the pieces that stand behind a pause or begin with a bracket."""
    found = set()
    for at in range(1, len(waiting)):
        before = waiting[at - 1].text
        if before.rstrip(_BEHIND_PAUSES).endswith(tuple(_PAUSES)) or (
            waiting[at].text[0] in _BRACKETS and is_wide(before[-1])
        ):
            found.add(at)
    return found


def _at_pauses(waiting: list[_Piece], starts: list[int], pauses: set[int], limit: int) -> list[int] | None:
    """As many starts of lines as there are, at pauses where that leaves the lines of about one length.

    A start can be no later than when all lines before it are full, and no earlier than when all behind it are. None where no
    line ends at a pause.
    """
    room = _rooms(waiting)
    fair = room(0, len(waiting)) / len(starts)
    earliest = _earliest(waiting, limit)
    if len(earliest) != len(starts):
        return None
    # By the start of a line: the least cost of all lines before it, and their starts, the last one first.
    best: dict[int, tuple[float, _Chain]] = {0: (0.0, None)}
    windows = [range(low, high + 1) for low, high in zip(earliest[1:], starts[1:], strict=True)]
    for window in [*windows, [len(waiting)]]:
        reached: dict[int, tuple[float, _Chain]] = {}
        for at in window:
            ways = [
                (cost + ((room(start, at) - fair) / max(limit, 1)) ** 2, (start, before))
                for start, (cost, before) in best.items()
                if start < at and (room(start, at) <= limit or at == start + 1)
            ]
            if ways:
                cost, chain = min(ways, key=lambda way: (round(way[0], 9), -way[1][0]))
                reached[at] = (cost + (0 if at in pauses or at == len(waiting) else _NO_PAUSE), chain)
        best = reached
    found = _unchained(best[len(waiting)][1]) if best else []
    return found if pauses.intersection(found) else None


def _unchained(chain: _Chain) -> list[int]:
    found = []
    while chain:
        start, chain = chain
        found.append(start)
    return found[::-1]


def _earliest(waiting: list[_Piece], limit: int) -> list[int]:
    """The indexes of the pieces that start lines where every line but the first is as full as can be."""
    room, starts, stop = _rooms(waiting), [], len(waiting)
    while stop:
        start = stop - 1
        while start and room(start - 1, stop) <= limit:
            start -= 1
        starts.append(start)
        stop = start
    return starts[::-1]


def _rooms(waiting: list[_Piece]) -> Callable[[int, int], int]:
    """How wide a line is that begins with one piece and ends before another."""
    sums = [0, *accumulate(piece.size for piece in waiting)]
    return lambda start, stop: sums[stop] - sums[start] - waiting[stop - 1].tail


def _evened_out(starts: list[int], waiting: list[_Piece]) -> list[int]:
    """Move the last break back while the last line is less than half as wide as the one before.

    A last line of one piece may become longer than the line before it, if that evens them out.
    """
    room = _rooms(waiting)
    start, end = starts[-2], len(waiting)
    while (cut := starts[-1] - 1) > start:
        before, last = room(start, cut + 1), room(cut + 1, end)
        shorter, longer = room(start, cut), room(cut, end)
        most = before if cut + 2 == end else shorter + 1
        if 2 * last >= before or longer >= most or shorter >= before:
            break
        starts[-1] = cut
    return starts
