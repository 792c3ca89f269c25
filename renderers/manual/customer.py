"""The guide for customers: what they do, what they get, how long it takes, what is promised, and how to be heard.

Comes in: what `public` leaves of a Blueprint, and nothing else. Goes out: a Manual. Deliberately absent: the blueprint itself, so that
nothing else can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model import Action, Feedback, Thing, Timing

from .document import Chapter, Fact, Group, Manual, Section, Task, Value
from .public import Public
from .wording import ManualWording, present


def guide(told: Public) -> Manual:
    """The guide of what customers may know."""
    return _Writer(told).manual()


class _Writer:
    def __init__(self, told: Public) -> None:
        self._blueprint = told.blueprint
        self._rare = told.rare
        self._others = told.others
        self._wording = ManualWording(told.blueprint)

    def manual(self) -> Manual:
        blueprint, wording = self._blueprint, self._wording
        return Manual(
            kind=wording("guide"),
            title=blueprint.title or wording("guide"),
            facts=present(self._time("you.take", "timing", "", blueprint.timing)),
            chapters=(*self._chapters(), *self._feedback()),
            apart=False,
        )

    def _chapters(self) -> Iterator[Chapter]:
        """A chapter for each run of steps in one phase, or in none."""
        runs: list[tuple[str | None, list[Section]]] = []
        for step in self._blueprint.steps.values():
            if not runs or runs[-1][0] != step.phase:
                runs.append((step.phase, []))
            runs[-1][1].append(self._section(step.key))
        alone = len(runs) == 1
        for number, (phase, sections) in enumerate(runs, 1):
            yield Chapter(
                id=f"part-{number}",
                title=self._title(phase, alone=alone),
                groups=(Group(sections=tuple(sections)),),
            )

    def _title(self, phase: str | None, *, alone: bool) -> str:
        if phase:
            return self._blueprint.phases[phase].label
        return self._wording("steps" if alone else "other.steps")

    def _section(self, key: str) -> Section:
        blueprint, wording = self._blueprint, self._wording
        step = blueprint.steps[key]
        tasks = tuple(
            self._task(blueprint.actions[action], f"{step.number}.{number}")
            for number, action in enumerate(step.actions, 1)
        )
        takes = self._time("you.take", "timing", key, step.timing)
        things = wording.of("see.there", (self._thing(blueprint.things[key]) for key in step.things))
        return Section(
            id=f"step-{step.number}",
            title=f"{step.number} {step.label}".strip(),
            facts=present(takes, things),
            tasks=tasks,
        )

    def _thing(self, thing: Thing) -> Value:
        return Value(text=thing.text, detail=self._wording("some") if thing.key in self._rare else "")

    def _time(self, name: str, kind: str, key: str, timing: Timing | None) -> Fact | None:
        """How long a thing takes everybody, and may take in some cases: readers are not told which kind of customer they are."""
        found: dict[str, Value] = {}
        if timing and timing.span:
            shown = self._wording.span(timing.span)
            found[shown] = Value(text=shown)
        for time in self._others.get((kind, key), ()):
            shown = self._wording.span(time)
            found.setdefault(shown, Value(text=shown, detail=self._wording("some")))
        return self._wording.of(name, found.values())

    def _is_own(self, action: Action) -> bool:
        return self._blueprint.lanes[action.lane].zone == "customer"

    def _task(self, action: Action, number: str) -> Task:
        return Task(
            id=action.key,
            action=action.key,
            number=number,
            text=action.text,
            who=self._blueprint.lanes[action.lane].label,
            tone="customer" if self._is_own(action) else "frontstage",
            marks=tuple(self._wording(mark) for mark in self._marks(action)),
            facts=present(*self._facts(action)),
        )

    def _marks(self, action: Action) -> Iterator[str]:
        if self._is_own(action) and action.is_decision and len(self._answers(action)) > 1:
            yield "choice"
        if action.key in self._rare:
            yield "some"

    def _facts(self, action: Action) -> Iterator[Fact | None]:
        wording, due = self._wording, action.due
        if due:
            other = self._blueprint.actions[due.action].text
            yield wording.fact(
                "when", wording(due.relation, span=wording.span(due.span_of_time), action=other)
            )
        yield self._time("you.wait", "wait", action.key, action.wait)
        yield self._time("you.take", "timing", action.key, action.timing)
        yield wording.row("you.need", wording.items(action.inputs))
        yield wording.standard("promise", action.standard)
        lane = self._blueprint.lanes[action.lane].label
        # A lane often has the name of its channel, and the task shows the lane already.
        yield wording.row(
            "where", (label for label in wording.labels("channels", action.via) if label != lane)
        )
        if action.is_decision:
            yield wording.of("choices" if self._is_own(action) else "answers", self._answers(action))

    def _answers(self, action: Action) -> list[Value]:
        """The possible answers, and the actions they lead to, if shown; one alone, where the others are left out, is no answer."""
        answers = [
            Value(text=flow.label, then=self._blueprint.actions[flow.target].text, link=flow.target)
            for flow in self._blueprint.outgoing(action.key)
            if flow.label
        ]
        return answers if len(answers) > 1 else []

    # ── feedback ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _feedback(self) -> Iterator[Chapter]:
        loops = tuple(self._loop(loop) for loop in self._blueprint.feedback.values())
        if loops:
            yield Chapter(id="feedback", title=self._wording("feedback"), groups=(Group(sections=loops),))

    def _loop(self, loop: Feedback) -> Section:
        wording = self._wording
        after = self._blueprint.actions[loop.after].text if loop.after else ""
        facts = present(
            wording.row("give", wording.labels("channels", loop.via)),
            wording.fact("after.action", after),
            *wording.promises(loop),
        )
        return Section(id=loop.key, title=loop.label, facts=facts)
