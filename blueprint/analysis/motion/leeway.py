"""Slack: how much longer an action beside the critical path may take before the case takes longer.

Comes in: a case with its log, and how it goes with other times. Goes out: seconds, of the actions for which somebody waits. It is the total
float of the critical path method (Kelley and Walker 1959); of what is done several times, by how much each time may be longer. Deliberately
absent: what nobody waits for; slack of that has no meaning.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .rules.course import Course
from .rules.game import Case
from .rules.tokens import Entry
from .rules.wholes import chain

_NOTHING = 1e-6
#: Lines that how long a case takes is made of, as an action takes longer.
_MOST_STEPS = 12


def slack(case: Case, again: Callable[[Course], Case]) -> dict[str, float]:
    """Of each action that takes time, is done for the customer, and is not on the critical path: by how many seconds it may take longer.

    `again` plays the same way with other times: of what is done more than once in the case, the times of all its turns change together.
    Nothing where actions wait for each other: when the first of them begins, the times of all that stood still decide.
    """
    reached, net = case.reached, case.net
    if reached is None or case.log is None or case.was_blocked:
        return {}
    start = case.first[0] if case.first else 0.0
    turns = Counter(entry.done.action for entry in case.log)
    found: dict[str, float] = {}
    for entry, spare in _Latest(case, case.log, reached.at[0]).spare():
        done = entry.done
        takes_time = done.end[0] > done.work[0] or done.work[0] > done.begin[0]
        if takes_time and done.begin[0] >= start and not math.isinf(spare):
            key = net.keys[done.action]
            found[key] = min(spare, found.get(key, math.inf))
    for key, spare in found.items():
        if spare > _NOTHING and turns[net.number[key]] > 1:
            found[key] = _of_several(case, net.number[key], spare, again)
    return {
        key: round(spare, 6)
        for key, spare in sorted(found.items(), key=lambda pair: net.number[pair[0]])
        if spare > _NOTHING
    }


def _of_several(case: Case, action: int, most: float, again: Callable[[Course], Case]) -> float:
    """By how many seconds an action that is done several times may take longer each time: no longer than the turn that has least to spare,
    and less where the turns follow each other. How long the case takes rises with that, the steeper the more turns decide it, so that each
    step comes nearer to where it begins to rise and none too far."""
    lasts = _lasts(case)
    more = most
    for _ in range(_MOST_STEPS):
        longer = again(_with_more(case.course, action, more))
        late = _lasts(longer) - lasts
        if late <= _NOTHING:
            return more
        reached = longer.reached
        deciding = sum(done.action == action for done in chain(reached.last)) if reached else 0
        if not deciding:
            break
        more -= late / deciding
    return 0.0


def _lasts(case: Case) -> float:
    return case.reached.at[0] - (case.first[0] if case.first else 0.0) if case.reached else 0.0


def _with_more(course: Course, action: int, seconds: float) -> Course:
    """A course on which an action takes longer: its work, or its wait where it has no work."""
    works, waits = list(course.works), list(course.waits)
    times = works if works[action] or not waits[action] else waits
    times[action] = tuple(time + seconds for time in times[action] or course.nothing)
    return replace(course, works=tuple(works), waits=tuple(waits))


class _Latest:
    """The latest that things may happen in a case so that it takes no longer, worked out from its end to its beginning."""

    def __init__(self, case: Case, log: Sequence[Entry], over: float) -> None:
        self._net = case.net
        self._log = log
        self._by_serial = {entry.serial: entry for entry in log}
        #: What must not be over later than the case.
        self._is_last = {entry.serial for entry in log if _counts(case, entry.done.action)}
        self._over = over
        #: When something may leave an action, and when it may begin to work there, so that nothing that waited for it is late.
        self._leaves: dict[int, float] = {}
        self._works: dict[int, float] = {}
        #: When an action may be through by itself, so that nothing is late that leaves what it called.
        self._alone: dict[int, float] = {}
        #: When an action may be over with all its calls.
        self._overs: dict[int, float] = {}
        #: When an action began, and may begin at the latest, each time after what is looked at.
        self._begins: dict[int, list[tuple[float, float]]] = {}

    def spare(self) -> Iterator[tuple[Entry, float]]:
        """How many seconds later each action may be through; infinite where nothing waits for it."""
        for entry in sorted(self._log, key=lambda entry: -entry.serial):
            done, serial = entry.done, entry.serial
            end = min(self._end(entry), self._alone.get(serial, math.inf))
            for caller in entry.called_by:
                # What leaves an action that was called leaves when the caller is ready, too.
                _lower(self._alone, caller, self._leaves.get(serial, math.inf))
            work = min(end - (done.end[0] - done.work[0]), self._works.get(serial, math.inf))
            yield entry, work - done.work[0] if done.end == done.work else end - done.end[0]
            begin = work - (done.work[0] - done.begin[0])
            self._begins.setdefault(done.action, []).append((done.begin[0], begin))
            for came in entry.came:
                _lower(self._leaves if came > 0 else self._works, abs(came), begin)

    def _known(self, entry: Entry) -> float:
        """When it must be known at the latest which way a case turns: what it could come to waits for that."""
        net, action = self._net, entry.done.action
        if not net.answers[action] and not net.instead[action]:
            return math.inf
        ahead = net.onward_ahead[action]
        return min(
            (
                latest
                for other, times in self._begins.items()
                if ahead >> other & 1
                for began, latest in times
                if began >= entry.over[0]
            ),
            default=math.inf,
        )

    def _end(self, entry: Entry) -> float:
        """The latest end of an action with all its calls: nobody who called it, or called them, may be late."""
        above, waiting = {}, [entry]
        while waiting:
            other = waiting.pop()
            if other.serial not in self._overs:
                above[other.serial] = other
                waiting += [
                    self._by_serial[serial] for serial in other.called_by if serial in self._by_serial
                ]
        for serial in sorted(above):
            _lower(self._leaves, serial, self._known(above[serial]))
            known = [self._overs[caller] for caller in above[serial].called_by if caller in self._overs]
            least = min(
                self._leaves.get(serial, math.inf), self._over if serial in self._is_last else math.inf
            )
            self._overs[serial] = min([least, *known])
        return self._overs[entry.serial]


def _counts(case: Case, action: int) -> bool:
    """Whether a case that ends as this one does is over with an action: an `end`, else a customer action, else any."""
    net = case.net
    if case.last_end is not None:
        return net.is_customer[action] and net.actions[action].end is not None
    return net.is_customer[action] or case.last_customer is None


def _lower(latest: dict[int, float], serial: int, seconds: float) -> None:
    latest[serial] = min(latest.get(serial, math.inf), seconds)
