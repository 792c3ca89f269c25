"""What registers are: a table of one kind of thing, declared once and shown by files, sites and reports.

Comes in: Facts. Goes out: records with their typed cells for a report, rows of plain cells for files and sites. The id of a row is the
name of the blueprint, the place, and the name of what the row is about. Deliberately absent: what stands in which register (`of_work`, …),
and file formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Flag, auto
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from ...lean_dataclasses import dataclass
from ...model import Blueprint
from ...words import Phrase
from ..facts import Facts
from .cell_values import Cell, Kind, plain
from .record import Record

__all__ = ["Cell", "Column", "Definition", "Kind", "PlainRow", "Record", "Register", "Shown"]

T = TypeVar("T")


class Shown(Flag):
    """Where a column is shown. The report chooses its columns by name; what is not for customers stays empty in their view."""

    REPORT = 0
    FILES = auto()
    SITE = auto()
    CUSTOMERS = auto()


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: the key of its title in the catalogues, `column.NAME`, and the kind of its cells; NAME alone where only the report has it.
    `title_key` is another title, where the same name is a different thing in other registers.

    `value` finds what stands in the cell of a thing: a function, or the name of an attribute; None for the attribute called like the
    column. `shown` without CUSTOMERS is for the staff alone. `digits` is how many files round a number to that was worked out.
    """

    key: str
    kind: Kind = "text"
    value: Callable[[Facts, T], object] | str | None = None
    shown: Shown = Shown.FILES
    digits: int | None = None
    title_key: str | None = None

    @property
    def name(self) -> str:
        """What programs call it; the same in every language."""
        return self.key.removeprefix("column.").replace("-", "_")

    @property
    def title(self) -> Phrase:
        """What people call it."""
        return Phrase(self.title_key or self.key)

    def of(self, facts: Facts, thing: T) -> Any:
        """What stands in the cell of a thing, as the model has it."""
        if callable(self.value):
            return self.value(facts, thing)
        return getattr(thing, self.value or self.name)

    def plain(self, facts: Facts, thing: T) -> Cell:
        """The same as a file can hold it."""
        value = self.of(facts, thing)
        if self.digits is not None and value is not None:
            value = round(value, self.digits)
        return plain(facts, self.kind, value)


#: Columns that stand in another table.
Columns = Callable[[], tuple[Column[T], ...]]


@dataclass(frozen=True, slots=True)
class Register:
    """A register as files have it: every row has a plain cell for each column. `key` is `register.NAME`."""

    key: str
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        """What programs and files call it; the same in every language."""
        return self.key.removeprefix("register.")

    @property
    def title(self) -> Phrase:
        """What people call it."""
        return Phrase(self.key)


class PlainRow(NamedTuple):
    """A row that is to be shown: its lasting id, what it is about, and the cells of the columns that are asked for."""

    id: str
    record: Record[Any]
    cells: tuple[Cell, ...]


_FIRST: tuple[Column[Any], ...] = (Column("column.blueprint"), Column("column.id"))
_LAST: tuple[Column[Any], ...] = (
    Column("column.step"),
    Column("column.phase"),
    Column("column.file"),
    Column("column.line", "number"),
)


class Definition(Generic[T]):
    """A register, declared: `find` yields its rows in reading order, the columns say what stands in them and who shows it.

    Some columns stand in another table, and are found when somebody asks for them. `row` is what a page calls its rows by their position
    (`risk-1`), where they have no other name.
    """

    def __init__(
        self,
        *,
        name: str,
        columns: Sequence[Column[T] | Columns[T]],
        find: Callable[[Facts], Iterable[Record[T]]],
        row: str = "",
    ) -> None:
        self.name = name
        self.row = row
        self._declared = columns
        self._find = find

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """All its columns, in order."""
        parts = ((column,) if isinstance(column, Column) else column() for column in self._declared)
        return tuple(chain.from_iterable(parts))

    @property
    def title(self) -> Phrase:
        """What people call it."""
        return Phrase(f"register.{self.name}")

    def records(self, facts: Facts) -> tuple[Record[T], ...]:
        """The rows, worked out once."""
        return facts.once(self._records)

    def _records(self, facts: Facts) -> tuple[Record[T], ...]:
        return tuple(self._find(facts))

    def columns_in(self, shown: Shown) -> tuple[Column[T], ...]:
        """The columns that are shown there."""
        return tuple(column for column in self.columns if shown in column.shown)

    def column(self, name: str) -> Column[T]:
        """The column of that name. Raises KeyError where there is none."""
        try:
            return next(column for column in self.columns if column.name == name)
        except StopIteration:
            raise KeyError(f"the register '{self.name}' has no column '{name}'") from None

    def rows(self, facts: Facts, shown: Shown) -> Iterator[PlainRow]:
        """All rows with their plain cells. Of those that would have the same id, all but the first get a number."""
        seen, columns = Counter[str](), self.columns_in(shown)
        for record in self.records(facts):
            seen[record.about] += 1
            again = f"-{seen[record.about]}" if seen[record.about] > 1 else ""
            cells = tuple(column.plain(facts, record.thing) for column in columns)
            yield PlainRow(f"{facts.blueprint.name}.{record.about}{again}", record, cells)

    def register(self, facts: Facts) -> Register:
        """The register as files have it."""
        blueprint = facts.blueprint
        rows = (
            (blueprint.name, row.id, *row.cells, *place(blueprint, row.record), *_written(row.record))
            for row in self.rows(facts, Shown.FILES)
        )
        columns = (*_FIRST, *self.columns_in(Shown.FILES), *_LAST)
        return Register(f"register.{self.name}", columns, tuple(rows))


def place(blueprint: Blueprint, record: Record[Any]) -> tuple[str | None, str | None]:
    """The labels of step and phase of a row; a step knows its phase."""
    step = blueprint.steps.get(record.step or "")
    phase = blueprint.phases.get((step.phase if step else record.phase) or "")
    return step.label if step else None, phase.label if phase else None


def _written(record: Record[Any]) -> tuple[str, int]:
    return record.span.source.project_path, record.span.line
