"""The section on systems: who depends on them, and what stops when they do.

Comes in: the wording of a scene. Goes out: one section, or None where there are none. Deliberately absent: how that is calculated
(`blueprint.analysis.work.outages`).
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.analysis.work.outages import Outage, outages
from blueprint.model import System

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Column, Line, Row, Section, lines, section, stacked, text
from ..journey.touchpoints import touchpoint_actions
from ..wording import Wording
from .handoffs import who
from .roles import counted, fail_points

#: So many actions are named in a cell, and how many more there are is said.
_NAMED = 6


def systems(say: Wording) -> Section | None:
    """The systems, by the number of actions that stop with each in the chart, as declared in the table."""
    shown = [key for kind, key in say.row_of if kind == "systems"]
    if not shown:
        return None
    words = say.words
    columns = (
        Column(title=words("system"), kind="main"),
        Column(title=words("roles")),
        Column(title=words("steps")),
        Column(title=words("actions"), kind="number", kept=True),
        Column(title=words("systems.stops"), kind="main"),
        Column(title=words("systems.cut-off"), kind="number"),
        Column(title=words("fails")),
        Column(title=words("owner"), filters=True),
        Column(title=words("reviewed")),
    )
    every = say.facts.once(outages)
    touchpoints = frozenset(action.key for action in touchpoint_actions(say))
    rows = [_row(say, key, every[key], touchpoints) for key in shown]
    depended = [key for key in shown if every[key].stopped]
    figures = (_chart(say, {key: every[key] for key in depended}, touchpoints),) if depended else ()
    return section("systems", words("systems"), columns, rows, words("systems.note"), figures)


def _row(say: Wording, key: str, outage: Outage, touchpoints: frozenset[str]) -> Row:
    system = say.blueprint.systems[key]
    actions = say.blueprint.actions
    roles = dict.fromkeys(role for user in outage.users for role in actions[user].by)
    steps = dict.fromkeys(actions[user].step for user in outage.users)
    stops = [one for one in outage.stopped if one in touchpoints]
    behind = sum(one in touchpoints for one in outage.cut_off)
    fails = [name for name, fail in say.blueprint.fails.items() if fail.at in outage.users]
    return Row(
        id=say.row_of["systems", key],
        span=system.span,
        cells=(
            text(system.label, "strong"),
            who(say, roles),
            lines(*((say.step(step),) for step in steps)),
            counted(len(outage.users)),
            _some(say, stops),
            counted(behind) if behind else Cell(),
            fail_points(say, fails),
            say.owner(system.owner),
            _reviewed(say, system),
        ),
    )


def _some(say: Wording, keys: list[str]) -> Cell:
    """How many actions, and the first of them."""
    if not keys:
        return Cell()
    found: list[Line] = [(CellPart(text=str(len(keys)), style="strong"),)]
    found += [(say.action(key),) for key in keys[:_NAMED]]
    if len(keys) > _NAMED:
        found.append((CellPart(text=say.words("more", count=len(keys) - _NAMED), style="muted"),))
    return Cell(lines=tuple(found), order=len(keys))


def _reviewed(say: Wording, system: System) -> Cell:
    if system.reviewed is None:
        return Cell()
    often = text(say.words(f"every.{system.reviewed.every}") if system.reviewed.every else None, "muted")
    shown = stacked(say.date(system.reviewed.date), often)
    return Cell(lines=shown.lines, order=system.reviewed.date)


def _chart(say: Wording, found: dict[str, Outage], touchpoints: Iterable[str]) -> Bars:
    words = say.words
    met = frozenset(touchpoints)
    # Sorting is stable: equals stay as they are declared.
    order = sorted(found, key=lambda key: -len(found[key].stopped))
    return Bars(
        title=words("systems.chart"),
        bars=tuple(_bar(say, key, found[key].stopped, met) for key in order),
        legend=(("frontstage", words("touchpoints")), ("plain", words("systems.others"))),
    )


def _bar(say: Wording, key: str, stopped: tuple[str, ...], touchpoints: frozenset[str]) -> Bar:
    met = sum(one in touchpoints for one in stopped)
    inside = len(stopped) - met
    parts = (
        Part(length=met, text=f"{say.words('touchpoints')} {met}", tone="frontstage"),
        Part(length=inside, text=f"{say.words('systems.others')} {inside}", tone="plain"),
    )
    return Bar(
        label=say.blueprint.systems[key].label,
        parts=tuple(part for part in parts if part.length),
        text=str(len(stopped)),
        href=f"#{say.row_of['systems', key]}",
    )
