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


def critical(wording: Wording) -> Section | None:
    """The longest path through the usual course, and the promises that it has to keep. Without some lanes there is no such path."""
    if wording.is_without_lanes:
        return None
    path = critical_path(wording.facts, wording.facts.once(course_with_step_times))
    promises = list(_promises(wording, path))
    stages = _stages(path)
    if not stages and not promises:
        return None
    tables = (*_course(wording, stages), *promises, *_ways(wording, path), *_slack(wording))
    note = (
        wording.words("critical.note", time=wording.about(path.seconds))
        if stages
        else wording.words("critical.none")
    )
    return Section(
        id="critical",
        title=wording.words("critical"),
        tables=tables,
        figures=(_chart(wording, stages),) if stages else (),
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


def _chart(wording: Wording, stages: list[_Stage]) -> Timeline:
    """Each action where its turn comes; of a long path each step."""
    courses: list[Course] = []
    by_step = len(stages) > _MOST_ROWS
    for stage in stages:
        step = wording.blueprint.steps[wording.blueprint.actions[stage.action].step]
        label = f"{step.number} {step.label}" if by_step else wording.facts.text(stage.action)
        href = f"#{wording.row_of['steps', step.key]}" if by_step else wording.card_href(stage.action)
        stretches = tuple(_stretches(wording, stage))
        if by_step and courses and courses[-1].label == label:
            stretches = (*courses.pop().stretches, *stretches)
        courses.append(Course(label=label, stretches=stretches, href=href))
    used = {stretch.tone for course in courses for stretch in course.stretches}
    legend = (("wait", wording.words("wait")), ("work", wording.words("times.work")))
    return Timeline(
        title=wording.words("critical.chart"),
        courses=tuple(courses),
        ticks=ticks(wording, stages[-1].ends),
        legend=tuple(pair for pair in legend if pair[0] in used),
    )


def _stretches(wording: Wording, stage: _Stage) -> Iterator[Stretch]:
    if stage.wait:
        message = wording.words("time.wait", time=wording.about(stage.wait))
        yield Stretch(start=stage.begins, end=stage.begins + stage.wait, text=message, tone="wait")
    if stage.work:
        yield Stretch(
            start=stage.begins + stage.wait, end=stage.ends, text=wording.about(stage.work), tone="work"
        )


def _course(wording: Wording, stages: list[_Stage]) -> Iterator[Table]:
    words = wording.words
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
            action=stage.action,
            span=wording.blueprint.actions[stage.action].span,
            cells=_stage_cells(wording, number, stage, stages[-1].ends),
        )
        for number, stage in enumerate(stages, 1)
    ]
    if rows:
        yield table(columns, rows, words("critical.path"))


def _stage_cells(wording: Wording, number: int, stage: _Stage, whole: float) -> tuple[Cell, ...]:
    action = wording.blueprint.actions[stage.action]
    share = round(100 * (stage.wait + stage.work) / whole)
    bottleneck = (
        (CellPart(text=wording.words("bottleneck"), style="chip risk-medium"),)
        if action.is_bottleneck
        else ()
    )
    return (
        Cell(lines=((CellPart(text=str(number)),),), order=number),
        lines((wording.action(stage.action),), (wording.step(action.step), *bottleneck)),
        lines((wording.lane(action.lane),)),
        _time(wording, stage.wait),
        _time(wording, stage.work),
        _time(wording, stage.ends),
        Cell(lines=((CellPart(text=wording.words.share(share), style="share", bar=share),),), order=share),
    )


def _time(wording: Wording, value: float) -> Cell:
    return Cell(lines=((CellPart(text=wording.about(value)),),), order=value) if value else Cell()


# ── against the promises ──────────────────────────────────────────────────────────────────────────────────


class _Place(NamedTuple):
    """The whole, a phase or a step: what it says of its time, and its longest path in seconds."""

    label: Line
    timing: Timing
    span: Span
    path: float


def _promises(wording: Wording, whole: CriticalPath) -> Iterator[Table]:
    """The paths of the whole and of the phases, and of steps with a target, against what they say and promise."""
    places = [place for place in _places(wording, whole) if place.path or place.timing.target]
    if not places:
        return
    words = wording.words
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
            span=place.span,
            cells=(
                lines(place.label),
                _time(wording, place.path),
                text(wording.time(place.timing.span)),
                text(wording.time(place.timing.target)),
                _verdict(wording, place),
            ),
        )
        for number, place in enumerate(places, 1)
    ]
    yield replace(table(columns, rows, words("critical.promises")), counted=False)


def _places(wording: Wording, whole: CriticalPath) -> Iterator[_Place]:
    blueprint, facts = wording.blueprint, wording.facts
    actions, steps = facts.once(usual_course), facts.once(course_with_step_times)
    label: Line = (CellPart(text=wording.all_of_it, style="strong"),)
    # A promise of the whole is no promise of what is shown of it.
    yield _Place(label, Timing() if wording.is_part else blueprint.timing, blueprint.span, whole.seconds)
    for phase in blueprint.phases.values():
        members = [key for step in phase.steps for key in blueprint.steps[step].actions]
        path = critical_path(facts, steps, members)
        yield _Place((CellPart(text=phase.label, style="strong"),), phase.timing, phase.span, path.seconds)
    for step in blueprint.steps.values():
        if step.timing.target:
            # What a step says of itself is to be held against its actions.
            path = critical_path(facts, actions, step.actions)
            yield _Place((wording.step(step.key),), step.timing, step.span, path.seconds)


def _verdict(wording: Wording, place: _Place) -> Cell:
    """What the place says of itself decides, as the checks have it, and the path where that is longer."""
    target, span = place.timing.target, place.timing.span
    if target is None:
        return text(wording.words("wait.unsaid"), "chip risk-unrated")
    usual = max(place.path, at_best(span))
    if usual > target.longest:
        return wording.held(Held("over", usual - target.longest))
    return wording.held(held(span, target.longest))


# ── other ways ────────────────────────────────────────────────────────────────────────────────────────────


def _ways(wording: Wording, path: CriticalPath) -> Iterator[Table]:
    """How long it takes when the decisions on the path are answered otherwise."""
    words = wording.words
    columns = (
        Column(title=words("decision.asked"), kind="main"),
        Column(title=words("answers"), kind="main"),
        Column(title=words("critical.whole"), kept=True),
        Column(title=words("critical.difference"), kept=True),
    )
    course = wording.facts.once(course_with_step_times)
    rows = [
        Row(
            id=f"answer-{number}",
            action=way.flow.source,
            span=way.flow.span,
            cells=(
                lines((wording.action(way.flow.source),)),
                _answer(wording, way),
                *_lengths(wording, way, path),
            ),
        )
        for number, way in enumerate(ways(wording.facts, course), 1)
    ]
    if rows and path.seconds:
        yield replace(table(columns, rows, words("critical.ways")), counted=False)


def _answer(wording: Wording, way: Way) -> Cell:
    flow = way.flow
    share = (CellPart(text=wording.words.share(flow.share), style="muted"),) if flow.share is not None else ()
    label = (CellPart(text=flow.label, style="answer"),) if flow.label else ()
    taken = (CellPart(text=wording.words("critical.taken"), style="chip"),) if way.taken else ()
    return lines((*share, *label, CellPart(text="→", style="arrow"), wording.action(flow.target)), taken)


def _lengths(wording: Wording, way: Way, path: CriticalPath) -> tuple[Cell, Cell]:
    """How long the whole takes, and by how much that differs; of a way back, what another round adds."""
    if way.whole is None:
        if way.again is None:
            return Cell(), text(wording.words("wait.unknown"), "muted")
        return Cell(), _difference(wording, way.again, wording.words("critical.again"))
    more = way.whole - path.seconds
    whole = Cell(lines=((CellPart(text=wording.about(way.whole)),),), order=way.whole)
    return whole, Cell(order=0) if abs(more) < 1 else _difference(wording, more)


def _difference(wording: Wording, seconds: float, message: str = "") -> Cell:
    sign = "+" if seconds > 0 else "−"
    pieces = (CellPart(text=f"{sign}{wording.about(abs(seconds))}"),)
    return Cell(
        lines=((*pieces, CellPart(text=message, style="muted")) if message else pieces,), order=seconds
    )


def _slack(wording: Wording) -> Iterator[Table]:
    """The actions beside the path: how much longer they may take before the whole does."""
    words = wording.words
    course = wording.facts.once(course_with_step_times)
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
            span=wording.blueprint.actions[key].span,
            cells=(
                wording.titled(wording.blueprint.actions[key]),
                _time(wording, course.wait[key]),
                _time(wording, course.work[key]),
                _time(wording, spare),
            ),
        )
        for number, (key, spare) in enumerate(slack(wording.facts, course).items(), 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("critical.beside")), counted=False)
