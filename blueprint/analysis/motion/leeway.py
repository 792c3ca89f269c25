"""Slack: how much longer an action beside the critical path may take before the case takes longer.

Comes in: the log of a case. Goes out: seconds, of the actions for which somebody waits. It is the total float of the critical path method
(Kelley and Walker 1959). Deliberately absent: what nobody waits for; slack of that has no meaning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .rules.game import Case, Entry

_NOTHING = 1e-6


def slack(case: Case) -> dict[str, float]:
    """Of each action that takes time, is done for the customer, and is not on the critical path: by how many seconds it may take longer."""
    reached, net = case.reached, case.net
    if reached is None or case.log is None:
        return {}
    start = case.first[0] if case.first else 0.0
    found: dict[str, float] = {}
    for entry, spare in _spare(case.log, reached.action, reached.at[0]):
        done = entry.done
        takes_time = done.end[0] > done.work[0] or done.work[0] > done.begin[0]
        if takes_time and done.begin[0] >= start and not math.isinf(spare):
            key = net.keys[done.action]
            found[key] = min(spare, found.get(key, math.inf))
    return {
        key: round(spare, 6)
        for key, spare in sorted(found.items(), key=lambda one: net.number[one[0]])
        if spare > _NOTHING
    }


def _spare(log: Sequence[Entry], last: int, over: float) -> list[tuple[Entry, float]]:
    """How many seconds later each action may end; infinite where nothing waits for it."""
    by_serial = {entry.serial: entry for entry in log}
    #: The latest that something may leave an action, or begin to work there, so that nothing that waited for it is late.
    leaves: dict[int, float] = {}
    works: dict[int, float] = {}
    ends: dict[int, float] = {}

    overs: dict[int, float] = {}

    def latest_end(entry: Entry) -> float:
        """The latest end of an action with all its calls: nobody who called it, or called them, may be late."""
        above, waiting = {}, [entry]
        while waiting:
            one = waiting.pop()
            if one.serial not in overs:
                above[one.serial] = one
                waiting += [by_serial[serial] for serial in one.called_by if serial in by_serial]
        for serial in sorted(above):
            one = above[serial]
            is_last = one.done.action == last and one.over[0] == over
            least = min(leaves.get(serial, math.inf), over if is_last else math.inf)
            overs[serial] = min([least, *(overs[caller] for caller in one.called_by if caller in overs)])
        return overs[entry.serial]

    found = []
    for entry in sorted(log, key=lambda one: -one.serial):
        done, serial = entry.done, entry.serial
        end = min(latest_end(entry), ends.get(serial, math.inf))
        for caller in entry.called_by:
            # What leaves an action that was called leaves when the caller is ready, too.
            ends[caller] = min(ends.get(caller, math.inf), leaves.get(serial, math.inf))
        begin = min(end - (done.end[0] - done.work[0]), works.get(serial, math.inf)) - (
            done.work[0] - done.begin[0]
        )
        found.append(
            (
                entry,
                begin + (done.work[0] - done.begin[0]) - done.work[0]
                if done.end == done.work
                else end - done.end[0],
            )
        )
        for came in entry.came:
            known = leaves if came > 0 else works
            known[abs(came)] = min(known.get(abs(came), math.inf), begin)
    return found
