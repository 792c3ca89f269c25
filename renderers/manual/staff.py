"""The manual for those who do the work: a chapter for each role, and for each lane whose work has no role.

Comes in: a Blueprint, and the role asked for, if one is. Goes out: a Manual. What customers do is no task of anybody here, but begins
tasks. Deliberately absent: causes, ratings, emotions, pains, ideas and questions, which are for those who improve the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from blueprint.model import Action, Blueprint, Fail, Feedback, Flow, Recovery, Risk
from blueprint.view import NoSuchPart

from .document import Chapter, Fact, Group, Manual, Section, Task, Trouble, Value
from .wording import Wording, said


class _Part(NamedTuple):
    """One chapter to come: whose it is, and the tasks (id and number by action) in the order of the journey."""

    id: str
    role: str | None
    title: str
    about: str
    tasks: dict[str, tuple[str, str]]


def manual(blueprint: Blueprint, role: str | None = None) -> Manual:
    """The manual of a blueprint, or the chapter of one role (its key or label) with what holds for everyone.

    Raises NoSuchPart for a role that the blueprint does not have.
    """
    return _Writer(blueprint, _role(blueprint, role)).manual()


def _role(blueprint: Blueprint, asked: str | None) -> str | None:
    if asked is None or asked in blueprint.roles:
        return asked
    for key, role in blueprint.roles.items():
        if role.label == asked:
            return key
    known = ", ".join(blueprint.roles)
    raise NoSuchPart(
        f"there is no role '{asked}'; " + (f"there are {known}" if known else "none is declared")
    )


class _Writer:
    def __init__(self, blueprint: Blueprint, role: str | None) -> None:
        self._blueprint = blueprint
        self._say = Wording(blueprint)
        parts = enumerate(self._plan(role), 1)
        self._parts = [
            part._replace(id=f"part-{n}", tasks=self._numbered(n, part.tasks)) for n, part in parts
        ]

    def manual(self) -> Manual:
        blueprint, say = self._blueprint, self._say
        facts = said(
            say.fact("scope", blueprint.scope),
            say.fact("state", say(blueprint.state) if blueprint.state else ""),
            say.fact("owner", say.owner(blueprint.owner)),
            say.fact("reviewed", blueprint.reviewed.date if blueprint.reviewed else ""),
        )
        chapters = (*self._everyone(), *(self._chapter(part) for part in self._parts))
        return Manual(
            kind=say("manual"), title=blueprint.title or blueprint.name, facts=facts, chapters=chapters
        )

    # ── chapters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _plan(self, only: str | None) -> Iterator[_Part]:
        """The chapters, with the actions of each; a role that has no part in anything has one if it is asked for."""
        ordered = [key for step in self._blueprint.steps.values() for key in step.actions]
        actions = self._blueprint.actions
        for key, role in self._blueprint.roles.items():
            mine = dict.fromkeys((one for one in ordered if key in actions[one].by), ("", ""))
            wanted = key == only if only else bool(mine or list(self._duties(key)) or self._owned(key))
            if wanted:
                yield _Part("", key, role.label, role.department or "", mine)
        for lane in () if only else self._blueprint.lanes.values():
            free = [one for one in ordered if actions[one].lane == lane.key and not actions[one].by]
            if free and lane.kind != "customer":
                yield _Part("", None, lane.label, self._say("lane"), dict.fromkeys(free, ("", "")))

    def _numbered(self, part: int, tasks: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The id and the number of each task: that of its step, and its place among those of the chapter in it."""
        found: dict[str, tuple[str, str]] = {}
        counts: dict[str, int] = {}
        for key in tasks:
            step = self._blueprint.steps[self._blueprint.actions[key].step]
            counts[step.key] = counts.get(step.key, 0) + 1
            found[key] = (
                f"task-{part}-{step.number}-{counts[step.key]}",
                f"{step.number}.{counts[step.key]}",
            )
        return found

    def _everyone(self) -> Iterator[Chapter]:
        """What is said of the whole, and what no role answers for."""
        facts = said(*self._say.remarks(None))
        troubles = (*self._troubles(None, None), *self._owned(None))
        if facts or troubles:
            yield Chapter(id="everyone", title=self._say("everyone"), facts=facts, troubles=troubles)

    def _chapter(self, part: _Part) -> Chapter:
        groups = tuple(self._groups(part))
        duties = said(self._say.of("regular", self._duties(part.role), "regular"))
        owned = self._owned(part.role) if part.role else ()
        empty = not (groups or duties or owned)
        about = self._say.together(part.about, self._say("nothing") if empty else "")
        return Chapter(id=part.id, title=part.title, about=about, facts=duties, troubles=owned, groups=groups)

    def _groups(self, part: _Part) -> Iterator[Group]:
        """The steps that the role has tasks in, by phases."""
        phase: str | None = None
        sections: list[Section] = []
        for step in self._blueprint.steps.values():
            mine = [key for key in step.actions if key in part.tasks]
            if not mine:
                continue
            if sections and step.phase != phase:
                yield self._group(phase, sections, part)
                sections = []
            phase = step.phase
            tasks = tuple(self._task(self._blueprint.actions[key], part) for key in mine)
            facts = said(self._say.timing("time", step.timing), *self._say.remarks(step.key))
            title = f"{step.number} {step.label}".strip()
            troubles = self._troubles(step.key, part.role)
            sections.append(Section(title=title, facts=facts, tasks=tasks, troubles=troubles))
        if sections:
            yield self._group(phase, sections, part)

    def _group(self, phase: str | None, sections: list[Section], part: _Part) -> Group:
        if phase is None:
            return Group(sections=tuple(sections))
        return Group(
            title=self._blueprint.phases[phase].label,
            facts=said(*self._say.remarks(phase)),
            troubles=self._troubles(phase, part.role),
            sections=tuple(sections),
        )

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _task(self, action: Action, part: _Part) -> Task:
        name, number = part.tasks[action.key]
        facts = (*self._before(action, part), *self._doing(action, part), *self._afterwards(action, part))
        troubles = self._troubles(action.key, part.role)
        marks = tuple(self._say(mark) for mark in _marks(action))
        return Task(
            id=name, number=number, text=action.text, marks=marks, facts=said(*facts), troubles=troubles
        )

    def _before(self, action: Action, part: _Part) -> Iterator[Fact | None]:
        """What the task waits for."""
        blueprint, say = self._blueprint, self._say
        when = [self._arrow(flow, flow.source, part) for flow in blueprint.incoming(action.key)]
        if action.due:
            other = blueprint.actions[action.due.action].text
            when.append(Value(text=say(action.due.relation, say.span(action.due.span_of_time), other)))
        yield say.of("when", when, "when")
        yield say.timing("wait", action.wait)
        yield say.fact("personas", *say.labels("personas", action.personas))
        yield say.fact("input", *action.inputs)

    def _doing(self, action: Action, part: _Part) -> Iterator[Fact | None]:
        """How it is done."""
        say = self._say
        yield say.fact("script", say("quote", action.script) if action.script else "", kind="say")
        if action.standard:
            promised = Value(text=action.standard.text, detail=say.within(action.standard.within))
            yield say.of("standard", (promised,), "promise")
        yield say.timing("time", action.timing)
        yield say.fact("expects", action.expects)
        others = [role for role in action.by if role != part.role]
        yield say.fact("together", *say.labels("roles", others))
        yield say.fact("using", *say.labels("systems", action.using))
        yield say.fact("via", *say.labels("channels", action.via))
        things = self._blueprint.things.values()
        yield say.fact("evidence", *(thing.text for thing in things if thing.at == action.key))
        yield from say.remarks(action.key)

    def _afterwards(self, action: Action, part: _Part) -> Iterator[Fact | None]:
        """What comes of it, and who goes on."""
        say = self._say
        yield say.fact("output", *action.outputs)
        found: dict[str, list[Value]] = {name: [] for name in _WAYS}
        for flow in self._blueprint.outgoing(action.key):
            # That of a recovery stands with its fail point.
            if not flow.is_recovery:
                found[self._way(action, flow, part)].append(self._arrow(flow, flow.target, part))
        for name, values in found.items():
            yield say.of(name, values, "hand")

    def _way(self, action: Action, flow: Flow, part: _Part) -> str:
        if flow.kind == "failure":
            return "failing"
        if action.is_decision:
            return "answers"
        if flow.target in part.tasks:
            return "next"
        return {"return": "ask", "message": "tell"}.get(flow.kind, "hand")

    def _arrow(self, flow: Flow, other: str, part: _Part) -> Value:
        """An arrow, seen from one of its ends: the action at the other, and what the arrow says."""
        say, action = self._say, self._blueprint.actions[other]
        comes = other == flow.source
        decided = self._blueprint.actions[flow.source].is_decision
        label = (say("answer", flow.label) if decided else say("quote", flow.label)) if flow.label else ""
        signs = {"return": "asked", "message": "told", "failure": "failed"}
        detail = say.together(
            "" if other in part.tasks else say.who(action),
            label,
            say(signs[flow.kind]) if comes and flow.kind in signs else "",
            say("usually", f"{flow.share:g}") if flow.share is not None and not comes else "",
            say("carries", say.listed(flow.carries)) if flow.carries else "",
            say("for", say.listed(say.labels("personas", flow.personas))) if flow.personas else "",
            say.within(flow.within),
            (say("once") if flow.max == 1 else say("max", flow.max)) if flow.max is not None else "",
        )
        return Value(text=action.text, detail=detail, link=self._link(other, part))

    def _link(self, action: str, part: _Part) -> str | None:
        """The task of an action: in this chapter, or else in the first that has it."""
        for one in (part, *self._parts):
            if action in one.tasks:
                return one.tasks[action][0]
        return None

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _troubles(self, at: str | None, role: str | None) -> tuple[Trouble, ...]:
        """The fail points of a place, with what this role does about them."""
        return tuple(self._trouble(fail, role) for fail in self._blueprint.fails.values() if fail.at == at)

    def _trouble(self, fail: Fail, role: str | None) -> Trouble:
        say = self._say
        mine = [one for one in fail.preventions if role is None or not one.by or role in one.by]
        prevented = (
            Value(text=one.text, detail=say(f"every.{one.every}") if one.every else "") for one in mine
        )
        limit = say.seconds(fail.within.longest) if fail.within else ""
        facts = said(
            say.of("prevent", prevented),
            say.of("recover", (self._recovery(one) for one in fail.recoveries), "hand"),
            say.fact("limit", limit),
        )
        return Trouble(text=fail.text, facts=facts)

    def _recovery(self, one: Recovery) -> Value:
        goal = self._blueprint.actions.get(one.to or "")
        if goal is None:
            return Value(text=one.text)
        return Value(
            text=one.text, detail=self._say.together(self._say("goes on", goal.text), self._say.who(goal))
        )

    def _duties(self, role: str | None) -> Iterator[Value]:
        """What a role does so that things do not fail, of whatever task."""
        if role is None:
            return
        for text, preventions in (
            *((fail.text, fail.preventions) for fail in self._blueprint.fails.values()),
            *((risk.label, risk.preventions) for risk in self._blueprint.risks.values()),
        ):
            for one in preventions:
                if role in one.by:
                    often = self._say(f"every.{one.every}") if one.every else ""
                    yield Value(text=one.text, detail=self._say.together(often, self._say("against", text)))

    def _owned(self, role: str | None) -> tuple[Trouble, ...]:
        """The risks and feedback loops that a role answers for; for None, those that no role does."""
        blueprint = self._blueprint
        risks = (one for one in blueprint.risks.values() if _answers(one, role))
        loops = (one for one in blueprint.feedback.values() if _answers(one, role))
        return (*map(self._risk, risks), *map(self._loop, loops))

    def _risk(self, risk: Risk) -> Trouble:
        say = self._say
        done = (Value(text=one.text, detail=say.within(one.within)) for one in risk.contingencies)
        prevented = (
            Value(
                text=one.text,
                detail=say.together(
                    say(f"every.{one.every}") if one.every else "",
                    say.listed(say.labels("roles", one.by)),
                ),
            )
            for one in risk.preventions
        )
        facts = said(
            say.of("prevent", prevented),
            say.of("contingency", done),
            say.fact("compensate", *risk.compensations),
        )
        return Trouble(text=risk.label, facts=facts)

    def _loop(self, loop: Feedback) -> Trouble:
        say = self._say
        after = self._blueprint.actions[loop.after].text if loop.after else ""
        facts = said(
            say.fact("after action", after),
            say.fact("via", *say.labels("channels", loop.via)),
            say.fact("thanks", loop.thanks),
            *say.promises(loop),
        )
        return Trouble(text=say("loop") + say(": ") + loop.label, facts=facts)


#: The names of the facts about outgoing arrows, in the order in which they stand.
_WAYS = ("answers", "ask", "next", "hand", "tell", "failing")


def _answers(thing: Risk | Feedback, role: str | None) -> bool:
    return (thing.owner.role if thing.owner else None) == role


def _marks(action: Action) -> Iterator[str]:
    for name in ("start", "decision", "event", "approval", "milestone", "bottleneck", "moment"):
        if getattr(action, f"is_{name}"):
            yield name
    if action.mode in ("automatic", "assisted"):
        yield action.mode
    if action.known.status in ("assumed", "proposed"):
        yield action.known.status
    if action.end:
        yield action.end
