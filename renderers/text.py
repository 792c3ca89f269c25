"""The blueprint as plain text, for terminals, screen readers and line-by-line comparison.

Comes in: a scene. Goes out: a section for each step, in it a line for each thing and action, lane by lane, with what there is to say of
it below, indented; the lettered points at the end. A line says what it speaks of, so that it makes sense when it is read alone, and
nothing is wrapped or lined up in columns: a changed word changes one line. Deliberately absent: drawings made of signs, and what the
picture does not show either (`blueprint report`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from blueprint.analysis.risk import risk_level
from blueprint.analysis.times import step_times
from blueprint.layout.text import clusters
from blueprint.model import Action, Fail, Flow, Lane, Line, Owner, Point, Step, Thing, Timing
from blueprint.render import OF_PICTURES, Renderer, Scene
from blueprint.values import TimeSpan, show_seconds, show_span

_WORDS: dict[str, tuple[str, str]] = {
    ": ": (": ", "："), "; ": ("; ", "；"), ", ": (", ", "，"), "(": (" (", "（"), ")": (")", "）"), "“": ("“", "“"), "”": ("”", "”"),
    "owner": ("Owner", "负责人"), "scope": ("Scope", "范围"), "state": ("State", "状态"), "phase": ("Phase", "阶段"),
    "as-is": ("as-is", "现状"), "to-be": ("to-be", "未来"), "pilot": ("pilot", "试点"),
    "lanes": ("Lanes, from top to bottom", "泳道，自上而下"), "step": ("Step {0}", "步骤 {0}"), "in step": ("step {0}", "步骤 {0}"),
    "points": ("Points", "编号"), "time": ("Time", "时间"), "whole": ("whole service", "全程"),
    "work": ("work {0}", "用时 {0}"), "wait": ("wait {0}", "等待 {0}"), "waits": ("wait", "等待"), "target": ("target {0}", "目标值 {0}"),
    "within": ("within {0}", "限时 {0}"), "max": ("at most {0} times", "至多 {0} 次"), "once": ("at most once", "至多 1 次"),
    "decision": ("decision", "决策点"), "event": ("event", "事件"), "start": ("start", "起点"), "end": ("end", "终点"),
    "served": ("end, served", "终点，达成"), "partly": ("end, partly served", "终点，部分达成"),
    "refused": ("end, refused", "终点，拒绝"), "lost": ("end, lost", "终点，流失"),
    "approval": ("approval", "审批"), "milestone": ("milestone", "关键节点"), "bottleneck": ("bottleneck", "瓶颈"),
    "manual": ("manual", "人工"), "assisted": ("assisted", "半自动"), "automatic": ("automatic", "自动"),
    "assumed": ("assumed", "假设"), "proposed": ("proposed", "提议"), "for": ("for {0}", "适用 {0}"),
    "by": ("by {0}", "由 {0}"), "via": ("via {0}", "通过 {0}"), "using": ("using {0}", "使用 {0}"),
    "emotion": ("emotion {0}", "情绪 {0}"), "standard": ("standard {0}", "标准 {0}"), "at": ("at {0}", "对应 {0}"),
    "return": ("there and back", "往返"), "message": ("message", "消息"), "failure": ("on failure", "失败时"),
    "carries": ("carries {0}", "携带 {0}"), "fail": ("fail point", "失败点"), "moment": ("moment of truth", "体验点"),
    "wait point": ("wait", "等待点"), "severity": ("severity {0}", "严重度 {0}"), "occurrence": ("occurrence {0}", "频度 {0}"),
    "detection": ("detection {0}", "探测度 {0}"), "number": ("risk priority number {0}", "风险优先数 {0}"),
    "unrated": ("risk not rated", "风险未评分"), "low": ("low risk", "风险低"), "medium": ("medium risk", "风险中"),
    "high": ("high risk", "风险高"), "cause": ("Cause", "原因"), "effect": ("Effect", "后果"), "prevent": ("Prevention", "预防"),
    "recover": ("Recovery", "补救"),
}  # fmt: skip


def render(scene: Scene) -> str:
    """The text of a scene."""
    return "\n".join(_Text(scene).lines()) + "\n"


class _Text:
    def __init__(self, scene: Scene) -> None:
        self._blueprint = scene.blueprint
        self._language = scene.drawing.language
        self._column = int(self._language.lower().startswith("zh"))
        self._times = step_times(scene.blueprint)

    def lines(self) -> Iterator[str]:
        """All lines of the text."""
        yield from self._head()
        for step in self._blueprint.steps.values():
            yield from self._step(step)
        if self._blueprint.points:
            yield from ("", *_heading(self._say("points"), "-"), "")
            for point in self._blueprint.points:
                yield from self._point(point)

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> Iterator[str]:
        blueprint = self._blueprint
        yield from (*_heading(_flat(blueprint.title or blueprint.name), "="), "")
        if blueprint.state:
            yield self._said("state", self._say(blueprint.state))
        yield from self._owner(blueprint.owner)
        if blueprint.scope:
            yield self._said("scope", blueprint.scope)
        if span := self._timing(blueprint.timing):
            yield self._said("time", span)
        yield self._say("lanes") + self._say(": ").rstrip()
        for band in blueprint.bands:
            yield f"- {self._band(band)}"

    def _band(self, band: Lane | Line) -> str:
        """A lane, or in brackets a line between lanes."""
        return _flat(band.label) if isinstance(band, Lane) else self._bracketed(_flat(band.label)).strip()

    def _owner(self, owner: Owner | None) -> Iterator[str]:
        if owner:
            yield self._said("owner", self._labels("roles", [owner.role]) if owner.role else owner.text)

    def _step(self, step: Step) -> Iterator[str]:
        number = self._say("step", step.number)
        yield from (
            "",
            *_heading(f"{number}{self._say(': ')}{_flat(step.label)}" if step.label else number, "-"),
            "",
        )
        if step.phase and (phase := self._blueprint.phases.get(step.phase)) and phase.label:
            yield self._said("phase", phase.label)
        yield from self._owner(step.owner)
        if times := self._step_times(step):
            yield self._said("time", times)
        things = [self._blueprint.things[key] for key in step.things if key in self._blueprint.things]
        actions = [self._blueprint.actions[key] for key in step.actions if key in self._blueprint.actions]
        for lane in self._blueprint.lanes:
            for thing in things:
                if thing.lane == lane:
                    yield from self._thing(thing)
            for action in actions:
                if action.lane == lane:
                    yield from self._action(action)

    def _step_times(self, step: Step) -> str:
        work, wait, *_ = self._times[step.key]
        return self._joined(
            self._say("work", self._seconds(work)) if work else None,
            self._within("target", step.timing.target),
            self._say("wait", self._seconds(wait)) if wait else None,
        )

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _thing(self, thing: Thing) -> Iterator[str]:
        at = self._blueprint.actions.get(thing.at) if thing.at else None
        where = self._bracketed(self._say("at", _flat(at.text))) if at else ""
        yield self._lane(thing.lane) + self._say(": ") + _flat(thing.text) + where

    def _action(self, action: Action) -> Iterator[str]:
        points = "".join(f" [{point.label}]" for point in self._blueprint.points_of(action.key))
        yield self._place(action) + self._bracketed(*self._marks(action)) + points
        details = self._joined(*self._details(action))
        if details:
            yield f"  {details}"
        for flow in self._blueprint.outgoing(action.key):
            if flow.target in self._blueprint.actions:
                yield f"  → {self._flow(flow, action)}"

    def _place(self, action: Action) -> str:
        return self._lane(action.lane) + self._say(": ") + _flat(action.text)

    def _marks(self, action: Action) -> Iterator[str | None]:
        """What an action is."""
        flags = {
            "start": action.is_start, "decision": action.is_decision, "event": action.is_event, "approval": action.is_approval,
            "milestone": action.is_milestone, "bottleneck": action.is_bottleneck,
        }  # fmt: skip
        yield from (self._say(word) for word, holds in flags.items() if holds)
        if action.end:
            yield self._say("end" if action.end == "plain" else action.end)
        if action.mode:
            yield self._say(action.mode)
        if action.known.status in ("assumed", "proposed"):
            yield self._say(action.known.status)

    def _details(self, action: Action) -> Iterator[str | None]:
        """Who does it and with what, how long it takes, what it means to the customer."""
        for word, kind, keys in (
            ("by", "roles", action.by), ("via", "channels", action.via),
            ("using", "systems", action.using), ("for", "personas", action.personas),
        ):  # fmt: skip
            yield self._say(word, self._labels(kind, keys)) if keys else None
        yield self._timing(action.timing)
        if action.wait is not None:
            span, target = action.wait.span, self._within("target", action.wait.target)
            wait = self._say("wait", self._span(span)) if span else self._say("waits")
            yield self._commas(wait, target)
        if action.standard:
            text = self._say("standard", self._quoted(action.standard.text))
            yield self._commas(text, self._within("within", action.standard.within))
        if action.emotion:
            words = f" {self._quoted(action.emotion.words)}" if action.emotion.words else ""
            yield self._say("emotion", _signed(action.emotion.score)) + words

    def _flow(self, flow: Flow, source: Action) -> str:
        """Where an arrow leads, and on what terms."""
        target = self._blueprint.actions[flow.target]
        terms = self._commas(
            self._say(flow.kind) if flow.kind != "then" else None,
            _flat(flow.label) if flow.label else None,
            f"{flow.share:g}%" if flow.share is not None else None,
            None if flow.max is None else self._say("once") if flow.max == 1 else self._say("max", flow.max),
            self._within("within", flow.within),
            self._say("carries", self._commas(*flow.carries)) if flow.carries else None,
            self._say("for", self._labels("personas", flow.personas)) if flow.personas else None,
        )
        elsewhere = target.step != source.step
        where = self._say("in step", self._blueprint.steps[target.step].number) if elsewhere else None
        # Full-width brackets have their space in them.
        before = f"{self._bracketed(terms).strip()} ".replace("） ", "）") if terms else ""
        return before + self._place(target) + self._bracketed(where)

    # ── points ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _point(self, point: Point) -> Iterator[str]:
        action = self._blueprint.actions.get(point.action) if point.action else None
        fail = self._blueprint.fails.get(point.card) if point.card else None
        kind = self._say("wait point" if point.kind == "wait" else point.kind)
        text = fail.text if fail else action.text if action else ""
        where = self._where(action, fail)
        if point.kind == "wait" and action and action.wait:
            where = self._joined(where, self._timing(action.wait))
        if fail:
            where = self._joined(where, self._rating(fail))
        colon = self._say(": ")
        yield f"{point.label}{colon}{kind}{colon}{_flat(text)}{self._bracketed(where)}"
        if fail:
            yield from (f"  {line}" for line in self._measures(fail))

    def _where(self, action: Action | None, fail: Fail | None) -> str:
        """Where a point stands: its lane and step, or the step, phase or service that it speaks of."""
        if action:
            number = self._blueprint.steps[action.step].number
            return self._commas(self._lane(action.lane), self._say("in step", number))
        at = fail.at if fail else None
        if at in self._blueprint.steps:
            return self._say("in step", self._blueprint.steps[at].number)
        return _flat(self._blueprint.phases[at].label) if at in self._blueprint.phases else self._say("whole")

    def _rating(self, fail: Fail) -> str:
        rated = {"severity": fail.severity, "occurrence": fail.occurrence, "detection": fail.detection,
                 "number": fail.risk_priority_number}  # fmt: skip
        numbers = (self._say(word, value) for word, value in rated.items() if value is not None)
        return self._commas(*numbers, self._say(risk_level(fail)))

    def _measures(self, fail: Fail) -> Iterator[str]:
        yield from (self._said("cause", text) for text in fail.causes)
        yield from (self._said("effect", text) for text in fail.effects)
        yield from (self._said("prevent", one.text) for one in fail.preventions)
        for one in fail.recoveries:
            to = self._blueprint.actions.get(one.to) if one.to else None
            yield self._said("recover", one.text) + (f" → {self._place(to)}" if to else "")

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _say(self, word: str, *parts: object) -> str:
        return _WORDS[word][self._column].format(*parts)

    def _said(self, word: str, text: str) -> str:
        return self._say(word) + self._say(": ") + _flat(text)

    def _joined(self, *parts: str | None) -> str:
        return self._say("; ").join(part for part in parts if part)

    def _commas(self, *parts: str | None) -> str:
        return self._say(", ").join(part for part in parts if part)

    def _bracketed(self, *parts: str | None) -> str:
        inner = self._commas(*parts)
        return self._say("(") + inner + self._say(")") if inner else ""

    def _quoted(self, text: str) -> str:
        return self._say("“") + _flat(text) + self._say("”")

    def _lane(self, key: str) -> str:
        lane = self._blueprint.lanes.get(key)
        return _flat(lane.label) if lane else key

    def _labels(self, kind: str, keys: Iterable[str | None]) -> str:
        declared = getattr(self._blueprint, kind)
        return self._commas(*(_flat(declared[key].label) if key in declared else key for key in keys))

    def _timing(self, timing: Timing) -> str:
        span = self._span(timing.span) if timing.span else None
        return self._commas(span, self._within("target", timing.target))

    def _within(self, word: str, span: TimeSpan | None) -> str | None:
        return self._say(word, self._span(span)) if span else None

    def _span(self, span: TimeSpan) -> str:
        return show_span(span, self._language)

    def _seconds(self, value: float) -> str:
        return show_seconds(value, self._language)


def _heading(text: str, line: str) -> tuple[str, str]:
    """A text and a line under it, as wide as terminals show the text."""
    columns = sum(2 if unicodedata.east_asian_width(one[0]) in "WF" else 1 for one in clusters(text))
    return text, line * max(columns, 1)


def _flat(text: str) -> str:
    """A text on one line, without what would command a terminal."""
    clean = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or char.isprintable() or char in "\u200c\u200d"
    )
    return " ".join(clean.split(" ")).strip()


def _signed(score: float) -> str:
    return f"{score:+g}".replace("-", "−") if score else "0"


TEXT = Renderer(suffix=".txt", render=render, ignores=OF_PICTURES)
