"""The runbook: what to do when a risk of the whole service comes true, laid out to act from.

Comes in: the wording of a scene. Goes out: a section with a table for each risk: what is done beforehand, then what is to be done by
when, then what the customer gets; and a timeline where several steps have limits. Deliberately absent: which risks there are and how
grave (`fail_points`).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model import Contingency, Risk

from ...charts import Course, Stretch, Tick, Timeline
from ...page.table import Cell, CellPart, Column, Row, Section, lines, table, text, wanted
from ..wording import Wording

#: Times that stand on an axis, in seconds: from a minute to three months.
_ROUND: tuple[float, ...] = (
    60,
    300,
    900,
    3600,
    4 * 3600,
    86400,
    3 * 86400,
    7 * 86400,
    28 * 86400,
    91 * 86400,
)
#: So many limits make a picture worth drawing.
_SEVERAL = 2
#: Limits that differ by more than this are seen together on a logarithmic axis alone.
_APART = 20


def numbered(wording: Wording) -> list[tuple[str, Risk]]:
    """The risks as R1, R2 …"""
    return [(f"R{number}", risk) for number, risk in enumerate(wording.blueprint.risks.values(), 1)]


def in_order(risk: Risk) -> list[Contingency]:
    """What is done when it happens, the most urgent first, what has no limit last."""
    # Sorting is stable: equal limits stay in the order of the text.
    return sorted(
        risk.contingencies,
        key=lambda contingency: contingency.within.longest if contingency.within else float("inf"),
    )


def row_of(label: str, number: int) -> str:
    """What a row of the plan for a risk is called."""
    return f"run-{label}-{number}"


def runbook(wording: Wording) -> Section | None:
    """What to do for each risk that has any plan at all."""
    planned = [
        (label, risk)
        for label, risk in numbered(wording)
        if risk.preventions or risk.contingencies or risk.compensations
    ]
    if not planned:
        return None
    timeline = _timeline(wording, planned)
    return Section(
        id="runbook",
        title=wording.words("runbook"),
        tables=tuple(
            table(_columns(wording), list(_rows(wording, label, risk)), title=f"{label} {risk.label}")
            for label, risk in planned
        ),
        note=wording.words("runbook.note"),
        figures=(timeline,) if timeline else (),
    )


def _columns(wording: Wording) -> tuple[Column, ...]:
    words = wording.words
    return (
        Column(title=words("runbook.when"), kept=True),
        Column(title=words("runbook.what"), kind="main", kept=True),
        Column(title=words("runbook.who"), kept=True),
    )


def _rows(wording: Wording, label: str, risk: Risk) -> Iterator[Row]:
    words, owner = wording.words, wording.owner(risk.owner)
    entries: list[tuple[Cell, Cell, Cell]] = []
    spans = []
    for prevention in risk.preventions:
        often = CellPart(text=words(f"every.{prevention.every}"), style="muted") if prevention.every else None
        when = (CellPart(text=words("runbook.before")), *((often,) if often else ()))
        who = text(wording.roles(prevention.by, jointly=prevention.jointly)) if prevention.by else owner
        entries.append((lines(when), text(prevention.text), who))
        spans.append(prevention.span)
    for step in in_order(risk):
        limit = words("time.within", time=wording.time(step.within)) if step.within else words("runbook.open")
        when_cell = text(limit, "strong" if step.within else "muted")
        entries.append((when_cell, text(step.text, "strong"), owner))
        spans.append(step.span)
    if not risk.contingencies:
        entries.append((text(words("runbook.then")), Cell(), owner))
        spans.append(risk.span)
    for compensation in risk.compensations:
        entries.append((text(words("runbook.after")), text(compensation), owner))
        spans.append(risk.span)
    for number, ((when_said, what, who_said), span) in enumerate(zip(entries, spans, strict=True), 1):
        cells = (when_said, wanted(what), wanted(who_said))
        yield Row(id=row_of(label, number), cells=cells, span=span)


def _timeline(wording: Wording, planned: list[tuple[str, Risk]]) -> Timeline | None:
    limits = [
        (label, risk, step, step.within.longest)
        for label, risk in planned
        for step in in_order(risk)
        if step.within
    ]
    if len(limits) < _SEVERAL:
        return None
    longest = max(limit for *_, limit in limits)
    shortest = min(limit for *_, limit in limits)
    return Timeline(
        title=wording.words("runbook.timeline"),
        courses=tuple(
            Course(
                label=f"{label} {step.text}",
                stretches=(
                    Stretch(
                        start=0,
                        end=limit,
                        text=wording.time(step.within) or "",
                        tone=risk.severity or "plain",
                    ),
                ),
                href=f"#{wording.row_of['risks', risk.key]}",
            )
            for label, risk, step, limit in limits
        ),
        ticks=_ticks(wording, shortest, longest),
        logarithmic=longest > _APART * shortest,
    )


def _ticks(wording: Wording, shortest: float, longest: float) -> tuple[Tick, ...]:
    """Round times from 0 to the first that all limits lie before."""
    end = next((value for value in _ROUND if value >= longest), longest)
    quarters = (end / 4, end / 2, 3 * end / 4)
    inner = (
        [value for value in _ROUND if shortest / 2 <= value < end]
        if longest > _APART * shortest
        else quarters
    )
    return tuple(Tick(at=at, text=wording.seconds(at)) for at in (0, *inner, end))
