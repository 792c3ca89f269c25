"""Registers as Markdown tables, for wikis and pull requests.

Comes in: registers. Goes out: bytes. Nothing of a text is taken for markup. Deliberately absent: what the HTML report has, links to cards.
"""

from __future__ import annotations

import re

from ...analysis.sheets import Cell, Register
from ...messages import say
from ...values import Duration
from .said import text_of

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$!])")
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NUMBERS = frozenset({"number", "duration"})


def write(registers: tuple[Register, ...], language: str) -> bytes:
    """The bytes of a Markdown file: a heading and a table for each register."""
    return "\n".join(_table(one, language) for one in registers).encode("utf-8", "replace")


def _table(register: Register, language: str) -> str:
    titles = [escaped(say(column.title, language)) for column in register.columns]
    rules = ["---:" if column.kind in _NUMBERS else "---" for column in register.columns]
    rows = [[_cell(cell, language) for cell in row] for row in register.rows]
    lines = [f"| {' | '.join(row)} |" for row in (titles, rules, *rows)]
    return f"## {escaped(say(register.title, language))}\n\n" + "\n".join(lines) + "\n"


def _cell(cell: Cell, language: str) -> str:
    if isinstance(cell, tuple):
        return "<br>".join(escaped(part) for part in cell)
    if isinstance(cell, bool):
        return "✓" if cell else ""
    return escaped(say(cell, language) if isinstance(cell, Duration) else text_of(cell, language))


def escaped(text: str) -> str:
    """A text that stands in one cell and means itself."""
    return _BREAK.sub(" ", _MARKUP.sub(r"\\\1", text))
