"""What stops when a system fails.

Comes in: Facts. Goes out: for a system the actions that use it, those that stop with it, and those that can then no longer be reached.
Dependency analysis as in business impact analyses (ISO 22301), on the arrows alone. Deliberately absent: how long it lasts; what people
do by hand in the meantime, unless an arrow of failure or recovery states it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Flow
from ..facts import Facts, reach


class Outage(NamedTuple):
    """Keys of actions, in reading order: `users` use the system, `stopped` do or wait for the answer of one, `cut_off` lie behind."""

    users: tuple[str, ...]
    stopped: tuple[str, ...]
    cut_off: tuple[str, ...]


def outages(facts: Facts) -> dict[str, Outage]:
    """What hangs on each declared system (keys)."""
    return {system: _outage(facts, system) for system in facts.blueprint.systems}


def _outage(facts: Facts, system: str) -> Outage:
    users = [key for key, action in facts.blueprint.actions.items() if system in action.using]
    stopped = reach(users, lambda key: _waiting_for(facts, key))
    left = reach(facts.starts, lambda key: (flow.target for flow in _goes_on(facts, key, key in stopped)))
    cut_off = [
        key for key in facts.position if key in facts.reached and key not in left and key not in stopped
    ]
    return Outage(tuple(users), tuple(facts.reading_order(stopped)), tuple(cut_off))


def _waiting_for(facts: Facts, key: str) -> Iterator[str]:
    """Who calls an action and waits for its answer."""
    return (flow.source for flow in facts.incoming[key] if flow.kind == "return")


def _goes_on(facts: Facts, key: str, has_stopped: bool) -> Iterator[Flow]:
    """The arrows that are still taken: from what has stopped, the ways out by failure and recovery, and the customer's own journey.

    A customer whom the app leaves alone may still come to the counter; what is written to follow from an answer does not come.
    """
    for flow in facts.outgoing[key]:
        if not has_stopped or flow.kind == "failure" or flow.is_recovery or flow.is_journey:
            yield flow
