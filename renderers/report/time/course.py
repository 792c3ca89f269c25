"""The section on the critical path: what the lead time of the usual way is made of, term by term, and what has slack beside it.

Comes in: the wording of a scene. Goes out: a section, None where the usual way has no time. Deliberately absent: the calculation
(`blueprint.analysis.motion`), other ways (`ways`), targets (`timing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.motion.results import Motion
from blueprint.analysis.motion.rules.net import span_of
from blueprint.analysis.motion.terms import Term
from blueprint.analysis.motion.units import unit_of_action
from blueprint.model import Timing

from ...charts import Course, Stretch, Timeline
from ...page.table import Column, Row, Section, Table, table
from ..axes import ticks
from ..way_cells import Group, grouped, lead_text, term_kind, time_cell, titled, whole
from ..wording import Wording
from .term_table import term_table

#: So many rows of a chart can be read; a longer path is drawn by steps.
_MOST_ROWS = 30


def critical(wording: Wording) -> Section | None:
    """The chain that decides how long the usual way takes, and the slack of what is beside it. Without some lanes there is no such path."""
    if wording.is_without_lanes:
        return None
    groups = [group for group in grouped(wording, _look) if group.motion.runs and group.motion.usual.terms]
    figures: list[Timeline] = []
    tables: list[Table] = []
    for number, group in enumerate(groups, 1):
        usual = group.motion.usual
        prefix = "stage" if number == 1 else f"stage-{number}"
        if len(usual.terms) > 1:
            figures.append(_chart(wording, usual.terms, titled(wording, "critical.chart", group)))
        tables.append(term_table(wording, usual, titled(wording, "critical.path", group), prefix))
        tables += _slack(wording, group, "slack" if number == 1 else f"slack-{number}")
    if not groups:
        return None
    title = wording.words("critical")
    times = [lead_text(wording, group.motion.usual) for group in groups]
    note = (
        wording.words("critical.note", time=times[0]) if len(times) == 1 else wording.words("critical.notes")
    )
    return Section(id="critical", title=title, tables=tuple(tables), figures=tuple(figures), note=note)


def _look(motion: Motion) -> object:
    return motion.runs and (motion.usual.lead, motion.usual.terms, motion.slack)


# ── the path itself ───────────────────────────────────────────────────────────────────────────────────────


class _Row(NamedTuple):
    """A row of the chart: what its stretches are of, and where it leads."""

    label: str
    href: str | None


def _chart(wording: Wording, terms: tuple[Term, ...], title: str) -> Timeline:
    """Each action where its turn comes; of a long path each step."""
    courses: list[Course] = []
    until = 0.0
    by_step = len(terms) > _MOST_ROWS
    for term in terms:
        row = _of_step(wording, term) if by_step else _of_term(wording, term)
        stretches: tuple[Stretch, ...] = (_stretch(wording, term, until),)
        until += term.seconds
        if courses and courses[-1].label == row.label:
            stretches = (*courses.pop().stretches, *stretches)
        courses.append(Course(label=row.label, stretches=stretches, href=row.href))
    used = {stretch.tone for course in courses for stretch in course.stretches}
    legend = (("wait", "wait"), ("work", "times.work"), ("unsaid", "ways.rest"))
    return Timeline(
        title=title,
        courses=tuple(courses),
        ticks=ticks(wording, until),
        legend=tuple((tone, wording.words(key)) for tone, key in legend if tone in used),
    )


def _of_term(wording: Wording, term: Term) -> _Row:
    if term.of == "action":
        return _Row(wording.facts.text(term.key), wording.card_href(term.key))
    part = whole(wording, term)
    return _Row(part.text, part.href)


def _of_step(wording: Wording, term: Term) -> _Row:
    if term.step is None:
        return _Row(wording.all_of_it, None)
    step = wording.blueprint.steps[term.step]
    return _Row(f"{step.number} {step.label}", f"#{wording.row_of['steps', step.key]}")


def _stretch(wording: Wording, term: Term, start: float) -> Stretch:
    shown = wording.words.seconds(term.seconds, term.unit)
    text = shown if term.kind == "work" else f"{term_kind(wording, term)} {shown}"
    tone = {"wait": "wait", "work": "work", "rest": "unsaid"}[term.kind]
    return Stretch(start=start, end=start + term.seconds, text=text, tone=tone)


# ── beside it ─────────────────────────────────────────────────────────────────────────────────────────────


def _slack(wording: Wording, group: Group, prefix: str) -> Iterator[Table]:
    """The actions beside the path: how much longer they may take before the case does."""
    words, actions, motion = wording.words, wording.blueprint.actions, group.motion
    columns = (
        Column(title=words("action"), kind="main"),
        Column(title=words("wait")),
        Column(title=words("time")),
        Column(title=words("critical.slack"), kept=True),
    )
    rows = [
        Row(
            id=f"{prefix}-{number}",
            action=key,
            span=actions[key].span,
            cells=(
                wording.titled(actions[key]),
                time_cell(wording, _usual(actions[key].wait), unit_of_action(actions[key])),
                time_cell(wording, _usual(actions[key].timing), unit_of_action(actions[key])),
                time_cell(wording, spare, motion.usual.unit),
            ),
        )
        for number, (key, spare) in enumerate(motion.slack.items(), 1)
    ]
    if rows:
        yield replace(table(columns, rows, titled(wording, "critical.beside", group)), counted=False)


def _usual(timing: Timing | None) -> float | None:
    return span_of(timing.span).usual if timing and timing.span else None
