"""The parse table of the grammar: built by Lark, shipped with a wheel, else kept between runs.

Comes in: the grammar and the keywords. Goes out: states that say what each terminal leads to. Lark reads the grammar and works out
the LALR(1) table, which takes most of a second. A wheel brings the table along (`build_step`); else it is kept in the cache.
Deliberately absent: the parsing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from .. import cache, grammar

_FORMAT = "1"


class Table(NamedTuple):
    """An LALR(1) table.

    `states[s]` maps a symbol to a number: n > 0 goes to state n - 1, n < 0 applies rule -n - 1. `rules[r]` is the rule's name and
    the number of its parts; rules whose name begins with `_` only group.
    """

    states: list[dict[str, int]]
    rules: list[tuple[str, int]]
    start: int
    end: int


def load() -> Table:
    """The table of the language: the one that came with the package, else that of the cache where it is there."""
    name = _name()
    text = _shipped(name) or cache.read(name)
    if text is None:
        text = _encode(build())
        cache.write(name, text)
    return _decode(text)


def ship() -> None:
    """Write the table beside this module, where a build puts a wheel together."""
    Path(__file__).with_name(_name()).write_text(_encode(build()), encoding="utf-8")


def _shipped(name: str) -> str | None:
    try:
        return Path(__file__).with_name(name).read_text(encoding="utf-8")
    except OSError:
        return None


def _name() -> str:
    """What the table is called: another grammar has another name."""
    return f"grammar-{cache.digest(_FORMAT, grammar.grammar_file(), grammar.keyword_file())}.json"


def build() -> Table:
    """The table worked out anew from the grammar.

    Raises lark.GrammarError where the grammar is at fault.
    """
    import lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Stands where Lark wants a lexer: the tokens are `blueprint.syntax.lexer`'s."""

        __future_interface__ = True

        def __init__(self, conf: object) -> None:
            pass

        def lex(self, *_: object) -> Any:
            raise NotImplementedError

    parser = lark.Lark(
        grammar.whole_grammar(), parser="lalr", start="file", lexer=NoLexer, maybe_placeholders=False
    )
    table: Any = parser.parser.parser._parse_table
    rules: dict[Any, int] = {}
    states = [
        {str(symbol): _entry(action, rules) for symbol, action in sorted(table.states[n].items())}
        for n in range(len(table.states))
    ]
    return Table(
        states,
        [(str(rule.origin.name), len(rule.expansion)) for rule in rules],
        table.start_states["file"],
        table.end_states["file"],
    )


def _entry(action: tuple[Any, Any], rules: dict[Any, int]) -> int:
    kind, argument = action
    if kind.name == "Shift":
        return int(argument) + 1
    return -rules.setdefault(argument, len(rules)) - 1


def _encode(table: Table) -> str:
    from json import dumps

    return dumps(table, separators=(",", ":"))


def _decode(text: str) -> Table:
    from json import loads

    states, rules, start, end = loads(text)
    return Table(states, [(name, length) for name, length in rules], start, end)
