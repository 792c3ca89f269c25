"""What stands in a cell of a register: values of the model, and the plain form that files and sites take of them.

Comes in: what a column finds in a thing: texts, numbers, times, owners, references. Goes out: cells that any table program can hold.
Deliberately absent: words of a language (whoever writes the file translates a Keyword), and how a report shows a value.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from typing import Literal

from ...lean_dataclasses import dataclass
from ...model import CARDS, Blueprint, Contingency, Owner, Prevention, Promise, Recovery, Ref, Review
from ...values import DAY, Duration, TimeSpan
from ...words import Keyword, Phrase
from ..facts import Facts

Kind = Literal["text", "list", "number", "date", "duration", "flag"]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the blueprint: programs get its key, people what it is called."""

    key: str
    text: str | Phrase


#: What may stand in a list.
Part = str | Named | Keyword
#: What may stand in a cell; None is an empty one. A Keyword is a word of the language, said in the reader's.
Cell = str | int | float | bool | datetime.date | Duration | Keyword | Named | tuple[Part, ...] | None

#: Of these, several may have the same words, which are then said once.
_SAID_ONCE = frozenset({"actions", "roles"})
_MEASURES = (Prevention, Contingency, Recovery)


def plain(facts: Facts, kind: Kind, value: object) -> Cell:
    """The cell of a column of some kind. A list is never None; dates are ISO dates or Reviews; times are TimeSpans, Promises, Durations
    or seconds."""
    if kind == "list":
        return _texts(facts, value if isinstance(value, tuple) else ())
    if value is None:
        return None
    if kind == "duration":
        return _duration(value)
    if kind == "date":
        return datetime.date.fromisoformat(value.date if isinstance(value, Review) else str(value))
    if kind == "number":
        assert isinstance(value, int | float), value
        return number(value)
    if isinstance(value, Owner):
        return owner(facts, value)
    if isinstance(value, Ref):
        return called(facts.blueprint, value)
    assert isinstance(value, str | bool | Keyword | Named), value
    return value


def _duration(value: object) -> Duration | None:
    if isinstance(value, Promise):
        return None if value.within is None else _duration(value.within)
    if isinstance(value, TimeSpan):
        return lasts(value.usual, value.unit)
    if isinstance(value, Duration):
        return lasts(value.seconds, value.unit)
    assert isinstance(value, int | float), value
    return lasts(value)


def _texts(facts: Facts, parts: tuple[object, ...]) -> tuple[Part, ...]:
    texts = (part if isinstance(part, Named | Keyword) else _text(facts, part) for part in parts)
    is_once = any(isinstance(part, Ref) and part.kind in _SAID_ONCE for part in parts)
    return tuple(dict.fromkeys(texts)) if is_once else tuple(texts)


def _text(facts: Facts, part: object) -> str:
    if isinstance(part, Ref):
        return called(facts.blueprint, part)
    return part.text if isinstance(part, _MEASURES) else str(part)


def word(value: str | None) -> Keyword | None:
    """A value of the model that is a keyword, such as `high`."""
    return Keyword(value) if value else None


def number(value: float | None) -> int | float | None:
    """A number, whole ones as such; what no number can hold is left empty."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value


def lasts(seconds: float | None, unit: float = DAY) -> Duration | None:
    """A duration that people read in a unit; what no number can hold is left empty."""
    value = number(seconds)
    return None if value is None else Duration(value, unit)


def owner(facts: Facts, given: Owner | None) -> str | None:
    """Who answers for a thing: the label of a role, or the name as written."""
    if given is None:
        return None
    return facts.blueprint.name_of("roles", given.role) if given.role else given.text


def refs(kind: str, keys: Iterable[str]) -> tuple[Ref, ...]:
    """References to things of one kind."""
    return tuple(Ref(kind, key) for key in keys)


def subjects(blueprint: Blueprint, keys: Iterable[str]) -> tuple[Ref, ...]:
    """References to risks and cards of whatever kind, such as an idea addresses. Of a key that is none of them, the kind is empty."""
    return tuple(Ref(blueprint.kind_of(key, "risks", *CARDS) or "", key) for key in keys)


def called(blueprint: Blueprint, ref: Ref) -> str:
    """What a thing is called; an action that says nothing is called nothing. Its key where nothing declares it."""
    action = blueprint.actions.get(ref.key) if ref.kind == "actions" else None
    if action is not None:
        return action.text
    return blueprint.name_of(*ref) if ref.kind else ref.key
