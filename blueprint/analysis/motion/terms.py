"""What a lead time is the sum of: the terms of the chain that decides it.

Comes in: what was done last in a case, and what decided when that could begin. Goes out: Terms, from the beginning on. Deliberately absent:
which chain it is (`game`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from .rules.course import Course, WholeKind
from .rules.tokens import Done
from .rules.wholes import chain

#: Seconds that rounding makes of nothing.
_NOTHING = 1e-9


class Term(NamedTuple):
    """A part of a lead time: waiting or working at an action (`key`), or the rest of a whole (`of`: its kind; `key`: its key, "" for the
    service).

    `step` is the step in which it is spent: that of the action, or of who called it; None for the service. `unit`: the seconds of the
    unit in which its author wrote it; terms that nobody reads have a minute.
    """

    kind: Literal["wait", "work", "rest"]
    of: Literal["action", "step", "phase", "service"]
    key: str
    step: str | None
    seconds: float
    unit: float = 60.0


def terms(course: Course, last: Done, start: float) -> list[Term]:
    """The terms of the chain to what was done last, from the beginning on; without what was before a time."""
    every = [term for done in chain(last) for term in reversed(list(spent(course, done, start)))]
    return every[::-1]


def spent(course: Course, done: Done, start: float) -> Iterator[Term]:
    """What the time of an action was spent on, calls apart: the rests of steps and phases, its wait, its work; without what was before a
    time."""
    if done.end[0] - start <= _NOTHING:
        return
    key = course.net.keys[done.action]
    step = course.net.actions[done.host].step
    at = done.begin[0]
    for number, over in done.rests:
        whole = course.wholes[number]
        kind: WholeKind = whole.kind
        if (seconds := over[0] - max(at, start)) > _NOTHING:
            yield Term("rest", kind, whole.key, step, seconds)
        at = over[0]
    if (seconds := done.work[0] - max(at, start)) > _NOTHING:
        yield Term("wait", "action", key, step, seconds)
    if (seconds := done.end[0] - max(done.work[0], start)) > _NOTHING:
        yield Term("work", "action", key, step, seconds)
