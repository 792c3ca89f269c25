"""Which limits a file sets: targets, standards, what is due, arrows, recoveries, contingencies, the clocks of feedback loops.

Comes in: a Blueprint. Goes out: what is wanted, in the order of the text. Deliberately absent: whether it is kept (`limits`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ....model import Action, Blueprint, Feedback, Flow, Phase, Promise, Step
from ....source import Span as Place
from ....values import TimeSpan
from .limit import About, Kind


class Wanted(NamedTuple):
    """A limit that a file sets; `key` and `kind` are what it is called by. `promise`: the part of a feedback loop."""

    kind: Kind
    key: str
    about: About
    most: TimeSpan
    place: Place
    stated: TimeSpan | None = None
    promise: Promise | None = None

    @property
    def name(self) -> tuple[Kind, str]:
        """What the limit is called by."""
        return self.kind, self.key


def arrow_key(blueprint: Blueprint, flow: Flow) -> str:
    """What the limit of an arrow is called by: several may lead from one action to another."""
    same = [other for other in blueprint.flows if (other.source, other.target) == (flow.source, flow.target)]
    place = next(place for place, other in enumerate(same) if other is flow)
    return f"{flow.source}>{flow.target}" + (f"#{place + 1}" if place else "")


def clock_key(loop: Feedback, promise: Promise) -> str:
    """What the limit of a part of a feedback loop is called by: simple and complex cases may have one each."""
    return f"{loop.key}.{promise.case}" if promise.case else loop.key


def contingency_key(risk: str, place: int) -> str:
    """What the limit of a contingency of a risk is called by; `place` counts from 0."""
    return f"{risk}#{place + 1}" if place else risk


def wanted(blueprint: Blueprint) -> Iterator[Wanted]:
    """All limits: of the service, the phases, the steps, of each action with its arrows, of fail points, risks, feedback loops."""
    places: list[tuple[Kind, str, Blueprint | Phase | Step]] = [("service", blueprint.name, blueprint)]
    places += [("phase", phase.key, phase) for phase in blueprint.phases.values()]
    places += [("step", step.key, step) for step in blueprint.steps.values()]
    for kind, key, place in places:
        if place.timing.target:
            yield Wanted(kind, key, place, place.timing.target, place.span, place.timing.span)
    for action in blueprint.actions.values():
        yield from _of_action(action)
    for flow in blueprint.flows:
        if flow.within:
            yield Wanted("arrow", arrow_key(blueprint, flow), flow, flow.within, flow.span)
    for fail in blueprint.fails.values():
        if fail.within:
            yield Wanted("recovery", fail.key, fail, fail.within, fail.span)
    for risk in blueprint.risks.values():
        for number, contingency in enumerate(risk.contingencies):
            if contingency.within:
                key = contingency_key(risk.key, number)
                yield Wanted("contingency", key, contingency, contingency.within, contingency.span)
    for loop in blueprint.feedback.values():
        yield from _of_loop(loop)


def _of_action(action: Action) -> Iterator[Wanted]:
    key = action.key
    if action.timing.target:
        yield Wanted("time", key, action, action.timing.target, action.span, action.timing.span)
    if action.wait and action.wait.target:
        yield Wanted("wait", key, action, action.wait.target, action.span, action.wait.span)
    if action.standard and action.standard.within:
        yield Wanted("standard", key, action, action.standard.within, action.standard.span)
    if action.due:
        yield Wanted("due", key, action, action.due.span_of_time, action.due.span)


def _of_loop(loop: Feedback) -> Iterator[Wanted]:
    parts: list[tuple[Kind, Promise | None]] = [("respond", promise) for promise in loop.respond]
    parts += [("resolve", promise) for promise in loop.resolve]
    parts += [("inform", loop.inform), ("verify", loop.verify)]
    for kind, promise in parts:
        if promise and promise.within:
            yield Wanted(kind, clock_key(loop, promise), loop, promise.within, promise.span, promise=promise)
