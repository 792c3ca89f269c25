"""What a service promises with a time.

Comes in: Facts. Goes out: promises (targets of the whole, of phases and steps, standards, actions due after others, recoveries,
contingencies, feedback loops), in seconds from the event that each counts from, the shortest first. Deliberately absent: targets of
single actions and of waits, which are aims of the staff; and whether promises are kept (`limits`).
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
from ..provenance.provenance import owner_of

#: `inner` is a standard of an action that no customer meets.
Kind = Literal[
    "whole", "phase", "step", "standard", "inner", "due", "recovery", "contingency", "respond", "resolve", "inform", "verify"
]  # fmt: skip


class Promised(NamedTuple):
    """A promise: what it is about (the key of a phase, step, action, fail point, risk or feedback loop), and what is to happen.

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
    #: The action (key) that the time of a `due` one counts from.
    after: str | None = None

    @property
    def order(self) -> float:
        """What promises are sorted by: when they are due, or how long they are where nobody knows."""
        return self.within.longest if self.ends is None else self.ends


def promises(facts: Facts) -> list[Promised]:
    """All promises with a time, the shortest first, equal ones in the order of their kinds and of the text."""
    every = (_targets, _standards, _dues, _recoveries, _contingencies, _loops)
    return sorted((promise for find in every for promise in find(facts)), key=lambda promise: promise.order)


def _targets(facts: Facts) -> Iterator[Promised]:
    blueprint = facts.blueprint
    target = blueprint.timing.target
    if target:
        yield Promised("whole", "", target, blueprint.span, ends=target.longest, owner=blueprint.owner)
    for phase in blueprint.phases.values():
        if phase.timing.target:
            limit, owner = phase.timing.target, phase.owner or blueprint.owner
            yield Promised("phase", phase.key, limit, phase.span, ends=limit.longest, owner=owner)
    for step in blueprint.steps.values():
        if step.timing.target:
            limit, owner = step.timing.target, _owner_of_step(facts, step.key)
            yield Promised("step", step.key, limit, step.span, ends=limit.longest, owner=owner)


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
            )


def _dues(facts: Facts) -> Iterator[Promised]:
    """What is due a time after another action; what is due before one has no event to count from."""
    for action in facts.blueprint.actions.values():
        due = action.due
        if due is not None and due.relation == "after":
            yield Promised(
                "due",
                action.key,
                due.span_of_time,
                due.span,
                ends=due.span_of_time.longest,
                action=action.key,
                owner=None if action.by else _owner_of_step(facts, action.step),
                roles=action.by,
                channels=action.via,
                after=due.action,
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
            )


def _contingencies(facts: Facts) -> Iterator[Promised]:
    for risk in facts.blueprint.risks.values():
        for contingency in risk.contingencies:
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
            )


def _owner_of_step(facts: Facts, key: str) -> Owner | None:
    """Who answers for a step, else for its phase, else for the whole."""
    blueprint = facts.blueprint
    step = blueprint.steps[key]
    phase = blueprint.phases.get(step.phase or "")
    return step.owner or (phase.owner if phase else None) or blueprint.owner


def _action_of(facts: Facts, fail: Fail) -> Action | None:
    return facts.blueprint.actions.get(fail.at or "") if fail.place == "action" else None
