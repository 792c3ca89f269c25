"""The Blueprint: what a file means.

Comes in: what the resolver bound. Goes out: frozen values. Everything refers by key, not by object: `blueprint.actions[key]`. A key
is unique in its kind and stable from run to run; the key of an action is `step.action`. What has no name in the text gets a key
with a hyphen in it, which no name can hold (`check_in.customer-1`). Mappings and tuples stand in reading order. Times are in
seconds (`TimeSpan`), shares in per cent. Deliberately absent: anything about drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from typing import Literal, NamedTuple

from .lane_kinds import LANE_KINDS, Contents, LaneKind, LineKind, Zone
from .lean_dataclasses import dataclass
from .source import Span
from .values import TimeSpan
from .words.customers import authors_language

FlowKind = Literal["then", "return", "message", "failure"]
PointKind = Literal["fail", "wait", "decision", "moment"]
EndKind = Literal["plain", "served", "partly", "refused", "lost"]
Mode = Literal["manual", "assisted", "automatic"]
Value = Literal["adding", "necessary", "waste"]
Status = Literal["observed", "assumed", "proposed"]
Level = Literal["low", "medium", "high"]
Period = Literal["night", "day", "week", "month", "quarter", "year"]
State = Literal["as-is", "to-be", "pilot"]


class Ref(NamedTuple):
    """What a thing of a blueprint is known by: the field of the Blueprint that holds it, and its key there."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What everything in a blueprint has: the place in the text that it comes from."""

    span: Span = field(compare=False, repr=False)

    @property
    def called(self) -> str:
        """What it is called in texts for people: its label, or what it says, or its title; else its key or name, if it has one."""
        names = ("label", "text", "title", "key", "name")
        return next((found for name in names if (found := getattr(self, name, None)) and found.strip()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Element):
    """What a Blueprint holds by a key: `Ref` says which of them is meant."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How we know a thing: `status`, `source`, and the metrics that track it (keys)."""

    status: Status | None = None
    source: str | None = None
    tracks: tuple[str, ...] = ()


NOTHING_KNOWN = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who answers for a thing: a declared role (its key), or a name in plain words."""

    role: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaTiming(Element):
    """What a time is for some personas (keys) in place of the one for everybody; a target that is not said stays."""

    personas: tuple[str, ...]
    time: TimeSpan | None = None
    target: TimeSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A span of time and the most that it may take, either of which may be unsaid.

    `by_persona` is what it is for some personas instead. `named_only`: the text says it for these personas alone.
    """

    span: TimeSpan | None = None
    target: TimeSpan | None = None
    by_persona: tuple[PersonaTiming, ...] = ()
    named_only: bool = False

    def names(self, persona: str | None) -> bool:
        """Whether the text says something of its own for a persona (key)."""
        return any(persona in other.personas for other in self.by_persona)

    def versions(self) -> Iterator[tuple[tuple[str, ...], Timing]]:
        """What the text says of it: for everybody whom it does not name, under no personas, and for the personas that it names."""
        if not self.named_only:
            yield (), self.of(None)
        for other in self.by_persona:
            yield other.personas, self.of(other.personas[0])

    def of(self, persona: str | None) -> Timing:
        """What it is for a persona (key); None is anyone whom the text does not name."""
        for other in self.by_persona:
            if persona in other.personas:
                return Timing(span=other.time, target=other.target or self.target)
        return Timing(span=self.span, target=self.target) if self.by_persona else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When a thing was last looked over (ISO date), and how often it is to be."""

    date: str
    every: Period | None = None


# ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Keyed):
    """A lane. `by`, `jointly`, `via`, `using` (keys) and `mode` are what its actions have unless they say otherwise."""

    kind: LaneKind
    label: str
    by: tuple[str, ...] = ()
    jointly: bool = False
    via: tuple[str, ...] = ()
    using: tuple[str, ...] = ()
    mode: Mode | None = None

    @property
    def zone(self) -> Zone | None:
        """The part of a blueprint that it belongs to by its kind: the customer's, frontstage, backstage, support, or none."""
        return LANE_KINDS[self.kind].zone

    @property
    def holds(self) -> Contents:
        """What stands in it."""
        return LANE_KINDS[self.kind].holds

    @property
    def holds_things(self) -> bool:
        """Whether it holds evidence or notes, not actions."""
        return self.holds != "actions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Element):
    """A line between lanes; `kind` is None for one of the author's own. `label` is what stands on it."""

    kind: LineKind | None
    label: str
    #: Whether the author wrote the label; the renderers name the others in the language of the file.
    labelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Keyed):
    """A phase, with the keys of its steps. `named` tells whether the text gives it any name or label."""

    label: str
    steps: tuple[str, ...]
    timing: Timing = Timing()
    owner: Owner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Keyed):
    """A step, with the keys of its actions and things. `number` counts from 1 over the whole file."""

    number: int
    label: str
    phase: str | None
    actions: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    timing: Timing = Timing()
    owner: Owner | None = None


# ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Element):
    """What the customer is promised of an action: in words, in time, measured by a metric (key).

    `limits` says whether the action is to have begun or to be done `within` that time; None where the text does not say.
    """

    text: str
    within: TimeSpan | None = None
    limits: Literal["begun", "done"] | None = None
    metric: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Emotion(Element):
    """How somebody feels: -2 … 2, and in what words."""

    score: float
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Element):
    """When an action is due: a time before or after another action (key)."""

    span_of_time: TimeSpan
    relation: Literal["before", "after"]
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement(Element):
    """Which actions of the as-is (names as written) a to-be action replaces, or which the to-be removes; and why."""

    actions: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Keyed):
    """Something that somebody or something does, in one step and one lane.

    `by`, `via`, `using` and `mode` have the lane's values filled in. `wait` is the wait before it: None where nobody waits,
    an empty Timing where the text says `wait` and no more. Of several roles `by` which it is done, whoever is free does it;
    where it is done `jointly`, all of them at once.
    """

    name: str | None
    step: str
    lane: str
    text: str
    is_decision: bool = False
    is_event: bool = False
    is_start: bool = False
    end: EndKind | None = None
    is_approval: bool = False
    is_milestone: bool = False
    is_bottleneck: bool = False
    is_moment: bool = False
    mode: Mode | None = None
    by: tuple[str, ...] = ()
    jointly: bool = False
    via: tuple[str, ...] = ()
    using: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    timing: Timing = Timing()
    wait: Timing | None = None
    due: Due | None = None
    cost: float | None = None
    value: Value | None = None
    standard: Standard | None = None
    emotion: Emotion | None = None
    expects: str | None = None
    script: str | None = None
    replaces: Replacement | None = None
    known: Provenance = NOTHING_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing(Keyed):
    """A piece of evidence or a note in a notes lane; `at` is the action (key) that it belongs to, `personas` (keys) whom it is for."""

    name: str | None
    step: str
    lane: str
    text: str
    at: str | None = None
    personas: tuple[str, ...] = ()
    known: Provenance = NOTHING_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Element):
    """An arrow between two actions (keys).

    `then` goes on; `return` goes there and comes back; `message` is what nobody waits for; `failure` is taken instead of the rest.
    `is_journey`: not written, but implied by two customer actions that follow each other. `is_recovery`: the arrow of a fail
    point's `recover … !> action`. `share` in per cent, `max` in times, `carries` are items, `personas` keys.
    """

    source: str
    target: str
    kind: FlowKind
    label: str | None = None
    share: float | None = None
    max: int | None = None
    within: TimeSpan | None = None
    carries: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    is_journey: bool = False
    is_recovery: bool = False

    @property
    def leads(self) -> bool:
        """Whether the work goes on at the target for good: not so for a call that returns."""
        return self.kind != "return"


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Keyed):
    """What all cards have. `at` is the key of the action, step or phase it stands in, None at the top of the file.

    `place` says which of these it is.
    """

    text: str
    place: Literal["file", "phase", "step", "action"] = "file"
    at: str | None = None
    owner: Owner | None = None
    due: str | None = None
    known: Provenance = NOTHING_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention(Element):
    """What is done so that a thing does not fail: how often, by whom (role keys); `jointly` by all of them."""

    text: str
    every: Period | None = None
    by: tuple[str, ...] = ()
    jointly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Element):
    """What is done when it has failed; `to` is the action (key) that goes on from there."""

    text: str
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail(Card):
    """A fail point (Shostack 1984) with FMEA's three ratings of 1-10: how bad, how often, how hard to notice."""

    severity: int | None = None
    occurrence: int | None = None
    detection: int | None = None
    causes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    preventions: tuple[Prevention, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    within: TimeSpan | None = None

    @property
    def risk_priority_number(self) -> int | None:
        """Severity × occurrence × detection (FMEA), where all three are rated."""
        if self.severity is None or self.occurrence is None or self.detection is None:
            return None
        return self.severity * self.occurrence * self.detection


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain(Card):
    """What hurts, in the customer's or in the company's view."""

    view: Literal["customer", "company"] | None = None
    importance: Level | None = None
    urgency: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Card):
    """What could be done; `addresses` are keys of cards. `start` is an ISO date."""

    addresses: tuple[str, ...] = ()
    effort: Level | None = None
    impact: Level | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Card):
    """What nobody knows yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Card):
    """A policy, a note, or a link (`see`, whose text is the address as the author wrote it, meant from the file).

    `link` is where it leads from the place of an output, escaped; null for policies and notes, whatever their words look like, and for a
    fragment, which would lead into the output itself, whose ids the author does not know.
    """

    kind: Literal["policy", "note", "see"]
    link: str | None = None


# ── declarations ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Keyed):
    """What all declarations have."""

    label: str
    owner: Owner | None = None
    known: Provenance = NOTHING_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Declaration):
    """Who acts, and the department they belong to."""

    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Declaration):
    """What they use."""

    reviewed: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Declaration):
    """Where they meet the customer: the touchpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Declaration):
    """For whom the service is."""

    tier: str | None = None
    goals: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


#: How units of percentages are written.
_PERCENT = frozenset({"%", "％", "percent", "pct", "百分比", "百分之", "百分率"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Declaration):
    """What is measured, in `unit`."""

    kind: str | None = None
    unit: str | None = None
    baseline: float | None = None
    now: float | None = None
    target: float | None = None
    benchmark: float | None = None
    better: Literal["higher", "lower"] | None = None
    every: Period | None = None

    @property
    def is_percentage(self) -> bool:
        """Whether it is so many of a hundred: `%`, perhaps with of what (`% of calls`); points of a percentage are none."""
        unit = (self.unit or "").strip().casefold()
        return unit.split(" ", 1)[0] in _PERCENT and "point" not in unit

    def with_unit(self, number: float, written: str | None = None) -> str:
        """A number, perhaps as a language writes it, in the metric's unit: words stand apart from their number, signs such as % do not."""
        unit, text = self.unit or "", written or f"{number:g}"
        return f"{text} {unit}" if unit[:1].isalpha() else f"{text}{unit}"

    @property
    def start(self) -> float | None:
        """The number that a change is counted from: the baseline, else what it is now."""
        return self.now if self.baseline is None else self.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Declaration):
    """A SMART goal: a metric (key) from a number to a number, or changed by per cent, due on an ISO date."""

    metric: str | None = None
    start: float | None = None
    to: float | None = None
    change: float | None = None
    due: str | None = None
    addresses: tuple[str, ...] = ()

    def changed(self, metric: Metric | None) -> float | None:
        """What a change by per cent comes to; None where there is none, or nobody says from where."""
        start = self.start if self.start is not None or metric is None else metric.start
        if start is None or self.change is None:
            return None
        # More is more below zero too: half more than −10 is −5.
        return start + abs(start) * self.change / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency(Element):
    """What is done when a risk has come true, and how soon."""

    text: str
    within: TimeSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Declaration):
    """What can hit the whole service."""

    scope: Literal["local", "global"] | None = None
    severity: Level | None = None
    preventions: tuple[Prevention, ...] = ()
    contingencies: tuple[Contingency, ...] = ()
    compensations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Element):
    """A time limit of a feedback loop, for simple or complex cases or all of them; `text` says how, where it says so."""

    text: str | None = None
    within: TimeSpan | None = None
    case: Literal["simple", "complex"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Declaration):
    """A feedback loop. `respond` and `resolve` count from receipt, `inform` and `verify` from resolution."""

    via: tuple[str, ...] = ()
    after: str | None = None
    thanks: str | None = None
    respond: tuple[Promise, ...] = ()
    resolve: tuple[Promise, ...] = ()
    inform: Promise | None = None
    verify: Promise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot(Declaration):
    """A trial before roll-out, in some steps (keys), with a group, between two ISO dates."""

    steps: tuple[str, ...] = ()
    group: str | None = None
    start: str | None = None
    end: str | None = None


# ── points and the whole ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Element):
    """A lettered point: `label` is F1, W1, D1 or E1, for display only.

    `action` is the key of the action it is drawn at; None for a fail point of a step, a phase or the file. `card` is the key of
    the fail card of a fail point.
    """

    label: str
    kind: PointKind
    action: str | None
    card: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeImport(Element):
    """An import that leads to a blueprint with steps, none of which is taken; `file` is its name as messages show it."""

    file: str
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint(Element):
    """A whole service blueprint."""

    name: str
    title: str
    owner: Owner | None = None
    scope: str | None = None
    state: State | None = None
    currency: str | None = None
    language: str | None = None
    timing: Timing = Timing()
    reviewed: Review | None = None
    known: Provenance = NOTHING_KNOWN

    bands: tuple[Lane | Line, ...] = ()
    phases: dict[str, Phase] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    flows: tuple[Flow, ...] = ()
    removes: tuple[Replacement, ...] = ()
    imports: tuple[WholeImport, ...] = ()

    fails: dict[str, Fail] = field(default_factory=dict)
    pains: dict[str, Pain] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)

    roles: dict[str, Role] = field(default_factory=dict)
    systems: dict[str, System] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    personas: dict[str, Persona] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    risks: dict[str, Risk] = field(default_factory=dict)
    feedback: dict[str, Feedback] = field(default_factory=dict)
    pilots: dict[str, Pilot] = field(default_factory=dict)

    points: tuple[Point, ...] = ()

    @property
    def words_language(self) -> str | None:
        """The language tag for the program's own words: `language`, with the author's word for customers where it has several."""
        return self.words_in(self.language)

    def words_in(self, language: str | None) -> str | None:
        """The same tag for another language in which the program is to speak of the file."""
        customers = (lane.label for lane in self.lanes.values() if lane.kind == "customer")
        return authors_language(language, tuple(customers), self.span.source.text)

    @property
    def lanes(self) -> dict[str, Lane]:
        """The lanes by key, from top to bottom."""
        return {band.key: band for band in self.bands if isinstance(band, Lane)}

    def of_kind(self, kind: str) -> Mapping[str, Keyed]:
        """The elements of a kind, one of KINDS, by key, in reading order. Raises ValueError for what is no kind."""
        if kind not in KINDS:
            raise ValueError(f"a blueprint has no {kind!r}")
        found: Mapping[str, Keyed] = getattr(self, kind)
        return found

    def elements(self, *kinds: str) -> Iterator[tuple[Ref, Keyed]]:
        """All that has a key, kind by kind as KINDS has them, or what is of some kinds, in the order in which they are named."""
        for kind in kinds or KINDS:
            for key, element in self.of_kind(kind).items():
                yield Ref(kind, key), element

    def get(self, ref: Ref) -> Element | None:
        """What a reference means, None where there is no such thing. `Ref("blueprint", name)` is the blueprint itself."""
        if ref == ("blueprint", self.name):
            return self
        return self.of_kind(ref.kind).get(ref.key) if ref.kind in KINDS else None

    def kind_of(self, key: str, *kinds: str) -> str | None:
        """The first of some kinds that has an element of this key, where a name may be of any of them."""
        return next((kind for kind in kinds if key in self.of_kind(kind)), None)

    def name_of(self, kind: str, key: str) -> str:
        """What an element is called, or its key where a part of a blueprint does not have it."""
        found = self.of_kind(kind).get(key)
        return found.called if found else key

    def outgoing(self, action: str) -> Iterator[Flow]:
        """The arrows that leave an action."""
        return (flow for flow in self.flows if flow.source == action)

    def incoming(self, action: str) -> Iterator[Flow]:
        """The arrows that lead to an action."""
        return (flow for flow in self.flows if flow.target == action)

    def points_of(self, action: str) -> tuple[Point, ...]:
        """The lettered points of an action."""
        return tuple(point for point in self.points if point.action == action)


#: The kinds of elements that have keys: the fields of a Blueprint, `lanes` among them, in their order.
KINDS: tuple[str, ...] = (
    "lanes",
    *(other.name for other in fields(Blueprint) if other.default_factory is dict),
)
#: Those of them that hold cards.
CARDS = ("fails", "pains", "ideas", "questions", "remarks")
