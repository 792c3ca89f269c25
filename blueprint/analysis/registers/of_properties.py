"""The columns of a register that hold properties of actions, and what stands in them.

Comes in: a group of places in `blueprint.properties`. Goes out: columns, in the order of that table. Deliberately absent: the rest of a
row (`of_work`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from ...model import Action, Ref
from ...properties import Format, Property, Seat, in_register
from ..facts import Facts
from .cell_values import Kind, refs, word
from .register import Column, Columns, Shown

#: The actions that a row is about, its own first: how somebody feels, and whether it is a moment of truth, may be said of any of them.
Around = Callable[[Facts, Action], Sequence[Action]]


class _Part(NamedTuple):
    """A column of a property: the kind of its cells, and what stands in one where the action says anything."""

    kind: Kind
    value: Callable[[Property, Any], object]


def columns(group: str, around: Around) -> Columns[Action]:
    """The columns of a group."""
    return lambda: tuple(column for seat in in_register(group) for column in _columns(seat, around))


def _columns(seat: Seat, around: Around) -> Iterator[Column[Action]]:
    declared = seat.property
    shown = Shown.FILES | (Shown.CUSTOMERS if declared.told != "staff" else Shown.REPORT)
    for key in seat.place.words or (seat.name("column"),):
        part = _part(declared, key)
        yield Column(key, part.kind, partial(_value, declared, part, around), shown)


def _value(declared: Property, part: _Part, around: Around, facts: Facts, action: Action) -> object:
    value = getattr(action, declared.field)
    if declared.format in ("flag", "emotion"):
        value = next(
            (text for other in around(facts, action) if (text := getattr(other, declared.field))), value
        )
    return None if value is None else part.value(declared, value)


def _part(declared: Property, column: str) -> _Part:
    return _PARTS.get((declared.format, column)) or _WHOLE[declared.format]


#: Formats with several parts: by format and key of the column.
_PARTS: dict[tuple[Format, str], _Part] = {
    ("standard", "column.standard"): _Part("text", lambda _, value: value.text),
    ("standard", "column.within"): _Part("duration", lambda _, value: value.within),
    ("standard", "column.metric"): _Part(
        "text", lambda _, value: Ref("metrics", value.metric) if value.metric else None
    ),
    ("emotion", "column.emotion"): _Part("number", lambda _, value: value.score),
    ("emotion", "column.emotion-words"): _Part("text", lambda _, value: value.words),
}
#: Formats that are one cell.
_WHOLE: dict[Format, _Part] = {
    "flag": _Part("flag", lambda _, value: bool(value)),
    "mark": _Part("text", lambda _, value: word(value)),
    "word": _Part("text", lambda _, value: word(value)),
    "names": _Part("list", lambda declared, value: refs(declared.kind, dict.fromkeys(value))),
    "items": _Part("list", lambda _, value: value),
    "text": _Part("text", lambda _, value: value),
    "speech": _Part("text", lambda _, value: value),
    "number": _Part("number", lambda _, value: value),
    "money": _Part("number", lambda _, value: value),
    "time": _Part("duration", lambda _, value: value.span),
    "wait": _Part("duration", lambda _, value: value.span),
}
