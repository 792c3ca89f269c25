"""Which fail points ask for action first: the action priority, looked up in a table.

Comes in: the text of a table, or nothing for the usual one (`action_priority.csv`, after the AIAG & VDA FMEA Handbook of 2019). Goes out:
a priority for each combination of severity, occurrence and detection, or what is wrong with the table. Deliberately absent: reading
files of a project (`blueprint.project`), and the level of a risk (`levels`), which comes from the product of the three.

A table has a row of titles (severity, occurrence, detection, priority), a row for each group of combinations (`7-8,2-3,5-10,medium`), and
comments behind `#`. Semicolons or tabs part cells as well as commas, as spreadsheets write them. Every combination is said exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeGuard

from ...settings import PRIORITIES, SCALE, Priorities, Priority, Ratings
from ...words import Phrase, phrase

COLUMNS = ("severity", "occurrence", "detection", "priority")

_RANGE = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?")
_SEPARATORS = "\t;,"


class Problem(NamedTuple):
    """What is wrong with a table, and in which of its lines (from 1); None: with the table as a whole."""

    line: int | None
    statement: Phrase


@cache
def usual_priorities() -> Priorities:
    """The table that comes with the program."""
    found = read_priorities(Path(__file__).with_suffix(".csv").read_text(encoding="utf-8"))
    assert isinstance(found, Priorities), found
    return found


def read_priorities(text: str) -> Priorities | Problem:
    """A table, or the first thing that is wrong with it."""
    lines = [
        (number, line) for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1) if _says(line)
    ]
    if not lines:
        return Problem(None, phrase("BP032.priorities.empty"))
    number, titles = lines[0]
    separator = next((sign for sign in _SEPARATORS if sign in titles), ",")
    if tuple(cell.lower() for cell in _cells(titles, separator)) != COLUMNS:
        return Problem(number, phrase("BP032.priorities.columns", columns=",".join(COLUMNS)))
    table: dict[Ratings, Priority] = {}
    said_at: dict[Ratings, int] = {}
    for number, line in lines[1:]:
        row = _row(_cells(line, separator))
        if isinstance(row, Phrase):
            return Problem(number, row)
        for ratings in row.combinations():
            if ratings in table:
                return Problem(
                    number,
                    phrase("BP032.priorities.twice", ratings=_named(ratings), line=said_at[ratings]),
                )
            table[ratings], said_at[ratings] = row.priority, number
    missing = next((pair for pair in product(SCALE, SCALE, SCALE) if pair not in table), None)
    if missing:
        return Problem(None, phrase("BP032.priorities.lacks", ratings=_named(missing)))
    return Priorities(table=table)


class _Row(NamedTuple):
    ratings: tuple[range, range, range]
    priority: Priority

    def combinations(self) -> Iterator[Ratings]:
        return product(*self.ratings)


def _row(cells: list[str]) -> _Row | Phrase:
    """A row, or what is wrong with it."""
    if len(cells) != len(COLUMNS):
        return phrase("BP032.priorities.cells", wanted=len(COLUMNS), found=len(cells))
    ranges = []
    for name, cell in zip(COLUMNS[:3], cells[:3], strict=True):
        found = _range(cell)
        if found is None:
            return phrase("BP032.priorities.rating", column=name, cell=cell)
        ranges.append(found)
    priority = cells[3].lower()
    if not _is_priority(priority):
        return phrase("BP032.priorities.priority", values=", ".join(PRIORITIES), cell=cells[3])
    return _Row((ranges[0], ranges[1], ranges[2]), priority)


def _is_priority(word: str) -> TypeGuard[Priority]:
    return word in PRIORITIES


def _range(cell: str) -> range | None:
    found = _RANGE.fullmatch(cell)
    if not found:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return range(first, last + 1) if SCALE[0] <= first <= last <= SCALE[-1] else None


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.split(separator)]


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _named(ratings: Ratings) -> Phrase:
    severity, occurrence, detection = ratings
    return phrase("BP032.priorities.ratings", severity=severity, occurrence=occurrence, detection=detection)
