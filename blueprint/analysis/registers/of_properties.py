"""The columns of a register that hold properties of actions, and what stands in them.

Comes in: a group of places in `blueprint.properties`, and actions. Goes out: columns and cells, in the order of that table. Deliberately
absent: the rest of a row (`of_work`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ...model import Action
from ...properties import Format, Property, Seat, in_register
from ..facts import Facts
from .register import Cell, Column, Kind, number, span, word


class _Part(NamedTuple):
    """A column of a property: the kind of its cells, and what stands in one where the action says anything."""

    kind: Kind
    cell: Callable[[Facts, Property, Any], Cell]


def columns(group: str) -> tuple[Column, ...]:
    """The columns of a group."""
    return tuple(column for seat in in_register(group) for column in _columns(seat))


def _columns(seat: Seat) -> Iterator[Column]:
    for key in _keys(seat):
        yield Column(key, _part(seat.property, key).kind)


def _keys(seat: Seat) -> tuple[str, ...]:
    return seat.place.words or (seat.name("column"),)


def cells(facts: Facts, group: str, actions: Sequence[Action]) -> tuple[Cell, ...]:
    """What stands in the columns of a group. The row is the first action's; the others are those that it meets the customer at.

    How somebody feels, and whether it is a moment of truth, may be said of any of them; all else is said of the first.
    """
    return tuple(cell for seat in in_register(group) for cell in _cells(facts, seat, actions))


def _cells(facts: Facts, seat: Seat, actions: Sequence[Action]) -> Iterator[Cell]:
    one = seat.property
    value = getattr(actions[0], one.field)
    if one.format in ("flag", "emotion"):
        value = next((said for action in actions if (said := getattr(action, one.field))), value)
    for key in _keys(seat):
        yield None if value is None else _part(one, key).cell(facts, one, value)


def _part(one: Property, column: str) -> _Part:
    return _PARTS.get((one.format, column)) or _WHOLE[one.format]


def _labels(facts: Facts, one: Property, value: tuple[str, ...]) -> Cell:
    return tuple(dict.fromkeys(facts.blueprint.name_of(one.kind, key) for key in value))


def _metric(facts: Facts, _: Property, value: Any) -> Cell:
    return facts.blueprint.name_of("metrics", value.metric) if value.metric else None


#: Formats with several parts: by format and key of the column.
_PARTS: dict[tuple[Format, str], _Part] = {
    ("standard", "column.standard"): _Part("text", lambda _, __, value: value.text),
    ("standard", "column.within"): _Part("duration", lambda _, __, value: span(value.within)),
    ("standard", "column.metric"): _Part("text", _metric),
    ("emotion", "column.emotion"): _Part("number", lambda _, __, value: number(value.score)),
    ("emotion", "column.emotion-words"): _Part("text", lambda _, __, value: value.words),
}
#: Formats that are one cell.
_WHOLE: dict[Format, _Part] = {
    "flag": _Part("flag", lambda _, __, value: bool(value)),
    "mark": _Part("text", lambda _, __, value: word(value)),
    "word": _Part("text", lambda _, __, value: word(value)),
    "names": _Part("list", _labels),
    "items": _Part("list", lambda _, __, value: value),
    "text": _Part("text", lambda _, __, value: value),
    "speech": _Part("text", lambda _, __, value: value),
    "number": _Part("number", lambda _, __, value: number(value)),
    "money": _Part("number", lambda _, __, value: number(value)),
    "time": _Part("duration", lambda _, __, value: span(value.span)),
    "wait": _Part("duration", lambda _, __, value: span(value.span)),
}
