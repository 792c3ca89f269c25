"""The section on roles: who is what at which step, and how much each has to do.

Comes in: the wording of a scene. Goes out: one section, or None where the file has no roles at work. Deliberately absent: how the
letters are derived (`blueprint.analysis.work.responsibility`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.work.handoff_arrows import crossings, people
from blueprint.analysis.work.responsibility import Duties, Letter, Load, duties, loads, owner_of_step
from blueprint.model import Owner
from blueprint.source import Span

from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, table, text
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


def roles(say: Wording) -> Section | None:
    """The matrix of responsibilities, and the roles with what they do, use and answer for."""
    shown = [key for kind, key in say.row_of if kind == "roles"]
    if not shown:
        return None
    rows = _duties(say)
    involved = [key for key in shown if any(key in row.duties for row in rows)]
    title = say.words("roles.by-action" if any(row.action for row in rows) else "roles.by-step")
    listed = table(_columns(say), _rows(say, shown))
    tables = (_matrix(say, title, rows, involved),) if involved else ()
    return Section(
        id="roles",
        title=say.words("roles"),
        tables=(*tables, replace(listed, title=say.words("roles.load"))),
        note=say.words("roles.note"),
    )


# ── who is what ───────────────────────────────────────────────────────────────────────────────────────────


def _duties(say: Wording) -> list[_Duty]:
    facts, steps = say.facts, say.blueprint.steps
    owners = {key: owner_of_step(facts, key) for key in steps}
    done = [action for key, action in say.blueprint.actions.items() if people(facts, key)]
    if len(done) <= _FEW:
        return [
            _Duty(
                f"duty-{position}", say.action(one.key), one.span, owners[one.step],
                duties(facts, [one.key], owners[one.step]), one.key,
            )
            for position, one in enumerate(done, 1)
        ]  # fmt: skip
    return [
        _Duty(f"duty-{position}", say.step(key), step.span, owners[key], duties(facts, step.actions, owners[key]))
        for position, (key, step) in enumerate(steps.items(), 1)
    ]  # fmt: skip


def _matrix(say: Wording, title: str, rows: list[_Duty], involved: list[str]) -> Table:
    labels = say.blueprint.roles
    columns = (
        Column(title=say.words("action" if any(row.action for row in rows) else "step")),
        *(Column(title=labels[key].label) for key in involved),
        Column(title=say.words("roles.others")),
    )
    cells = [
        Row(
            id=row.id,
            action=row.action,
            span=row.span,
            cells=(
                lines((row.head,)),
                *(_letters(say, row.duties.get(key, ())) for key in involved),
                text(row.owner.text if row.owner and not row.owner.role else None),
            ),
        )
        for row in rows
    ]
    return replace(table(columns, cells, title), matrix=True)


def _letters(say: Wording, letters: Iterable[Letter]) -> Cell:
    said = {"R": "duty.r", "A": "duty.a", "C": "duty.c", "I": "duty.i"}
    return lines(
        tuple(CellPart(text=one, style=f"duty duty-{one}", title=say.words(said[one])) for one in letters)
    )


# ── how much each does ────────────────────────────────────────────────────────────────────────────────────


def _columns(say: Wording) -> tuple[Column, ...]:
    words = say.words
    return (
        Column(title=words("role"), kind="main"),
        Column(title=words("department"), filters=True),
        Column(title=words("actions"), kind="number", kept=True),
        Column(title=words("steps"), kind="number", kept=True),
        Column(title=words("work")),
        Column(title=words("handoffs.gives"), kind="number"),
        Column(title=words("handoffs.takes"), kind="number"),
        Column(title=words("systems")),
        Column(title=words("roles.owned")),
        Column(title=words("fails")),
        Column(title=words("metrics")),
    )


def _rows(say: Wording, shown: list[str]) -> list[Row]:
    every = say.facts.once(loads)
    gives = Counter(role for one in say.facts.once(crossings) for role in one.giving)
    takes = Counter(role for one in say.facts.once(crossings) for role in one.taking)
    return [_row(say, key, every[key], gives[key], takes[key]) for key in shown]


def _row(say: Wording, key: str, load: Load, gives: int, takes: int) -> Row:
    role = say.blueprint.roles[key]
    # A part of a service says nothing of what lies outside of it; metrics belong to the whole.
    is_part = bool(say.view.only or say.view.lanes)
    return Row(
        id=say.row_of["roles", key],
        span=role.span,
        cells=(
            text(role.label, "strong"),
            text(role.department),
            counted(len(load.actions)),
            counted(len(load.steps)),
            Cell(lines=text(say.seconds(load.work) if load.work else None).lines, order=load.work),
            counted(gives) if gives else Cell(),
            counted(takes) if takes else Cell(),
            say.named("systems", load.systems),
            lines(*((say.step(step),) for step in load.owned)),
            fail_points(say, load.fails),
            Cell() if is_part else say.named("metrics", load.metrics),
        ),
    )


def counted(number: int) -> Cell:
    """A number as it is, sorted as one."""
    return Cell(lines=((CellPart(text=str(number)),),), order=number)


def fail_points(say: Wording, keys: Iterable[str]) -> Cell:
    """Fail points (keys of cards) by their labels, in a line, each leading to its row."""
    chosen = frozenset(keys)
    return lines(
        tuple(
            CellPart(text=point.label, href=f"#{say.row_of['fails', point.card]}", title=say.blueprint.fails[point.card].text)
            for point in say.blueprint.points
            if point.card in chosen and point.card is not None
        )
    )  # fmt: skip
