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
from blueprint.analysis.improvement.plans import ideas_for_goals, is_past
from blueprint.model import Goal, Metric

from ...charts import Scale, Scales
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, stacked, table, text
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


def goals(say: Wording) -> Section | None:
    """What is to be reached, by when, how far it is, and who answers for it."""
    every = say.blueprint.goals.values()
    if not every:
        return None
    words = say.words
    columns = (
        Column(title=words("goal"), kind="main"),
        Column(title=words("metric")),
        Column(title=words("from"), kind="number"),
        Column(title=words("now"), kind="number"),
        Column(title=words("to"), kind="number"),
        Column(title=words("change"), kind="number"),
        Column(title=words("done"), kind="number"),
        Column(title=words("due")),
        Column(title=words("owner"), filters=True),
        Column(title=words("addresses")),
        Column(title=words("served.by")),
        Column(title=words("status")),
    )
    rows = [_row(say, goal) for goal in every]
    return Section(
        id="goals",
        title=words("goals"),
        tables=(table(columns, rows), _smart(say)),
        note=words("goals.note"),
        figures=_scales(say),
    )


def _row(say: Wording, goal: Goal) -> Row:
    metric = metric_of(say.blueprint, goal)
    far, unit = progress(goal, metric), metric.unit if metric else None
    ideas = ideas_for_goals(say.blueprint)[goal.key]
    return Row(
        id=say.row_of["goals", goal.key],
        span=goal.span,
        cells=(
            text(goal.label, "strong"),
            say.named("metrics", (goal.metric,) if goal.metric else ()),
            *(value(say, one, unit) for one in (far.start, far.now, far.aim)),
            _change(say, goal),
            _done(say, far),
            _due(say, goal, far),
            say.owner(goal.owner),
            say.cards(goal.addresses),
            lines(*((CellPart(text=one.text, href=f"#{say.row_of['ideas', one.key]}"),) for one in ideas)),
            say.known(goal.known),
        ),
    )


def _change(say: Wording, goal: Goal) -> Cell:
    if goal.change is None:
        return Cell()
    sign = "+" if goal.change > 0 else ""
    return replace(text(f"{sign}{say.words.share(goal.change)}"), order=goal.change)


def _done(say: Wording, far: Progress) -> Cell:
    cell = share_done(say, far.done)
    return stacked_with_order(cell, text(say.words("reached"), "chip risk-low")) if far.is_reached else cell


def stacked_with_order(cell: Cell, other: Cell) -> Cell:
    """One cell under another, sorted as the first."""
    return replace(stacked(cell, other), order=cell.order)


def _due(say: Wording, goal: Goal, far: Progress) -> Cell:
    cell = say.date(goal.due)
    late = is_past(goal.due, say.facts.today) and not far.is_reached
    return stacked_with_order(cell, text(say.words("overdue"), "chip risk-high")) if late else cell


# ── the chart ─────────────────────────────────────────────────────────────────────────────────────────────


def _scales(say: Wording) -> tuple[Scales, ...]:
    """Where each goal began, stands and is to arrive; the benchmark of its metric beside it."""
    scales = [_scale(say, goal, metric_of(say.blueprint, goal)) for goal in say.blueprint.goals.values()]
    shown = tuple(one for one in scales if len(one.marks) > 1)
    if not shown:
        return ()
    return (Scales(title=say.words("goals.scales"), scales=shown, legend=legend(say, shown)),)


def _scale(say: Wording, goal: Goal, metric: Metric | None) -> Scale:
    far, unit = progress(goal, metric), metric.unit if metric else None
    values = (
        ("baseline", far.start),
        ("now", far.now),
        ("target", far.aim),
        ("benchmark", metric.benchmark if metric else None),
    )
    share = say.words.share(far.done) if far.done is not None else None
    due = say.words("until", date=say.words.date(goal.due)) if goal.due else None
    return Scale(
        label=goal.label,
        marks=tuple(mark(say, tone, number, unit) for tone, number in values if number is not None),
        rising=None if far.way is None else far.way == "higher",
        text=" · ".join(one for one in (share, due) if one),
        href=f"#{say.row_of['goals', goal.key]}",
    )


# ── SMART ─────────────────────────────────────────────────────────────────────────────────────────────────


def _smart(say: Wording) -> Table:
    columns = (
        Column(title=say.words("goal"), kind="main"),
        *(Column(title=say.words(letter)) for letter in _LETTERS),
    )
    rows = []
    for goal in say.blueprint.goals.values():
        verdicts = smart(goal, metric_of(say.blueprint, goal)).verdicts
        own = say.row_of["goals", goal.key]
        rows.append(
            Row(
                id=f"smart-{own}",
                span=goal.span,
                cells=(
                    lines((CellPart(text=goal.label, href=f"#{own}"),)),
                    *(_verdict(say, one) for one in verdicts),
                ),
            )
        )
    return replace(table(columns, rows, title=say.words("smart")), counted=False)


def _verdict(say: Wording, one: Verdict) -> Cell:
    word, tone = _STATES[one.state]
    cell = stacked(text(say.words(word), f"chip {tone}"), text(say.words(_REASONS[one.reason]), "muted"))
    return replace(cell, order=("no", "unsaid", "partly", "yes").index(one.state))
