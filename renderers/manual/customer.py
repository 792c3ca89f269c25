"""The guide for customers: what they do, what they get, how long it takes, what is promised, and what helps when it goes wrong.

Comes in: a Blueprint as `view.narrow` leaves it for a customer, and the whole one. Goes out: a Manual. Of the whole it reads where
arrows come from and where recoveries lead, and says no text of it. Deliberately absent: who works for the service and with what, aims,
causes, ratings, rules, notes and anything else that is said inside.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model import Action, Blueprint, Fail, Feedback

from .document import Chapter, Fact, Group, Manual, Section, Task, Trouble, Value
from .wording import Wording, said


def guide(seen: Blueprint, whole: Blueprint) -> Manual:
    """The guide of what customers see of a blueprint."""
    return _Writer(seen, whole).manual()


class _Writer:
    def __init__(self, seen: Blueprint, whole: Blueprint) -> None:
        self._seen = seen
        self._whole = whole
        self._say = Wording(seen)

    def manual(self) -> Manual:
        title = self._seen.title or self._seen.name
        chapters = (*self._chapters(), *self._feedback())
        return Manual(kind=self._say("guide"), title=title, chapters=chapters, apart=False)

    def _chapters(self) -> Iterator[Chapter]:
        """A chapter for each run of steps in one phase, or in none."""
        runs: list[tuple[str | None, list[Section]]] = []
        for step in self._seen.steps.values():
            section = self._section(step.key)
            if not (section.tasks or section.facts):
                continue
            if not runs or runs[-1][0] != step.phase:
                runs.append((step.phase, []))
            runs[-1][1].append(section)
        alone = len(runs) == 1
        for number, (phase, sections) in enumerate(runs, 1):
            other = self._seen.title if alone else self._say("other steps")
            yield Chapter(
                id=f"part-{number}",
                title=self._seen.phases[phase].label if phase else other or self._seen.name,
                troubles=tuple(self._troubles(phase)) if phase else (),
                groups=(Group(sections=tuple(sections)),),
            )

    def _section(self, key: str) -> Section:
        step, say = self._seen.steps[key], self._say
        found = [self._seen.things[one] for one in step.things]
        things = [one.text for one in found if self._seen.lanes[one.lane].kind == "evidence"]
        actions = [self._seen.actions[one] for one in step.actions]
        told = [one for one in actions if self._is_told(one)]
        tasks = tuple(self._task(one, f"{step.number}.{n}") for n, one in enumerate(told, 1))
        takes = say.fact("you take", say.span(step.timing.span) if step.timing.span else "")
        return Section(
            title=f"{step.number} {step.label}".strip(),
            facts=said(takes, say.fact("see there", *things)),
            tasks=tasks,
            troubles=tuple(self._troubles(key)),
        )

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_own(self, action: Action) -> bool:
        return self._seen.lanes[action.lane].kind == "customer"

    def _is_told(self, action: Action) -> bool:
        """Questions and approvals of those who work are their own affair."""
        return self._is_own(action) or not (action.is_decision or action.is_approval)

    def _task(self, action: Action, number: str) -> Task:
        say = self._say
        return Task(
            id=f"task-{number.replace('.', '-')}",
            number=number,
            text=action.text,
            marks=tuple(say(mark) for mark in self._marks(action)),
            facts=said(*self._facts(action)),
            troubles=tuple(self._troubles(action.key)),
        )

    def _marks(self, action: Action) -> Iterator[str]:
        yield "you" if self._is_own(action) else "we"
        if self._is_own(action) and action.is_decision:
            yield "choice"
        if self._is_rare(action.key):
            yield "some"

    def _is_rare(self, action: str) -> bool:
        """Whether it happens to some customers alone: after an answer, after a failure, or for some of them by name."""
        flows = [flow for flow in self._whole.incoming(action) if flow.leads]
        chosen = (self._whole.actions[one.source].is_decision or one.kind == "failure" for one in flows)
        return bool(self._whole.actions[action].personas) or (bool(flows) and all(chosen))

    def _facts(self, action: Action) -> Iterator[Fact | None]:
        say = self._say
        if action.wait and action.wait.span:
            yield say.fact("you wait", say.span(action.wait.span))
        if self._is_own(action) and action.timing.span:
            yield say.fact("you take", say.span(action.timing.span))
        if action.standard:
            promised = Value(text=action.standard.text, detail=say.within(action.standard.within))
            yield say.of("promise", (promised,), "promise")
        yield say.fact("via", *say.labels("channels", action.via))
        if self._is_own(action) and action.is_decision:
            yield say.fact("choices", *(flow.label for flow in self._seen.outgoing(action.key)))

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _troubles(self, at: str) -> Iterator[Trouble]:
        """The fail points of a place, those alone whose recovery reaches the customer."""
        for fail in self._whole.fails.values():
            done = tuple(self._recoveries(fail)) if fail.at == at else ()
            if done:
                limit = self._say.within(fail.within)
                values = (Value(text=text, detail=limit) for text in done)
                yield Trouble(text=fail.text, facts=said(self._say.of("we do", values, "promise")))

    def _recoveries(self, fail: Fail) -> Iterator[str]:
        """Those that go on where the customer sees it; those that end where they stand, if that is seen.

        What goes on behind the line of visibility is told to nobody, for it is written for those who work there.
        """
        for one in fail.recoveries:
            if (one.to or fail.at) in self._seen.actions:
                yield one.text

    # ── feedback ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _feedback(self) -> Iterator[Chapter]:
        loops = tuple(self._loop(one) for one in self._seen.feedback.values())
        if loops:
            group = Group(sections=loops)
            yield Chapter(id="feedback", title=self._say("feedback"), groups=(group,))

    def _loop(self, loop: Feedback) -> Section:
        say = self._say
        after = self._seen.actions[loop.after].text if loop.after else ""
        facts = said(
            say.fact("give", *say.labels("channels", loop.via)),
            say.fact("after action", after),
            say.fact("thanks", loop.thanks),
            *say.promises(loop),
        )
        return Section(title=loop.label, facts=facts)
