"""The manual for those who do the work: a chapter for each role, and for each lane whose work has no role.

Comes in: a Blueprint, and the role asked for, if one is. Goes out: a Manual. Customers' actions are no tasks here, but start tasks.
Deliberately absent: causes, ratings, emotions, pains, ideas and questions, which are for those who improve the service.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model import Action, Blueprint, Fail, Flow

from .document import Chapter, Fact, Group, Manual, Note, Section, Task, Value
from .duties import Duties
from .parts import Part, Place, customers_in, find_part, parts, place_of
from .properties import PropertyFacts
from .wording import ManualWording, present

#: The names of the facts about outgoing arrows, in the order in which they stand.
_WAYS = ("answers", "ask", "next", "hand", "tell", "failing")
_CALLS = {"return": "asked", "message": "told", "failure": "failed"}


def manual(blueprint: Blueprint, role: str | None = None) -> Manual:
    """The manual of a blueprint, or the chapter of one role (its name or label) with what holds for everyone.

    Raises NoSuchPart for a role that the blueprint does not have.
    """
    every = parts(blueprint)
    asked = None if role is None else find_part(blueprint, every, role)
    return _Writer(blueprint, every, asked).manual()


class _Writer:
    def __init__(self, blueprint: Blueprint, every: tuple[Part, ...], asked: Part | None) -> None:
        self._blueprint = blueprint
        self._wording = ManualWording(blueprint)
        self._every = every
        self._parts = (asked,) if asked else every
        self._is_asked = asked is not None
        self._properties = PropertyFacts(self._wording)
        self._duties = Duties(blueprint, self._wording, self._link)

    def manual(self) -> Manual:
        blueprint, wording = self._blueprint, self._wording
        facts = present(
            wording.fact("scope", blueprint.scope),
            wording.fact("state", wording(f"state.{blueprint.state}") if blueprint.state else ""),
            wording.fact("owner", wording.owner(blueprint.owner)),
            wording.fact(
                "reviewed", wording.words.date(blueprint.reviewed.date) if blueprint.reviewed else ""
            ),
        )
        chapters = [chapter for part in self._parts if (chapter := self._chapter(part)) is not None]
        title = blueprint.title or blueprint.name
        return Manual(
            kind=wording("manual"), title=title, facts=facts, chapters=(*self._everyone(), *chapters)
        )

    # ── chapters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _everyone(self) -> Iterator[Chapter]:
        """What applies to the whole or stands in no chapter, and what no role is responsible for."""
        seen = {place for part in self._every for place in part.places}
        places = {
            place_of(card) for card in (*self._blueprint.remarks.values(), *self._blueprint.fails.values())
        }
        facts = present(*self._wording.remarks(*(places - seen)))
        notes = (*self._notes(places - seen, None), *self._duties.unowned())
        if facts or notes:
            yield Chapter(id="everyone", title=self._wording("everyone"), facts=facts, notes=notes)

    def _chapter(self, part: Part) -> Chapter | None:
        """The chapter of a part; None where there is nothing to do, unless the role was asked for: vocabularies declare roles for many
        files."""
        wording = self._wording
        groups = tuple(self._groups(part))
        regular = present(wording.of("regular", self._duties.regular(part.role), "regular"))
        answers = self._duties.answers(part) if part.role else ()
        is_empty = not (groups or regular or answers)
        if is_empty and not self._is_asked:
            return None
        return Chapter(
            id=part.id,
            title=part.title,
            about=self._about(part, is_empty=is_empty),
            facts=regular,
            groups=groups,
            answers_title=wording("answers.for"),
            answers=answers,
        )

    def _about(self, part: Part, *, is_empty: bool) -> str:
        wording = self._wording
        if part.role is None:
            tasks = (self._blueprint.actions[key] for key in part.tasks)
            runs = all(task.mode == "automatic" or task.is_event for task in tasks)
            return wording("lane.automatic" if runs else "lane")
        return wording.together(part.about, wording("nothing") if is_empty else "")

    def _groups(self, part: Part) -> Iterator[Group]:
        """The steps that the role has tasks in, by phases."""
        phase: str | None = None
        sections: list[Section] = []
        for step in self._blueprint.steps.values():
            if not any(key in part.tasks for key in step.actions):
                continue
            if sections and step.phase != phase:
                yield self._group(phase, sections, part)
                sections = []
            phase = step.phase
            sections.append(self._section(step.key, part))
        if sections:
            yield self._group(phase, sections, part)

    def _group(self, phase: str | None, sections: list[Section], part: Part) -> Group:
        if phase is None:
            return Group(sections=tuple(sections))
        return Group(
            title=self._blueprint.phases[phase].label,
            facts=present(*self._wording.remarks(("phase", phase))),
            notes=self._notes({("phase", phase)}, part.role),
            sections=tuple(sections),
        )

    def _section(self, key: str, part: Part) -> Section:
        """A step; cards of customers' actions, which have no chapter, are shown at the step."""
        wording, blueprint, step = self._wording, self._blueprint, self._blueprint.steps[key]
        customers = [text for text in customers_in(blueprint, key) if text not in part.tasks]
        places: set[Place] = {("step", key), *(("action", customer) for customer in customers)}
        things = [thing for thing in step.things if blueprint.things[thing].at in (None, *customers)]
        tasks = (action for action in step.actions if action in part.tasks)
        return Section(
            id=part.id_of(key),
            title=f"{step.number} {step.label}".strip(),
            facts=present(wording.timing("time", step.timing), *wording.remarks(*places, things=things)),
            tasks=tuple(self._task(blueprint.actions[task], part) for task in tasks),
            notes=self._notes(places, part.role),
        )

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _task(self, action: Action, part: Part) -> Task:
        facts = (*self._before(action, part), *self._doing(action, part), *self._afterwards(action, part))
        return Task(
            id=part.id_of(action.key),
            action=action.key,
            number=part.tasks[action.key],
            text=action.text,
            marks=tuple(self._properties.marks(action)),
            facts=present(*facts),
            notes=self._notes({("action", action.key)}, part.role),
        )

    def _before(self, action: Action, part: Part) -> Iterator[Fact | None]:
        """What the task waits for."""
        blueprint, wording = self._blueprint, self._wording
        when = [self._comes(flow, part) for flow in blueprint.incoming(action.key)]
        if action.due:
            other = blueprint.actions[action.due.action].text
            span = wording.span(action.due.span_of_time)
            when.append(Value(text=wording(action.due.relation, span=span, action=other)))
        yield wording.of("when", when, "when")
        yield from self._properties.of(action, "before", part)

    def _doing(self, action: Action, part: Part) -> Iterator[Fact | None]:
        """How it is done."""
        wording = self._wording
        yield from self._properties.of(action, "doing", part)
        things = (key for key, thing in self._blueprint.things.items() if thing.at == action.key)
        yield from wording.remarks(("action", action.key), things=things)

    def _afterwards(self, action: Action, part: Part) -> Iterator[Fact | None]:
        """The results, and who continues."""
        wording = self._wording
        yield from self._properties.of(action, "after", part)
        found: dict[str, list[Value]] = {name: [] for name in _WAYS}
        for flow in self._blueprint.outgoing(action.key):
            # The arrow of a recovery is shown with its fail point.
            if not flow.is_recovery:
                found[self._way(action, flow, part)].append(self._goes(action, flow, part))
        for name, values in found.items():
            yield wording.of(name, values, "hand")

    def _way(self, action: Action, flow: Flow, part: Part) -> str:
        if action.is_decision:
            return "answers"
        if flow.kind == "failure":
            return "failing"
        if flow.target in part.tasks:
            return "next"
        return {"return": "ask", "message": "tell"}.get(flow.kind, "hand")

    def _comes(self, flow: Flow, part: Part) -> Value:
        """An arrow, seen from where it leads to: what came before, by whom, with what."""
        wording, before = self._wording, self._blueprint.actions[flow.source]
        called = wording(_CALLS[flow.kind]) if flow.kind in _CALLS and not before.is_decision else ""
        label = ""
        if flow.label:
            label = wording("answer" if before.is_decision else "quote", text=flow.label)
        if flow.is_recovery:
            called = (
                wording.listed(wording("quote", text=failure) for failure in self._failures(flow)) or called
            )
        detail = wording.together(label, called, *self._with(flow))
        return Value(
            text=before.text,
            who=self._who(before, part),
            detail=detail,
            link=self._link(flow.source, part),
        )

    def _goes(self, action: Action, flow: Flow, part: Part) -> Value:
        """An arrow, seen from where it leaves: on which answer or occasion, what follows, by whom, with what."""
        wording, after = self._wording, self._blueprint.actions[flow.target]
        who, link = self._who(after, part), self._link(flow.target, part)
        detail = wording.together(
            wording("quote", text=flow.label) if flow.label and not action.is_decision else "",
            wording("usually", share=wording.words.share(flow.share)) if flow.share is not None else "",
            *self._with(flow),
        )
        if action.is_decision and flow.label:
            return Value(text=flow.label, then=after.text, who=who, detail=detail, link=link)
        return Value(text=after.text, who=who, detail=detail, link=link)

    def _who(self, action: Action, part: Part) -> str:
        """Who does it, unless it is the chapter's own role."""
        return "" if action.key in part.tasks else self._wording.who(action)

    def _failures(self, flow: Flow) -> Iterator[str]:
        """The fail points that an arrow recovers from."""
        for fail in self._blueprint.fails.values():
            if place_of(fail) == ("action", flow.source) and any(
                recovery.to == flow.target for recovery in fail.recoveries
            ):
                yield fail.text

    def _with(self, flow: Flow) -> Iterator[str]:
        """Further details of an arrow, for both ends."""
        wording = self._wording
        if flow.carries:
            yield wording("carries", items=wording.listed(wording.items(flow.carries)))
        if flow.personas:
            yield wording("for", personas=wording.listed(wording.labels("personas", flow.personas)))
        yield wording.within(flow.within)
        if flow.max is not None:
            yield wording("at-most-once") if flow.max == 1 else wording("at-most", count=flow.max)

    def _link(self, action: str, part: Part | None = None) -> str | None:
        """The task of an action: in this chapter, or else in the first that has it."""
        for other in (*([part] if part else []), *self._parts):
            if action in other.tasks:
                return other.id_of(action)
        return None

    def _notes(self, places: set[Place], role: str | None) -> tuple[Note, ...]:
        """The fail points of some places, with what this role does about them."""
        fails: list[Fail] = [fail for fail in self._blueprint.fails.values() if place_of(fail) in places]
        return tuple(self._duties.fail(fail, role) for fail in fails)
