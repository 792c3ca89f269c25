"""Items that pass through a service: who makes them, who needs them, what the customer provides.

Comes in: Facts. Goes out: for each item (`input`, `output`, `carries`) the actions that make and need it; what is asked for twice, made for
nobody or needed without a maker; what each step needs and makes. Information flows of value-stream mapping, Rother and Shook 1999.
Deliberately absent: what an item is; equal names are one item.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ..facts import Facts, leads_to

#: So many of a group are tried as the first of a pair.
_TRIED = 3
_APART = re.compile(r"[\W_]+")


class Items(NamedTuple):
    """The actions (keys, in reading order) that make each item and that need it, and the items that arrows carry."""

    makers: dict[str, list[str]]
    users: dict[str, list[str]]
    carried: frozenset[str]


def in_words(item: str) -> str:
    """An item as people read it: items are names, and names have underscores where words have spaces."""
    return item.replace("_", " ").strip() or item


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
        if facts.zone(key) != "customer" or action.personas:
            continue
        carried = [
            item
            for flow in facts.outgoing[key]
            if facts.zone(flow.target) != "customer" and not flow.personas
            for item in flow.carries
        ]
        for item in dict.fromkeys((*action.outputs, *carried)):
            if item not in action.inputs:
                given.setdefault(item, []).append(key)
    return given


def one_behind_other(facts: Facts, chosen: Iterable[str]) -> tuple[str, str] | None:
    """Two of the actions, the second of which follows the first by arrows that are no failures; None where they are alternatives."""
    after = facts.once(what_follows)
    goals = frozenset(chosen)
    # Where the first few lead to none of the others, they are variants of one thing.
    for key in facts.reading_order(goals)[:_TRIED]:
        found = leads_to(key, goals, after.__getitem__)
        if found:
            return key, found
    return None


def asked_twice(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    """The items that customers of one lane give once more, each with the two actions (keys, in reading order)."""
    actions = facts.blueprint.actions
    found = []
    for item, givers in given_by_customers(facts).items():
        for lane in dict.fromkeys(actions[key].lane for key in givers):
            pair = one_behind_other(facts, [key for key in givers if actions[key].lane == lane])
            if pair:
                first, second = facts.reading_order(pair)
                found.append((item, first, second))
    return tuple(found)


def never_used(facts: Facts) -> list[str]:
    """The items that are made, but needed or received by nobody, inside or outside the service."""
    makers, users, carried = facts.once(items)
    return [
        item
        for item, made in makers.items()
        if item not in users and item not in carried and not any(_goes_out(facts, key) for key in made)
    ]


def never_made(facts: Facts) -> list[str]:
    """The items that are needed, and that nobody makes, brings along or sends."""
    makers, users, carried = facts.once(items)
    return [
        item
        for item, needed in users.items()
        if item not in makers
        and item not in carried
        and not any(facts.zone(key) == "customer" for key in needed)
    ]


def items_of_steps(facts: Facts) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What each step needs from elsewhere, and what it makes or sends on: inputs and outputs of a SIPOC chart."""
    blueprint = facts.blueprint
    needed: dict[str, dict[str, None]] = {key: {} for key in blueprint.steps}
    made: dict[str, dict[str, None]] = {key: {} for key in blueprint.steps}
    for action in blueprint.actions.values():
        needed[action.step].update(dict.fromkeys(action.inputs))
        made[action.step].update(dict.fromkeys(action.outputs))
    for flow in blueprint.flows:
        source, target = (blueprint.actions[key].step for key in (flow.source, flow.target))
        if source != target:
            made[source].update(dict.fromkeys(flow.carries))
            needed[target].update(dict.fromkeys(flow.carries))
    return {
        key: (tuple(text for text in items if text not in made[key]), tuple(made[key]))
        for key, items in needed.items()
    }


def _goes_out(facts: Facts, key: str) -> bool:
    """Whether what an action makes goes to the customer, into a system or a metric, or out of the service."""
    action = facts.blueprint.actions[key]
    if action.using or action.known.tracks or action.end is not None:
        return True
    handed = [flow.target for flow in facts.outgoing[key]]
    handed += [flow.source for flow in facts.incoming[key] if flow.kind == "return"]
    return any(facts.zone(text) == "customer" for text in (key, *handed))


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
