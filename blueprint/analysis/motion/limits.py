"""Limits, and whether they are kept: targets, standards, what is due after something, recoveries.

Comes in: Facts. Goes out: Limits: how long each thing takes on the usual way and at most, by how much that is over, and which share of
the cases keeps it, for each group of personas for whom that differs. Whoever shows or judges a limit reads it here. Deliberately absent:
how long cases take (`passages`, `results`), words; and limits that nothing in a file can be held against: contingencies, and the clocks
of feedback loops, which count from when feedback arrives.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from ...lean_dataclasses import dataclass
from ...model import Action, Blueprint, Due, Fail, Phase, Standard, Step
from ...source import Span as Place
from ...values import TimeSpan
from ..facts import Facts
from .passages import Passage, Passages
from .results import Motion, headline, motions_of
from .rules.net import span_of
from .units import LEAST, unit_of_action, unit_of_step

Kind = Literal["service", "phase", "step", "time", "wait", "standard", "due", "recovery"]
Verdict = Literal["kept", "may", "open", "over", "unknown"]

#: A standard that many times as long as the action counts from another moment: a call of five minutes, made within a day.
SAME_THING = 6
#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6


class Taken(NamedTuple):
    """How long something takes, in seconds: usually (None where nobody knows), at most (infinite where nobody says), and the share of the
    cases that keep the limit (None where shares are unknown)."""

    usual: float | None = None
    most: float | None = None
    share: float | None = None


NOT_KNOWN = Taken()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What becomes of a limit for some personas (keys, None is anyone else; none where it is the same for all).

    `over`: usually beyond it, by `by` seconds; `may`: beyond it at times; `open`: nobody says whether a standard is for the beginning or
    the end; the action begins in time, and is done `by` seconds after the limit; `kept`: never beyond it as far as the file says;
    `unknown`: there is no time to hold against it. `begins` is when the action of a standard begins. `untimed` of the `actions` that count
    have no time. `most` and `stated` are what the file says for them. `unit`: the seconds of the largest unit that the author wrote there.
    """

    personas: tuple[str | None, ...]
    verdict: Verdict
    taken: Taken
    by: float = 0.0
    begins: Taken = NOT_KNOWN
    untimed: int = 0
    actions: int = 0
    most: TimeSpan | None = None
    stated: TimeSpan | None = None
    unit: float = LEAST

    @property
    def stated_is_over(self) -> bool:
        """Whether what the file says by itself is beyond the limit."""
        if self.stated is None or self.most is None:
            return False
        return self.stated.usual > self.most.longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that something may take. `key` is that of a phase, step, action or fail point, the name of a service.

    `most` and `stated`, what the file says that it takes by itself, are those of the headline. `held` has an entry for each group of
    personas, that of the headline first; none where the thing exists for nobody.
    """

    kind: Kind
    key: str
    most: TimeSpan
    place: Place
    stated: TimeSpan | None
    held: tuple[Held, ...]

    @property
    def over(self) -> float:
        """By how many seconds it is usually exceeded, for those for whom that is most; 0 where it is kept."""
        return max((held.by for held in self.held if held.verdict == "over"), default=0.0)

    def over_of(self, stated: TimeSpan | None, most: TimeSpan | None) -> float:
        """The same for those of whom the file says that it takes `stated`, and `most` at most."""
        every = (held for held in self.held if (held.stated, held.most) == (stated, most))
        return max((held.by for held in every if held.verdict == "over"), default=0.0)

    @property
    def worst(self) -> Held | None:
        """That of those for whom it is exceeded most, else the first."""
        return max(self.held, key=lambda held: held.by if held.verdict == "over" else -1.0, default=None)

    @property
    def stated_is_over(self) -> bool:
        """Whether what the file says by itself is beyond the limit, for some."""
        return any(held.stated_is_over for held in self.held)


class _Wanted(NamedTuple):
    """A limit that a file sets."""

    kind: Kind
    about: Blueprint | Phase | Step | Action | Fail
    most: TimeSpan
    place: Place
    stated: TimeSpan | None = None

    @property
    def name(self) -> tuple[Kind, str]:
        """What the limit is called by."""
        return self.kind, self.about.name if isinstance(self.about, Blueprint) else self.about.key


def limits(facts: Facts) -> tuple[Limit, ...]:
    """The limits of the service, the phases, the steps, then of each action and of recoveries, in the order of the text."""
    first = headline(facts)
    every = [first, *(motion for motion in facts.once(motions_of) if motion is not first)]
    readers = [_Reader(facts, motion) for motion in every]
    wanted: dict[tuple[Kind, str], _Wanted] = {}
    for blueprint in (facts.blueprint, *(motion.net.blueprint for motion in every)):
        for found in _set(blueprint):
            wanted.setdefault(found.name, found)
    return tuple(_limit(readers, name, found) for name, found in wanted.items())


def limit_of(facts: Facts, kind: Kind, key: str) -> Limit | None:
    """A limit, if the file sets it; of a service the key is its name."""
    return facts.once(_by_place).get((kind, key))


def _by_place(facts: Facts) -> dict[tuple[Kind, str], Limit]:
    return {(limit.kind, limit.key): limit for limit in facts.once(limits)}


def _set(blueprint: Blueprint) -> Iterator[_Wanted]:
    places: list[tuple[Kind, Blueprint | Phase | Step]] = [("service", blueprint)]
    places += [("phase", phase) for phase in blueprint.phases.values()]
    places += [("step", step) for step in blueprint.steps.values()]
    for kind, place in places:
        if place.timing.target:
            yield _Wanted(kind, place, place.timing.target, place.span, place.timing.span)
    for action in blueprint.actions.values():
        yield from _of_action(action)
    for fail in blueprint.fails.values():
        if fail.within:
            yield _Wanted("recovery", fail, fail.within, fail.span)


def _of_action(action: Action) -> Iterator[_Wanted]:
    if action.timing.target:
        yield _Wanted("time", action, action.timing.target, action.span, action.timing.span)
    if action.wait and action.wait.target:
        yield _Wanted("wait", action, action.wait.target, action.span, action.wait.span)
    if action.standard and action.standard.within:
        yield _Wanted("standard", action, action.standard.within, action.standard.span)
    # What is due before something has nothing to count from.
    if action.due and action.due.relation == "after":
        yield _Wanted("due", action, action.due.span_of_time, action.due.span)


def _limit(readers: list[_Reader], name: tuple[Kind, str], wanted: _Wanted) -> Limit:
    found: dict[object, Held] = {}
    for reader in readers:
        own = reader.wanted.get(name)
        held = reader.held(own) if own else None
        if own and held:
            # How many actions have no time may differ where nothing else does.
            key = (held.verdict, held.taken, held.begins, own.most, own.stated)
            known = found.setdefault(
                key, replace(held, most=own.most, stated=own.stated, unit=reader.unit(own))
            )
            found[key] = replace(known, personas=(*known.personas, *reader.personas))
    every = tuple(replace(held, personas=()) if len(found) == 1 else held for held in found.values())
    first = every[0] if every else None
    return Limit(
        kind=wanted.kind,
        key=name[1],
        most=(first and first.most) or wanted.most,
        place=wanted.place,
        stated=first.stated if first else wanted.stated,
        held=every,
    )


def standard_counts(standard: Standard) -> Literal["begun", "done"] | None:
    """Whether the limit of a standard is for the beginning or the end of its action; None where nobody says."""
    return standard.limits


# ── for one motion ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """What becomes of limits in one motion."""

    def __init__(self, facts: Facts, motion: Motion) -> None:
        self._facts = facts
        self._motion = motion
        self._passages = Passages(motion)
        self.personas = motion.personas
        self.wanted = {wanted.name: wanted for wanted in _set(motion.net.blueprint)}

    def held(self, wanted: _Wanted) -> Held | None:
        """A limit as this motion keeps it; None where it is not for these personas."""
        about, most = wanted.about, wanted.most.longest
        if isinstance(about, Blueprint):
            untimed, actions = self._passages.untimed()
            return _held(self._service(about), most, untimed=untimed, actions=actions)
        if isinstance(about, Phase | Step):
            untimed, actions = self._passages.untimed(about)
            return _held(self._through(about, most), most, untimed=untimed, actions=actions)
        if isinstance(about, Fail):
            return self._recovery(about, most)
        action = self._action(about.key)
        return None if action is None else self._of_action(action, wanted.kind, most)

    def unit(self, wanted: _Wanted) -> float:
        """The largest unit of the times that a limit is held against, and of the limit."""
        units = (span.unit for span in (wanted.stated, wanted.most) if span)
        return max(self._unit_of(wanted.about), *units)

    def _unit_of(self, about: Blueprint | Phase | Step | Action | Fail) -> float:
        if isinstance(about, Blueprint):
            return self._motion.lead.unit if self._motion.runs else LEAST
        if isinstance(about, Phase | Step):
            steps = about.steps if isinstance(about, Phase) else (about.key,)
            return max(unit_of_step(self._motion.net.blueprint, key) for key in steps)
        return unit_of_action(about) if isinstance(about, Action) else LEAST

    def _action(self, key: str) -> Action | None:
        """An action as it is for these personas."""
        net = self._motion.net
        number = net.number[key]
        return net.actions[number] if net.exists[number] else None

    def _of_action(self, action: Action, kind: Kind, most: float) -> Held | None:
        if kind == "time":
            return _held(_own(action.timing.span), most)
        if kind == "wait":
            return _held(_own(action.wait.span if action.wait else None), most)
        if kind == "standard" and action.standard:
            return self._standard(action, action.standard, most)
        return self._due(action, action.due, most) if action.due else None

    def _service(self, blueprint: Blueprint) -> Taken:
        motion = self._motion
        if not motion.runs:
            return _own(blueprint.timing.span)
        lead = motion.lead
        if not blueprint.timing.span and not lead.usual.high and not lead.longest:
            return NOT_KNOWN
        highest = max(way.lead.high for way in motion.ways)
        most = math.inf if lead.longest is None else max(lead.longest, highest)
        return Taken(lead.usual.usual, most, lead.within)

    def _through(self, place: Step | Phase, most: float) -> Taken:
        passage = self._passages.through(place) if self._motion.runs else None
        if passage is None:
            # Nobody comes to it: then it stands by itself.
            return Taken() if self._motion.runs else _own(place.timing.span)
        untimed, actions = self._passages.untimed(place)
        if passage.most < _NOTHING and untimed == actions:
            return NOT_KNOWN
        return _taken(passage, most)

    def _recovery(self, fail: Fail, most: float) -> Held:
        """What a recovery takes by the times of the action that goes on from there; nobody says whether it is to begin or to be done."""
        action = next((found for r in fail.recoveries if r.to and (found := self._action(r.to))), None)
        if action is None or _is_of_another_moment(action, most):
            return _held(NOT_KNOWN, most)
        return _either(_own(action.wait.span if action.wait else None), _both(action), most)

    def _due(self, action: Action, due: Due, most: float) -> Held:
        """What is due after something, where one of both has a time, or something between them."""
        passage = self._passages.after(action.key, due.action) if self._motion.runs else None
        if passage is None or passage.most < _NOTHING:
            return _held(NOT_KNOWN, most)
        return _held(_taken(passage, most), most)

    def _standard(self, action: Action, standard: Standard, most: float) -> Held:
        """When an action begins is known where its wait is; when it is done where it, or what it calls, has a time."""
        counts = standard_counts(standard)
        begins, done = self._begins(action, most), self._done(action, most)
        if counts == "begun":
            return _held(begins, most, begins=begins)
        if counts == "done":
            return _held(done, most, begins=begins)
        if begins.usual is None and _is_of_another_moment(action, most):
            return _held(NOT_KNOWN, most)
        return _either(begins, done, most)

    def _begins(self, action: Action, most: float) -> Taken:
        if not action.wait or not action.wait.span:
            return NOT_KNOWN
        passage = self._passages.until_begun(action.key) if self._motion.runs else None
        return _taken(passage, most) if passage else _own(action.wait.span)

    def _done(self, action: Action, most: float) -> Taken:
        if action.wait and not action.wait.span:
            return NOT_KNOWN
        passage = self._passages.until_done(action.key) if self._motion.runs else None
        if passage is not None and passage.most > _NOTHING:
            return _taken(passage, most)
        return _both(action)


def _is_of_another_moment(action: Action, most: float) -> bool:
    """Whether a standard is so much longer than its action that it counts from elsewhere."""
    work = action.timing.span
    return not action.wait and work is not None and most > SAME_THING * work.longest


def _both(action: Action) -> Taken:
    """The wait and the work of an action, as far as they have times."""
    written = [action.wait.span if action.wait else None, action.timing.span]
    spans = [span_of(span) for span in written if span]
    return Taken(sum(span.usual for span in spans), sum(span.high for span in spans)) if spans else NOT_KNOWN


def _either(begins: Taken, done: Taken, most: float) -> Held:
    """A limit of which nobody says whether it is for the beginning or the end: broken for certain where the action begins too late, kept
    for certain where it is always done in time."""
    if begins.usual is not None and begins.usual > most + _NOTHING:
        return _held(begins, most, begins=begins, taken=done)
    found = _held(done, most, begins=begins)
    return replace(found, verdict="open") if found.verdict == "over" else found


def _own(span: TimeSpan | None) -> Taken:
    """What is written of a thing itself."""
    if span is None:
        return NOT_KNOWN
    found = span_of(span)
    return Taken(found.usual, found.high)


def held_by(span: TimeSpan | None, target: TimeSpan) -> Held:
    """What becomes of a target that stands beside a time, by what is written there alone."""
    return _held(_own(span), target.longest)


def _taken(passage: Passage, most: float) -> Taken:
    return Taken(passage.usual.usual, passage.most, passage.share_within(most))


def _held(
    found: Taken,
    most: float,
    *,
    begins: Taken = NOT_KNOWN,
    taken: Taken | None = None,
    untimed: int = 0,
    actions: int = 0,
) -> Held:
    """A time against the most that it may be."""
    verdict: Verdict = "kept"
    by = 0.0
    if found.most is None:
        verdict = "unknown"
    elif found.usual is not None and found.usual > most + _NOTHING:
        verdict, by = "over", round(found.usual - most, 6)
    elif found.most > most + _NOTHING:
        verdict = "may"
    return Held(
        personas=(),
        verdict=verdict,
        taken=taken or found,
        by=by,
        begins=begins,
        untimed=untimed,
        actions=actions,
    )
