"""A mistake as the parser meets it: the token that does not fit, what stands around it, and what could stand there.

Comes in: the tokens and the state of the automaton. Goes out: one value that messages and repairs look at. Deliberately absent: words
for users (`blueprint.syntax.messages`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..grammar import terminals_by_spelling
from ..similar_names import Vocabulary
from ..source import Span
from .lexer import Token

ARROWS = frozenset({"THEN", "BOTH", "MESSAGE", "INSTEAD"})


class ParseError(NamedTuple):
    """A mistake: the tokens, the index of the one that does not fit, the symbols read so far, what may stand here.

    `unclosed` is the number of blocks that should have been closed in front of that token, `opening` the brace that was not closed,
    `stray` the earlier brace that closed too much.
    """

    tokens: Sequence[Token]
    at: int
    symbols: Sequence[str]
    expected: Sequence[str]
    unclosed: int = 0
    opening: Span | None = None
    stray: Span | None = None

    @property
    def token(self) -> Token:
        """The token that does not fit."""
        return self.tokens[self.at]

    @property
    def spellings(self) -> tuple[str, ...]:
        """The keywords that may stand here, in all their spellings."""
        return _spellings(tuple(self.expected))

    @property
    def guess(self) -> str | None:
        """The keyword that a word may have been meant to be."""
        if self.token.terminals[-1] != "NAME":
            return None
        return _nearest_keyword(self.token.text, tuple(self.expected))

    @property
    def kind(self) -> str:
        """What kind of token it is, keyword or not."""
        return self.token.terminals[0]

    @property
    def before(self) -> Token | None:
        """The token in front of it."""
        return self.tokens[self.at - 1] if self.at else None

    @property
    def begins_statement(self) -> bool:
        """Whether it is the first of its statement."""
        return self.before is None or self.before.terminals[0] in ("EOS", "LBRACE")

    @property
    def after(self) -> Token | None:
        """The token behind it."""
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None


def open_blocks(symbols: Sequence[str]) -> int:
    """How many blocks are still open."""
    return symbols.count("LBRACE") - symbols.count("RBRACE")


@lru_cache(maxsize=256)
def _spellings(expected: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(spelling for spelling, terminal in terminals_by_spelling().items() if terminal in expected)


@lru_cache(maxsize=256)
def _vocabulary(expected: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(_spellings(expected))


@lru_cache(maxsize=4096)
def _nearest_keyword(word: str, expected: tuple[str, ...]) -> str | None:
    return _vocabulary(expected).nearest(word)
