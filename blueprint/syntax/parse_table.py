"""The parse table of the grammar: built by Lark, kept between runs.

Comes in: the grammar and the keywords. Goes out: states that say what each terminal leads to. Lark reads the grammar and works out
the LALR(1) table, which takes most of a second; the table is then kept in the user's cache folder. The file is JSON behind a
checksum: what is damaged, foreign or unreadable is built anew, and what cannot be written is not. Deliberately absent: the parsing.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """The table of the language, from the cache where it is there."""
    name = f"grammar-{_digest(_FORMAT, grammar.grammar_file(), grammar.keyword_file())}.json"
    folder = cache_folder()
    text = _read(folder / name) if folder else None
    if text is None:
        text = _encode(build())
        if folder:
            _write(folder / name, text)
    return _decode(text)


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


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder for what may be thrown away: the user's own, never one that others can write to; nothing without a home."""
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = environment.get("HOME") and environment["HOME"] + "/Library/Caches"
    else:
        # The XDG base directory rules: a relative path there is to be ignored.
        given = environment.get("XDG_CACHE_HOME", "")
        home = environment.get("HOME")
        base = given if os.path.isabs(given) else home and home + "/.cache"
    return Path(base) / "service-blueprint" if base and os.path.isabs(base) else None


def _encode(table: Table) -> str:
    from json import dumps

    text = dumps(table, separators=(",", ":"))
    return f"{_digest(text)}\n{text}"


def _decode(text: str) -> Table:
    from json import loads

    states, rules, start, end = loads(text.partition("\n")[2])
    return Table(states, [(name, length) for name, length in rules], start, end)


def _read(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    checksum, _, body = text.partition("\n")
    return text if body and checksum == _digest(body) else None


def _write(path: Path, text: str) -> None:
    """Write the cache, whole or not at all; a cache that cannot be written costs time and nothing else."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _digest(*texts: str) -> str:
    from hashlib import blake2b

    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()
