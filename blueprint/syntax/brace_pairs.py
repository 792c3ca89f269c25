"""Which brace belongs to which, judged by indentation and by braces without a partner.

Comes in: the tokens of a text. Goes out: guesses for the parser, where a brace is missing or too many: whether from a place on more
braces close than open, and which pair of braces is not in one column. Worked out once, when the first mistake is met. Deliberately
absent: the grammar; this module knows only braces and lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..source import Span
from .lexer import ANCHORS, Token

_SPACES = " \t\u3000\u00a0"


class Braces:
    """The braces of a text as they were written."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._starts = [token.span.start for token in tokens]
        self._depths = [0]
        #: Pairs of braces of which the second begins a line, and not at the column of the first one's line.
        self._askew: list[tuple[Span, Span]] = []
        self._pair(tokens)
        self._lows = self._lowest(tokens)

    def _pair(self, tokens: Sequence[Token]) -> None:
        open_ones: list[Span] = []
        for token in tokens:
            kind = token.terminals[0]
            change = 1 if kind == "LBRACE" else -1 if kind == "RBRACE" else 0
            self._depths.append(self._depths[-1] + change)
            if change > 0:
                open_ones.append(token.span)
            elif change < 0 and open_ones:
                first = open_ones.pop()
                if begins_line(token.span) and indentation(token.span) != indentation(first):
                    self._askew.append((first, token.span))

    def _lowest(self, tokens: Sequence[Token]) -> list[int]:
        """For each token, the lowest depth from it on, up to the next top-level statement at the left margin."""
        lows = [0] * len(tokens)
        low: int | None = None
        for index in range(len(tokens) - 1, -1, -1):
            behind = self._depths[index + 1]
            low = behind if low is None else min(low, behind)
            lows[index] = low
            token = tokens[index]
            if token.terminals[0] in ANCHORS and begins_line(token.span) and not indentation(token.span):
                low = None
        return lows

    def close_too_many(self, at: Span, open_ones: int) -> bool:
        """Whether from a token on more blocks are closed than are open, if so many are open there."""
        index = bisect_left(self._starts, at.start)
        if index >= len(self._lows):
            return False
        return open_ones + self._lows[index] - self._depths[index] < 0

    def stray(self, before: Span) -> Span | None:
        """The closing brace that is too many, where a later one closes nothing: the last one in a wrong column."""
        at = bisect_left(self._ends(), before.start) - 1
        if at < 0:
            return None
        return self._askew.pop(at)[1]

    def forgotten(self, opening: Span, before: Span) -> Span:
        """The opening brace that was never closed: an inner one, if the outer brace's end was taken for its end."""
        ends = self._ends()
        for at in range(bisect_left(ends, opening.start), bisect_left(ends, before.start)):
            first, second = self._askew[at]
            if opening.start < first.start and indentation(second) == indentation(opening):
                del self._askew[at]
                return first
        return opening

    def _ends(self) -> list[int]:
        return [second.start for _, second in self._askew]


def indentation(span: Span) -> str:
    """The blanks that the line of a place begins with."""
    source = span.source
    line = source.line(source.position(span.start)[0])
    return line[: len(line) - len(line.lstrip(_SPACES))]


def begins_line(span: Span) -> bool:
    """Whether only blanks stand before a place in its line."""
    line, column = span.source.position(span.start)
    return not span.source.line(line)[: column - 1].strip(_SPACES)
