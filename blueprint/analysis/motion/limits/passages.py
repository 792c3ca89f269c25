"""How long cases take for a part of a service: a step or a phase, an action; and whatever else can be measured in cases.

Comes in: a Motion. Goes out: Passages, in seconds: on the usual way, at most, and the share of the cases that keep a limit. A case is in a
step or phase from where it enters it until the customers are done there (`rules.wholes`). Deliberately absent: limits (`limits`), what is
measured between two actions (`clocks`), and the service as a whole, whose lead time is the motion's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, reduce

from ....lean_dataclasses import dataclass
from ....model import Phase, Step
from ..results import Motion
from ..rules.course import latest
from ..rules.game import Case
from ..rules.net import NO_TIME, Span
from ..rules.tokens import Entry
from ..rules.wholes import chain, last_of, longest_way
from ..sampling import cases_at_random
from ..terms import Term, spent
from ..units import unit_of_term

#: Cases that are played, and token moves that this may cost, where the ways that are listed are too few to know a share.
_MOST_CASES = 2_000
_MOST_MOVES = 60_000
#: Shares and seconds that rounding makes of nothing.
_NOTHING = 1e-6

Log = Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """How long something takes: on the usual way, else on the likeliest that comes to it; and the most in any case (infinite where nobody
    says).

    `cases` are the shares and seconds of the cases that come to it; there are none where shares are unknown. `is_aside`: the usual way
    does not come to it.
    """

    usual: Span
    most: float
    is_aside: bool = False
    cases: tuple[tuple[float, float], ...] = ()

    def share_within(self, limit: float) -> float | None:
        """The share of the cases that come to it, and take no longer; None where shares are unknown."""
        total = math.fsum(share for share, _ in self.cases)
        if total < _NOTHING:
            return None
        within = math.fsum(share for share, seconds in self.cases if seconds <= limit + _NOTHING)
        return min(1.0, within / total)


class Passages:
    """The passages of one motion."""

    def __init__(self, motion: Motion) -> None:
        self.motion = motion
        self._net = motion.net

    @cached_property
    def listed(self) -> list[tuple[float | None, Case]]:
        """The cases of the listed ways with their shares, that of the usual way first."""
        return list(self.motion.played) if self.motion.runs else []

    @cached_property
    def cases(self) -> list[tuple[float, Case]]:
        """Cases by which shares can be told: of all ways, else at random; none where shares are unknown."""
        if not self.motion.runs or not self.motion.has_shares:
            return []
        known = math.fsum(share or 0.0 for share, _ in self.listed)
        if known > 1 - _NOTHING:
            return [(share or 0.0, case) for share, case in self.listed]
        course = self.motion.graph.course
        return [(1.0, case) for case in cases_at_random(course, _MOST_MOVES, _MOST_CASES, keeps_log=True)]

    def all_cases(self) -> Iterator[Case]:
        """The cases of both, each once: mostly they are the same."""
        yield from {id(case): case for _, case in (*self.listed, *self.cases)}.values()

    def members(self, place: Step | Phase) -> int:
        """The actions of a step or phase, as bits."""
        steps = {place.key} if isinstance(place, Step) else set(place.steps)
        return sum(1 << number for number, action in enumerate(self._net.actions) if action.step in steps)

    def through(self, place: Step | Phase) -> Passage | None:
        """How long cases are in a step or phase; None where no case that is known comes to it."""
        members = self.members(place)
        found = self.of(lambda case: self._way_through(place, members, case.log or []))
        return found and self._with_rounds(found, members)

    def _way_through(self, place: Step | Phase, members: int, log: Log) -> list[Span]:
        span, last = longest_way(self._net, members, log), last_of(self._net, members, log)
        if span is None or last is None:
            return []
        if isinstance(place, Phase):
            return [span]
        # What a phase states beyond its steps belongs to none of them.
        more = self._rests_of_phases(members, last)
        return [Span(*(_less(whole, rest) for whole, rest in zip(span, more, strict=True)))]

    def _rests_of_phases(self, members: int, last: Entry) -> list[float]:
        found = [0.0, 0.0, 0.0]
        for done in chain(last.last):
            at = done.begin
            for number, over in done.rests:
                if self.motion.wholes[number].kind == "phase" and members >> done.host & 1:
                    for place, (begin, end) in enumerate(zip(at, over, strict=True)):
                        found[place] += _less(end, begin)
                at = over
        return found

    def terms(self, place: Step | Phase) -> tuple[Term, ...]:
        """What the time in a step or phase is spent on: of the usual way, else of the likeliest that comes to it."""
        members = self.members(place)
        found = (last_of(self._net, members, case.log or []) for _, case in self.listed)
        last = next((entry for entry in found if entry), None)
        some = [
            term
            for done in chain(last.last if last else None)
            if members >> done.host & 1 or members >> done.action & 1
            for term in reversed(list(spent(self.motion.played[0][1].course, done, -math.inf)))
            if isinstance(place, Phase) or term.of != "phase"
        ]
        blueprint = self._net.blueprint
        return tuple(term._replace(unit=unit_of_term(blueprint, term)) for term in some[::-1])

    def untimed(self, place: Step | Phase | None = None) -> tuple[int, int]:
        """How many actions of the usual way have no time, and how many there are; those of a step or phase, else all."""
        if not self.motion.runs:
            return 0, 0
        usual, number = self.motion.usual, self._net.number
        members = -1 if place is None else self.members(place)
        untimed, done = (
            sum(members >> number[key] & 1 for key in keys) for keys in (usual.untimed, usual.done)
        )
        return untimed, done

    def _with_rounds(self, found: Passage, members: int) -> Passage:
        """Where cases may go round any number of times, there is no longest one."""
        endless = [
            arrow
            for arrow in self._net.arrows
            if arrow.leads_back
            and arrow.most is None
            and members >> arrow.target & 1
            and members >> arrow.source & 1
        ]
        if not endless or not self.motion.graph.is_unlimited:
            return found
        return replace(found, most=math.inf)

    def until_begun(self, key: str) -> Passage | None:
        """How long an action waits before it begins."""
        number = self._net.number[key]
        return self.of(lambda case: [between(turn(e), e.done.work) for e in entries(case, number)])

    def until_done(self, key: str) -> Passage | None:
        """How long an action waits and works, with its calls."""
        number = self._net.number[key]
        return self.of(lambda case: [between(turn(e), e.over) for e in entries(case, number)])

    def of(self, find: Callable[[Case], Iterable[Span]]) -> Passage | None:
        """What is found in cases: of several times in one case the longest counts."""
        listed = [list(find(case)) for _, case in self.listed]
        # Where all ways are listed, they are the cases, too.
        known = {id(case): spans for (_, case), spans in zip(self.listed, listed, strict=True)}
        every = [span for spans in listed for span in spans]
        if not every:
            return None
        cases = [
            (share, max(span.usual for span in spans))
            for share, case in self.cases
            if (spans := known[id(case)] if id(case) in known else list(find(case)))
        ]
        # The likeliest ways are listed first.
        usual = max(next(spans for spans in listed if spans), key=lambda span: span.usual)
        most = max([*(span.high for span in every), *(seconds for _, seconds in cases)])
        return Passage(usual=usual, most=most, is_aside=not listed[0], cases=tuple(cases))


def _less(whole: float, part: float) -> float:
    """The one without the other; of what is endless, all."""
    return whole if math.isinf(whole) else max(0.0, whole - part)


def entries(case: Case, action: int) -> list[Entry]:
    """Each time that an action is done in a case, in the order in which it is over."""
    return sorted((e for e in case.log or () if e.done.action == action), key=lambda e: (e.over[0], e.serial))


def leaves(case: Case, entry: Entry) -> tuple[float, ...]:
    """When something goes out from an action: of one that is called, when the callers are ready as well."""
    callers = [other.done.end for other in case.log or () if other.serial in entry.called_by]
    return reduce(latest, callers, entry.over)


def turn(entry: Entry) -> tuple[float, ...]:
    """When an action had its turn: after what its step takes before it."""
    done = entry.done
    return done.rests[-1][1] if done.rests else done.begin


def between(first: Sequence[float], last: Sequence[float]) -> Span:
    """The time between two points in a case; of cases at random only the usual one is known."""
    if len(first) == 1:
        return Span(last[0] - first[0], 0.0, last[0] - first[0])
    usual, low, high = (
        math.inf if math.isinf(end) else end - begin for begin, end in zip(first, last, strict=True)
    )
    return (
        Span(usual, max(0.0, min(low, usual)), max(high, usual))
        if usual
        else NO_TIME._replace(high=max(0.0, high))
    )
