"""What customers may know: an allow-list by kind of element and field, and what it leaves of a blueprint.

Comes in: a Blueprint, and for which audience. Goes out: the same without what that audience is not told: fields that are not on the list
have the value that they have where nothing is written. So a field, a property or a kind of element that is added to the model is told to
no customer until it stands here, or says its audience in `blueprint.properties`. Deliberately absent: which lanes, steps and cards a view
has (`blueprint.view`), and how anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from . import model
from .properties import PROPERTIES, Audience, Told
from .values import TimeSpan


class _Row(NamedTuple):
    """The fields of a kind of element by the last audience that is told of them."""

    guide: str = ""
    report: str = ""
    view: str = ""


#: What is told of each kind of element, beside the place in the text. What a base class has on the list, its kinds have as well. Properties
#: of actions say their audience where they are declared.
_ROWS: dict[type, _Row] = {
    TimeSpan: _Row(guide="least usual_value most median p95 unit"),
    model.Provenance: _Row(report="status source tracks"),
    model.Owner: _Row(view="role text"),
    model.Timing: _Row(guide="span", report="target by_persona named_only"),
    model.PersonaTiming: _Row(report="personas time target"),
    model.Review: _Row(report="date every"),
    # The frame.
    model.Lane: _Row(guide="key kind label", report="by jointly via using mode"),
    model.Line: _Row(guide="kind label labelled"),
    model.Phase: _Row(guide="key label steps", report="timing", view="owner"),
    model.Step: _Row(guide="key number label phase actions things timing", view="owner"),
    # What happens.
    model.Standard: _Row(guide="text within limits", report="metric"),
    model.Emotion: _Row(report="score words"),
    model.Due: _Row(guide="span_of_time relation action"),
    model.Replacement: _Row(report="actions reason"),
    model.Action: _Row(guide="key step lane text", report="jointly", view="name"),
    model.Thing: _Row(guide="key step lane text at", report="personas known", view="name"),
    model.Flow: _Row(
        guide="source target kind label is_journey", report="share max within carries personas is_recovery"
    ),
    # Cards.
    model.Card: _Row(report="key text place at due known", view="owner"),
    model.Prevention: _Row(report="text every", view="by jointly"),
    model.Recovery: _Row(report="text to"),
    model.Fail: _Row(report="severity occurrence detection causes effects preventions recoveries within"),
    model.Pain: _Row(report="view importance urgency"),
    model.Idea: _Row(report="addresses effort impact start"),
    model.Question: _Row(),
    model.Remark: _Row(report="kind"),
    # Declarations.
    model.Declaration: _Row(report="key label known", view="owner"),
    model.Role: _Row(view="department"),
    model.System: _Row(view="reviewed"),
    model.Channel: _Row(guide="key label"),
    model.Persona: _Row(report="tier goals pains notes"),
    model.Metric: _Row(report="kind unit baseline now target benchmark better every"),
    model.Goal: _Row(report="metric start to change due addresses"),
    model.Contingency: _Row(report="text within"),
    model.Risk: _Row(report="scope severity preventions contingencies compensations"),
    model.Promise: _Row(guide="text within case"),
    model.Feedback: _Row(guide="key label via after respond resolve inform verify", report="thanks"),
    model.Pilot: _Row(report="steps group start end"),
    # The whole.
    model.Point: _Row(report="label kind action card"),
    model.Blueprint: _Row(
        guide="title language timing bands phases steps actions things flows channels feedback",
        report="scope state currency reviewed known removes fails pains ideas questions remarks personas metrics goals risks pilots points",
        view="name owner roles systems",
    ),
}
#: The sections of a report that customers get, by their ids: none of them says how the work behind the service is done.
SECTIONS = frozenset({
    "fails", "risks", "runbook", "waits", "times", "critical", "promises", "channels", "touchpoints", "moments", "emotions", "decisions",
    "personas", "steps", "standards", "pains", "ideas", "metrics", "goals", "feedback", "pilots", "changes", "questions", "known",
    "remarks", "findings", "cards",
})  # fmt: skip


def is_told(kind: type, field: str, audience: Audience, *, own: bool = False) -> bool:
    """Whether an audience is told of a field; `own`: of an action that customers do themselves."""
    told = _told(kind).get(field, Told())
    return (told.customers if own else told.service) >= audience


def part_for(blueprint: model.Blueprint, audience: Audience) -> model.Blueprint:
    """What is left of a blueprint for an audience of customers; all elements stay, with what may be known of them."""
    left: model.Blueprint = _Reader(blueprint, audience).left_of(blueprint)
    return left


def texts_kept_back(blueprint: model.Blueprint, audience: Audience) -> Iterator[str]:
    """The texts that stand in fields which an audience of customers is not told of."""
    yield from _Reader(blueprint, audience).kept_back(blueprint)


class _Reader:
    """Walks over a blueprint with the list in hand."""

    def __init__(self, blueprint: model.Blueprint, audience: Audience) -> None:
        self._lanes = blueprint.lanes
        self._audience = audience

    def _is_own(self, value: Any) -> bool:
        return isinstance(value, model.Action) and self._lanes[value.lane].zone == "customer"

    def left_of(self, value: Any, *, own: bool = False) -> Any:
        """A value without what is not told; the same object where that is all of it."""
        if isinstance(value, dict):
            parts = {key: self.left_of(part) for key, part in value.items()}
            return parts if any(parts[key] is not part for key, part in value.items()) else value
        if type(value) is tuple:
            every = tuple(self.left_of(part) for part in value)
            return every if any(new is not old for new, old in zip(every, value, strict=True)) else value
        if not _is_element(value):
            return value
        own = own or self._is_own(value)
        changes = {}
        for field, old in _parts(value):
            is_here = is_told(type(value), field.name, self._audience, own=own)
            new = self.left_of(old, own=own) if is_here else _unsaid(field)
            if new is not old:
                changes[field.name] = new
        return replace(value, **changes) if changes else value

    def kept_back(self, value: Any, *, own: bool = False) -> Iterator[str]:
        """The texts of what is not told."""
        if isinstance(value, dict | tuple):
            for part in value.values() if isinstance(value, dict) else value:
                yield from self.kept_back(part, own=own)
        elif _is_element(value):
            own = own or self._is_own(value)
            for field, inner in _parts(value):
                is_here = is_told(type(value), field.name, self._audience, own=own)
                yield from self.kept_back(inner, own=own) if is_here else _texts(inner)


def _texts(value: Any) -> Iterator[str]:
    """All texts below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
    elif _is_element(value):
        for _, inner in _parts(value):
            yield from _texts(inner)


def _is_element(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _parts(value: Any) -> Iterator[tuple[Field[Any], Any]]:
    """The fields of an element, but the place in the text, of which no more than file and line are ever shown."""
    for field in fields(value):
        if not (field.name == "span" and isinstance(value, model.Element)):
            yield field, getattr(value, field.name)


@cache
def _told(kind: type) -> dict[str, Told]:
    """Who is told of each field of a kind; its own row comes before those of what it is based on."""
    found: dict[str, Told] = {}
    for base in reversed(kind.__mro__):
        row = _ROWS.get(base, _Row())
        for audience, names in zip((Audience.GUIDE, Audience.REPORT, Audience.VIEW), row, strict=True):
            found.update(dict.fromkeys(names.split(), Told(audience, audience)))
    if issubclass(kind, model.Action):
        found.update((other.field, other.told) for other in PROPERTIES)
    return found


def _unsaid(field: Field[Any]) -> Any:
    """What a field holds where nothing is written."""
    if field.default is not MISSING:
        return field.default
    return None if field.default_factory is MISSING else field.default_factory()
