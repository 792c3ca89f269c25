"""Registers as an Excel workbook, a sheet for each.

Comes in: registers. Goes out: the bytes of a workbook, the same for the same registers and one version of XlsxWriter. Texts are written
as texts, never as formulas or links; dates, numbers and times (shown as hours) as such. Deliberately absent: the clock and the user's
name.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from ...analysis.registers.register import Cell, Column, Register
from ...terminal_text import cells
from ...values import Duration
from ...words import in_words, phrase
from . import MissingPackageError, TableFormat
from .cell_text import text_of, texts_of

#: What a cell of a workbook can hold, in UTF-16 units.
_LONGEST = 32767
#: The first day of Excel's calendar that all programs agree on.
_FIRST_DAY = datetime.date(1900, 3, 1)
_DAY = 86400
_FORMATS = {"date": "yyyy-mm-dd", "duration": "[h]:mm:ss"}
_WIDEST = 48


def write(registers: tuple[Register, ...], language: str) -> bytes:
    """The bytes of a workbook. Raises MissingPackageError."""
    try:
        from xlsxwriter import Workbook
    except ImportError as problem:
        from ...installation import install_command

        raise MissingPackageError(
            phrase(
                "message.render.package",
                format=phrase("message.register.file.xlsx"),
                package="XlsxWriter",
                command=install_command("xlsx"),
            )
        ) from problem
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(1980, 1, 1), "author": ""})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    looks = {
        kind: book.add_format({"text_wrap": True, "valign": "top", "num_format": _FORMATS.get(kind, "General")})
        for kind in ("text", "list", "number", "date", "duration", "flag")
    }  # fmt: skip
    for register in registers:
        _fill(book.add_worksheet(in_words(register.title, language)), register, language, head, looks)
    book.close()
    return file.getvalue()


def _fill(sheet: Any, register: Register, language: str, head: Any, looks: dict[str, Any]) -> None:
    for at, column in enumerate(register.columns):
        sheet.set_column(at, at, _width(register, at, column, language))
        sheet.write_string(0, at, in_words(column.title, language), head)
    for line, row in enumerate(register.rows, 1):
        for at, (cell, column) in enumerate(zip(row, register.columns, strict=True)):
            _put(sheet, line, at, cell, looks[column.kind], language)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(register.rows), len(register.columns) - 1)


def _put(sheet: Any, line: int, at: int, cell: Cell, look: Any, language: str) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(line, at, cell, look)
    elif isinstance(cell, int | float):
        sheet.write_number(line, at, cell, look)
    elif isinstance(cell, Duration):
        sheet.write_number(line, at, cell.seconds / _DAY, look)
    elif isinstance(cell, datetime.date) and cell >= _FIRST_DAY:
        sheet.write_datetime(line, at, datetime.datetime(cell.year, cell.month, cell.day), look)
    elif cell is not None:
        text = "\n".join(texts_of(cell, language)) if isinstance(cell, tuple) else text_of(cell, language)
        if text:
            sheet.write_string(line, at, _fitting(text), look)


def _fitting(text: str) -> str:
    """A text that a cell can hold; the beginning of one that is too long."""
    coded = text.encode("utf-16-le", "replace")
    if len(coded) <= 2 * _LONGEST:
        return coded.decode("utf-16-le")
    return coded[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _width(register: Register, at: int, column: Column[Any], language: str) -> float:
    """The width of a column in characters: that of its widest line, within limits."""
    lines = [in_words(column.title, language)]
    for row in register.rows:
        cell = row[at]
        lines += texts_of(cell, language) if isinstance(cell, tuple) else [text_of(cell, language)]
    return min(_WIDEST, max(10, 2 + max(cells(line).width for line in lines)))


TABLE = TableFormat(
    suffix=".xlsx", help="A workbook with a sheet for each register.", noun=phrase("message.register.file.xlsx"),
    is_text=False, has_empty=False,
    write=lambda registers, language, _: iter([write(registers, language)]),
)  # fmt: skip
