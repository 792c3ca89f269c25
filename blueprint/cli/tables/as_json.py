"""Registers as JSON, for scripts.

Comes in: registers. Goes out: bytes: `{"format": 2, "registers": [{"name", "title", "columns": [{"name", "title", "kind"}],
"rows": [{…}]}]}`. A row has every column by its name; an empty cell is null, a list an array, a time seconds, a date ISO, a word of the
language English, a thing of the motion its key. Deliberately absent: any other language in what programs compare; titles are for people.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from ...analysis.registers.cell_values import Named
from ...analysis.registers.register import Cell, Register
from ...values import Duration
from ...words import Keyword, in_words, phrase
from . import TableFormat

#: Grows when a program that read the last one would stumble. New registers and columns alone do not count. 2: of times, `usual` has what a
#: maximum says, too, and `over` is by how much the usual way is beyond the target, not what is stated alone.
FORMAT = 2


def write(registers: tuple[Register, ...], language: str) -> bytes:
    """The bytes of a JSON file."""
    value = {"format": FORMAT, "registers": [_register(register, language) for register in registers]}
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace")


def _register(register: Register, language: str) -> dict[str, Any]:
    columns = [
        {"name": column.name, "title": in_words(column.title, language), "kind": column.kind}
        for column in register.columns
    ]
    names = [column.name for column in register.columns]
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in register.rows]
    return {
        "name": register.name,
        "title": in_words(register.title, language),
        "columns": columns,
        "rows": rows,
    }


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Duration):
        return cell.seconds
    if isinstance(cell, Keyword):
        return cell.english
    if isinstance(cell, Named):
        return cell.key
    if isinstance(cell, tuple):
        return [_plain(part) for part in cell]
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


TABLE = TableFormat(
    suffix=".json", help="For scripts.", noun=phrase("message.register.file.json"),
    write=lambda registers, language, _: iter([write(registers, language)]),
)  # fmt: skip
