"""The blueprint as plain-text tables, for terminals, screen readers and line-by-line comparison.

Comes in: a scene. Goes out: a table for each step with a row for each thing and action, lane by lane, and what there is to say of it in
the rows below; then tables of the totals, the personas and the lettered points. The first column alone is lined up, as wide everywhere
as the widest name in it, and the second is open to the right: a changed word changes one line, and a line says whose it is. A line
begins with a bar and no cell is wrapped, so that the tables are those of GitHub's Markdown too. Deliberately absent: drawings made of
signs, and what the picture does not show either (`blueprint report`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from blueprint.analysis.motion.by_step import ladder_of
from blueprint.analysis.risk.levels import risk_level
from blueprint.layout.ladder_texts import LadderTexts
from blueprint.layout.rows import measured, tracked
from blueprint.layout.text import clusters
from blueprint.model import (
    Action,
    Fail,
    Flow,
    Lane,
    Line,
    Metric,
    Owner,
    Persona,
    Point,
    Step,
    Thing,
)
from blueprint.render import FINDINGS_OPTIONS, PICTURE_OPTIONS, Renderer
from blueprint.scene import Scene
from blueprint.view import ROWS, Row
from blueprint.words.bidi import first_strong, without_isolates

from .properties import PropertyTexts
from .wording import TextWording, flat

_BAR = re.compile(r"(\\*)\|")
#: A row of a table: what stands in the first column, and in the second.
Cells = tuple[str, str]


def render(scene: Scene) -> str:
    """The text of a scene."""
    return "\n".join(_Text(scene).lines()) + "\n"


class _Text:
    def __init__(self, scene: Scene) -> None:
        self._blueprint = scene.blueprint
        self._without = scene.view.without
        self._wording = TextWording(scene.blueprint)
        self._properties = PropertyTexts(scene.blueprint, self._wording, with_emotion=self._shows("emotion"))
        self._is_part = scene.view.is_cut
        ladder = ladder_of(scene.facts_of_times, scene.blueprint.steps if self._is_part else None)
        self._times = {time.step: time for time in ladder.steps}
        self._ladder = LadderTexts(
            scene.facts_of_times.blueprint, ladder, scene.blueprint.words_language, "text"
        )
        self._limits = scene.settings.limits
        self._wide = max(map(_columns, self._names()))

    def lines(self) -> Iterator[str]:
        """All lines of the text."""
        yield from self._head()
        for step in self._blueprint.steps.values():
            yield from self._step(step)
        for heading, names, rows in (
            ("total", ("total", "whole"), self._totals()),
            ("personas", ("persona", "wants"), self._personas()),
            ("points", ("point", "points.what"), self._points()),
        ):
            found = list(rows)
            if found:
                yield from ("", *_heading(self._wording(heading), "-"), "", *self._table(names, found))

    def _shows(self, row: Row) -> bool:
        return row not in self._without

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _names(self) -> Iterator[str]:
        """All that stands in the first column of a table."""
        for word in ("lane", "time", "total", "metrics", "persona", "point", "phase", "owner"):
            yield self._wording(word)
        yield from (_cell(lane.label) for lane in self._blueprint.lanes.values())
        yield from (_cell(persona.label) for persona in self._blueprint.personas.values())

    def _table(self, names: Cells, rows: Iterable[Cells]) -> Iterator[str]:
        """A table with the words of its head."""
        first, second = (self._wording(name) for name in names)
        yield self._row(first, second)
        yield f"|{'-' * (self._wide + 2)}|{'-' * (_columns(second) + 2)}"
        yield from (self._row(*row) for row in rows)

    def _row(self, first: str, second: str) -> str:
        first = self._wording.apart(first)
        if first_strong(second) not in (None, self._wording.direction):
            second = self._wording.apart(second)
        row = f"| {first}{' ' * (self._wide - _columns(first))} | {second}"
        return self._wording.begun(row)

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> Iterator[str]:
        blueprint = self._blueprint
        if self._shows("title"):
            yield from (*_heading(flat(blueprint.title or blueprint.name), "="), "")
        if blueprint.state:
            yield self._wording.labelled("state", self._wording(f"state.{blueprint.state}"))
        if owner := self._owner(blueprint.owner):
            yield self._wording.labelled("owner", owner)
        if blueprint.scope:
            yield self._wording.labelled("scope", blueprint.scope)
        yield self._wording("lanes") + self._wording("colon").rstrip()
        for band in blueprint.bands:
            yield f"- {self._band(band)}"

    def _band(self, band: Lane | Line) -> str:
        """A lane, or in brackets a line between lanes."""
        return (
            flat(band.label) if isinstance(band, Lane) else self._wording.bracketed(flat(band.label)).strip()
        )

    def _owner(self, owner: Owner | None) -> str | None:
        if owner is None:
            return None
        return self._wording.labels("roles", [owner.role]) if owner.role else flat(owner.text)

    def _totals(self) -> Iterator[Cells]:
        """The times of all steps; what the whole may take, and whether it takes longer."""
        if not self._shows("time"):
            return
        totals = self._ladder.totals(is_part=self._is_part)
        if totals:
            # Whose times they are, where that is not plain.
            whose = self._wording.commas(self._ladder.heading(), self._ladder.for_whom())
            if whose != self._wording("total"):
                yield self._wording("time"), _line(whose)
        for total in totals:
            late = self._wording("late") if total.is_late else None
            yield self._wording("time"), self._wording.commas(total.text, late)

    def _personas(self) -> Iterator[Cells]:
        for persona in self._blueprint.personas.values():
            first, *others = self._persona(persona) or [""]
            yield _cell(persona.label), first
            yield from (("", line) for line in others)

    def _persona(self, persona: Persona) -> list[str]:
        tier = [_cell(persona.tier)] if persona.tier else []
        goals = [_line(self._wording.labelled("goal", text)) for text in persona.goals]
        return tier + goals + [_line(self._wording.labelled("pain", text)) for text in persona.pains]

    def _points(self) -> Iterator[Cells]:
        if self._blueprint.points and self._shows("legend"):
            yield "", self._wording("points.key")
        for point in self._blueprint.points:
            yield from self._point(point)

    def _step(self, step: Step) -> Iterator[str]:
        number = self._wording("step.title", number=step.number)
        title = f"{number}{self._wording('colon')}{flat(step.label)}" if step.label else number
        yield from ("", *_heading(title, "-"), "")
        yield from self._table(("lane", "actions"), self._step_rows(step))

    def _step_rows(self, step: Step) -> Iterator[Cells]:
        phase = self._blueprint.phases.get(step.phase) if step.phase else None
        if phase and phase.label and self._shows("phases"):
            yield self._wording("phase"), _cell(phase.label)
        if owner := self._owner(step.owner):
            yield self._wording("owner"), _cell(owner)
        things = [self._blueprint.things[key] for key in step.things if key in self._blueprint.things]
        actions = [self._blueprint.actions[key] for key in step.actions if key in self._blueprint.actions]
        for lane in self._blueprint.lanes:
            for thing in things:
                if thing.lane == lane:
                    yield _cell(self._wording.lane(lane)), _line(self._thing(thing))
            for action in actions:
                if action.lane == lane:
                    yield from self._action(action)
        if self._shows("time") and (times := self._step_times(step)):
            yield self._wording("time"), times
        if self._shows("time"):
            yield from ((self._wording("time"), time) for time in self._wording.by_persona(step.timing))
        if self._shows("metrics"):
            for metric in tracked(self._blueprint, [action.key for action in actions]):
                yield self._wording("metrics"), _line(measured(_flat(metric), self._wording.direction))

    def _step_times(self, step: Step) -> str:
        time = self._times.get(step.key)
        if time is None:
            return self._wording.within("time.target", step.timing.target) or ""
        wait, work = self._ladder.wait(time), self._ladder.work(time, named=True)
        whole = self._ladder.whole(time)
        if self._ladder.misses_target(time):
            # The target stands with the whole, else with what stands below the waits.
            told = whole or work
            told[:1] = [self._wording.commas(*told[:1], self._wording("late"))]
        passes = self._ladder.passes(time)
        return self._wording.joined(self._ranged(wait), self._ranged(work), *whole, *passes)

    def _ranged(self, lines: list[str]) -> str:
        """A time, in brackets what it is in different cases."""
        return lines[0] + self._wording.bracketed(*lines[1:]) if lines else ""

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _thing(self, thing: Thing) -> str:
        at = self._blueprint.actions.get(thing.at) if thing.at else None
        where = self._wording("at", action=flat(at.text)) if at else None
        return flat(thing.text) + self._wording.bracketed(where, self._for(thing.personas))

    def _for(self, personas: tuple[str, ...]) -> str | None:
        """Whom something is for, where it is not for all."""
        return self._wording("for", personas=self._wording.labels("personas", personas)) if personas else None

    def _action(self, action: Action) -> Iterator[Cells]:
        points = "".join(f" [{point.label}]" for point in self._blueprint.points_of(action.key))
        text = flat(action.text) + self._wording.bracketed(*self._properties.of(action, "marks")) + points
        yield _cell(self._wording.lane(action.lane)), _line(text)
        details = self._wording.joined(*self._properties.of(action, "details"))
        if details:
            yield "", f"  {_line(details)}"
        for flow in self._blueprint.outgoing(action.key):
            if flow.target in self._blueprint.actions:
                yield "", f"  {self._wording.arrow} {_line(self._flow(flow, action))}"

    def _place(self, action: Action) -> str:
        text = self._wording.apart(flat(action.text))
        return self._wording.apart(self._wording.lane(action.lane)) + self._wording("colon") + text

    def _flow(self, flow: Flow, source: Action) -> str:
        """Where an arrow leads, and on what terms."""
        target = self._blueprint.actions[flow.target]
        terms = self._wording.commas(
            self._wording(f"arrow.{flow.kind}") if flow.kind != "then" else None,
            flat(flow.label) if flow.label else None,
            f"{flow.share:g}%" if flow.share is not None else None,
            None
            if flow.max is None
            else self._wording("at-most-once")
            if flow.max == 1
            else self._wording("at-most", count=flow.max),
            self._wording.within("time.within", flow.within),
            self._wording("carries", items=self._wording.commas(*map(flat, flow.carries)))
            if flow.carries
            else None,
            self._for(flow.personas),
        )
        elsewhere = target.step != source.step
        where = (
            self._wording("step.number", number=self._blueprint.steps[target.step].number)
            if elsewhere
            else None
        )
        place = self._place(target)
        led = self._wording("terms", terms=terms, target=place) if terms else place
        return led + self._wording.bracketed(where)

    # ── points ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _point(self, point: Point) -> Iterator[Cells]:
        action = self._blueprint.actions.get(point.action) if point.action else None
        fail = self._blueprint.fails.get(point.card) if point.card else None
        kind = self._wording("wait-point" if point.kind == "wait" else point.kind)
        text = fail.text if fail else action.text if action else ""
        where = self._where(action, fail)
        if point.kind == "wait" and action and action.wait:
            where = self._wording.joined(where, self._wording.timing(action.wait))
        if fail:
            where = self._wording.joined(where, self._rating(fail))
        colon = self._wording("colon")
        text = self._wording.apart(flat(text))
        yield point.label, _line(f"{kind}{colon}{text}{self._wording.bracketed(where)}")
        if fail:
            yield from (("", f"  {_line(line)}") for line in self._measures(fail))

    def _where(self, action: Action | None, fail: Fail | None) -> str:
        """Where a point stands: its lane and step, or the step, phase or service that it is about."""
        if action:
            number = self._blueprint.steps[action.step].number
            return self._wording.commas(
                self._wording.lane(action.lane), self._wording("step.number", number=number)
            )
        at = fail.at if fail else None
        if at in self._blueprint.steps:
            return self._wording("step.number", number=self._blueprint.steps[at].number)
        return (
            flat(self._blueprint.phases[at].label) if at in self._blueprint.phases else self._wording("whole")
        )

    def _rating(self, fail: Fail) -> str:
        rated = {"severity": fail.severity, "occurrence": fail.occurrence, "detection": fail.detection,
                 "rpn": fail.risk_priority_number}  # fmt: skip
        numbers = (self._wording(word, number=value) for word, value in rated.items() if value is not None)
        return self._wording.commas(*numbers, self._wording(risk_level(fail, self._limits)))

    def _measures(self, fail: Fail) -> Iterator[str]:
        yield from (self._wording.labelled("cause", text) for text in fail.causes)
        yield from (self._wording.labelled("effect", text) for text in fail.effects)
        yield from (self._wording.labelled("prevention", prevention.text) for prevention in fail.preventions)
        for recovery in fail.recoveries:
            to = self._blueprint.actions.get(recovery.to) if recovery.to else None
            yield self._wording.labelled("recovery", recovery.text) + (
                f" {self._wording.arrow} {self._place(to)}" if to else ""
            )


def _heading(text: str, line: str) -> tuple[str, str]:
    """A text and a line under it, as wide as terminals show the text."""
    return text, line * max(_columns(text), 1)


def _flat(metric: Metric) -> Metric:
    return replace(metric, label=flat(metric.label), unit=metric.unit and flat(metric.unit))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    seen = clusters(without_isolates(text))
    return sum(2 if unicodedata.east_asian_width(cluster[0]) in "WF" else 1 for cluster in seen)


def _cell(text: str) -> str:
    """A text in a cell: a bar in it is no border, even where backslashes stand before it."""
    return _line(flat(text))


def _line(text: str) -> str:
    """The same for a line that is made of flat texts."""
    return _BAR.sub(r"\1\1\\|", text)


TEXT = Renderer(
    suffix=".txt",
    render=render,
    ignores=FINDINGS_OPTIONS | PICTURE_OPTIONS - {f"no-{row}" for row in ROWS},
    help="Plain tables for terminals, screen readers, line-by-line comparison.",
)
