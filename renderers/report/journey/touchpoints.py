"""The sections on touchpoints and their standards, on standards behind the scenes, and the inventory of steps.

Comes in: the wording of a scene. Goes out: one section each, or None where the file has no such thing.
Deliberately absent: the lettered points (`points`).
"""

from __future__ import annotations

from dataclasses import replace

from blueprint.analysis.motion.ladder import Rung
from blueprint.analysis.motion.results import Motion
from blueprint.analysis.registers.of_work import STANDARDS, TOUCHPOINTS
from blueprint.analysis.registers.record import Record
from blueprint.analysis.work.handoff_arrows import departments
from blueprint.analysis.work.items import in_words, items_of_steps
from blueprint.analysis.work.responsibility import owner_of_step
from blueprint.model import Action, Step
from blueprint.values import TimeSpan

from ...page.table import (
    Cell,
    CellPart,
    Column,
    Row,
    Section,
    Table,
    lines,
    section,
    table,
    text,
)
from ..register_table import Head, RegisterTable, titled
from ..way_cells import Group, grouped, time_cell
from ..wording import Wording

_METRIC = Head("metric", "metrics")


def touchpoint_actions(wording: Wording) -> list[Action]:
    """What customers meet: frontstage actions, and customer actions with a channel or a standard."""
    return [record.thing for record in TOUCHPOINTS.records(wording.facts)]


def touchpoints(wording: Wording) -> Section | None:
    """The list of touchpoints, with the standards of each."""
    heads = (
        Head("touchpoint", (), titled, kind="main"),
        Head("channel", "channel", kept=True, wanted=True),
        Head("standard", "standard", kind="main", kept=True, wanted=True),
        Head("within", "within", _limit, kept=True),
        _METRIC,
        Head("script", "script"),
        Head("evidence", "evidence"),
    )
    return RegisterTable(wording, TOUCHPOINTS, heads).section(
        "touchpoints", note=wording.words("touchpoints.note")
    )


def standards(wording: Wording) -> Section | None:
    """The list of standards of actions that customers do not meet."""
    heads = (
        Head("action", (), titled, kind="main"),
        Head("standard", "standard", kind="main"),
        Head("within", "within", _limit),
        _METRIC,
    )
    table, met = (
        RegisterTable(wording, STANDARDS, heads),
        {action.key for action in touchpoint_actions(wording)},
    )
    rows = table.rows(record for record in table.records if record.action not in met)
    return table.section("standards", rows)


def _limit(wording: Wording, record: Record[Action], within: TimeSpan | None) -> Cell:
    """The time limit of a standard; where the text says so, what it is for."""
    standard = record.thing.standard
    if standard is None or within is None:
        return Cell()
    return lines(wording.limit_line(standard)) if standard.limits else text(wording.time(within))


def steps(wording: Wording) -> Section | None:
    """The steps: their own time, what a case spends there, their targets; and what each works with."""
    words = wording.words
    columns = (
        Column(title=words("step"), kind="main"),
        Column(title=words("phase")),
        Column(title=words("time")),
        Column(title=words("steps.spent")),
        Column(title=words("steps.wait")),
        Column(title=words("target")),
        Column(title=words("comparison")),
        Column(title=words("owner"), filters=True),
        Column(title=words("actions"), kind="number"),
    )
    # Without some lanes there is no way, and nobody spends any time.
    groups = [] if wording.is_without_lanes else grouped(wording, _ladder)
    rows = [_step_row(wording, step, groups) for step in wording.blueprint.steps.values()]
    found = section("steps", words("steps"), columns, rows)
    inside = inventory(wording)
    return replace(found, tables=(*found.tables, inside)) if found and inside else found


def _ladder(motion: Motion) -> object:
    return motion.runs and motion.ladder


def _step_row(wording: Wording, step: Step, groups: list[Group]) -> Row:
    rungs = [(group, rung) for group in groups if (rung := _rung(group, step.key))]
    phase = wording.blueprint.phases[step.phase] if step.phase else None
    stated = step.timing.span
    return Row(
        id=wording.row_of["steps", step.key],
        span=step.span,
        cells=(
            lines((CellPart(text=f"{step.number} {step.label}", style="strong"),)),
            text(phase.label if phase else None),
            replace(wording.timing(step.timing), order=stated.usual) if stated else Cell(),
            _for_each(wording, [(group, rung.mean, rung.unit) for group, rung in rungs]),
            _for_each(wording, [(group, rung.wait.mean, rung.unit) for group, rung in rungs]),
            text(wording.time(step.timing.target)),
            wording.kept(wording.limit("step", step.key)),
            wording.owner(owner_of_step(wording.facts, step.key)),
            text(str(len(step.actions))),
        ),
    )


def _rung(group: Group, step: str) -> Rung | None:
    if not group.motion.runs:
        return None
    return next((rung for rung in group.motion.ladder if rung.step == step), None)


def _for_each(wording: Wording, times: list[tuple[Group, float, float]]) -> Cell:
    """A time of each persona, once where it is the same for all."""
    some = [(group, seconds, unit) for group, seconds, unit in times if seconds]
    if not some:
        return Cell()
    first = time_cell(wording, some[0][1], some[0][2])
    if len({round(seconds, 6) for _, seconds, _ in some}) == 1 and len(some) == len(times):
        return first
    found = [
        (*time_cell(wording, seconds, unit).lines[0], CellPart(text=group.title, style="muted"))
        for group, seconds, unit in some
    ]
    return replace(lines(*found), order=first.order)


def inventory(wording: Wording) -> Table | None:
    """Who works in each step, with what, on what; None where nothing of it is said, and for customers."""
    if wording.view.customer:
        return None
    words = wording.words
    columns = (
        Column(title=words("step")),
        Column(title=words("roles")),
        Column(title=words("department")),
        Column(title=words("systems")),
        Column(title=words("inputs")),
        Column(title=words("outputs")),
        Column(title=words("milestone")),
    )
    found = table(
        columns, [_worked(wording, step) for step in wording.blueprint.steps.values()], words("inventory")
    )
    return replace(found, matrix=True) if len(found.columns) > 1 else None


def _worked(wording: Wording, step: Step) -> Row:
    actions = [wording.blueprint.actions[key] for key in step.actions]
    roles = tuple(dict.fromkeys(role for action in actions for role in action.by))
    needed, made = wording.facts.once(items_of_steps)[step.key]
    return Row(
        id=f"inventory-{step.number}",
        span=step.span,
        cells=(
            lines((wording.step(step.key),)),
            wording.named("roles", roles),
            lines(*((CellPart(text=department),) for department in departments(wording.facts, roles))),
            wording.named("systems", dict.fromkeys(system for action in actions for system in action.using)),
            lines(*((CellPart(text=in_words(item)),) for item in needed)),
            lines(*((CellPart(text=in_words(item)),) for item in made)),
            lines(*((wording.action(action.key),) for action in actions if action.is_milestone)),
        ),
    )
