"""The section on goals: how far they are, and whether they are SMART.

Comes in: the wording of a scene. Goes out: a section, or None where the file has no goals. A goal is called late only where the day is
given; a file alone does not know it. Deliberately absent: the calculation (`blueprint.analysis.improvement.goal_progress`).
"""

from __future__ import annotations

from dataclasses import replace

from blueprint.analysis.improvement.goal_progress import (
    Progress,
    Reason,
    State,
    Verdict,
    metric_of,
    progress,
    smart,
)
from blueprint.analysis.improvement.plans import is_past
from blueprint.analysis.registers.of_plans import GOALS
from blueprint.analysis.registers.record import Record
from blueprint.model import Goal, Metric

from ...charts import Scale, Scales
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, stacked, table, text
from ..register_table import Head, RegisterTable, Show, strong
from ..wording import Wording
from .metrics import legend, mark, share_done, value

_STATES: dict[State, tuple[str, str]] = {
    "yes": ("smart.yes", "risk-low"),
    "partly": ("smart.partly", "risk-medium"),
    "no": ("smart.no", "risk-high"),
    "unsaid": ("smart.unsaid", "risk-unrated"),
}
_REASONS: dict[Reason, str] = {
    "metric": "smart.metric",
    "no_metric": "smart.no.metric",
    "numbers": "smart.numbers",
    "no_number": "smart.no.number",
    "no_start": "smart.no.start",
    "no_unit": "smart.no.unit",
    "within_benchmark": "smart.within.benchmark",
    "beyond_benchmark": "smart.beyond.benchmark",
    "moving": "smart.moving",
    "moving_away": "smart.moving.away",
    "no_comparison": "smart.no.comparison",
    "addresses": "smart.addresses",
    "addresses_nothing": "smart.addresses.nothing",
    "due": "smart.due",
    "no_due": "smart.no.due",
}
_LETTERS = ("smart.specific", "smart.measurable", "smart.achievable", "smart.relevant", "smart.timely")


def goals(wording: Wording) -> Section | None:
    """What is to be reached, by when, how far it is, and who answers for it."""
    if not wording.blueprint.goals:
        return None
    register = RegisterTable(wording, GOALS, _HEADS)
    return Section(
        id="goals",
        title=wording.words("goals"),
        tables=(table(register.columns, register.rows()), _smart(wording)),
        note=wording.words("goals.note"),
        figures=_scales(wording),
    )


def _number(part: str) -> Show:
    """A number of the way of a goal, in the unit of its metric."""

    def show(wording: Wording, record: Record[Goal], far: Progress) -> Cell:
        metric = metric_of(wording.blueprint, record.thing)
        return value(wording, getattr(far, part), metric.unit if metric else None)

    return show


def _change(wording: Wording, record: object, change: float | None) -> Cell:
    if change is None:
        return Cell()
    sign = "+" if change > 0 else ""
    return replace(text(f"{sign}{wording.words.share(change)}"), order=change)


def _done(wording: Wording, record: object, far: Progress) -> Cell:
    cell = share_done(wording, far.done)
    return (
        stacked_with_order(cell, text(wording.words("reached"), "chip risk-low")) if far.is_reached else cell
    )


def _due(wording: Wording, record: object, due: str | None, far: Progress) -> Cell:
    cell = wording.date(due)
    late = is_past(due, wording.facts.today) and not far.is_reached
    return stacked_with_order(cell, text(wording.words("overdue"), "chip risk-high")) if late else cell


def stacked_with_order(cell: Cell, other: Cell) -> Cell:
    """One cell under another, sorted as the first."""
    return replace(stacked(cell, other), order=cell.order)


_HEADS = (
    Head("goal", "goal", strong, kind="main"),
    Head("metric", "metric"),
    Head("from", "progress", _number("start"), kind="number"),
    Head("now", "progress", _number("now"), kind="number"),
    Head("to", "progress", _number("aim"), kind="number"),
    Head("change", "change", _change, kind="number"),
    Head("done", "progress", _done, kind="number"),
    Head("due", ("due", "progress"), _due),
    Head("owner", "owner", filters=True),
    Head("addresses", "addresses"),
    Head("served.by", "served_by"),
    Head("status", "known"),
)


# ── the chart ─────────────────────────────────────────────────────────────────────────────────────────────


def _scales(wording: Wording) -> tuple[Scales, ...]:
    """Where each goal began, stands and is to arrive; the benchmark of its metric beside it."""
    scales = [
        _scale(wording, goal, metric_of(wording.blueprint, goal)) for goal in wording.blueprint.goals.values()
    ]
    shown = tuple(scale for scale in scales if len(scale.marks) > 1)
    if not shown:
        return ()
    return (Scales(title=wording.words("goals.scales"), scales=shown, legend=legend(wording, shown)),)


def _scale(wording: Wording, goal: Goal, metric: Metric | None) -> Scale:
    far, unit = progress(goal, metric), metric.unit if metric else None
    values = (
        ("baseline", far.start),
        ("now", far.now),
        ("target", far.aim),
        ("benchmark", metric.benchmark if metric else None),
    )
    share = wording.words.share(far.done) if far.done is not None else None
    due = wording.words("until", date=wording.words.date(goal.due)) if goal.due else None
    return Scale(
        label=goal.label,
        marks=tuple(mark(wording, tone, number, unit) for tone, number in values if number is not None),
        rising=None if far.way is None else far.way == "higher",
        text=wording.words.dotted((share, due)),
        href=f"#{wording.row_of['goals', goal.key]}",
    )


# ── SMART ─────────────────────────────────────────────────────────────────────────────────────────────────


def _smart(wording: Wording) -> Table:
    columns = (
        Column(title=wording.words("goal"), kind="main"),
        *(Column(title=wording.words(letter)) for letter in _LETTERS),
    )
    rows = []
    for goal in wording.blueprint.goals.values():
        verdicts = smart(goal, metric_of(wording.blueprint, goal)).verdicts
        own = wording.row_of["goals", goal.key]
        rows.append(
            Row(
                id=f"smart-{own}",
                span=goal.span,
                cells=(
                    lines((CellPart(text=goal.label, href=f"#{own}"),)),
                    *(_verdict(wording, verdict) for verdict in verdicts),
                ),
            )
        )
    return replace(table(columns, rows, title=wording.words("smart")), counted=False)


def _verdict(wording: Wording, verdict: Verdict) -> Cell:
    word, tone = _STATES[verdict.state]
    cell = stacked(
        text(wording.words(word), f"chip {tone}"), text(wording.words(_REASONS[verdict.reason]), "muted")
    )
    return replace(cell, order=("no", "unsaid", "partly", "yes").index(verdict.state))
