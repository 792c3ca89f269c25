"""How a manual puts the model into words: who, when, how long, what comes next.

Comes in: a Blueprint. Goes out: facts in its language. Deliberately absent: which facts stand where, and for whom (`staff`, `customer`).
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.analysis.property_values import limit_words
from blueprint.analysis.work.items import in_words
from blueprint.model import (
    Action,
    Blueprint,
    Feedback,
    Owner,
    PersonaTiming,
    Promise,
    Remark,
    Standard,
    Thing,
    Timing,
)
from blueprint.safe_links import safe
from blueprint.values import TimeSpan
from blueprint.words.labels import Words

from .document import Fact, Value
from .parts import Place, place_of


class ManualWording:
    """The wording of one manual."""

    def __init__(self, blueprint: Blueprint) -> None:
        """In the language of the blueprint; English where it has no catalogue."""
        self.blueprint = blueprint
        self.words = Words(blueprint.words_language, "manual")

    def __call__(self, key: str, **values: object) -> str:
        """The word for a key, with its gaps filled."""
        return self.words(key, **values)

    def together(self, *parts: str | None) -> str:
        """The details that are not empty, in a row."""
        return self.words.joined([part for part in parts if part], self("dot"))

    def listed(self, texts: Iterable[str]) -> str:
        """Texts in a row, with commas."""
        return self.words.listed(texts)

    def items(self, items: Iterable[str]) -> list[str]:
        """Items as words."""
        return [in_words(item) for item in items]

    def labels(self, kind: str, keys: Iterable[str]) -> list[str]:
        """The labels of declared things (`roles`, `systems` …)."""
        return [self.blueprint.name_of(kind, key) for key in keys]

    def who(self, action: Action) -> str:
        """Its roles, or else its lane."""
        if action.by:
            return self.roles(action.by, jointly=action.jointly)
        return self.blueprint.lanes[action.lane].label

    def roles(self, keys: Iterable[str], *, jointly: bool) -> str:
        """Roles in a row: those of whom one does it, or those who do it together."""
        labels = self.labels("roles", keys)
        return self.words.together(labels) if jointly else self.listed(labels)

    def owner(self, owner: Owner | None) -> str:
        """Who answers for a thing, or nothing."""
        if owner is None:
            return ""
        return self.labels("roles", [owner.role])[0] if owner.role else owner.text

    # ── times ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def seconds(self, value: float) -> str:
        """A number of seconds in words."""
        return self.words.seconds(value)

    def span(self, span: TimeSpan) -> str:
        """A span of time in words, since not everybody knows signs such as ≤."""
        if span.is_maximum:
            return self("up.to", time=self.seconds(span.longest))
        if span.numbers == (span.least,):
            return self("at.least", time=self.seconds(span.usual))
        if span.p95 is not None:
            return self("at.times", time=self.seconds(span.usual), most=self.seconds(span.p95))
        shown = self.words.span(span)
        if span.usual_value is not None and len(span.numbers) > 1:
            return self("usual", range=shown, time=self.seconds(span.usual))
        return shown

    def within(self, span: TimeSpan | None) -> str:
        """A time limit, or nothing."""
        return self("time.within", time=self.seconds(span.longest)) if span else ""

    def timing(self, name: str, timing: Timing | None) -> Fact | None:
        """How long a thing takes and may take."""
        if timing is None:
            return None
        target = self._target(timing.target)
        everybody = Value(text=self.span(timing.span), detail=target) if timing.span else None
        if everybody is None and not timing.named_only:
            unknown = target or (self("unknown") if name == "wait" else "")
            everybody = Value(text=unknown) if unknown else None
        others = tuple(self._by_persona(other) for other in timing.by_persona)
        return self.of(name, (everybody, *others) if everybody else others)

    def _by_persona(self, other: PersonaTiming) -> Value:
        """How long a thing takes some personas, and may take."""
        called = self.listed(self.labels("personas", other.personas))
        time = self.span(other.time) if other.time else ""
        return Value(text=self("time.persona", personas=called, time=time), detail=self._target(other.target))

    def _target(self, target: TimeSpan | None) -> str:
        return self("time.target", time=self.seconds(target.longest)) if target else ""

    # ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def fact(self, name: str, *texts: str | None, kind: str = "") -> Fact | None:
        """A fact of plain texts; None where there is nothing to say."""
        values = tuple(Value(text=text) for text in texts if text)
        return self.of(name, values, kind)

    def row(self, name: str, texts: Iterable[str]) -> Fact | None:
        """A fact of short texts on one line."""
        return self.fact(name, self.listed(texts))

    def of(self, name: str, values: Iterable[Value], kind: str = "") -> Fact | None:
        """A fact of values; None where there are none."""
        found = tuple(values)
        return Fact(name=self(name), values=found, kind=kind) if found else None

    def standard(self, name: str, standard: Standard | None) -> Fact | None:
        """What is promised, and within which time."""
        if standard is None:
            return None
        within = standard.within
        limit = self(limit_words(standard), time=self.seconds(within.longest)) if within else ""
        return self.of(name, (Value(text=standard.text, detail=limit),), "promise")

    def remarks(self, *places: Place, things: Iterable[str] = ()) -> list[Fact | None]:
        """The policies, notes and links of some places, including notes in notes lanes (`things`, keys)."""
        here = [remark for remark in self.blueprint.remarks.values() if place_of(remark) in places]
        found = {
            kind: [_remark(remark) for remark in here if remark.kind == kind]
            for kind in ("policy", "note", "see")
        }
        beside = [self.blueprint.things[key] for key in things]
        lanes = self.blueprint.lanes
        found["note"] += [self._thing(thing) for thing in beside if lanes[thing.lane].holds == "notes"]
        evidence = (self._thing(thing) for thing in beside if lanes[thing.lane].holds == "evidence")
        return [
            self.of("evidence", evidence),
            *(self.of(kind, values, kind) for kind, values in found.items()),
        ]

    def _thing(self, thing: Thing) -> Value:
        """A piece of evidence or a note, and whom it is for."""
        who = self.listed(self.labels("personas", thing.personas))
        return Value(text=thing.text, detail=self("for", personas=who) if who else "")

    def promises(self, loop: Feedback) -> list[Fact | None]:
        """What is promised to those who give feedback, in the order in which it is due."""
        single = ((name, getattr(loop, name)) for name in ("inform", "verify"))
        named = (("respond", loop.respond), ("resolve", loop.resolve), *((k, (v,)) for k, v in single if v))
        return [self.of(name, (self._promise(each) for each in every)) for name, every in named]

    def _promise(self, promise: Promise) -> Value:
        limit = self.within(promise.within)
        case = self(promise.case) if promise.case else ""
        if promise.text:
            return Value(text=promise.text, detail=self.together(limit, case))
        return Value(text=limit or case, detail=case if limit else "")


def _remark(remark: Remark) -> Value:
    return Value(text=remark.text, href=safe(remark.link))


def named_fact(name: str, text: str, kind: str = "") -> Fact | None:
    """A fact of one text under a name of the author's; None without a text."""
    return Fact(name=name, values=(Value(text=text),), kind=kind) if text else None


def present(*facts: Fact | None) -> tuple[Fact, ...]:
    """The facts that there are."""
    return tuple(fact for fact in facts if fact is not None)
