"""Tables and sections of a page as values, before they are HTML.

Comes in: texts and where they lead. Goes out: tables, rows, cells, lines and pieces, which one template macro
writes. Deliberately absent: the model, and any markup; texts are escaped later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from blueprint.lean_dataclasses import dataclass
from blueprint.source import Span

from ..charts import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPart:
    """A stretch of text: `style` is a class of report.css, `href` a fragment of the page or a safe address.

    `bar` is a share of 0 … 100 per cent that is drawn behind the text. `title` says what a short text stands for.
    """

    text: str
    style: str = ""
    href: str | None = None
    bar: int | None = None
    title: str = ""


Line = tuple[CellPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one column of a row. `wanted`: it is empty and should not be.

    `order` is what the rows of a table are sorted by, where that is not the text: a number, seconds, an ISO date. `tone` is a class of
    report.css that colours the whole cell.
    """

    lines: tuple[Line, ...] = ()
    wanted: bool = False
    order: float | str | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `main` ones are wide, `number` ones narrow, `point` ones hold the sign of a row.

    Columns without any content are left out, unless they are `kept`. `filters`: rows can be filtered by its texts, which are few.
    """

    title: str
    kind: Literal["point", "main", "text", "number"] = "text"
    kept: bool = False
    filters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `id` is what links lead to; `action` is the key of the action that it speaks of, `span` where that is written."""

    id: str
    cells: tuple[Cell, ...]
    action: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table without empty columns (see `table`). A `matrix` has a head on each row too, and stays a table on a phone.

    `note` stands under its title. One that is not `counted` gives more details of things in another one, or explains words.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str | None = None
    matrix: bool = False
    note: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All about one action: `line` is its text and where it stands, each of `fields` a name and its contents."""

    id: str
    action: str
    line: Line
    fields: tuple[tuple[str, Cell], ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Articles that belong together, collapsed at first."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report under a heading of its own; `count` is how many things it lists. Figures stand above the tables."""

    id: str
    title: str
    tables: tuple[Table, ...] = ()
    note: str | None = None
    figures: tuple[Chart, ...] = ()
    shelves: tuple[Shelf, ...] = ()

    @property
    def count(self) -> int:
        """How many rows or articles its lists have."""
        rows = sum(len(table.rows) for table in self.tables if table.counted and not table.matrix)
        return rows + sum(len(shelf.articles) for shelf in self.shelves)

    def articles(self) -> Iterator[Article]:
        """The articles of all its shelves."""
        for shelf in self.shelves:
            yield from shelf.articles

    def pieces(self) -> Iterator[CellPart]:
        """All parts of its cells."""
        for table in self.tables:
            for row in table.rows:
                for cell in row.cells:
                    for line in cell.lines:
                        yield from line


def table(columns: tuple[Column, ...], rows: list[Row], title: str | None = None) -> Table:
    """A table of the columns that are filled in some row, or kept."""
    used = [
        number
        for number, column in enumerate(columns)
        if column.kept or any(row.cells[number].lines for row in rows)
    ]
    return Table(
        columns=tuple(columns[number] for number in used),
        rows=tuple(replace(row, cells=tuple(row.cells[number] for number in used)) for row in rows),
        title=title,
    )


def section(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: list[Row],
    note: str | None = None,
    figures: tuple[Chart, ...] = (),
) -> Section | None:
    """A section with one table; None where there is nothing to list."""
    if not rows:
        return None
    return Section(id=name, title=title, tables=(table(columns, rows),), note=note, figures=figures)


def text(value: str | None, style: str = "") -> Cell:
    """A cell with one text, or an empty one."""
    return lines((CellPart(text=value, style=style),)) if value else Cell()


def lines(*every: Line) -> Cell:
    """A cell of several lines; empty lines are left out."""
    return Cell(lines=tuple(line for line in every if line))


def stacked(cell: Cell, other: Cell) -> Cell:
    """The lines of one cell under those of another."""
    return Cell(lines=cell.lines + other.lines)


def wanted(cell: Cell) -> Cell:
    """The cell, which counts as a gap where it is empty."""
    return replace(cell, wanted=not cell.lines)
