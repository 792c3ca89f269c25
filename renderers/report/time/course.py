"""The section on the critical path: how long the usual way takes, what it consists of, and what would change it.

Comes in: the wording of a scene. Goes out: a section, None where the file has neither times nor targets. Deliberately absent: the
calculation (`blueprint.analysis.motion.critical`, `blueprint.analysis.motion.slack`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.motion.critical import (
    CriticalPath,
    course_with_step_times,
    critical_path,
    usual_course,
)
from blueprint.analysis.motion.keeping import Held, at_best, held
from blueprint.analysis.motion.slack import Way, slack, ways
from blueprint.model import Timing
from blueprint.source import Span

from ...charts import Course, Stretch, Timeline
from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table, lines, table, text
from ..axes import ticks
from ..wording import Wording

#: So many rows of a chart can be read; a longer path is drawn by steps.
_MOST_ROWS = 30


class _Stage(NamedTuple):
    """An action of the path: when its wait begins, and how long it waits and works, in seconds."""

    action: str
    begins: float
    wait: float
    work: float

    @property
    def ends(self) -> float:
        return self.begins + self.wait + self.work


def critical(say: Wording) -> Section | None:
    """The longest path through the usual course, and the promises that it has to keep. Without some lanes there is no such path."""
    if say.is_without_lanes:
        return None
    path = critical_path(say.facts, say.facts.once(course_with_step_times))
    promises = list(_promises(say, path))
    stages = _stages(path)
    if not stages and not promises:
        return None
    tables = (*_course(say, stages), *promises, *_ways(say, path), *_slack(say))
    note = say.words("critical.note", time=say.about(path.seconds)) if stages else say.words("critical.none")
    return Section(
        id="critical",
        title=say.words("critical"),
        tables=tables,
        figures=(_chart(say, stages),) if stages else (),
        note=note,
    )


def _stages(path: CriticalPath) -> list[_Stage]:
    """The stretches of a path, those of one action together."""
    found: list[_Stage] = []
    at = 0.0
    for piece in path.pieces:
        wait, work = (piece.seconds, 0.0) if piece.kind == "wait" else (0.0, piece.seconds)
        if found and found[-1].action == piece.action:
            last = found.pop()
            found.append(last._replace(wait=last.wait + wait, work=last.work + work))
        else:
            found.append(_Stage(piece.action, at, wait, work))
        at += piece.seconds
    return found


# ── the path itself ───────────────────────────────────────────────────────────────────────────────────────


def _chart(say: Wording, stages: list[_Stage]) -> Timeline:
    """Each action where its turn comes; of a long path each step."""
    courses: list[Course] = []
    by_step = len(stages) > _MOST_ROWS
    for one in stages:
        step = say.blueprint.steps[say.blueprint.actions[one.action].step]
        label = f"{step.number} {step.label}" if by_step else say.facts.text(one.action)
        href = f"#{say.row_of['steps', step.key]}" if by_step else say.card_href(one.action)
        stretches = tuple(_stretches(say, one))
        if by_step and courses and courses[-1].label == label:
            stretches = (*courses.pop().stretches, *stretches)
        courses.append(Course(label=label, stretches=stretches, href=href))
    used = {stretch.tone for course in courses for stretch in course.stretches}
    legend = (("wait", say.words("wait")), ("work", say.words("times.work")))
    return Timeline(
        title=say.words("critical.chart"),
        courses=tuple(courses),
        ticks=ticks(say, stages[-1].ends),
        legend=tuple(one for one in legend if one[0] in used),
    )


def _stretches(say: Wording, one: _Stage) -> Iterator[Stretch]:
    if one.wait:
        said = say.words("time.wait", time=say.about(one.wait))
        yield Stretch(start=one.begins, end=one.begins + one.wait, text=said, tone="wait")
    if one.work:
        yield Stretch(start=one.begins + one.wait, end=one.ends, text=say.about(one.work), tone="work")


def _course(say: Wording, stages: list[_Stage]) -> Iterator[Table]:
    words = say.words
    columns = (
        Column(title=words("critical.place"), kind="point"),
        Column(title=words("action"), kind="main"),
        Column(title=words("lane"), filters=True),
        Column(title=words("wait")),
        Column(title=words("time")),
        Column(title=words("critical.until"), kept=True),
        Column(title=words("times.share")),
    )
    rows = [
        Row(
            id=f"stage-{number}",
            action=one.action,
            span=say.blueprint.actions[one.action].span,
            cells=_stage_cells(say, number, one, stages[-1].ends),
        )
        for number, one in enumerate(stages, 1)
    ]
    if rows:
        yield table(columns, rows, words("critical.path"))


def _stage_cells(say: Wording, number: int, one: _Stage, whole: float) -> tuple[Cell, ...]:
    action = say.blueprint.actions[one.action]
    share = round(100 * (one.wait + one.work) / whole)
    bottleneck = (
        (CellPart(text=say.words("bottleneck"), style="chip risk-medium"),) if action.is_bottleneck else ()
    )
    return (
        Cell(lines=((CellPart(text=str(number)),),), order=number),
        lines((say.action(one.action),), (say.step(action.step), *bottleneck)),
        lines((say.lane(action.lane),)),
        _time(say, one.wait),
        _time(say, one.work),
        _time(say, one.ends),
        Cell(lines=((CellPart(text=say.words.share(share), style="share", bar=share),),), order=share),
    )


def _time(say: Wording, value: float) -> Cell:
    return Cell(lines=((CellPart(text=say.about(value)),),), order=value) if value else Cell()


# ── against the promises ──────────────────────────────────────────────────────────────────────────────────


class _Place(NamedTuple):
    """The whole, a phase or a step: what it says of its time, and its longest path in seconds."""

    label: Line
    timing: Timing
    span: Span
    path: float


def _promises(say: Wording, whole: CriticalPath) -> Iterator[Table]:
    """The paths of the whole and of the phases, and of steps with a target, against what they say and promise."""
    places = [one for one in _places(say, whole) if one.path or one.timing.target]
    if not places:
        return
    words = say.words
    columns = (
        Column(title=words("extent"), kind="main"),
        Column(title=words("critical.sum"), kept=True),
        Column(title=words("critical.said")),
        Column(title=words("target"), kept=True),
        Column(title=words("comparison"), kept=True, filters=True),
    )
    rows = [
        Row(
            id=f"course-{number}",
            span=one.span,
            cells=(
                lines(one.label),
                _time(say, one.path),
                text(say.time(one.timing.span)),
                text(say.time(one.timing.target)),
                _verdict(say, one),
            ),
        )
        for number, one in enumerate(places, 1)
    ]
    yield replace(table(columns, rows, words("critical.promises")), counted=False)


def _places(say: Wording, whole: CriticalPath) -> Iterator[_Place]:
    blueprint, facts = say.blueprint, say.facts
    actions, steps = facts.once(usual_course), facts.once(course_with_step_times)
    label: Line = (CellPart(text=say.all_of_it, style="strong"),)
    # A promise of the whole is no promise of what is shown of it.
    yield _Place(label, Timing() if say.is_part else blueprint.timing, blueprint.span, whole.seconds)
    for phase in blueprint.phases.values():
        members = [key for step in phase.steps for key in blueprint.steps[step].actions]
        path = critical_path(facts, steps, members)
        yield _Place((CellPart(text=phase.label, style="strong"),), phase.timing, phase.span, path.seconds)
    for step in blueprint.steps.values():
        if step.timing.target:
            # What a step says of itself is to be held against its actions.
            path = critical_path(facts, actions, step.actions)
            yield _Place((say.step(step.key),), step.timing, step.span, path.seconds)


def _verdict(say: Wording, one: _Place) -> Cell:
    """What the place says of itself decides, as the checks have it, and the path where that is longer."""
    target, span = one.timing.target, one.timing.span
    if target is None:
        return text(say.words("wait.unsaid"), "chip risk-unrated")
    usual = max(one.path, at_best(span))
    if usual > target.longest:
        return say.held(Held("over", usual - target.longest))
    return say.held(held(span, target.longest))


# ── other ways ────────────────────────────────────────────────────────────────────────────────────────────


def _ways(say: Wording, path: CriticalPath) -> Iterator[Table]:
    """How long it takes when the decisions on the path are answered otherwise."""
    words = say.words
    columns = (
        Column(title=words("decision.asked"), kind="main"),
        Column(title=words("answers"), kind="main"),
        Column(title=words("critical.whole"), kept=True),
        Column(title=words("critical.difference"), kept=True),
    )
    course = say.facts.once(course_with_step_times)
    rows = [
        Row(
            id=f"answer-{number}",
            action=one.flow.source,
            span=one.flow.span,
            cells=(lines((say.action(one.flow.source),)), _answer(say, one), *_lengths(say, one, path)),
        )
        for number, one in enumerate(ways(say.facts, course), 1)
    ]
    if rows and path.seconds:
        yield replace(table(columns, rows, words("critical.ways")), counted=False)


def _answer(say: Wording, way: Way) -> Cell:
    flow = way.flow
    share = (CellPart(text=say.words.share(flow.share), style="muted"),) if flow.share is not None else ()
    label = (CellPart(text=flow.label, style="answer"),) if flow.label else ()
    taken = (CellPart(text=say.words("critical.taken"), style="chip"),) if way.taken else ()
    return lines((*share, *label, CellPart(text="→", style="arrow"), say.action(flow.target)), taken)


def _lengths(say: Wording, way: Way, path: CriticalPath) -> tuple[Cell, Cell]:
    """How long the whole takes, and by how much that differs; of a way back, what another round adds."""
    if way.whole is None:
        if way.again is None:
            return Cell(), text(say.words("wait.unknown"), "muted")
        return Cell(), _difference(say, way.again, say.words("critical.again"))
    more = way.whole - path.seconds
    whole = Cell(lines=((CellPart(text=say.about(way.whole)),),), order=way.whole)
    return whole, Cell(order=0) if abs(more) < 1 else _difference(say, more)


def _difference(say: Wording, seconds: float, said: str = "") -> Cell:
    sign = "+" if seconds > 0 else "−"
    pieces = (CellPart(text=f"{sign}{say.about(abs(seconds))}"),)
    return Cell(lines=((*pieces, CellPart(text=said, style="muted")) if said else pieces,), order=seconds)


def _slack(say: Wording) -> Iterator[Table]:
    """The actions beside the path: how much longer they may take before the whole does."""
    words = say.words
    course = say.facts.once(course_with_step_times)
    columns = (
        Column(title=words("action"), kind="main"),
        Column(title=words("wait")),
        Column(title=words("time")),
        Column(title=words("critical.slack"), kept=True),
    )
    rows = [
        Row(
            id=f"slack-{number}",
            action=key,
            span=say.blueprint.actions[key].span,
            cells=(
                say.titled(say.blueprint.actions[key]),
                _time(say, course.wait[key]),
                _time(say, course.work[key]),
                _time(say, spare),
            ),
        )
        for number, (key, spare) in enumerate(slack(say.facts, course).items(), 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("critical.beside")), counted=False)
