"""Which items pass through a service: who makes them, who needs them, what the customer gives.

Comes in: Facts. Goes out: for each item (`input`, `output`, `carries`) the actions that make and need it, and pairs of actions that
stand one behind the other. Information flows of value-stream mapping, Rother and Shook 1999. Deliberately absent: what an item is;
equal names are one item.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from .flow import Facts, leads_to

#: So many of a group are tried as the first of a pair.
_TRIED = 3
_APART = re.compile(r"[\W_]+")


class Items(NamedTuple):
    """The actions (keys, in reading order) that make each item and that need it, and the items that arrows carry."""

    makers: dict[str, list[str]]
    users: dict[str, list[str]]
    carried: frozenset[str]


def items(facts: Facts) -> Items:
    """The items of a blueprint."""
    makers: dict[str, list[str]] = {}
    users: dict[str, list[str]] = {}
    for key, action in facts.blueprint.actions.items():
        for item in dict.fromkeys(action.outputs):
            makers.setdefault(item, []).append(key)
        for item in dict.fromkeys(action.inputs):
            users.setdefault(item, []).append(key)
    carried = frozenset(item for flow in facts.blueprint.flows for item in flow.carries)
    return Items(makers, users, carried)


def given_by_customers(facts: Facts) -> dict[str, list[str]]:
    """The customers' actions by which each item is given: as an output, or on an arrow to somebody else.

    An action that gets the item and gives it back gives nothing anew.
    """
    given: dict[str, list[str]] = {}
    for key, action in facts.blueprint.actions.items():
        if facts.kind(key) != "customer" or action.personas:
            continue
        carried = [
            item
            for flow in facts.outgoing[key]
            if facts.kind(flow.target) != "customer" and not flow.personas
            for item in flow.carries
        ]
        for item in dict.fromkeys((*action.outputs, *carried)):
            if item not in action.inputs:
                given.setdefault(item, []).append(key)
    return given


def one_behind_other(facts: Facts, chosen: Iterable[str]) -> tuple[str, str] | None:
    """Two of some actions of which the second follows from the first, failures aside; none for mere alternatives."""
    after = facts.once(what_follows)
    goals = frozenset(chosen)
    # Where the first few lead to none of the others, they are variants of one thing.
    for key in facts.reading_order(goals)[:_TRIED]:
        found = leads_to(key, goals, after.__getitem__)
        if found:
            return key, found
    return None


def what_follows(facts: Facts) -> dict[str, list[str]]:
    """What comes after each action, failures aside; a call comes back to who made it, and goes on from there."""
    after: dict[str, list[str]] = {key: [] for key in facts.position}
    for flow in facts.blueprint.flows:
        if flow.kind != "failure" and not flow.is_recovery:
            after[flow.source].append(flow.target)
        if flow.kind == "return":
            after[flow.target].append(flow.source)
    return after


def normal(text: str) -> str:
    """A text without what makes no difference to what it says: case, width of characters, punctuation, spaces."""
    return _APART.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
