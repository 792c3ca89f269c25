"""Whether limits are met: promises and targets compared with the times that the file states.

Comes in: spans of time and actions. Goes out: verdicts, in seconds. A maximum alone (`..15m`) says nothing about what is usual: it can
only be beyond a limit at times. Deliberately absent: times that somebody measured elsewhere, and paths through several actions
(`critical`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ...model import Action
from ...values import TimeSpan

#: A promise that many times as long as the action, or as its target, counts from another moment: a call of five minutes, within a day.
SAME_THING = 6


class Held(NamedTuple):
    """What became of a limit, and by how many seconds the usual time is beyond it.

    `kept`: never beyond it as far as the file says; `may`: at times; `late`: usually done after it, though begun before it; `over`:
    usually beyond it; `unknown`: the file has no time to hold against it.
    """

    verdict: Literal["kept", "may", "late", "over", "unknown"]
    by: float = 0


def held(span: TimeSpan | None, most: float) -> Held:
    """A time against the most that it may be, in seconds."""
    if span is None:
        return Held("unknown")
    if at_best(span) > most:
        return Held("over", at_best(span) - most)
    return Held("may" if span.longest > most else "kept")


def standard_held(action: Action) -> Held:
    """The standard of an action against the wait before it and its own time.

    A standard may mean the beginning (`answers within 20s`) or the end (`ready within 15m`): it is broken for certain when the action
    usually begins too late, and kept for certain when the action always ends in time.
    """
    within = action.standard.within if action.standard else None
    before, work = action.wait.span if action.wait else None, action.timing.span
    if within is None or (before is None and (work is None or action.wait is not None)):
        return Held("unknown")
    limit = within.longest
    if before is None and work is not None and limit > SAME_THING * work.longest:
        return Held("unknown")
    begins = at_best(before)
    ends = begins + at_best(work)
    if begins > limit:
        return Held("over", begins - limit)
    if ends > limit:
        return Held("late", ends - limit)
    return Held("may" if _longest(before) + _longest(work) > limit else "kept")


def at_best(span: TimeSpan | None) -> float:
    """The usual value; 0 where nothing or a mere maximum is known."""
    return 0 if span is None or span.is_maximum else span.usual


def _longest(span: TimeSpan | None) -> float:
    return span.longest if span else 0
