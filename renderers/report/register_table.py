"""How the report shows a register: which of its columns, under which titles, and how their values look.

Comes in: the wording of a scene, the definition of a register, heads. Goes out: rows, tables and sections. A value looks as its type says,
unless a head has a function of its own. Customers see what the definition shows to them; other cells stay empty. Deliberately absent: what
stands in the registers (`blueprint.analysis.registers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal

from blueprint.analysis.registers.cell_values import called
from blueprint.analysis.registers.record import Record
from blueprint.analysis.registers.register import Definition, Shown
from blueprint.lean_dataclasses import dataclass
from blueprint.model import Emotion, Owner, Prevention, Provenance, Ref
from blueprint.values import TimeSpan
from blueprint.words import Keyword, in_words

from ..charts import Chart
from ..page.table import Cell, CellPart, Column, Row, Section, lines, text, wanted
from ..page.table import section as section_of
from .wording import Wording

#: Makes a cell of the wording, a record, and the values of the columns that its head names.
Show = Callable[..., Cell]
#: What a row is called, by its record and its position from 1.
RowName = Callable[[Record[Any], int], str]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table: the key of its title, the columns of the register that it shows, and how.

    Without a title it has the register's own. `kind`, `kept` and `filters` are those of a table's Column; where a cell of a column that
    is `wanted` is empty, something ought to stand there.
    """

    title: str
    of: str | tuple[str, ...] = ()
    show: Show | None = None
    kind: Literal["point", "main", "text", "number"] = "text"
    kept: bool = False
    filters: bool = False
    wanted: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the register."""
        return (self.of,) if isinstance(self.of, str) else self.of


class RegisterTable:
    """A register as one table of the report."""

    def __init__(self, wording: Wording, definition: Definition[Any], heads: Sequence[Head]) -> None:
        self._wording = wording
        self._definition = definition
        self._heads = heads
        self._columns = {name: definition.column(name) for head in heads for name in head.names}

    @property
    def records(self) -> tuple[Record[Any], ...]:
        """The rows of the register, in reading order; none where it is not for the reader."""
        if self._wording.view.customer and not self._definition.columns_in(Shown.CUSTOMERS):
            return ()
        return self._definition.records(self._wording.facts)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The heads of the table."""
        return tuple(
            Column(title=self._title(head), kind=head.kind, kept=head.kept, filters=head.filters)
            for head in self._heads
        )

    def rows(self, records: Iterable[Record[Any]] | None = None, name: RowName | None = None) -> list[Row]:
        """The rows: all in reading order, or those given. Links lead to them by their names: those of things, else by position."""
        every = self.records if records is None else records
        return [
            Row(
                id=(name or self._name)(record, position),
                action=record.action,
                span=record.span,
                cells=tuple(self._cell(head, record) for head in self._heads),
            )
            for position, record in enumerate(every, 1)
        ]

    def section(
        self,
        title: str = "",
        rows: list[Row] | None = None,
        note: str | None = None,
        figures: tuple[Chart, ...] = (),
    ) -> Section | None:
        """A section with this table alone; None without rows. `title` is a key; without one it is called like the register."""
        own = (
            self._wording.words(title)
            if title
            else in_words(self._definition.title, self._wording.words.code)
        )
        every = self.rows() if rows is None else rows
        return section_of(self._definition.name, own, self.columns, every, note, figures)

    def _title(self, head: Head) -> str:
        if head.title:
            return self._wording.words(head.title)
        return in_words(self._columns[head.names[0]].title, self._wording.words.code)

    def _name(self, record: Record[Any], position: int) -> str:
        own = self._wording.row_of.get(record.ref) if record.ref else None
        return own or f"{self._definition.row}-{position}"

    def _cell(self, head: Head, record: Record[Any]) -> Cell:
        values = [self._value(name, record) for name in head.names]
        show = head.show or partial(_by_type, self._columns[head.names[0]].kind)
        cell = show(self._wording, record, *values)
        return wanted(cell) if head.wanted else cell

    def _value(self, name: str, record: Record[Any]) -> Any:
        column = self._columns[name]
        if self._wording.view.customer and Shown.CUSTOMERS not in column.shown:
            return None
        return column.of(self._wording.facts, record.thing)


# ── values by their types ─────────────────────────────────────────────────────────────────────────────────


def linked(wording: Wording, ref: Ref) -> CellPart:
    """A thing by its words, linked to its card or its row."""
    if ref.kind == "actions":
        return wording.action(ref.key)
    if ref.kind == "steps":
        return wording.step(ref.key)
    row = wording.row_of.get(ref)
    return CellPart(text=called(wording.blueprint, ref), href=f"#{row}" if row else None)


def titled(wording: Wording, record: Record[Any], *_: object) -> Cell:
    """The action that a row is about, and under it its step and lane."""
    return wording.titled(record.thing)


def placed(wording: Wording, record: Record[Any], words: str) -> Cell:
    """The words of a card, and under them where it stands."""
    return lines((CellPart(text=words, style="strong"),), *wording.where(record.thing))


def strong(wording: Wording, record: Record[Any], words: str) -> Cell:
    """What a row is called."""
    return text(words, "strong")


def _by_type(kind: str, wording: Wording, record: Record[Any], value: Any) -> Cell:
    if kind == "date" and isinstance(value, str):
        return wording.date(value)
    match value:
        case None:
            return Cell()
        # A reference is a tuple, too.
        case Ref():
            return lines((linked(wording, value),))
        case tuple():
            return listed(wording, value)
        case Owner():
            return wording.owner(value)
        case TimeSpan():
            return text(wording.time(value))
        case Provenance():
            return wording.known(value)
        case Emotion():
            return wording.emotion(value)
        case Keyword():
            return text(wording.word(value.english))
        case bool():
            return text("✓" if value else None)
        case int() | float():
            return text(wording.words.number(value))
    return text(str(value))


def listed(wording: Wording, parts: tuple[Any, ...]) -> Cell:
    """Texts and things, one a line."""
    if any(isinstance(part, Prevention) for part in parts):
        return wording.preventions(parts)
    # A part of a service may lack what its cards refer to.
    here = (part for part in parts if not isinstance(part, Ref) or part.kind)
    return lines(
        *((linked(wording, part) if isinstance(part, Ref) else CellPart(text=str(part)),) for part in here)
    )
