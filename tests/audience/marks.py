"""Marks in the texts of a model, each of which says what it stands in.

Comes in: a Blueprint. Goes out: one in which every text that an author wrote is a mark; and what each mark means. Fields are found by walking
the dataclasses, so that one that is added tomorrow is marked too. Left alone: keys, by which things find each other, and what is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from blueprint import model
from blueprint.audience import is_told
from blueprint.model import Action, Blueprint, Element, Thing
from blueprint.view import View, narrow


class Mark(NamedTuple):
    """A field with a mark in it; whether customers are told of it, and of all that it stands in."""

    kind: str
    field: str
    is_told: bool


@dataclass
class Marked:
    """A marked blueprint."""

    blueprint: Blueprint
    marks: dict[str, Mark]

    def found_in(self, text: str) -> Iterator[Mark]:
        """The marks in a text."""
        return (self.marks[one] for one in dict.fromkeys(re.findall(r"mk\d+z", text)))


class _Where(NamedTuple):
    own: bool = False
    is_told: bool = True


@dataclass
class _Marker:
    lanes: dict[str, model.Lane]
    keys: set[str]
    shown: Blueprint
    marks: dict[str, Mark] = field(default_factory=dict)

    def marked(self, value: Any, where: _Where) -> Any:
        if isinstance(value, dict):
            return {key: self.marked(one, where) for key, one in value.items()}
        if type(value) is tuple:
            return tuple(self.marked(one, where) for one in value)
        if not is_dataclass(value):
            return value
        if isinstance(value, Action | Thing | model.Lane):
            lane = value.key if isinstance(value, model.Lane) else value.lane
            own = isinstance(value, Action) and self.lanes[lane].kind == "customer"
            where = where._replace(own=own, is_told=where.is_told and lane in self.shown.lanes)
        if isinstance(value, model.Step | model.Phase | model.Channel | model.Feedback):
            where = where._replace(is_told=where.is_told and value.key in self._seen(value))
        if isinstance(value, model.Line):
            where = where._replace(is_told=where.is_told and value in self.shown.bands)
        if isinstance(value, model.Flow):
            where = where._replace(is_told=where.is_told and self._is_seen(value))
        return replace(
            value,
            **{
                name: self._field(value, name, where)
                for name in names_of(value)
                if getattr(value, name) is not None
            },
        )

    def _field(self, value: Any, name: str, where: _Where) -> Any:
        old = getattr(value, name)
        inner = where._replace(is_told=where.is_told and is_told(type(value), name, own=where.own))
        if (
            not holds_texts(type(value), name)
            or name == "language"
            or is_date(old)
            or self._is_reference(old)
        ):
            return self.marked(old, inner)
        made = tuple(self._mark(value, name, inner) for _ in range(1 if isinstance(old, str) else len(old)))
        return made[0] if isinstance(old, str) else made

    def _seen(self, value: Any) -> dict[str, Any]:
        kinds = {
            model.Step: "steps", model.Phase: "phases", model.Channel: "channels", model.Feedback: "feedback",
        }  # fmt: skip
        found: dict[str, Any] = getattr(self.shown, kinds[type(value)])
        return found

    def _is_seen(self, flow: model.Flow) -> bool:
        seen = ((other.source, other.target, other.kind, other.label) for other in self.shown.flows)
        return (flow.source, flow.target, flow.kind, flow.label) in seen

    def _mark(self, value: Any, name: str, where: _Where) -> str:
        mark = f"mk{len(self.marks)}z"
        self.marks[mark] = Mark(type(value).__name__, name, where.is_told)
        return mark

    def _is_reference(self, value: Any) -> bool:
        return all(one in self.keys for one in (value if isinstance(value, tuple) else [value]))


def marked(blueprint: Blueprint) -> Marked:
    """A blueprint with marks."""
    keys = {
        key
        for name in names_of(blueprint)
        if isinstance(kind := getattr(blueprint, name), dict)
        for key in kind
    }
    marker = _Marker(
        lanes=blueprint.lanes,
        keys=keys | set(blueprint.lanes),
        shown=narrow(blueprint, View(customer=True)),
    )
    return Marked(marker.marked(filled(blueprint), _Where()), marker.marks)


def filled(value: Any) -> Any:
    """A value in which everything that may have an owner has one, and everything that may have a source."""
    if isinstance(value, dict):
        return {key: filled(one) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(filled(one) for one in value)
    if not is_dataclass(value):
        return value
    changes = {name: filled(getattr(value, name)) for name in names_of(value)}
    if "owner" in changes:
        changes["owner"] = changes["owner"] or model.Owner(text="Owner")
    if "known" in changes and not changes["known"].source:
        changes["known"] = model.Provenance(source="Source")
    return replace(value, **changes)


def names_of(value: Any) -> list[str]:
    """The fields of an element but its place in the text."""
    return [one.name for one in fields(value) if one.name != "span" or not isinstance(value, Element)]


def kinds() -> list[type]:
    """The kinds of elements, and of the values in them, that a blueprint is made of: none that another one is based on."""
    made = [one for one in vars(model).values() if isinstance(one, type) and is_dataclass(one)]
    return [one for one in made if not any(one in other.__bases__ for other in made)]


def holds_texts(kind: type, name: str) -> bool:
    """Whether an author writes texts into a field."""
    return _is_text(_hints(kind)[name])


def may_be_none(kind: type, name: str) -> bool:
    """Whether a field may hold nothing."""
    return type(None) in get_args(_hints(kind)[name])


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, vars(model))


def _is_text(hint: Any) -> bool:
    if get_origin(hint) in (Literal, dict):
        return False
    return hint is str or any(map(_is_text, get_args(hint)))


def without(value: Any, kind: type, name: str) -> Any:
    """A value in which no element of a kind says anything in a field."""
    if isinstance(value, dict):
        return {key: without(one, kind, name) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(without(one, kind, name) for one in value)
    if not is_dataclass(value):
        return value
    changes = {one: without(getattr(value, one), kind, name) for one in names_of(value)}
    if isinstance(value, kind):
        found = next(one for one in fields(value) if one.name == name)
        changes[name] = found.default_factory() if callable(found.default_factory) else found.default
    return replace(value, **changes)


def is_date(value: Any) -> bool:
    """Whether a text is a date, which no mark may take the place of."""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
