"""Hand-offs arrow by arrow: where the work passes from some people to others.

Comes in: Facts. Goes out: each such arrow with who gives and who takes, and what the customer is then asked for once more. Problems
stand where the work crosses from one to the next (Rummler and Brache 1990). Deliberately absent: chains of them (`handoffs`); what a
machine passes on; actions for which nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...model import Flow
from ..facts import Facts, reach
from .items import asked_twice, what_follows


class Crossing(NamedTuple):
    """An arrow between roles that have nobody in common: role keys as written, items that the customer is asked for again."""

    flow: Flow
    giving: tuple[str, ...]
    taking: tuple[str, ...]
    again: tuple[str, ...] = ()


def people(facts: Facts, key: str) -> tuple[str, ...]:
    """The roles (keys) that do an action, for whomever it is done; none for what a machine does, or what merely happens."""
    action = facts.blueprint.actions[key]
    return () if action.mode == "automatic" or action.is_event else action.by


def crossings(facts: Facts) -> tuple[Crossing, ...]:
    """The hand-offs, in the order of the arrows."""
    again = _asked_again(facts)
    found = []
    for flow in facts.blueprint.flows:
        giving, taking = people(facts, flow.source), people(facts, flow.target)
        if giving and taking and set(giving).isdisjoint(taking):
            items = tuple(
                again.item for again in again if _is_between(flow, again) and again.takers & set(taking)
            )
            found.append(Crossing(flow, giving, taking, items))
    return tuple(found)


def departments(facts: Facts, roles: Iterable[str]) -> tuple[str, ...]:
    """The departments of some roles, each once; roles without one have none."""
    every = facts.blueprint.roles
    found = (every[key].department for key in roles if key in every)
    return tuple(dict.fromkeys(text for text in found if text))


class _Again(NamedTuple):
    """An item, the actions behind the first giving of it, those before the second, and the roles that take it then."""

    item: str
    before: frozenset[str]
    after: frozenset[str]
    takers: frozenset[str]


def _is_between(flow: Flow, again: _Again) -> bool:
    return flow.source in again.before and flow.target in again.after


def _asked_again(facts: Facts) -> list[_Again]:
    forward = facts.once(what_follows)
    backward: dict[str, list[str]] = {key: [] for key in forward}
    for key, following in forward.items():
        for other in following:
            backward[other].append(key)
    return [
        _Again(
            item, _between(forward, first, second), _between(backward, second, first), _takers(facts, second)
        )
        for item, first, second in facts.once(asked_twice)
    ]


def _between(arrows: dict[str, list[str]], start: str, end: str) -> frozenset[str]:
    """What a path leads to that does not pass the end: a ring must not make the whole service of it."""
    return frozenset(reach([start], lambda key: arrows[key] if key != end else ()))


def _takers(facts: Facts, giving: str) -> frozenset[str]:
    """The roles at the other ends of the arrows of a customer's action."""
    ends = [flow.target for flow in facts.outgoing[giving]] + [flow.source for flow in facts.incoming[giving]]
    return frozenset(role for end in ends for role in people(facts, end))
