"""The section on systems: who depends on them, and what stops when they do.

Comes in: the wording of a scene. Goes out: one section, or None where there are none. Deliberately absent: how that is calculated
(`blueprint.analysis.work.outages`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from blueprint.analysis.registers.of_actors import SYSTEMS
from blueprint.analysis.registers.record import Record
from blueprint.analysis.work.outages import Outage, outages
from blueprint.model import Ref, Review, System

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Line, Section, stacked, text
from ..journey.touchpoints import touchpoint_actions
from ..register_table import Head, RegisterTable, strong
from ..wording import Wording
from .handoffs import who
from .roles import counted, fail_points

#: So many actions are named in a cell, and how many more there are is said.
_NAMED = 6


def systems(wording: Wording) -> Section | None:
    """The systems, by the number of actions that stop with each in the chart, as declared in the table."""
    every = wording.facts.once(outages)
    touchpoints = frozenset(action.key for action in touchpoint_actions(wording))
    table = RegisterTable(wording, SYSTEMS, _heads(every, touchpoints))
    records = [record for record in table.records if record.ref in wording.row_of]
    depended = {key: every[key] for key in (record.thing.key for record in records) if every[key].stopped}
    figures = (_chart(wording, depended, touchpoints),) if depended else ()
    return table.section("systems", table.rows(records), wording.words("systems.note"), figures)


def _heads(every: Mapping[str, Outage], touchpoints: Collection[str]) -> tuple[Head, ...]:
    def stops(wording: Wording, record: Record[System]) -> Cell:
        return _some(wording, [other for other in every[record.thing.key].stopped if other in touchpoints])

    def cut_off(wording: Wording, record: Record[System]) -> Cell:
        behind = sum(other in touchpoints for other in every[record.thing.key].cut_off)
        return counted(behind) if behind else Cell()

    return (
        Head("system", "system", strong, kind="main"),
        Head("roles", "roles", lambda wording, _, roles: who(wording, (role.key for role in roles))),
        Head("steps", "steps"),
        Head("actions", "actions", lambda _, __, actions: counted(len(actions)), kind="number", kept=True),
        Head("systems.stops", (), stops, kind="main"),
        Head("systems.cut-off", (), cut_off, kind="number"),
        Head("fails", "actions", _fails),
        Head("owner", "owner", filters=True),
        Head("reviewed", "reviewed", _reviewed),
    )


def _fails(wording: Wording, record: object, users: Iterable[Ref]) -> Cell:
    """The fail points at the actions that use a system."""
    keys = {user.key for user in users}
    return fail_points(wording, [name for name, fail in wording.blueprint.fails.items() if fail.at in keys])


def _some(wording: Wording, keys: list[str]) -> Cell:
    """How many actions, and the first of them."""
    if not keys:
        return Cell()
    found: list[Line] = [(CellPart(text=str(len(keys)), style="strong"),)]
    found += [(wording.action(key),) for key in keys[:_NAMED]]
    if len(keys) > _NAMED:
        found.append((CellPart(text=wording.words("more", count=len(keys) - _NAMED), style="muted"),))
    return Cell(lines=tuple(found), order=len(keys))


def _reviewed(wording: Wording, record: object, reviewed: Review | None) -> Cell:
    if reviewed is None:
        return Cell()
    often = text(wording.words(f"every.{reviewed.every}") if reviewed.every else None, "muted")
    shown = stacked(wording.date(reviewed.date), often)
    return Cell(lines=shown.lines, order=reviewed.date)


def _chart(wording: Wording, found: dict[str, Outage], touchpoints: Iterable[str]) -> Bars:
    words = wording.words
    met = frozenset(touchpoints)
    # Sorting is stable: equals stay as they are declared.
    order = sorted(found, key=lambda key: -len(found[key].stopped))
    return Bars(
        title=words("systems.chart"),
        bars=tuple(_bar(wording, key, found[key].stopped, met) for key in order),
        legend=(("frontstage", words("touchpoints")), ("plain", words("systems.others"))),
    )


def _bar(wording: Wording, key: str, stopped: tuple[str, ...], touchpoints: frozenset[str]) -> Bar:
    met = sum(other in touchpoints for other in stopped)
    inside = len(stopped) - met
    parts = (
        Part(length=met, text=f"{wording.words('touchpoints')} {met}", tone="frontstage"),
        Part(length=inside, text=f"{wording.words('systems.others')} {inside}", tone="plain"),
    )
    return Bar(
        label=wording.blueprint.systems[key].label,
        parts=tuple(part for part in parts if part.length),
        text=str(len(stopped)),
        href=f"#{wording.row_of['systems', key]}",
    )
