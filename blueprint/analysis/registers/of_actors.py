"""Registers of who and what is at work: systems, items, roles.

Comes in: Facts. Goes out: definitions of registers, in reading order. Deliberately absent: what stops with a system, and how much a role
has to do, which the report works out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...model import Flow, Ref, Role, System
from ..facts import Facts
from ..work.items import items as every_item
from .cell_values import refs
from .record import Record, of_declaration
from .register import Column, Definition, Shown

_STAFF = Shown.FILES | Shown.SITE


def _doers(facts: Facts, actions: Iterable[str]) -> tuple[Ref, ...]:
    """The roles that do some actions, each once."""
    found = (role for key in actions for role in facts.blueprint.actions[key].by)
    return refs("roles", dict.fromkeys(found))


def _steps(facts: Facts, actions: Iterable[str]) -> tuple[Ref, ...]:
    return refs("steps", dict.fromkeys(facts.blueprint.actions[key].step for key in actions))


# ── systems ─────────────────────────────────────────────────────────────────────────────────────────────────


def _users(facts: Facts, system: System) -> list[str]:
    return [key for key, action in facts.blueprint.actions.items() if system.key in action.using]


#: The systems, and who depends on each.
SYSTEMS = Definition[System](
    name="systems",
    row="system",
    find=lambda facts: (of_declaration("systems", system) for system in facts.blueprint.systems.values()),
    columns=(
        Column("column.system", "text", "label", _STAFF),
        Column("column.roles", "list", lambda facts, system: _doers(facts, _users(facts, system)), _STAFF),
        Column(
            "column.actions", "list", lambda facts, system: refs("actions", _users(facts, system)), _STAFF
        ),
        Column("column.steps", "list", lambda facts, system: _steps(facts, _users(facts, system))),
        Column("column.owner", "text", "owner", _STAFF),
        Column("column.reviewed", "date"),
    ),
)


# ── items ───────────────────────────────────────────────────────────────────────────────────────────────────


class Item(NamedTuple):
    """An item, the actions (keys) that make and need it, and the arrows that carry it."""

    name: str
    makers: list[str]
    users: list[str]
    carriers: list[Flow]


def _items(facts: Facts) -> Iterator[Record[Item]]:
    found = facts.once(every_item)
    carriers: dict[str, list[Flow]] = {}
    for flow in facts.blueprint.flows:
        for item in flow.carries:
            carriers.setdefault(item, []).append(flow)
    # What arrows alone carry has always stood so in files: item by item as it is last named, from the end.
    carried = dict.fromkeys(item for flow in reversed(facts.blueprint.flows) for item in flow.carries)
    for name in dict.fromkeys((*found.makers, *found.users, *reversed(carried))):
        makers, users = found.makers.get(name, []), found.users.get(name, [])
        yield _of_item(facts, Item(name, makers, users, carriers.get(name, [])))


def _of_item(facts: Facts, item: Item) -> Record[Item]:
    """An item is nowhere declared: its place is where it is made, or else first needed, or carried."""
    actions = facts.blueprint.actions
    at = [*item.makers, *item.users]
    key = at[0] if at else item.carriers[0].source
    return Record(
        item.name,
        item,
        actions[key].span if at else item.carriers[0].span,
        action=key,
        step=actions[key].step,
    )


#: The items that pass through the service: where each is made, by whom, and who needs it.
ITEMS = Definition[Item](
    name="items",
    row="item",
    find=_items,
    columns=(
        Column("column.item", "text", "name"),
        Column("column.made-at", "list", lambda _, item: refs("actions", item.makers)),
        Column("column.made-by", "list", lambda facts, item: _doers(facts, item.makers)),
        Column("column.needed-at", "list", lambda _, item: refs("actions", item.users)),
        Column("column.needed-by", "list", lambda facts, item: _doers(facts, item.users)),
        Column("column.carried", "flag", lambda _, item: bool(item.carriers)),
        Column("carriers", "list", "carriers", Shown.REPORT),
    ),
)


# ── roles ───────────────────────────────────────────────────────────────────────────────────────────────────


def _done(facts: Facts, role: Role) -> list[str]:
    return [key for key, action in facts.blueprint.actions.items() if role.key in action.by]


def _used(facts: Facts, role: Role) -> tuple[Ref, ...]:
    used = (system for key in _done(facts, role) for system in facts.blueprint.actions[key].using)
    return refs("systems", dict.fromkeys(used))


#: The roles, and what each does.
ROLES = Definition[Role](
    name="roles",
    row="role",
    find=lambda facts: (of_declaration("roles", role) for role in facts.blueprint.roles.values()),
    columns=(
        Column("column.role", "text", "label"),
        Column("column.department"),
        Column("column.actions", "list", lambda facts, role: refs("actions", _done(facts, role))),
        Column("column.steps", "list", lambda facts, role: _steps(facts, _done(facts, role))),
        Column("column.systems", "list", _used),
    ),
)

DEFINITIONS = (SYSTEMS, ITEMS, ROLES)
