"""Registers of what happens: fail points, touchpoints, hand-offs, times, standards.

Comes in: Facts. Goes out: definitions of registers, in reading order. Deliberately absent: cards without ratings and declarations
(`of_plans`), who does and uses what (`of_actors`), order by risk, which any tool can sort by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...model import Action, Fail, Flow, Ref, Timing
from ...values import Duration, TimeSpan
from ...words import Keyword, Phrase
from ..facts import Facts
from ..improvement.plans import places
from ..motion.limits.limit import Kind
from ..motion.limits.limits import limit_of
from ..provenance.provenance import owner_of
from ..risk.levels import risk_level
from ..work.handoff_arrows import crossings, departments
from .cell_values import Named, lasts, refs, word
from .of_points import labels
from .of_properties import columns as of_properties
from .record import Record, about_action, lasting, of_action, of_card
from .register import Column, Definition, Shown

_REPORT, _FILES, _SITE, _CUSTOMERS = Shown.REPORT, Shown.FILES, Shown.SITE, Shown.CUSTOMERS
_OPEN = _FILES | _CUSTOMERS
_EVERYWHERE = _OPEN | _SITE


# ── fail points ─────────────────────────────────────────────────────────────────────────────────────────────


def _level(facts: Facts, fail: Fail) -> Keyword | None:
    level = risk_level(fail, facts.limits)
    return Keyword(level) if level != "unrated" else None


def _priority(facts: Facts, fail: Fail) -> Keyword | None:
    return word(facts.priorities.of(fail))


def _owner_place(facts: Facts, fail: Fail) -> str | None:
    """The place (`step`, `phase`) whose owner answers for a fail point that has none of its own."""
    if fail.owner is not None:
        return None
    blueprint = facts.blueprint
    owners = {
        kind: blueprint.steps[key].owner if kind == "step" else blueprint.phases[key].owner
        for kind, key in places(blueprint, fail)
        if kind in ("step", "phase")
    }
    return next((kind for kind, owner in owners.items() if owner), None)


#: Fail points with the columns of an FMEA; the level is empty where nothing is rated.
FAILS = Definition[Fail](
    name="fails",
    find=lambda facts: (of_card(facts.blueprint, "fails", fail) for fail in facts.blueprint.fails.values()),
    columns=(
        Column("point", "text", lambda facts, fail: facts.once(labels)["fail", fail.key], _CUSTOMERS),
        Column("column.fail", "text", "text", _EVERYWHERE),
        Column("column.severity", "number", "severity", _EVERYWHERE),
        Column("column.occurrence", "number", "occurrence", _EVERYWHERE),
        Column("column.detection", "number", "detection", _EVERYWHERE),
        Column("column.rpn", "number", "risk_priority_number", _EVERYWHERE),
        Column("column.level", "text", _level, _EVERYWHERE),
        Column("column.priority", "text", _priority, _OPEN),
        Column("column.causes", "list", "causes", _OPEN),
        Column("column.effects", "list", "effects", _OPEN),
        Column("column.prevention", "list", "preventions", _EVERYWHERE),
        Column("column.recovery", "list", "recoveries", _EVERYWHERE),
        Column("column.goes-on", "list", lambda _, fail: refs("actions", (part.to for part in fail.recoveries if part.to)), _OPEN),
        Column("column.within", "duration", "within", _EVERYWHERE),
        Column("column.owner", "text", "owner", _FILES | _SITE),
        Column("answerable", "text", lambda facts, fail: owner_of(facts.blueprint, fail), _REPORT),
        Column("owner_place", "text", _owner_place, _CUSTOMERS),
        Column("column.due", "date", "due", _EVERYWHERE),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)  # fmt: skip


# ── touchpoints ─────────────────────────────────────────────────────────────────────────────────────────────


def _touchpoints(facts: Facts) -> Iterator[Record[Action]]:
    for key, action in facts.blueprint.actions.items():
        zone = facts.zone(key)
        if zone == "frontstage" or (zone == "customer" and (action.via or action.standard)):
            yield of_action(action)


def _customers(facts: Facts, action: Action) -> list[str]:
    """The customer's action itself, or those at the other ends of its arrows."""
    if facts.zone(action.key) == "customer":
        return [action.key]
    ends = [flow.source for flow in facts.incoming[action.key] if not flow.is_recovery]
    ends += [flow.target for flow in facts.outgoing[action.key] if not flow.is_recovery]
    return facts.reading_order({end for end in ends if facts.zone(end) == "customer"})


def _both(facts: Facts, action: Action) -> list[Action]:
    """An action, and the customers' at the other ends of its arrows; how the customer feels stands on the customer's card as a rule."""
    return [action, *(facts.blueprint.actions[key] for key in _customers(facts, action))]


def _evidence(facts: Facts, action: Action) -> tuple[str, ...]:
    """What is tied to the action, else what its step has for all its actions."""
    blueprint = facts.blueprint
    things = [blueprint.things[key] for key in blueprint.steps[action.step].things]
    evidence = [thing for thing in things if blueprint.lanes[thing.lane].holds == "evidence"]
    own = [thing for thing in evidence if thing.at == action.key]
    return tuple(thing.text for thing in own or evidence if thing.at in (None, action.key))


def _metrics(_: Facts, action: Action) -> tuple[Ref, ...]:
    """The metrics of an action, that of its standard first."""
    promised = (action.standard.metric,) if action.standard and action.standard.metric else ()
    return refs("metrics", dict.fromkeys(promised + action.known.tracks))


#: What customers meet: frontstage actions, and customers' actions with a channel or a standard.
TOUCHPOINTS = Definition[Action](
    name="touchpoints",
    row="touchpoint",
    find=_touchpoints,
    columns=(
        Column("column.customer-action", "list", lambda facts, action: refs("actions", _customers(facts, action))),
        Column("column.frontstage-action", "text", lambda facts, action: None if facts.zone(action.key) == "customer" else action.text),
        of_properties("touchpoints.where", _both),
        Column("column.evidence", "list", _evidence, _OPEN),
        of_properties("touchpoints", _both),
        Column("metrics", "list", _metrics, _CUSTOMERS),
        Column("script", "text", "script", _CUSTOMERS),
    ),
)  # fmt: skip


# ── standards ───────────────────────────────────────────────────────────────────────────────────────────────


def _counts(_: Facts, action: Action) -> Named | None:
    """Whether the action is to have begun within its limit, or to be done."""
    limits = action.standard.limits if action.standard else None
    return Named(limits, Phrase(f"limits.counts.{limits}")) if limits else None


#: What is promised of actions, before and behind the scenes.
STANDARDS = Definition[Action](
    name="standards",
    row="standard",
    find=lambda facts: (of_action(action) for action in facts.blueprint.actions.values() if action.standard),
    columns=(
        Column("column.action", "text", "text", _OPEN),
        Column("column.lane", "text", lambda facts, action: facts.lane_of[action.key].label),
        of_properties("standards", lambda _, action: (action,)),
        Column("column.counts", "text", _counts),
        Column("metrics", "list", _metrics, _CUSTOMERS),
    ),
)


# ── hand-offs ───────────────────────────────────────────────────────────────────────────────────────────────


class Handoff(NamedTuple):
    """A crossing, and which it is, from 1."""

    number: int
    flow: Flow
    giving: tuple[str, ...]
    taking: tuple[str, ...]
    again: tuple[str, ...]


def _handoffs(facts: Facts) -> Iterator[Record[Handoff]]:
    actions = facts.blueprint.actions
    for number, crossing in enumerate(facts.once(crossings), 1):
        source, target = actions[crossing.flow.source], actions[crossing.flow.target]
        about = f"{about_action(source)}>{about_action(target)}"
        yield Record(
            about, Handoff(number, *crossing), crossing.flow.span, action=source.key, step=source.step
        )


#: The arrows at which the work passes from some roles to others.
HANDOFFS = Definition[Handoff](
    name="handoffs",
    row="handoff",
    find=_handoffs,
    columns=(
        Column("number", "number", "number", _REPORT),
        Column("column.from-role", "list", lambda _, handoff: refs("roles", handoff.giving)),
        Column("column.from-department", "list", lambda facts, handoff: departments(facts, handoff.giving)),
        Column("column.from-action", "text", lambda _, handoff: Ref("actions", handoff.flow.source)),
        Column("column.to-role", "list", lambda _, handoff: refs("roles", handoff.taking)),
        Column("column.to-department", "list", lambda facts, handoff: departments(facts, handoff.taking)),
        Column("column.to-action", "text", lambda _, handoff: Ref("actions", handoff.flow.target)),
        Column("column.item", "list", lambda _, handoff: handoff.flow.carries),
        Column("how", "text", lambda _, handoff: "failure" if handoff.flow.is_recovery else handoff.flow.kind, _REPORT),
        Column("condition", "text", "flow", _REPORT),
        Column("within", "duration", lambda _, handoff: handoff.flow.within, _REPORT),
        Column("again", "list", "again", _REPORT),
    ),
)  # fmt: skip


# ── times ───────────────────────────────────────────────────────────────────────────────────────────────────


class Stated(NamedTuple):
    """A time or a wait as it is said of something, for everybody or for some personas (keys); `limit` and `key` name the limit that it may
    have."""

    what: str
    limit: Kind
    key: str
    timing: Timing
    personas: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """A wait or a time."""
        return "wait" if self.limit == "wait" else "time"

    @property
    def usual(self) -> TimeSpan | None:
        """What is usual."""
        return self.timing.span


def _times(facts: Facts) -> Iterator[Record[Stated]]:
    for record in _stated(facts):
        for personas, timing in record.thing.timing.versions():
            if not personas:
                yield replace(record, thing=record.thing._replace(timing=timing))
            elif _is_said(timing):
                stated = record.thing._replace(timing=timing, personas=personas)
                yield replace(record, about=f"{record.about}.{personas[0]}", thing=stated)


def _stated(facts: Facts) -> Iterator[Record[Stated]]:
    blueprint = facts.blueprint
    if _is_said(blueprint.timing):
        yield Record(
            "time", Stated(blueprint.title, "service", blueprint.name, blueprint.timing), blueprint.span
        )
    for phase in blueprint.phases.values():
        if _is_said(phase.timing):
            about = f"{lasting(phase.key, phase.label)}.time"
            stated = Stated(phase.label, "phase", phase.key, phase.timing)
            yield Record(about, stated, phase.span, Ref("phases", phase.key), phase=phase.key)
    for step in blueprint.steps.values():
        if _is_said(step.timing):
            about = f"{lasting(step.key, step.label)}.time"
            stated = Stated(step.label, "step", step.key, step.timing)
            yield Record(about, stated, step.span, Ref("steps", step.key), step=step.key)
        for action in (blueprint.actions[key] for key in step.actions):
            if action.wait is not None:
                yield _of_action(action, "wait", action.wait)
            if _is_said(action.timing):
                yield _of_action(action, "time", action.timing)


def _of_action(action: Action, kind: Kind, timing: Timing) -> Record[Stated]:
    about = f"{about_action(action)}.{kind}"
    ref = Ref("actions", action.key)
    return Record(
        about, Stated(action.text, kind, action.key, timing), action.span, ref, action.key, action.step
    )


def _is_said(timing: Timing) -> bool:
    return timing.span is not None or timing.target is not None or bool(timing.by_persona)


def _over(facts: Facts, stated: Stated) -> Duration | None:
    """By how much the usual way is beyond the target, for those whose time it is."""
    limit = limit_of(facts, stated.limit, stated.key)
    if limit is None or limit.worst is None:
        return None
    return lasts(limit.over_of(stated.timing.span, stated.timing.target) or None, limit.worst.unit)


def _longest(_: Facts, stated: Stated) -> Duration | None:
    span = stated.timing.span
    return lasts(span.longest, span.unit) if span else None


#: Times and waits as they are said, of actions, steps, phases and the whole; over is what the usual way takes beyond the target.
TIMES = Definition[Stated](
    name="times",
    find=_times,
    columns=(
        Column("column.what"),
        Column("column.kind", "text", lambda _, stated: word(stated.kind)),
        Column("column.personas", "list", lambda _, stated: refs("personas", stated.personas)),
        Column("column.usual", "duration"),
        Column("column.longest", "duration", _longest),
        Column("column.target", "duration", lambda _, stated: stated.timing.target),
        Column("column.over", "duration", _over),
    ),
)

DEFINITIONS = (FAILS, TOUCHPOINTS, HANDOFFS, TIMES, STANDARDS)
