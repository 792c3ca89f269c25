"""Registers as Markdown tables, for wikis and pull requests.

Comes in: registers. Goes out: bytes. Texts are escaped. Deliberately absent: links to cards, which the HTML report has.
"""

from __future__ import annotations

from ...analysis.registers.register import Cell, Register
from ...renderers.markdown import line as escaped
from ...values import Duration
from ...words import in_words, phrase
from . import TableFormat
from .cell_text import text_of, texts_of

_NUMBERS = frozenset({"number", "duration"})


def write(registers: tuple[Register, ...], language: str) -> bytes:
    """The bytes of a Markdown file: a heading and a table for each register."""
    return "\n".join(_table(register, language) for register in registers).encode("utf-8", "replace")


def _table(register: Register, language: str) -> str:
    titles = [escaped(in_words(column.title, language)) for column in register.columns]
    rules = ["---:" if column.kind in _NUMBERS else "---" for column in register.columns]
    rows = [[_cell(cell, language) for cell in row] for row in register.rows]
    lines = [f"| {' | '.join(row)} |" for row in (titles, rules, *rows)]
    return f"## {escaped(in_words(register.title, language))}\n\n" + "\n".join(lines) + "\n"


def _cell(cell: Cell, language: str) -> str:
    if isinstance(cell, tuple):
        return "<br>".join(escaped(part) for part in texts_of(cell, language))
    if isinstance(cell, bool):
        return "✓" if cell else ""
    text: str = escaped(in_words(cell, language) if isinstance(cell, Duration) else text_of(cell, language))
    return text


TABLE = TableFormat(
    suffix=".md", help="For wikis and pull requests.", noun=phrase("message.register.file.markdown"), has_empty=False,
    write=lambda registers, language, _: iter([write(registers, language)]),
)  # fmt: skip
