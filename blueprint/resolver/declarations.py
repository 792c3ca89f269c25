"""The declarations at the top: roles, systems, channels, personas, metrics, goals, risks, feedback loops, pilots."""

from __future__ import annotations

from typing import Any

from ..diagnostics import did_you_mean, error
from ..model import (
    Channel,
    Contingency,
    Feedback,
    Goal,
    Metric,
    Persona,
    Pilot,
    Promise,
    Risk,
    Role,
    System,
)
from ..syntax import nodes
from ..words import Keyword, listing, phrase
from .attributes import Attributes, head, time_span
from .cards import addressed, preventions
from .imports import Declared
from .impossible_goals import impossible_goals
from .names import Names

_METRIC_KINDS = ("nps", "csat", "ces", "fcr", "aht", "churn", "complaints", "other")
#: The field of the Blueprint that holds each kind of declaration.
_FIELDS = {
    "role": "roles", "system": "systems", "channel": "channels", "persona": "personas", "metric": "metrics",
    "goal": "goals", "risk": "risks", "feedback": "feedback", "pilot": "pilots",
}  # fmt: skip


def read_declarations(declared: Declared, names: Names) -> dict[str, Any]:
    """All declarations, by the field of the Blueprint and by key."""
    found: dict[str, dict[str, Any]] = {field: {} for field in _FIELDS.values()}
    measured: dict[str, Attributes] = {}
    for entry in declared.entries:
        assert entry.name is not None, "the grammar gives every declaration a name"
        if names.declared[entry.keyword].get(entry.name.text) is not entry.name.span:
            continue
        attributes = Attributes((*entry.attributes, *(entry.body or ())), names)
        common = {
            "span": head(entry),
            "key": entry.name.text,
            "label": entry.text.value if entry.text else entry.name.text,
            "owner": attributes.owner(),
            "known": attributes.known(),
        }
        found[_FIELDS[entry.keyword]][entry.name.text] = _READERS[entry.keyword](attributes, names, common)
        if entry.keyword in ("metric", "goal"):
            measured[f"{entry.keyword} {entry.name.text}"] = attributes
    names.problems += impossible_goals(found["metrics"], found["goals"], measured)
    return found


def _role(attributes: Attributes, names: Names, common: dict[str, Any]) -> Role:
    return Role(department=attributes.text("of"), **common)


def _system(attributes: Attributes, names: Names, common: dict[str, Any]) -> System:
    return System(reviewed=attributes.review(), **common)


def _channel(attributes: Attributes, names: Names, common: dict[str, Any]) -> Channel:
    return Channel(**common)


def _persona(attributes: Attributes, names: Names, common: dict[str, Any]) -> Persona:
    return Persona(
        tier=attributes.text("tier"),
        goals=attributes.texts("goal"),
        pains=attributes.texts("pain"),
        notes=attributes.texts("note"),
        **common,
    )


def _metric(attributes: Attributes, names: Names, common: dict[str, Any]) -> Metric:
    kind = attributes.value("kind")
    if isinstance(kind, nodes.Word):
        names.uses.append(("metric kind", kind.text if kind.text in _METRIC_KINDS else None, kind))
    if isinstance(kind, nodes.Word) and kind.text not in _METRIC_KINDS:
        near = did_you_mean(kind.text, _METRIC_KINDS)
        cure = near or phrase("BP016.metric.cure", kinds=listing(_METRIC_KINDS, "comma"))
        names.problems.append(error("BP016", kind.span, phrase("BP016.metric", kind=kind.text), cure))
        kind = None
    every: Any = attributes.word("every")
    return Metric(
        kind=kind.text if isinstance(kind, nodes.Word) else None,
        unit=attributes.text("unit"),
        baseline=attributes.number("baseline"),
        now=attributes.number("now"),
        target=attributes.number("target"),
        benchmark=attributes.number("benchmark"),
        better=attributes.word("better"),
        every=every,
        **common,
    )


def _goal(attributes: Attributes, names: Names, common: dict[str, Any]) -> Goal:
    ends = attributes.one("from")
    numbers = (
        [value.value for value in ends.values if isinstance(value, nodes.Number)] if ends else [None, None]
    )
    change = attributes.value("change")
    metric = attributes.value("metric")
    return Goal(
        metric=names.find("metric", metric) if isinstance(metric, nodes.Word) else None,
        start=numbers[0],
        to=numbers[1],
        change=change.value if isinstance(change, nodes.Percentage) else None,
        due=attributes.date("due"),
        addresses=addressed(attributes, names),
        **common,
    )


def _risk(attributes: Attributes, names: Names, common: dict[str, Any]) -> Risk:
    contingencies = [
        Contingency(
            span=attribute.span,
            text=text.value,
            within=Attributes(attribute.attributes, names).span("within"),
        )
        for attribute in attributes.every("contingency")
        for text in attribute.values
        if isinstance(text, nodes.Text)
    ]
    return Risk(
        scope=attributes.word("scope"),
        severity=attributes.word("severity"),
        preventions=preventions(attributes, names),
        contingencies=tuple(contingencies),
        compensations=attributes.texts("compensate"),
        **common,
    )


def _feedback(attributes: Attributes, names: Names, common: dict[str, Any]) -> Feedback:
    after = attributes.value("after")
    return Feedback(
        via=attributes.keys("via", "channel"),
        after=names.action(after, None) if isinstance(after, nodes.Reference) else None,
        thanks=attributes.text("thank"),
        respond=_limits(attributes, names, "respond"),
        resolve=_limits(attributes, names, "resolve"),
        inform=_promise(attributes, names, "inform"),
        verify=_promise(attributes, names, "verify"),
        **common,
    )


def _limits(attributes: Attributes, names: Names, keyword: str) -> tuple[Promise, ...]:
    found: list[Promise] = []
    for attribute in attributes.every(keyword):
        case: Any = (
            attribute.values[1].text
            if len(attribute.values) > 1 and isinstance(attribute.values[1], nodes.Word)
            else None
        )
        if any(promise.case == case for promise in found):
            text = phrase("BP014", keyword=Keyword(keyword))
            if case:
                text = phrase("BP014.case", keyword=Keyword(keyword), case=Keyword(case))
            names.problems.append(error("BP014", attribute.span, text, phrase("BP014.cure")))
            continue
        found.append(Promise(span=attribute.span, within=time_span(attribute.values[0], names), case=case))
    return tuple(found)


def _promise(attributes: Attributes, names: Names, keyword: str) -> Promise | None:
    found = attributes.one(keyword)
    if found is None:
        return None
    within = Attributes(found.attributes, names).span("within")
    return Promise(span=found.span, text=attributes.text(keyword), within=within)


def _pilot(attributes: Attributes, names: Names, common: dict[str, Any]) -> Pilot:
    start, end = attributes.date("from"), attributes.date("from", 1)
    dates = attributes.one("from")
    if start and end and dates and start > end:
        text, cure = phrase("BP016.pilot"), phrase("BP016.pilot.cure")
        names.problems.append(error("BP016", dates.span, text, cure))
    return Pilot(
        steps=attributes.keys("scope", "step"), group=attributes.text("group"), start=start, end=end, **common
    )


_READERS: dict[str, Any] = {
    "role": _role,
    "system": _system,
    "channel": _channel,
    "persona": _persona,
    "metric": _metric,
    "goal": _goal,
    "risk": _risk,
    "feedback": _feedback,
    "pilot": _pilot,
}
