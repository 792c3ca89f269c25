"""From text to syntax tree.

Comes in: a source. Goes out: a tree of all that was sound, and diagnostics. The grammar's LALR(1) table is driven here rather than by
Lark: the lexer asks the state which keywords may stand at a place, spans come from the tokens, a mistake drops only its own statement,
and `blueprint check` starts without importing Lark. Deliberately absent: exceptions for wrong input. What happens after a mistake is in
`blueprint.syntax.recovery`.
"""

from __future__ import annotations

from typing import NamedTuple

from .. import grammar
from ..diagnostics import Diagnostic
from ..source import Source, Span
from . import nodes, parse_table
from .automaton import Automaton
from .lexer import Lexer, Token
from .parse_error import open_blocks
from .recovery import Recovery
from .tree_builder import Leaf

_table: parse_table.Table | None = None


class Reading(NamedTuple):
    """A text as it was read: the tree, what is wrong, and, for the formatter, each token with the terminal it was taken for.

    `leaves` are in the order of the text, ends of statements among them. A missing brace that was inserted is among them;
    the text of its span is not a brace. `damage` are the places of mistakes, and what was skipped because of them.
    """

    tree: nodes.File
    problems: list[Diagnostic]
    leaves: list[Leaf]
    damage: list[Span]


def parse(source: Source) -> tuple[nodes.File, list[Diagnostic]]:
    """The tree of a text and what is wrong with it. Never fails: the tree holds every statement that could be read."""
    reading = read(source)
    return reading.tree, reading.problems


def read(source: Source) -> Reading:
    """The same, with the tokens. Never fails."""
    return _Parser(source).run()


def shared_table() -> parse_table.Table:
    """The table of the language, loaded once."""
    global _table
    if _table is None:
        _table = parse_table.load()
    return _table


class _Parser:
    def __init__(self, source: Source) -> None:
        lexer = Lexer(source, grammar.terminals_by_spelling())
        skipped: list[Span] = []
        self._machine = Automaton(shared_table(), _settle_conflicts(lexer.tokens(), skipped))
        self._recovery = Recovery(self._machine, skipped)
        self._comments = lexer.comments
        self._source = source

    def run(self) -> Reading:
        machine, recovery = self._machine, self._recovery
        while not machine.is_finished:
            if not machine.advance():
                recovery.recover()
                # Braces may have been dropped.
                machine.depth = open_blocks(machine.symbols)
        items = machine.values[1] if len(machine.values) > 1 else ()
        span = Span(self._source, 0, len(self._source.text))
        tree = nodes.File(
            source=self._source,
            items=tuple(items),
            comments=tuple(self._comments),
            skipped=tuple(sorted(recovery.skipped, key=lambda place: place.start)),
            span=span,
        )
        problems = recovery.problems + machine.builder.problems
        places = [*recovery.unfit, *recovery.skipped, *(problem.span for problem in problems)]
        # At the very end there is no text to mark.
        damage = [place for place in places if place.start < span.end]
        return Reading(tree, problems, machine.leaves, damage)


def _settle_conflicts(tokens: list[Token], skipped: list[Span]) -> list[Token]:
    """The tokens without all but the first side of git's conflicts; the first mark stays, so that it is reported.

    The first side is read, for both would declare everything twice.
    """
    marks = [index for index, token in enumerate(tokens) if token.terminals[0] == "BAD_MERGE"]
    kept, end = tokens[:0], 0
    while len(marks) > 1:
        first = marks.pop(0)
        sides = [tokens[index].text[0] for index in marks[:3]]
        wanted = ["|", "=", ">"] if sides[:1] == ["|"] else ["=", ">"]
        if tokens[first].text[0] != "<" or sides[: len(wanted)] != wanted:
            continue
        second, last = marks[0], marks[len(wanted) - 1]
        del marks[: len(wanted)]
        kept += tokens[end:second]
        skipped.append(tokens[second].span.to(tokens[last].span))
        end = last + 1
    return kept + tokens[end:] if end else tokens
