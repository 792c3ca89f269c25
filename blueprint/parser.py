"""From text to syntax tree.

Comes in: a source. Goes out: a tree of all that was sound, and diagnostics. The grammar's LALR(1) table is driven here rather than
by Lark: the lexer asks the state which keywords may stand at a place, spans come from the tokens, a mistake drops its own statement
and no other, and the start of `blueprint check` does not pay for importing Lark. Deliberately absent: exceptions for wrong input.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from . import grammar, syntax, tables
from .builder import Builder, Leaf
from .diagnostics import Diagnostic
from .lexer import ANCHORS, Lexer, Token
from .source import Source, Span
from .syntax_errors import Trouble, describe, open_blocks

#: What can begin a statement and can be nothing else at the beginning of a line.
_BEGINNINGS = frozenset(
    [
        "EVIDENCE",
        "CUSTOMER",
        "FRONTSTAGE",
        "BACKSTAGE",
        "SUPPORT",
        "PARTNER",
        "MANAGEMENT",
        "NOTES",
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
_table: tables.Table | None = None


class Reading(NamedTuple):
    """A text as it was read: the tree, what is wrong, and for the formatter each token as what it was taken for.

    `leaves` are in the order of the text, ends of statements among them. A brace that was missing is there as well; then the
    text of its span is no brace. `damage` are the places of mistakes, and what was passed over because of them.
    """

    tree: syntax.File
    problems: list[Diagnostic]
    leaves: list[Leaf]
    damage: list[Span]


def parse(source: Source) -> tuple[syntax.File, list[Diagnostic]]:
    """The tree of a text and what is wrong with it. Never fails: the tree holds every statement that could be read."""
    reading = read(source)
    return reading.tree, reading.problems


def read(source: Source) -> Reading:
    """The same, with the tokens. Never fails."""
    return _Parser(source).run()


def shared_table() -> tables.Table:
    """The table of the language, loaded once."""
    global _table
    if _table is None:
        _table = tables.load()
    return _table


class _Parser:
    def __init__(self, source: Source) -> None:
        self._table = shared_table()
        lexer = Lexer(source, grammar.terminals_by_spelling())
        self._tokens = lexer.tokens()
        self._comments = lexer.comments
        self._source = source
        self._at = 0
        self._builder = Builder()
        self._problems: list[Diagnostic] = []
        self._skipped: list[Span] = []
        self._leaves: list[Leaf] = []
        self._depth = 0
        self._unfit: list[Span] = []
        # Three stacks in step: the state, the symbol that led to it, and its value.
        self._states = [self._table.start]
        self._symbols = [""]
        self._values: list[Any] = [None]

    def run(self) -> Reading:
        while True:
            token = self._tokens[self._at]
            terminal = self._reading(token)
            if terminal is None:
                self._recover(token)
            elif self._advance(terminal, token):
                break
        items = self._values[1] if len(self._values) > 1 else ()
        span = Span(self._source, 0, len(self._source.text))
        tree = syntax.File(
            source=self._source,
            items=tuple(items),
            comments=tuple(self._comments),
            skipped=tuple(self._skipped),
            span=span,
        )
        problems = self._problems + self._builder.problems
        places = [*self._unfit, *self._skipped, *(one.span for one in problems)]
        # At the very end nothing stands that could be wrong.
        damage = [one for one in places if one.start < span.end]
        return Reading(tree, problems, self._leaves, damage)

    def _reading(self, token: Token) -> str | None:
        """The first terminal that a token may be taken for in this state: here a word becomes a keyword or a name."""
        row = self._table.states[self._states[-1]]
        possible = [one for one in token.terminals if one in row]
        if len(possible) > 1:
            # The table's merged lookaheads also hold terminals that no rule takes in the end.
            return next((one for one in possible if self._takes(one)), possible[0])
        return possible[0] if possible else None

    def _advance(self, terminal: str, token: Token) -> bool:
        """Apply the rules that end before a token, then take it; true when the file is read."""
        while True:
            entry = self._table.states[self._states[-1]].get(terminal)
            if entry is None:
                # Merged lookaheads let a rule be applied before the mistake shows; the place of the mistake is the same.
                self._recover(token)
                return False
            if entry > 0:
                leaf = Leaf(terminal, token.text, token.span, self._depth)
                self._leaves.append(leaf)
                self._depth += (terminal == "LBRACE") - (terminal == "RBRACE")
                self._push(entry - 1, terminal, leaf)
                self._at += 1
                return False
            self._reduce(-entry - 1)
            if self._states[-1] == self._table.end:
                return True

    def _reduce(self, number: int) -> None:
        name, length = self._table.rules[number]
        children: list[Any] = []
        if length:
            symbols, values = self._symbols[-length:], self._values[-length:]
            if name[0] == "_" and symbols[0][:1] == "_":
                # A list that grows by one: into the same list, or a thousand statements are copied a thousand times.
                children = values[0]
                symbols, values = symbols[1:], values[1:]
            for symbol, value in zip(symbols, values, strict=True):
                if symbol[0] == "_":
                    children.extend(value)
                else:
                    children.append(value)
            del self._states[-length:], self._symbols[-length:], self._values[-length:]
        value = children if name[0] == "_" else self._builder.build(name, children)
        self._push(self._table.states[self._states[-1]][name] - 1, name, value)

    def _push(self, state: int, symbol: str, value: Any) -> None:
        self._states.append(state)
        self._symbols.append(symbol)
        self._values.append(value)

    # ── after a mistake ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _recover(self, token: Token) -> None:
        """Report a mistake and go on: behind a brace that was forgotten, in the same statement, or behind it."""
        trouble = Trouble(
            self._tokens, self._at, self._symbols, self._expected(), self._blocks_to_close(token)
        )
        self._problems.append(describe(trouble))
        if not trouble.unclosed:
            # What begins where a block should have ended is sound itself.
            self._unfit.append(token.span)
        if not self._mend_brace(trouble) and not self._mend_keyword(trouble) and not self._drop_words():
            self._drop_statement()
        # Braces may have been dropped.
        self._depth = open_blocks(self._symbols)

    def _mend_brace(self, trouble: Trouble) -> bool:
        """Go on as if a missing brace were there, where it is clear which one and where."""
        span = trouble.token.span
        if trouble.unclosed:
            ending = [Token(("RBRACE",), "}", span), Token(("EOS",), "", span)]
            self._tokens[self._at : self._at] = ending * trouble.unclosed
            return True
        if "LBRACE" not in trouble.expected:
            return False
        if trouble.kind == "BAD_STRING" and trouble.token.text.rstrip().endswith("{"):
            # The text ran over the brace behind it.
            self._tokens[self._at] = Token(("LBRACE",), "{", span)
            return True
        if trouble.kind != "EOS" or "EOS" in trouble.expected:
            return False
        after = self._tokens[self._at + 1].terminals
        if after[0] == "LBRACE":
            del self._tokens[self._at]
            return True
        if after[0] == "$END" or not any(self._takes("LBRACE", one) for one in after):
            return False
        self._tokens.insert(self._at, Token(("LBRACE",), "{", span))
        return True

    def _mend_keyword(self, trouble: Trouble) -> bool:
        """Take a misspelt word at the beginning of a statement for the keyword that it was meant to be."""
        before = trouble.before
        if trouble.guess is None or (before and before.terminals[0] not in ("EOS", "LBRACE")):
            return False
        self._tokens[self._at] = trouble.token._replace(terminals=(trouble.guess,))
        return True

    def _drop_words(self) -> bool:
        """Leave out the words up to the line's end or the block's beginning, and what they leave incomplete.

        False where nothing of the statement would remain.
        """
        end = self._at
        while self._tokens[end].terminals[0] not in ("EOS", "LBRACE", "RBRACE", "$END"):
            end += 1
        stop = self._tokens[end].terminals[0]
        first = self._start_of_statement()
        for depth in range(len(self._states), first, -1):
            if self._takes(stop, depth=depth):
                if end == self._at and depth == len(self._states):
                    return False
                self._skipped.append(
                    (_first_span(self._values[depth:]) or self._tokens[self._at].span).to(
                        self._tokens[max(end - 1, self._at)].span
                    )
                )
                del self._states[depth:], self._symbols[depth:], self._values[depth:]
                self._at = end
                return True
        return False

    def _drop_statement(self) -> None:
        """Forget the statement in hand, with its block, and go on behind it."""
        depth = self._start_of_statement()
        start = _first_span(self._values[depth:]) or self._tokens[self._at].span
        del self._states[depth:], self._symbols[depth:], self._values[depth:]
        self._skip_statement()
        self._skipped.append(start.to(self._tokens[self._at].span))

    def _start_of_statement(self) -> int:
        """How much of the stack stands before the statement in hand: up to the last open brace or end of statement."""
        closed = 0
        for index in range(len(self._symbols) - 1, 0, -1):
            symbol = self._symbols[index]
            if symbol == "RBRACE":
                closed += 1
            elif symbol == "LBRACE":
                if not closed:
                    return index + 1
                closed -= 1
            elif symbol == "EOS" and not closed:
                return index + 1
        return 1

    def _skip_statement(self) -> None:
        depth = 0
        inside = open_blocks(self._symbols) > 0
        start = self._at
        while True:
            kind = self._tokens[self._at].terminals[0]
            if kind == "$END":
                self._close_blocks()
                return
            if kind == "EOS" and depth == 0 and not (self._at == start and self._own_line_brace()):
                return
            if kind == "LBRACE":
                depth += 1
            elif kind == "RBRACE":
                if depth == 0 and inside:
                    return
                depth = max(depth - 1, 0)
            self._at += 1

    def _own_line_brace(self) -> bool:
        """Whether the statement goes on with a `{` on the next line."""
        return self._tokens[self._at + 1].terminals[0] == "LBRACE"

    def _close_blocks(self) -> None:
        """At the end of the text: close what is still open, so that what was read in it is kept."""
        while open_blocks(self._symbols):
            row = self._table.states[self._states[-1]]
            if "RBRACE" not in row:
                depth = self._start_of_statement()
                if depth == len(self._states):
                    depth = max(1, depth - 1)
                del self._states[depth:], self._symbols[depth:], self._values[depth:]
                continue
            end = self._tokens[-1]
            self._tokens.insert(self._at, Token(("RBRACE",), "", end.span))
            self._advance("RBRACE", self._tokens[self._at])
        row = self._table.states[self._states[-1]]
        if "$END" not in row:
            depth = self._start_of_statement()
            del self._states[depth:], self._symbols[depth:], self._values[depth:]

    def _expected(self) -> list[str]:
        """The terminals that may truly stand here: those that are taken once the rules they allow are applied."""
        row = self._table.states[self._states[-1]]
        return [symbol for symbol in row if symbol.isupper() or symbol == "$END" if self._takes(symbol)]

    def _takes(self, *terminals: str, depth: int | None = None) -> bool:
        """Whether some terminals could come next, one after the other; `depth`: if only so much of the stack were there."""
        states = self._states[:depth]
        for terminal in terminals:
            while (entry := self._table.states[states[-1]].get(terminal)) is not None and entry < 0:
                name, length = self._table.rules[-entry - 1]
                del states[len(states) - length :]
                states.append(self._table.states[states[-1]][name] - 1)
            if entry is None:
                # The end of the text has no state of its own to go to.
                return False
            states.append(entry - 1)
        return True

    def _begins_statement(self, token: Token) -> bool:
        """Whether a line begins like an action or a declaration. A name there says nothing: it may be a misspelt keyword."""
        before = self._tokens[self._at - 1].terminals[0] if self._at else "EOS"
        return before == "EOS" and token.terminals[0] in _BEGINNINGS

    def _blocks_to_close(self, token: Token) -> int:
        """How many `}` are missing in front of what can only begin a statement; 0 where that is not the trouble."""
        if token.terminals[0] not in ANCHORS and not self._begins_statement(token):
            return 0
        for count in range(1, open_blocks(self._symbols) + 1):
            if self._takes(*["RBRACE", "EOS"] * count, token.terminals[0]):
                return count
        return 0


def _first_span(values: list[Any]) -> Span | None:
    """Where the first of some parsed values begins."""
    for value in values:
        found = _first_span(value) if isinstance(value, list) else value.span
        if found:
            return found
    return None
