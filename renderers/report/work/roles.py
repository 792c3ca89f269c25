"""The section on roles: who is what at which step, and how much each has to do.

Comes in: the wording of a scene. Goes out: one section, or None where the file has no roles at work. Deliberately absent: how the
letters are derived (`blueprint.analysis.work.responsibility`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.motion.results import Motion
from blueprint.analysis.registers.of_actors import ROLES
from blueprint.analysis.work.handoff_arrows import crossings, people
from blueprint.analysis.work.responsibility import Duties, Letter, Load, duties, loads, owner_of_step
from blueprint.model import Owner
from blueprint.source import Span

from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, stacked, table, text
from ..register_table import Head, RegisterTable, Show, strong
from ..way_cells import grouped, time_cell
from ..wording import Wording

#: So many actions of people get a row each; where there are more, steps do.
_FEW = 12


class _Duty(NamedTuple):
    """A row of the matrix: a step, or an action of a person."""

    id: str
    head: CellPart
    span: Span
    owner: Owner | None
    duties: Duties
    action: str | None = None


def roles(wording: Wording) -> Section | None:
    """The matrix of responsibilities, and the roles with what they do, use and answer for."""
    shown = [key for kind, key in wording.row_of if kind == "roles"]
    if not shown:
        return None
    rows = _duties(wording)
    involved = [key for key in shown if any(key in row.duties for row in rows)]
    title = wording.words("roles.by-action" if any(row.action for row in rows) else "roles.by-step")
    register = RegisterTable(wording, ROLES, _heads(wording))
    listed = table(
        register.columns, register.rows(record for record in register.records if record.ref in wording.row_of)
    )
    tables = (_matrix(wording, title, rows, involved),) if involved else ()
    return Section(
        id="roles",
        title=wording.words("roles"),
        tables=(*tables, replace(listed, title=wording.words("roles.load"))),
        note=wording.words("roles.note"),
    )


# ── who is what ───────────────────────────────────────────────────────────────────────────────────────────


def _duties(wording: Wording) -> list[_Duty]:
    facts, steps = wording.facts, wording.blueprint.steps
    owners = {key: owner_of_step(facts, key) for key in steps}
    done = [action for key, action in wording.blueprint.actions.items() if people(facts, key)]
    if len(done) <= _FEW:
        return [
            _Duty(
                f"duty-{position}", wording.action(action.key), action.span, owners[action.step],
                duties(facts, [action.key], owners[action.step]), action.key,
            )
            for position, action in enumerate(done, 1)
        ]  # fmt: skip
    return [
        _Duty(f"duty-{position}", wording.step(key), step.span, owners[key], duties(facts, step.actions, owners[key]))
        for position, (key, step) in enumerate(steps.items(), 1)
    ]  # fmt: skip


def _matrix(wording: Wording, title: str, rows: list[_Duty], involved: list[str]) -> Table:
    labels = wording.blueprint.roles
    columns = (
        Column(title=wording.words("action" if any(row.action for row in rows) else "step")),
        *(Column(title=labels[key].label) for key in involved),
        Column(title=wording.words("roles.others")),
    )
    cells = [
        Row(
            id=row.id,
            action=row.action,
            span=row.span,
            cells=(
                lines((row.head,)),
                *(_letters(wording, row.duties.get(key, ())) for key in involved),
                text(row.owner.text if row.owner and not row.owner.role else None),
            ),
        )
        for row in rows
    ]
    return replace(table(columns, cells, title), matrix=True)


def _letters(wording: Wording, letters: Iterable[Letter]) -> Cell:
    message = {"R": "duty.r", "A": "duty.a", "C": "duty.c", "I": "duty.i"}
    return lines(
        tuple(
            CellPart(text=letter, style=f"duty duty-{letter}", title=wording.words(message[letter]))
            for letter in letters
        )
    )


# ── how much each does ────────────────────────────────────────────────────────────────────────────────────


def _heads(wording: Wording) -> tuple[Head, ...]:
    every, found = wording.facts.once(loads), wording.facts.once(crossings)
    gives = Counter(role for crossing in found for role in crossing.giving)
    takes = Counter(role for crossing in found for role in crossing.taking)
    # A part of a service says nothing of what lies outside of it; metrics belong to the whole.
    is_part = wording.view.is_cut

    def of(show: Callable[[Load], Cell]) -> Show:
        return lambda _, record: show(every[record.thing.key])

    def number(counts: Counter[str]) -> Show:
        return lambda _, record: counted(counts[record.thing.key]) if counts[record.thing.key] else Cell()

    return (
        Head("role", "role", strong, kind="main"),
        Head("department", "department", filters=True),
        Head("actions", (), of(lambda load: counted(len(load.actions))), kind="number", kept=True),
        Head("steps", (), of(lambda load: counted(len(load.steps))), kind="number", kept=True),
        Head("work", (), lambda _, record: _work(wording, record.thing.key)),
        Head("handoffs.gives", (), number(gives), kind="number"),
        Head("handoffs.takes", (), number(takes), kind="number"),
        Head("systems", (), of(lambda load: wording.named("systems", load.systems))),
        Head("roles.owned", (), of(lambda load: lines(*((wording.step(step),) for step in load.owned)))),
        Head("fails", (), of(lambda load: fail_points(wording, load.fails))),
        Head("metrics", (), of(lambda load: Cell() if is_part else wording.named("metrics", load.metrics))),
    )


def _work(wording: Wording, role: str) -> Cell:
    """The work that a case gives a role, for each group of personas for whom it differs."""
    cell, order = Cell(), 0.0
    for group in grouped(wording, lambda motion: _seconds(motion, role)):
        if seconds := _seconds(group.motion, role):
            shown = stacked(time_cell(wording, seconds, group.motion.lead.unit), text(group.title, "muted"))
            cell, order = stacked(cell, shown), order or seconds
    return replace(cell, order=order)


def _seconds(motion: Motion, role: str) -> float:
    every = motion.amounts.work if motion.runs else ()
    return next((work.seconds for work in every if work.role == role), 0.0)


def counted(number: int) -> Cell:
    """A number as it is, sorted as one."""
    return Cell(lines=((CellPart(text=str(number)),),), order=number)


def fail_points(wording: Wording, keys: Iterable[str]) -> Cell:
    """Fail points (keys of cards) by their labels, in a line, each leading to its row."""
    chosen = frozenset(keys)
    return lines(
        tuple(
            CellPart(text=point.label, href=f"#{wording.row_of['fails', point.card]}", title=wording.blueprint.fails[point.card].text)
            for point in wording.blueprint.points
            if point.card in chosen and point.card is not None
        )
    )  # fmt: skip
