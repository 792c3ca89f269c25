"""A register as CSV (RFC 4180): commas, CRLF, quotes where needed; UTF-8, with a byte-order mark for Excel where wanted.

Comes in: one register. Goes out: bytes. A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP
advises (CSV injection), since opening a file must not run anything; numbers stay numbers. Times are in seconds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ...analysis.registers.cell_values import Named
from ...analysis.registers.register import Cell, Register
from ...words import phrase
from . import TableFormat
from .cell_text import text_of, title_of

#: With their full-width forms, which spreadsheets in East Asian locales treat the same.
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = ("\t", "\r", "\n")


def write(register: Register, language: str, *, mark: bool = False) -> bytes:
    """The bytes of a CSV file. `mark` puts a byte-order mark in front, without which Excel takes UTF-8 for something else."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(harmless(title_of(column, language)) for column in register.columns)
    for row in register.rows:
        lines.writerow(_cell(cell, language) for cell in row)
    # A text may hold a lone surrogate, which cannot be encoded.
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def _each(registers: tuple[Register, ...], language: str, mark: bool) -> Iterator[bytes]:
    return (write(register, language, mark=mark) for register in registers)


def _cell(cell: Cell, language: str) -> str:
    text = text_of(cell, language)
    return harmless(text) if isinstance(cell, str | tuple | Named) else text


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, even if it drops leading spaces."""
    is_risky = text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_risky else text


TABLE = TableFormat(
    suffix=".csv", help="For spreadsheets; a file holds one register.", noun=phrase("message.register.file.csv"), write=_each,
    is_single=True, takes_mark=True,
)  # fmt: skip
