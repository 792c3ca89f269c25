"""The LALR(1) automaton: state stack and lookahead.

Comes in: a table, tokens, and a builder for the rules. Goes out: the values of the rules, and answers about what could come next.
It tells that a token does not fit, and can go back to a mark, but decides nothing. Deliberately absent: what to do about mistakes
(`blueprint.syntax.parser`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..lane_kinds import TERMINALS
from .lexer import Token
from .parse_table import Table
from .tree_builder import Builder, Leaf

_LANE_KINDS = frozenset(TERMINALS)
_STOPS = frozenset({"EOS", "LBRACE", "RBRACE", "$END"})


class Mark(NamedTuple):
    """A place to go back to: the stacks before a token, and how many problems were known."""

    token: Token
    at: int
    states: list[int]
    symbols: list[str]
    values: list[Any]
    lengths: list[int]
    problems: int
    leaves: int
    depth: int


class Automaton:
    """The stacks, and the next token (lookahead)."""

    def __init__(self, table: Table, tokens: list[Token]) -> None:
        self.table = table
        self.tokens = tokens
        self.at = 0
        self.builder = Builder()
        # Three stacks in step: the state, the symbol that led to it, and its value.
        self.states = [table.start]
        self.symbols = [""]
        self.values: list[Any] = [None]
        #: The tokens that were taken, and how many blocks are open.
        self.leaves: list[Leaf] = []
        self.depth = 0
        #: Marks before the last `}` and the last end of a line that were taken.
        self.brace: Mark | None = None
        self.line: Mark | None = None
        self._known_expected: dict[tuple[int, ...], tuple[str, ...]] = {}

    @cached_property
    def lanes(self) -> frozenset[str]:
        """The names of lanes, as far as the tokens tell."""
        return frozenset(_lane_names(self.tokens))

    @cached_property
    def names(self) -> set[str]:
        """All words that are names somewhere, and the names that repairs gave."""
        return {token.text for token in self.tokens if token.terminals[-1] in ("NAME", "ORIGIN", "QUALIFIER")}

    @property
    def token(self) -> Token:
        """The token that is next."""
        return self.tokens[self.at]

    @property
    def is_finished(self) -> bool:
        """Whether the whole text is read."""
        return self.states[-1] == self.table.end

    def advance(self) -> bool:
        """Take the next token, after the rules that end before it; false where it does not fit."""
        token = self.token
        terminal = self.reading(token)
        if terminal is None:
            return False
        if (
            self.table.states[self.states[-1]][terminal] < 0
            and terminal != "$END"
            and not self.takes(terminal)
        ):
            # With LALR's merged lookaheads, rules could be applied, and blocks closed, before the mistake shows.
            return False
        if terminal == "RBRACE":
            self.brace = self._mark(token)
        elif terminal == "EOS":
            self.line = self._mark(token)
        while (entry := self.table.states[self.states[-1]].get(terminal)) is not None:
            if entry > 0:
                leaf = Leaf(terminal, token.text, token.span, self.depth)
                self.leaves.append(leaf)
                self.depth += (terminal == "LBRACE") - (terminal == "RBRACE")
                self._push(entry - 1, terminal, leaf)
                self.at += 1
                return True
            self._reduce(-entry - 1)
            if self.is_finished:
                return True
        return False

    def reading(self, token: Token, states: list[int] | None = None) -> str | None:
        """The first terminal that a token may be taken for in a state: here a word becomes a keyword or a name."""
        states = self.states if states is None else states
        row = self.table.states[states[-1]]
        possible = [terminal for terminal in token.terminals if terminal in row]
        if len(possible) > 1:
            # The table's merged lookaheads also hold terminals that no rule takes in the end.
            return next((text for text in possible if self._follow(states, [text]) is not None), possible[0])
        return possible[0] if possible else None

    def _reduce(self, number: int) -> None:
        name, length = self.table.rules[number]
        children: list[Any] = []
        if length:
            symbols, values = self.symbols[-length:], self.values[-length:]
            if name[0] == "_" and symbols[0][:1] == "_":
                # Append to the same list: copying it for every statement would take quadratic time.
                children = values[0]
                symbols, values = symbols[1:], values[1:]
            for symbol, value in zip(symbols, values, strict=True):
                if symbol[0] == "_":
                    children.extend(value)
                else:
                    children.append(value)
            self.cut(len(self.states) - length)
        value = children if name[0] == "_" else self.builder.build(name, children)
        self._push(self.table.states[self.states[-1]][name] - 1, name, value)

    def _push(self, state: int, symbol: str, value: Any) -> None:
        self.states.append(state)
        self.symbols.append(symbol)
        self.values.append(value)

    # ── going back ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def cut(self, depth: int) -> None:
        """Drop the stacks from a depth on."""
        del self.states[depth:], self.symbols[depth:], self.values[depth:]

    def _mark(self, token: Token) -> Mark:
        # Lists grow in place, so how long they were is a part of the mark.
        lengths = [len(group) if isinstance(group, list) else 0 for group in self.values]
        return Mark(
            token,
            self.at,
            self.states[:],
            self.symbols[:],
            self.values[:],
            lengths,
            len(self.builder.problems),
            len(self.leaves),
            self.depth,
        )

    def go_back(self, mark: Mark) -> None:
        """Go back to before a mark's token."""
        self.at = mark.at
        self.states, self.symbols, self.values = mark.states[:], mark.symbols[:], mark.values[:]
        for value, length in zip(self.values, mark.lengths, strict=True):
            if isinstance(value, list):
                del value[length:]
        del self.builder.problems[mark.problems :], self.leaves[mark.leaves :]
        self.depth = mark.depth
        self.brace = self.line = None

    def statement(self, begin: int | None = None) -> list[Token]:
        """The tokens from the next one (or another) up to and with the end of the line, a brace, or the end of the text."""
        begin = self.at if begin is None else begin
        end = begin
        while self.tokens[end].terminals[0] not in _STOPS:
            end += 1
        return self.tokens[begin : end + 1]

    # ── what could come next ─────────────────────────────────────────────────────────────────────────────────────────────

    def expected(self) -> Sequence[str]:
        """The terminals that can stand here: those that can be taken after the rules that they allow are applied."""
        key = tuple(self.states)
        found = self._known_expected.get(key)
        if found is None:
            row = self.table.states[key[-1]]
            terminals = (symbol for symbol in row if symbol.isupper() or symbol == "$END")
            found = self._known_expected[key] = tuple(
                terminal for terminal in terminals if self.takes(terminal)
            )
        return found

    def takes(self, *terminals: str, depth: int | None = None) -> bool:
        """Whether some terminals could come next, one after the other; `depth`: if only so much of the stack were there."""
        return self._follow(self.states[:depth], terminals) is not None

    def fits(self, tokens: Iterable[Token], states: list[int] | None = None) -> bool:
        """Whether some tokens could come next, each in one of its readings; `states`: if the stack stood so."""
        stack: list[int] | None = self.states[:] if states is None else states[:]
        for token in tokens:
            assert stack is not None, "the loop ends where the stack is lost"
            terminal = self.reading(token, stack)
            stack = self._follow(stack, [terminal]) if terminal else None
            if stack is None:
                return False
        return True

    def _follow(self, stack: list[int], terminals: Iterable[str]) -> list[int] | None:
        """The states after some terminals, or nothing where they do not fit."""
        states = stack[:]
        for terminal in terminals:
            while (entry := self.table.states[states[-1]].get(terminal)) is not None and entry < 0:
                name, length = self.table.rules[-entry - 1]
                del states[len(states) - length :]
                states.append(self.table.states[states[-1]][name] - 1)
            if entry is None:
                # The end of the text has no state of its own to go to.
                return None
            states.append(entry - 1)
        return states


def _lane_names(tokens: list[Token]) -> list[str]:
    """What stands behind the kind of a lane between `lanes` and the next brace that closes."""
    names: list[str] = []
    inside = False
    for token, after in itertools.pairwise(tokens):
        if "LANES" in token.terminals:
            inside = True
        elif token.terminals[0] == "RBRACE":
            inside = False
        elif inside and _LANE_KINDS.intersection(token.terminals) and after.terminals[-1] == "NAME":
            names.append(after.text)
    return names
