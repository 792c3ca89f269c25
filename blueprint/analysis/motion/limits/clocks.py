"""How long it takes from one action to another: along an arrow, after and before an action, until feedback is answered.

Comes in: the Passages of a motion. Goes out: Passages, in seconds. Deliberately absent: limits (`limits`), and recoveries, which are on no
way of the usual case (`recoveries`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ....model import Feedback, Flow
from ..rules.game import Case
from ..rules.net import Span
from ..rules.tokens import Entry
from ..rules.wholes import chain
from .passages import Passage, Passages, between, entries, leaves, turn

#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6


class Ahead(NamedTuple):
    """By how many seconds something is done before something else has its turn; less than none where it is done after that.

    `is_certain`: nothing between the two is without a time, or the one begins only when the other is over.
    """

    seconds: float
    is_certain: bool


class Clocks:
    """What is measured between two actions in the cases of one motion."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._net = passages.motion.net
        self._answered: dict[str, tuple[Passage | None, Passage | None]] = {}

    def after(self, key: str, other: str) -> Passage | None:
        """From when another action was over the last time until an action is done."""
        number, before = self._net.number[key], self._net.number[other]
        return self._passages.of(
            lambda case: [between(first.over, last.over) for first, last in _following(case, before, number)]
        )

    def along(self, flow: Flow) -> Passage | None:
        """From when something leaves over an arrow until what it leads to begins; of a call, from when it is made until it is over. How
        long a message is under way that begins nothing, nobody says."""
        source, target = self._net.number[flow.source], self._net.number[flow.target]
        if flow.kind == "return":
            return self._passages.of(lambda case: _calls(case, source, target))
        arrow = next((arrow for arrow in self._net.arrows if arrow.flow is flow), None)
        if arrow is None:
            return None
        number = arrow.number
        return self._passages.of(lambda case: _passed(case, source, target) if number in case.passed else [])

    def answered(self, loop: Feedback) -> tuple[Passage | None, Passage | None]:
        """From when feedback is given until somebody of the staff begins to answer it through one of the loop's channels, and until the
        last one who does is done."""
        if loop.key not in self._answered:
            self._answered[loop.key] = self._answering(loop)
        return self._answered[loop.key]

    def _answering(self, loop: Feedback) -> tuple[Passage | None, Passage | None]:
        if loop.after is None or loop.after not in self._net.number:
            return None, None
        given = self._net.number[loop.after]
        channels = set(loop.via)
        answering = {
            number
            for number, action in enumerate(self._net.actions)
            if channels & set(action.via) and not self._net.is_customer[number] and self._net.exists[number]
        }
        if not answering:
            return None, None
        # Until the first of them begins, and until the last is over.
        every = {id(case): _answers(case, given, answering) for case in self._passages.all_cases()}
        return (
            self._passages.of(lambda case: [begun for begun, _ in every[id(case)]]),
            self._passages.of(lambda case: [over for _, over in every[id(case)]]),
        )

    def ahead(self, key: str, other: str) -> list[tuple[float | None, Ahead]]:
        """Of the listed ways on which both are done, the usual one first, with their shares: how long an action is done before another."""
        number, later = self._net.number[key], self._net.number[other]
        found = []
        for share, case in self._passages.listed:
            every = [ahead for entry in entries(case, later) for ahead in self._before(case, entry, number)]
            if every:
                found.append((share, min(every, key=lambda ahead: ahead.seconds)))
        return found

    def _before(self, case: Case, later: Entry, number: int) -> Iterator[Ahead]:
        """How long an action was done before another had its turn; where it is done after it only, how long after."""
        begins = turn(later)[0]
        every = entries(case, number)
        earlier = [entry for entry in every if entry.serial < later.serial]
        if earlier:
            last = earlier[-1]
            yield Ahead(begins - last.over[0], self._is_timed_between(last, later))
        elif every and later.serial in _come_from(case, every[0]):
            yield Ahead(begins - every[0].over[0], is_certain=True)

    def _is_timed_between(self, first: Entry, last: Entry) -> bool:
        """Whether everything on the chain from one action to another has a time, so that nothing unknown lies between."""
        untimed = self._passages.motion.untimed
        for done in chain(last.done.after):
            if done.action == first.done.action:
                return True
            if self._net.keys[done.action] in untimed and not done.rests:
                return False
        return False


def _following(case: Case, before: int, number: int) -> Iterator[tuple[Entry, Entry]]:
    """Each time that an action is done after another one, with the last time that this was over."""
    known: Entry | None = None
    both = [*entries(case, before), *(entries(case, number) if number != before else ())]
    for entry in sorted(both, key=lambda entry: (entry.over[0], entry.serial)):
        if entry.done.action == number and known is not None:
            yield known, entry
        if entry.done.action == before:
            known = entry


def _passed(case: Case, source: int, target: int) -> list[Span]:
    sources = {entry.serial: entry for entry in entries(case, source)}
    return [
        between(leaves(case, sources[serial]), entry.done.work)
        for entry in entries(case, target)
        for serial in entry.came
        if serial in sources
    ]


def _calls(case: Case, source: int, target: int) -> list[Span]:
    callers = {entry.serial: entry for entry in entries(case, source)}
    return [
        between(callers[serial].done.work, entry.over)
        for entry in entries(case, target)
        for serial in entry.called_by
        if serial in callers
    ]


def _answers(case: Case, given: int, answering: set[int]) -> list[tuple[Span, Span]]:
    """From each time that feedback is given to the first beginning, and to the last end, of the answers that follow from it."""
    found = []
    for first in entries(case, given):
        follows = _follow_from(case, first)
        some = [e for e in case.log or () if e.done.action in answering and e.serial in follows]
        if not some:
            continue
        begun = min(some, key=lambda e: e.done.work[0]).done.work
        last = max(some, key=lambda e: e.over[0]).over
        found.append((between(first.over, begun), between(first.over, last)))
    return found


def _follow_from(case: Case, first: Entry) -> set[int]:
    """The serials of all that was done because something was over."""
    found = {first.serial}
    for entry in sorted(case.log or (), key=lambda entry: entry.serial):
        if any(abs(serial) in found for serial in entry.came) or any(s in found for s in entry.called_by):
            found.add(entry.serial)
    return found - {first.serial}


def _come_from(case: Case, last: Entry) -> set[int]:
    """The serials of all that something had waited for."""
    by_serial = {entry.serial: entry for entry in case.log or ()}
    found: set[int] = set()
    waiting = [last]
    while waiting:
        entry = waiting.pop()
        for serial in (*entry.came, *entry.called_by):
            if abs(serial) not in found and abs(serial) in by_serial:
                found.add(abs(serial))
                waiting.append(by_serial[abs(serial)])
    return found
