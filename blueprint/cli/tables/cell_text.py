"""Cells and titles as text in a language.

Comes in: cells of registers. Goes out: strings. Deliberately absent: what a format has to escape.
"""

from __future__ import annotations

import datetime
from typing import Any

from ...analysis.registers.cell_values import Named, Part
from ...analysis.registers.register import Cell, Column
from ...values import Duration
from ...words import Keyword, in_words, phrase


def text_of(cell: Cell, language: str) -> str:
    """A cell as machines and spreadsheets read it: ISO dates, seconds, plain numbers; the parts of a list joined by `; `."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Duration):
        return f"{cell.seconds}"
    if isinstance(cell, Keyword):
        return in_words(cell, language)
    if isinstance(cell, Named):
        return in_words(cell.text, language)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return "; ".join(texts_of(cell, language)) if isinstance(cell, tuple) else str(cell)


def texts_of(parts: tuple[Part, ...], language: str) -> tuple[str, ...]:
    """The parts of a list, each as a text."""
    return tuple(text_of(part, language) for part in parts)


def title_of(column: Column[Any], language: str) -> str:
    """The title of a column whose durations are written in seconds."""
    title = in_words(column.title, language)
    return (
        in_words(phrase("column.in-seconds", title=title), language) if column.kind == "duration" else title
    )
