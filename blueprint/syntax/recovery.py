"""Recovery after a mistake: what is reported, and where the parser goes on.

Comes in: the automaton at a token that does not fit. Goes out: a diagnostic, and the automaton at a place from which reading goes on:
behind the repair, later in the same statement, or behind it. First it looks for a brace further up that is missing or too many, then
tries the repairs; where none helps, it drops the words up to the end of the line, or else the whole statement. Deliberately absent:
reading sound text (`blueprint.syntax.parser`), and the messages (`blueprint.syntax.messages`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..diagnostics import Diagnostic
from ..lane_kinds import TERMINALS
from ..source import Source, Span
from .automaton import Automaton
from .brace_pairs import Braces, begins_line
from .habits import rows_around
from .lexer import ANCHORS, Token
from .messages import brace_extra, brace_missing, describe
from .parse_error import ParseError, open_blocks
from .repairs import REPAIRS

#: What can begin a statement and can be nothing else at the beginning of a line.
_BEGINNINGS = frozenset(
    [
        *TERMINALS,
        "THEN",
        "BOTH",
        "MESSAGE",
        "INSTEAD",
        "ORIGIN",
        "IMPORT",
        "ROLE",
        "SYSTEM",
        "CHANNEL",
        "PERSONA",
        "METRIC",
        "RISK",
        "FEEDBACK",
    ]
)
_STOPS = frozenset({"EOS", "LBRACE", "RBRACE", "$END"})


class Recovery:
    """Reports mistakes and leads the automaton past them.

    `problems` is what was reported, `unfit` the places of tokens that did not fit, `skipped` what was skipped.
    """

    def __init__(self, machine: Automaton, skipped: list[Span]) -> None:
        self._machine = machine
        self.problems: list[Diagnostic] = []
        self.unfit: list[Span] = []
        self.skipped = skipped
        self._known_braces: Braces | None = None
        #: The line whose first statement was skipped: it is in another language.
        self._foreign_line = 0
        #: The last line of the table that was reported.
        self._table_end = 0

    def recover(self) -> None:
        """Report a mistake and go on: after the repair, in the same statement, or after it."""
        if self._known_braces is None:
            self._known_braces = Braces(self._machine.tokens)
        if self._open_again() or self._open_before():
            return
        trouble = self._trouble()
        if not trouble.unclosed:
            # The statement where a block should have ended is itself sound.
            self.unfit.append(trouble.token.span)
        diagnostic = self._describe(trouble)
        for mend in REPAIRS if diagnostic else ():
            fix = mend(trouble, self._machine)
            if fix is not None and diagnostic:
                self._report(replace(diagnostic, fix=fix))
                return
        if diagnostic:
            self._report(diagnostic)
        if not self._drop_words():
            self._drop_statement()

    def _report(self, diagnostic: Diagnostic) -> None:
        if diagnostic.code != "BP002" or diagnostic.span.line != self._foreign_line:
            self.problems.append(diagnostic)

    def _describe(self, trouble: ParseError) -> Diagnostic | None:
        """The message about a mistake; none in a table that was reported at its first row."""
        line = trouble.token.span.line
        if line <= self._table_end:
            return None
        diagnostic = describe(trouble)
        rows = rows_around(trouble.token.span) if diagnostic.code == "BP002" else None
        self._table_end = rows[1] if rows else 0
        return diagnostic

    def _trouble(self) -> ParseError:
        machine = self._machine
        unclosed = self._blocks_to_close(machine.token)
        opening = self._opening()
        if opening and unclosed:
            opening = self._braces.forgotten(opening, machine.token.span)
        stray = None
        if machine.token.terminals[0] == "RBRACE" and not opening:
            stray = self._braces.stray(machine.token.span)
        return ParseError(
            machine.tokens, machine.at, machine.symbols, machine.expected(), unclosed, opening, stray
        )

    @property
    def _braces(self) -> Braces:
        assert self._known_braces is not None, "made when the first mistake is met"
        return self._known_braces

    def _opening(self) -> Span | None:
        """The innermost brace that is still open."""
        machine = self._machine
        closed = 0
        for symbol, value in zip(reversed(machine.symbols), reversed(machine.values), strict=True):
            if symbol == "RBRACE":
                closed += 1
            elif symbol == "LBRACE":
                if not closed:
                    found: Span = value.span
                    return found
                closed -= 1
        return None

    def _open_again(self) -> bool:
        """Drop a `}` after which its block goes on, where there is one `}` too many."""
        machine, mark = self._machine, self._machine.brace
        if mark is None or machine.at != mark.at + 2 or machine.tokens[mark.at + 1].terminals[0] != "EOS":
            return False
        if machine.token.terminals[0] in ("RBRACE", "$END"):
            return False
        # The first word does not decide: at the beginning of a line any name may be a lane.
        if not machine.fits(machine.statement()[:3], mark.states):
            return False
        if not self._braces.close_too_many(machine.token.span, open_blocks(machine.symbols)):
            return False
        machine.go_back(mark)
        del machine.tokens[mark.at]
        self.problems.append(brace_extra(mark.token.span))
        return True

    def _open_before(self) -> bool:
        """Insert a `{` after the line before, where this line belongs to its block and there is one `{` too few."""
        machine, mark = self._machine, self._machine.line
        if mark is None or not mark.at < machine.at <= mark.at + 3:
            return False
        if machine.token.terminals[0] in ("RBRACE", "$END"):
            return False
        brace = Token(("LBRACE",), "{", mark.token.span)
        if not machine.fits([brace, *machine.tokens[mark.at + 1 : machine.at + 1]], mark.states):
            return False
        first = machine.tokens[mark.at + 1]
        if not self._braces.close_too_many(first.span, open_blocks(machine.symbols)):
            return False
        machine.go_back(mark)
        machine.tokens.insert(mark.at, brace)
        self.problems.append(brace_missing(machine.tokens, mark.at))
        return True

    def _drop_words(self) -> bool:
        """Drop the words up to the line's end or the block's beginning, and what is incomplete without them.

        False where that drops nothing, and where the statement cannot end there.
        """
        machine = self._machine
        end = machine.at
        while machine.tokens[end].terminals[0] not in _STOPS:
            end += 1
        stop = machine.tokens[end].terminals[0]
        # The end of the text is the end of a line as well.
        stop = "EOS" if stop == "$END" else stop
        first = self._start_of_statement()
        for depth in range(len(machine.states), first, -1):
            if machine.takes(stop, depth=depth):
                if end == machine.at and depth == len(machine.states):
                    return False
                self._skip(depth, machine.tokens[max(end - 1, machine.at)].span)
                machine.at = end
                return True
        return False

    def _skip(self, depth: int, last: Span) -> None:
        """Drop the stacks from a depth on; `last` is the last thing that is skipped."""
        machine = self._machine
        start = _first_span(machine.values[depth:]) or machine.token.span
        if depth == self._start_of_statement() and begins_line(start):
            self._foreign_line = start.line
        machine.cut(depth)
        self.skipped.append(start.to(last))

    def _drop_statement(self) -> None:
        """Drop the current statement with its block, and go on after it."""
        machine = self._machine
        depth = self._start_of_statement()
        start = _first_span(machine.values[depth:]) or machine.token.span
        if begins_line(start):
            self._foreign_line = start.line
        is_begun = depth < len(machine.states)
        machine.cut(depth)
        self._skip_statement(is_begun)
        self.skipped.append(start.to(machine.token.span))

    def _start_of_statement(self) -> int:
        """The depth of the stack before the current statement: up to the last open brace or end of statement."""
        symbols = self._machine.symbols
        closed = 0
        for index in range(len(symbols) - 1, 0, -1):
            symbol = symbols[index]
            if symbol == "RBRACE":
                closed += 1
            elif symbol == "LBRACE":
                if not closed:
                    return index + 1
                closed -= 1
            elif symbol == "EOS" and not closed:
                return index + 1
        return 1

    def _skip_statement(self, is_begun: bool) -> None:
        machine = self._machine
        depth = 0
        inside = open_blocks(machine.symbols) > 0
        start = machine.at
        while True:
            kind = machine.token.terminals[0]
            if kind == "$END":
                # An unclosed block is reported, unless it is no longer known which one it is.
                if depth or (machine.at == start and not is_begun):
                    self._close_blocks()
                return
            if kind == "EOS" and depth == 0 and not (machine.at == start and self._own_line_brace()):
                return
            if kind == "LBRACE":
                depth += 1
            elif kind == "RBRACE":
                if depth == 0 and inside:
                    return
                depth = max(depth - 1, 0)
            machine.at += 1

    def _own_line_brace(self) -> bool:
        """Whether the statement goes on with a `{` on the next line."""
        return self._machine.tokens[self._machine.at + 1].terminals[0] == "LBRACE"

    def _close_blocks(self) -> None:
        """At the end of the text, close the open blocks so that their contents are kept."""
        machine = self._machine
        while open_blocks(machine.symbols):
            if not machine.takes("RBRACE"):
                depth = self._start_of_statement()
                machine.cut(max(1, depth - 1) if depth == len(machine.states) else depth)
                continue
            machine.tokens.insert(machine.at, Token(("RBRACE",), "", machine.tokens[-1].span))
            machine.advance()
        if "$END" not in machine.table.states[machine.states[-1]]:
            machine.cut(self._start_of_statement())

    def _begins_statement(self, token: Token) -> bool:
        """Whether a line begins like an action or a declaration; a name counts only if it is a lane's."""
        machine = self._machine
        before = machine.tokens[machine.at - 1].terminals[0] if machine.at else "EOS"
        if before != "EOS":
            return False
        return token.terminals[0] in _BEGINNINGS or token.text in self._machine.lanes

    def _blocks_to_close(self, token: Token) -> int:
        """How many `}` are missing in front of what can only begin a statement; 0 where that is not the mistake."""
        machine = self._machine
        open_ones = open_blocks(machine.symbols)
        if token.terminals[0] == "$END":
            return open_ones if machine.takes(*["RBRACE", "EOS"] * open_ones) else 0
        if token.terminals[0] not in ANCHORS and not self._begins_statement(token):
            return 0
        for count in range(1, open_ones + 1):
            if machine.fits([*[_RBRACE, _EOS] * count, token]):
                # With as many `}` as blocks, nothing is missing: the statement stands in the wrong block.
                return 0 if self._braces.close_too_many(token.span, open_ones - count) else count
        return 0


_RBRACE = Token(("RBRACE",), "}", Span(Source("", ""), 0, 0))
_EOS = Token(("EOS",), "", _RBRACE.span)


def _first_span(values: list[Any]) -> Span | None:
    """Where the first of some parsed values begins."""
    for value in values:
        found = _first_span(value) if isinstance(value, list) else value.span
        if found:
            return found
    return None
