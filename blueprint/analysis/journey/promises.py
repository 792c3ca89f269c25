"""What a service promises with a time.

Comes in: Facts. Goes out: promises (targets of the whole, of phases and steps, standards, actions due after or before others, arrows,
recoveries, contingencies, feedback loops), in seconds from the event that each counts from, the earliest due first. Deliberately absent:
targets of single actions and of waits, which are aims of the staff; and whether promises are kept (`motion.limits`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...lane_kinds import ONSTAGE
from ...model import Action, Fail, Owner
from ...source import Span
from ...values import TimeSpan
from ..facts import Facts
from ..improvement.feedback_loops import Case, deadlines
from ..motion.limits.wanted import arrow_key, clock_key, contingency_key
from ..provenance.provenance import owner_of

#: `inner` is a standard of an action that no customer meets.
Kind = Literal[
    "whole", "phase", "step", "standard", "inner", "due", "arrow", "recovery", "contingency", "respond", "resolve", "inform", "verify"
]  # fmt: skip


class Promised(NamedTuple):
    """A promise: what it is about (the key of a phase, step, action, fail point, risk or feedback loop), and what is to happen. `limit` is
    the key of its limit (`motion.limits`).

    `begins` and `ends` are seconds from the event that it counts from: the beginning of the step or the action, the failure, the
    receipt of the feedback. They are None where that depends on a resolution without a limit. Nobody answers for it where there are
    neither `owner` nor `roles`.
    """

    kind: Kind
    about: str
    within: TimeSpan
    span: Span
    texts: tuple[str, ...] = ()
    begins: float | None = 0
    ends: float | None = None
    case: Case | None = None
    action: str | None = None
    owner: Owner | None = None
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    #: The action (key) that the time of a `due` one, and along an arrow, counts from; or to.
    after: str | None = None
    is_before: bool = False
    limit: str = ""

    @property
    def order(self) -> float:
        """What promises are sorted by: when they are due, or how long they are where nobody knows."""
        return self.within.longest if self.ends is None else self.ends


def promises(facts: Facts) -> list[Promised]:
    """All promises with a time, the shortest first, equal ones in the order of their kinds and of the text."""
    every = (_targets, _standards, _dues, _arrows, _recoveries, _contingencies, _loops)
    return sorted((promise for find in every for promise in find(facts)), key=lambda promise: promise.order)


def _targets(facts: Facts) -> Iterator[Promised]:
    blueprint = facts.blueprint
    target = blueprint.timing.target
    if target:
        yield Promised(
            "whole",
            "",
            target,
            blueprint.span,
            ends=target.longest,
            owner=blueprint.owner,
            limit=blueprint.name,
        )
    for phase in blueprint.phases.values():
        if phase.timing.target:
            limit, owner = phase.timing.target, phase.owner or blueprint.owner
            yield Promised(
                "phase", phase.key, limit, phase.span, ends=limit.longest, owner=owner, limit=phase.key
            )
    for step in blueprint.steps.values():
        if step.timing.target:
            limit, owner = step.timing.target, _owner_of_step(facts, step.key)
            yield Promised(
                "step", step.key, limit, step.span, ends=limit.longest, owner=owner, limit=step.key
            )


def _standards(facts: Facts) -> Iterator[Promised]:
    for action in facts.blueprint.actions.values():
        standard = action.standard
        if standard is not None and standard.within is not None:
            yield Promised(
                "standard" if facts.zone(action.key) in ONSTAGE else "inner",
                action.key,
                standard.within,
                standard.span,
                texts=(standard.text,),
                ends=standard.within.longest,
                action=action.key,
                owner=None if action.by else _owner_of_step(facts, action.step),
                roles=action.by,
                channels=action.via,
                limit=action.key,
            )


def _dues(facts: Facts) -> Iterator[Promised]:
    """What is due a time after another action, or before one."""
    for action in facts.blueprint.actions.values():
        due = action.due
        if due is not None:
            yield Promised(
                "due",
                action.key,
                due.span_of_time,
                due.span,
                ends=due.span_of_time.longest if due.relation == "after" else None,
                action=action.key,
                owner=None if action.by else _owner_of_step(facts, action.step),
                roles=action.by,
                channels=action.via,
                after=due.action,
                is_before=due.relation == "before",
                limit=action.key,
            )


def _arrows(facts: Facts) -> Iterator[Promised]:
    """What comes within a time when something else is over."""
    for flow in facts.blueprint.flows:
        if flow.within is not None:
            action = facts.blueprint.actions[flow.target]
            yield Promised(
                "arrow",
                action.key,
                flow.within,
                flow.span,
                texts=(flow.label,) if flow.label else (),
                ends=flow.within.longest,
                action=action.key,
                owner=None if action.by else _owner_of_step(facts, action.step),
                roles=action.by,
                channels=action.via,
                after=flow.source,
                limit=arrow_key(facts.blueprint, flow),
            )


def _recoveries(facts: Facts) -> Iterator[Promised]:
    for fail in facts.blueprint.fails.values():
        if fail.within is not None:
            action = _action_of(facts, fail)
            yield Promised(
                "recovery",
                fail.key,
                fail.within,
                fail.span,
                texts=tuple(recovery.text for recovery in fail.recoveries),
                ends=fail.within.longest,
                action=action.key if action else None,
                owner=owner_of(facts.blueprint, fail),
                channels=action.via if action else (),
                limit=fail.key,
            )


def _contingencies(facts: Facts) -> Iterator[Promised]:
    for risk in facts.blueprint.risks.values():
        for number, contingency in enumerate(risk.contingencies):
            if contingency.within is not None:
                limit = contingency.within.longest
                yield Promised(
                    "contingency",
                    risk.key,
                    contingency.within,
                    contingency.span,
                    (contingency.text,),
                    ends=limit,
                    owner=risk.owner,
                    limit=contingency_key(risk.key, number),
                )


def _loops(facts: Facts) -> Iterator[Promised]:
    for loop in facts.blueprint.feedback.values():
        for deadline in deadlines(loop):
            assert deadline.promise.within is not None, "a deadline without a limit"
            yield Promised(
                deadline.part,
                loop.key,
                deadline.promise.within,
                deadline.promise.span,
                texts=(deadline.promise.text,) if deadline.promise.text else (),
                begins=deadline.begins,
                ends=deadline.ends,
                case=deadline.case,
                owner=loop.owner,
                channels=loop.via,
                limit=clock_key(loop, deadline.promise),
            )


def _owner_of_step(facts: Facts, key: str) -> Owner | None:
    """Who answers for a step, else for its phase, else for the whole."""
    blueprint = facts.blueprint
    step = blueprint.steps[key]
    phase = blueprint.phases.get(step.phase or "")
    return step.owner or (phase.owner if phase else None) or blueprint.owner


def _action_of(facts: Facts, fail: Fail) -> Action | None:
    return facts.blueprint.actions.get(fail.at or "") if fail.place == "action" else None
