"""What customers may know: an allow-list by kind of element and field, and the part of a blueprint that it leaves.

Comes in: a Blueprint. Goes out: the same with only the fields on the list; other fields are as if nothing were written. This list is the
only one: the customer's view in every format, its report and site, and the guide are made of this part. So a new field, property or kind of
element is not shown to customers until it is listed here or in `blueprint.properties`. Deliberately absent: which lanes, steps and arrows
customers see (`blueprint.view`), and how anything is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from . import model
from .properties import PROPERTIES, Told
from .values import TimeSpan

#: The fields of each kind of element that customers are told, beside file and line. A kind has those of its base classes as well.
#: Properties of actions say who is told of them where they are declared.
_FIELDS: dict[type, str] = {
    TimeSpan: "least usual_value most median p95 unit",
    model.Timing: "span",
    # The frame.
    model.Lane: "key kind label",
    model.Line: "kind label labelled",
    model.Phase: "key label steps timing",
    model.Step: "key number label phase actions things timing",
    # What happens.
    model.Standard: "text within limits",
    model.Emotion: "score words",
    model.Due: "span_of_time relation action",
    model.Action: "key step lane text",
    model.Thing: "key step lane text at",
    model.Flow: "source target kind label is_journey",
    # How they reach the service, and what they are promised.
    model.Channel: "key label",
    model.Promise: "text within case",
    model.Feedback: "key label via after respond resolve inform verify",
    # The whole.
    model.Point: "label kind action",
    model.Blueprint: (
        "name title language timing bands phases steps actions things flows channels feedback points"
    ),
}
#: Fields of which customers are told less than the file says.
_LESS: dict[tuple[type, str], Callable[[Any], Any]] = {
    # That it ends here; how the service rates this end is for its staff.
    (model.Action, "end"): lambda end: end and "plain",
    # That customers are asked again, and when, is a promise; how they are asked is an instruction.
    (model.Feedback, "verify"): lambda promise: promise and replace(promise, text=None),
}
#: The sections of a report that customers get, by their ids: none says how the work behind the service is done or judged.
SECTIONS = frozenset({
    "waits", "promises", "channels", "touchpoints", "emotions", "decisions", "steps", "standards", "feedback", "cards",
})  # fmt: skip


def is_told(kind: type, field: str, *, own: bool = False) -> bool:
    """Whether customers are told of a field; `own`: of an action that they do themselves."""
    told = _told(kind).get(field, "staff")
    return told == "all" or (told == "own" and own)


def part_for_customers(blueprint: model.Blueprint) -> model.Blueprint:
    """What customers may know of a blueprint."""
    left: model.Blueprint = _Reader(blueprint).left_of(blueprint)
    return left


class _Reader:
    """Applies the list to a blueprint."""

    def __init__(self, blueprint: model.Blueprint) -> None:
        self._lanes = blueprint.lanes

    def _is_own(self, value: Any) -> bool:
        return isinstance(value, model.Action) and self._lanes[value.lane].zone == "customer"

    def left_of(self, value: Any, *, own: bool = False) -> Any:
        """A value with what customers are told; the same object where that is everything."""
        if isinstance(value, dict):
            parts = {key: self.left_of(part) for key, part in value.items()}
            return parts if any(parts[key] is not part for key, part in value.items()) else value
        if type(value) is tuple:
            every = tuple(self.left_of(part) for part in value)
            return every if any(new is not old for new, old in zip(every, value, strict=True)) else value
        if not is_dataclass(value) or isinstance(value, type):
            return value
        own = own or self._is_own(value)
        changes = {}
        for field, old in _parts(value):
            new = self._told_of(value, field, old, own=own)
            if new is not old and new != old:
                changes[field.name] = new
        return replace(value, **changes) if changes else value

    def _told_of(self, value: Any, field: Field[Any], old: Any, *, own: bool) -> Any:
        """What customers are told of a field."""
        if not is_told(type(value), field.name, own=own):
            return _unsaid(field)
        less = next(
            (_LESS[kind, field.name] for kind in type(value).__mro__ if (kind, field.name) in _LESS), None
        )
        return self.left_of(less(old) if less else old, own=own)


def _parts(value: Any) -> list[tuple[Field[Any], Any]]:
    """The fields of an element, without the place in the text, of which only file and line are ever shown."""
    is_placed = isinstance(value, model.Element)
    return [
        (field, getattr(value, field.name))
        for field in fields(value)
        if not (field.name == "span" and is_placed)
    ]


@cache
def _told(kind: type) -> dict[str, Told]:
    """Who is told of each field of a kind; what is not in it is for staff alone."""
    found: dict[str, Told] = {}
    for base in reversed(kind.__mro__):
        found.update(dict.fromkeys(_FIELDS.get(base, "").split(), "all"))
    if issubclass(kind, model.Action):
        found.update((declared.field, declared.told) for declared in PROPERTIES)
    return found


def _unsaid(field: Field[Any]) -> Any:
    """What a field holds where nothing is written."""
    if field.default is not MISSING:
        return field.default
    return None if field.default_factory is MISSING else field.default_factory()
