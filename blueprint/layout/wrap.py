"""Breaking a label into the least number of lines that fit."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from blueprint.layout.breaks import SOFT_HYPHEN, chopped, pieces
from blueprint.layout.metrics import units

# White space but the no-break spaces, with the zero-width spaces that touch it.
_SPACES = re.compile(r"\u200b*(?:[^\S\u00a0\u202f\u2007]\u200b*)+")
# Soft hyphens count between letters of these alphabets; elsewhere a hyphen would be wrong.
_IDLE_HYPHEN = re.compile("(?<![A-Za-zÀ-\u052f])\u00ad|\u00ad(?![A-Za-zÀ-\u052f])")
# A sign set off by a space, as in French, stays with its word.
_TIED_SPACE = re.compile("(?<=[«‹（「『【《〈]) | (?=[!?:;»›](?: |$)|[，。、！？：；）」』】》〉])")


class _Piece(NamedTuple):
    """What stands between two places where a line may end; widths in units."""

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
        _even_out(starts, waiting)
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


def _even_out(starts: list[int], waiting: list[_Piece]) -> None:
    """Move the last break back while the last line is less than half as wide as the one before.

    A last line of one piece may become longer than the line before it, if that evens them out.
    """
    sums = [0, *accumulate(piece.size for piece in waiting)]

    def room(start: int, stop: int) -> int:
        return sums[stop] - sums[start] - waiting[stop - 1].tail

    start, end = starts[-2], len(waiting)
    while (cut := starts[-1] - 1) > start:
        before, last = room(start, cut + 1), room(cut + 1, end)
        shorter, longer = room(start, cut), room(cut, end)
        most = before if cut + 2 == end else shorter + 1
        if 2 * last >= before or longer >= most or shorter >= before:
            return
        starts[-1] = cut
