"""Registers of what happens: fail points, touchpoints, hand-offs, times, standards, items, who does and uses what.

Comes in: Facts. Goes out: one Register from each function, in reading order, empty where the blueprint has no such thing. Deliberately
absent: cards without ratings and declarations (`of_plans`), order by risk, which any tool can sort by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Action, Fail, Flow, Timing
from ...source import Span
from ..facts import Facts
from ..motion.times import is_beyond
from ..risk.levels import risk_level
from ..work.handoff_arrows import crossings, departments
from ..work.items import items as every_item
from .of_properties import cells as cells_of
from .of_properties import columns as columns_of
from .register import (
    Cell,
    Column,
    Register,
    RegisterRow,
    about_action,
    day,
    doers,
    lasting,
    lasts,
    of_action,
    of_card,
    owner,
    register,
    roles,
    span,
    texts,
    word,
)


def fails(facts: Facts) -> Register:
    """Fail points with the columns of an FMEA; the level is empty where nothing is rated."""
    columns = (
        Column("column.fail"), Column("column.severity", "number"), Column("column.occurrence", "number"),
        Column("column.detection", "number"), Column("column.rpn", "number"), Column("column.level"), Column("column.priority"),
        Column("column.causes", "list"), Column("column.effects", "list"), Column("column.prevention", "list"),
        Column("column.recovery", "list"), Column("column.goes-on", "list"), Column("column.within", "duration"),
        Column("column.owner"), Column("column.due", "date"),
    )  # fmt: skip
    entries = (of_card(facts, one, _fail(facts, one)) for one in facts.blueprint.fails.values())
    return register(facts, "register.fails", columns, entries)


def _fail(facts: Facts, one: Fail) -> tuple[Cell, ...]:
    level = risk_level(one, facts.limits)
    return (
        one.text, one.severity, one.occurrence, one.detection, one.risk_priority_number,
        word(level) if level != "unrated" else None, word(facts.priorities.of(one)),
        one.causes, one.effects, tuple(part.text for part in one.preventions),
        tuple(part.text for part in one.recoveries),
        texts(facts, (part.to for part in one.recoveries if part.to)),
        span(one.within), owner(facts, one.owner), day(one.due),
    )  # fmt: skip


def touchpoints(facts: Facts) -> Register:
    """What customers meet: frontstage actions, and customers' actions with a channel or a standard."""
    columns = (
        Column("column.customer-action", "list"), Column("column.frontstage-action"), *columns_of("touchpoints.where"),
        Column("column.evidence", "list"), *columns_of("touchpoints"),
    )  # fmt: skip
    entries = (
        of_action(action, _touchpoint(facts, action))
        for key, action in facts.blueprint.actions.items()
        if facts.zone(key) == "frontstage"
        or (facts.zone(key) == "customer" and (action.via or action.standard))
    )
    return register(facts, "register.touchpoints", columns, entries)


def _touchpoint(facts: Facts, action: Action) -> tuple[Cell, ...]:
    is_customers = facts.zone(action.key) == "customer"
    customers = [action.key] if is_customers else _customers_at(facts, action.key)
    both = [action, *(facts.blueprint.actions[key] for key in customers)]
    return (
        texts(facts, customers), None if is_customers else action.text, *cells_of(facts, "touchpoints.where", both),
        _evidence(facts, action), *cells_of(facts, "touchpoints", both),
    )  # fmt: skip


def _customers_at(facts: Facts, key: str) -> list[str]:
    """The customers' actions at the other ends of an action's arrows."""
    ends = [flow.source for flow in facts.incoming[key] if not flow.is_recovery]
    ends += [flow.target for flow in facts.outgoing[key] if not flow.is_recovery]
    return facts.reading_order({end for end in ends if facts.zone(end) == "customer"})


def _evidence(facts: Facts, action: Action) -> tuple[str, ...]:
    """What is tied to the action, else what its step has for all its actions."""
    blueprint = facts.blueprint
    things = [blueprint.things[key] for key in blueprint.steps[action.step].things]
    evidence = [one for one in things if blueprint.lanes[one.lane].holds == "evidence"]
    own = [one for one in evidence if one.at == action.key]
    return tuple(one.text for one in own or evidence if one.at in (None, action.key))


def handoffs(facts: Facts) -> Register:
    """The arrows at which the work passes from some roles to others."""
    columns = (
        Column("column.from-role", "list"), Column("column.from-department", "list"), Column("column.from-action"),
        Column("column.to-role", "list"), Column("column.to-department", "list"), Column("column.to-action"),
        Column("column.item", "list"),
    )  # fmt: skip
    return register(facts, "register.handoffs", columns, _handoffs(facts))


def _handoffs(facts: Facts) -> Iterator[RegisterRow]:
    actions = facts.blueprint.actions
    for one in facts.once(crossings):
        source, target = actions[one.flow.source], actions[one.flow.target]
        about = f"{about_action(source)}>{about_action(target)}"
        cells = (*_hands(facts, source), *_hands(facts, target), one.flow.carries)
        yield RegisterRow(about, one.flow.span, cells, source.step)


def _hands(facts: Facts, action: Action) -> tuple[Cell, ...]:
    return roles(facts, action.by), departments(facts, action.by), action.text


def times(facts: Facts) -> Register:
    """Times and waits as they are said, of actions, steps, phases and the whole; over is what is usual beyond the target."""
    columns = (
        Column("column.what"), Column("column.kind"), Column("column.usual", "duration"),
        Column("column.longest", "duration"), Column("column.target", "duration"), Column("column.over", "duration"),
    )  # fmt: skip
    return register(facts, "register.times", columns, _times(facts))


def _times(facts: Facts) -> Iterator[RegisterRow]:
    blueprint = facts.blueprint
    if _is_said(blueprint.timing):
        yield RegisterRow("time", blueprint.span, _timing(blueprint.title, "time", blueprint.timing))
    for phase in blueprint.phases.values():
        if _is_said(phase.timing):
            about = f"{lasting(phase.key, phase.label)}.time"
            yield RegisterRow(about, phase.span, _timing(phase.label, "time", phase.timing), None, phase.key)
    for step in blueprint.steps.values():
        if _is_said(step.timing):
            about = f"{lasting(step.key, step.label)}.time"
            yield RegisterRow(about, step.span, _timing(step.label, "time", step.timing), step.key)
        for action in (blueprint.actions[key] for key in step.actions):
            if action.wait is not None:
                yield of_action(action, _timing(action.text, "wait", action.wait), ".wait")
            if _is_said(action.timing):
                yield of_action(action, _timing(action.text, "time", action.timing), ".time")


def _is_said(timing: Timing) -> bool:
    return timing.span is not None or timing.target is not None


def _timing(what: str, kind: str, timing: Timing) -> tuple[Cell, ...]:
    said, target = timing.span, timing.target
    over = said.usual - target.usual if said and target and is_beyond(timing) else None
    # A mere maximum says nothing of what is usual.
    usual = None if said and said.is_maximum else span(said)
    return what, word(kind), usual, lasts(said.longest) if said else None, span(target), lasts(over)


def standards(facts: Facts) -> Register:
    """What is promised of actions, before and behind the scenes."""
    columns = (Column("column.action"), Column("column.lane"), *columns_of("standards"))
    entries = (
        of_action(action, (action.text, facts.lane_of[key].label, *cells_of(facts, "standards", [action])))
        for key, action in facts.blueprint.actions.items()
        if action.standard is not None
    )
    return register(facts, "register.standards", columns, entries)


def items(facts: Facts) -> Register:
    """The items that pass through the service: where each is made, by whom, and who needs it."""
    columns = (
        Column("column.item"), Column("column.made-at", "list"), Column("column.made-by", "list"),
        Column("column.needed-at", "list"), Column("column.needed-by", "list"), Column("column.carried", "flag"),
    )  # fmt: skip
    found = every_item(facts)
    carried = {item: flow for flow in reversed(facts.blueprint.flows) for item in flow.carries}
    entries = []
    for item in dict.fromkeys((*found.makers, *found.users, *reversed(carried))):
        makers, users = found.makers.get(item, []), found.users.get(item, [])
        cells: tuple[Cell, ...] = (
            item, texts(facts, makers), doers(facts, makers), texts(facts, users), doers(facts, users), item in carried,
        )  # fmt: skip
        entries.append(_first_of(facts, item, cells, [*makers, *users], carried.get(item)))
    return register(facts, "register.items", columns, entries)


def _first_of(
    facts: Facts, item: str, cells: tuple[Cell, ...], actions: list[str], carrier: Flow | None
) -> RegisterRow:
    """An item is nowhere declared: its place is where it is made, or else first needed, or carried."""
    place: tuple[Span, str] | None = None
    if actions:
        first = facts.blueprint.actions[actions[0]]
        place = first.span, first.step
    elif carrier:
        place = carrier.span, facts.blueprint.actions[carrier.source].step
    assert place is not None, "an item is made, needed or carried"
    return RegisterRow(item, place[0], cells, place[1])


def systems(facts: Facts) -> Register:
    """The systems, and who depends on each."""
    columns = (
        Column("column.system"), Column("column.roles", "list"), Column("column.actions", "list"),
        Column("column.steps", "list"), Column("column.owner"), Column("column.reviewed", "date"),
    )  # fmt: skip
    entries = []
    for key, one in facts.blueprint.systems.items():
        users = [name for name, action in facts.blueprint.actions.items() if key in action.using]
        cells = (
            one.label, doers(facts, users), texts(facts, users), _steps(facts, users), owner(facts, one.owner),
            day(one.reviewed.date if one.reviewed else None),
        )  # fmt: skip
        entries.append(RegisterRow(key, one.span, cells))
    return register(facts, "register.systems", columns, entries)


def people(facts: Facts) -> Register:
    """The roles, and what each does."""
    columns = (
        Column("column.role"), Column("column.department"), Column("column.actions", "list"),
        Column("column.steps", "list"), Column("column.systems", "list"),
    )  # fmt: skip
    entries = []
    for key, one in facts.blueprint.roles.items():
        done = [name for name, action in facts.blueprint.actions.items() if key in action.by]
        used = dict.fromkeys(name for at in done for name in facts.blueprint.actions[at].using)
        labels = tuple(facts.blueprint.name_of("systems", name) for name in used)
        cells = (one.label, one.department, texts(facts, done), _steps(facts, done), labels)
        entries.append(RegisterRow(key, one.span, cells))
    return register(facts, "register.roles", columns, entries)


def _steps(facts: Facts, actions: Iterable[str]) -> tuple[str, ...]:
    steps = dict.fromkeys(facts.blueprint.actions[key].step for key in actions)
    return tuple(facts.blueprint.steps[key].label for key in steps)
