"""What becomes of the limits of a service in one motion.

Comes in: a Motion, and what is wanted. Goes out: what is Held of it. Deliberately absent: groups of personas (`limits`), how long cases
take (`passages`, `results`).
"""

from __future__ import annotations

import math
from dataclasses import replace

from ....model import Action, Blueprint, Contingency, Due, Fail, Feedback, Flow, Phase, Standard, Step
from ....values import TimeSpan
from ...facts import Facts
from ..results import Motion
from ..rules.net import span_of
from ..units import LEAST, unit_of_action, unit_of_step
from .clocks import Ahead, Clocks
from .limit import NOT_KNOWN, About, Held, Kind, Taken, Verdict
from .passages import Passage, Passages
from .recoveries import Recovered, recovered
from .wanted import Wanted, wanted

#: A standard that many times as long as the action counts from another moment: a call of five minutes, made within a day.
SAME_THING = 6
#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6


class Reader:
    """What becomes of limits in one motion."""

    def __init__(self, facts: Facts, motion: Motion) -> None:
        self._facts = facts
        self._motion = motion
        self._passages = Passages(motion)
        self._clocks = Clocks(self._passages)
        self.personas = motion.personas
        self.wanted = {each.name: each for each in wanted(motion.net.blueprint)}

    def held(self, each: Wanted) -> Held | None:
        """A limit as this motion keeps it; None where it is not for these personas."""
        about, most = each.about, each.most.longest
        if isinstance(about, Blueprint):
            untimed, actions = self._passages.untimed()
            return held_of(self._service(about), most, untimed=untimed, actions=actions)
        if isinstance(about, Phase | Step):
            untimed, actions = self._passages.untimed(about)
            return held_of(self._through(about, most), most, untimed=untimed, actions=actions)
        if isinstance(about, Fail):
            return self._recovery(about, most)
        if isinstance(about, Flow):
            return self._arrow(about, most)
        if isinstance(about, Feedback):
            return self._clock(about, each, most)
        if isinstance(about, Contingency):
            # What is done when a risk comes true is on no way.
            return held_of(NOT_KNOWN, most)
        action = self._action(about.key)
        return None if action is None else self._of_action(action, each.kind, most)

    def unit(self, each: Wanted) -> float:
        """The largest unit of the times that a limit is held against, and of the limit."""
        units = (span.unit for span in (each.stated, each.most) if span)
        return max(self._unit_of(each.about), *units)

    def _unit_of(self, about: About) -> float:
        if isinstance(about, Flow):
            actions = self._motion.net.blueprint.actions
            return max(unit_of_action(actions[key]) for key in (about.source, about.target))
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
            return held_of(own(action.timing.span), most)
        if kind == "wait":
            return held_of(own(action.wait.span if action.wait else None), most)
        if kind == "standard" and action.standard:
            return self._standard(action, action.standard, most)
        return self._due(action, action.due, most) if action.due else None

    def _service(self, blueprint: Blueprint) -> Taken:
        motion = self._motion
        if not motion.runs:
            return own(blueprint.timing.span)
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
            return Taken() if self._motion.runs else own(place.timing.span)
        untimed, actions = self._passages.untimed(place)
        if passage.most < _NOTHING and untimed == actions:
            return NOT_KNOWN
        return _taken(passage, most)

    def _recovery(self, fail: Fail, most: float) -> Held:
        """What a recovery takes on the ways, else by the times of the action that goes on from there; nobody says whether it is to begin
        or to be done."""
        on_ways = recovered(self._facts.blueprint, self._motion, fail)
        if on_ways:
            return self._recovered(on_ways, most)
        action = next((found for r in fail.recoveries if r.to and (found := self._action(r.to))), None)
        if action is None or _is_of_another_moment(action, most):
            return held_of(NOT_KNOWN, most)
        return _either(own(action.wait.span if action.wait else None), _both(action), most)

    def _recovered(self, found: Recovered, most: float) -> Held:
        begins = Taken(found.begins.usual, found.begins.high)
        done = Taken(found.done.usual, found.done.high)
        if found.done.high < _NOTHING:
            return held_of(NOT_KNOWN, most)
        wait = self._motion.net.actions[self._motion.net.number[found.action]].wait
        if wait and not wait.span:
            return held_of(NOT_KNOWN, most)
        return _either(begins if found.begins.high > _NOTHING or wait else NOT_KNOWN, done, most)

    def _due(self, action: Action, due: Due, most: float) -> Held | None:
        """What is due after something, where one of both has a time, or something between them."""
        if self._action(due.action) is None:
            return None
        if due.relation == "before":
            return self._before(action, due)
        return _held_passage(self._clocks.after(action.key, due.action) if self._motion.runs else None, most)

    def _before(self, action: Action, due: Due) -> Held:
        """What is due before something: certainly in time where enough lies between, late where all that lies between has a time."""
        least = due.span_of_time.usual
        found = self._clocks.ahead(action.key, due.action) if self._motion.runs else []
        verdicts = [_verdict_before(ahead, least) for _, ahead in found]
        if not found or "unknown" in verdicts:
            return held_of(NOT_KNOWN, least)
        usual = found[0][1].seconds
        verdict: Verdict = "over" if verdicts[0] == "over" else "may" if "over" in verdicts else "kept"
        is_aside = action.key not in self._motion.usual.done or due.action not in self._motion.usual.done
        shares = [share for share, _ in found]
        kept = [s for s, each in zip(shares, verdicts, strict=True) if each == "kept" and s is not None]
        is_known = None not in shares and self._motion.lists_all and self._motion.has_shares
        total = math.fsum(share or 0.0 for share in shares)
        return Held(
            personas=(),
            verdict=verdict,
            taken=Taken(usual, usual, math.fsum(kept) / total if is_known and total else None, is_aside),
            by=round(least - usual, 6) if verdict == "over" else 0.0,
        )

    def _arrow(self, flow: Flow, most: float) -> Held | None:
        """What an arrow leads to, where its source or something between them has a time."""
        if self._action(flow.source) is None or self._action(flow.target) is None:
            return None
        if flow.personas and not set(flow.personas) & set(self.personas):
            return None
        return _held_passage(self._clocks.along(flow) if self._motion.runs else None, most)

    def _clock(self, loop: Feedback, each: Wanted, most: float) -> Held:
        """Whether feedback is answered and settled in time. Nobody says of a case whether it is a simple one, so that it is late only
        where it would be for any; and a resolution is late for certain where not even an answer has begun."""
        if each.kind not in ("respond", "resolve") or not self._motion.runs:
            return held_of(NOT_KNOWN, most)
        begun, done = self._clocks.answered(loop)
        held = _held_passage(begun if each.kind == "respond" else done, most)
        late = begun is not None and begun.usual.usual > self._longest(loop, each.kind) + _NOTHING
        return (
            held
            if held.verdict == "kept" or (held.verdict != "unknown" and late)
            else held_of(NOT_KNOWN, most)
        )

    def _longest(self, loop: Feedback, kind: Kind) -> float:
        parts = loop.respond if kind == "respond" else loop.resolve
        return max((part.within.longest for part in parts if part.within), default=math.inf)

    def _standard(self, action: Action, standard: Standard, most: float) -> Held:
        """When an action begins is known where its wait is; when it is done where it, or what it calls, has a time."""
        counts = standard.limits
        begins, done = self._begins(action, most), self._done(action, most)
        if counts == "begun":
            return held_of(begins, most, begins=begins)
        if counts == "done":
            return held_of(done, most, begins=begins)
        if begins.usual is None and _is_of_another_moment(action, most):
            return held_of(NOT_KNOWN, most)
        return _either(begins, done, most)

    def _begins(self, action: Action, most: float) -> Taken:
        if not action.wait or not action.wait.span:
            return NOT_KNOWN
        passage = self._passages.until_begun(action.key) if self._motion.runs else None
        return _taken(passage, most) if passage else own(action.wait.span)

    def _done(self, action: Action, most: float) -> Taken:
        if action.wait and not action.wait.span:
            return NOT_KNOWN
        passage = self._passages.until_done(action.key) if self._motion.runs else None
        if passage is not None and passage.most > _NOTHING:
            return _taken(passage, most)
        return _both(action)


def _held_passage(passage: Passage | None, most: float) -> Held:
    """What is found on the ways; of what takes no time anywhere nothing is known."""
    if passage is None or passage.most < _NOTHING:
        return held_of(NOT_KNOWN, most)
    return held_of(_taken(passage, most), most)


def _verdict_before(ahead: Ahead, least: float) -> Verdict:
    if ahead.seconds >= least - _NOTHING:
        return "kept"
    return "over" if ahead.is_certain else "unknown"


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
        return held_of(begins, most, begins=begins, taken=done)
    found = held_of(done, most, begins=begins)
    return replace(found, verdict="open") if found.verdict == "over" else found


def own(span: TimeSpan | None) -> Taken:
    """What is written of a thing itself."""
    if span is None:
        return NOT_KNOWN
    found = span_of(span)
    return Taken(found.usual, found.high)


def _taken(passage: Passage, most: float) -> Taken:
    return Taken(passage.usual.usual, passage.most, passage.share_within(most), passage.is_aside)


def held_of(
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
