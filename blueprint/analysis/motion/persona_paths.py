"""The path of each persona through a service, and what exists for one persona alone.

Comes in: Facts. Goes out: which arrows a persona takes, which actions it reaches, and what exists for it alone. Services by tier of
customers (客户分层). Deliberately absent: whether the path leads anywhere, which is the checks' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ...model import Flow
from ..facts import Facts, reach


class Way(NamedTuple):
    """The way of a persona: all actions that it comes to (keys, in reading order); the actions, arrows and things that are for it."""

    actions: tuple[str, ...]
    own: tuple[str, ...]
    arrows: tuple[Flow, ...]
    things: tuple[str, ...]


def way(facts: Facts, persona: str) -> Way:
    """The way of one persona (key) from every start."""
    reached = reach(facts.starts, partial(targets, facts, persona))
    actions = facts.blueprint.actions
    return Way(
        actions=tuple(key for key in facts.position if key in reached and exists(facts, persona, key)),
        own=tuple(key for key, action in actions.items() if persona in action.personas),
        arrows=tuple(flow for flow in facts.blueprint.flows if persona in flow.personas),
        things=tuple(key for key, thing in facts.blueprint.things.items() if persona in thing.personas),
    )


def exists(facts: Facts, persona: str, key: str) -> bool:
    """Whether there is an action for a persona: it is for all, or for this one too. Others pass along its arrows."""
    personas = facts.blueprint.actions[key].personas
    return not personas or persona in personas


def targets(facts: Facts, persona: str, key: str) -> Iterator[str]:
    """Where the arrows lead that a persona may take."""
    return (flow.target for flow in facts.outgoing[key] if not flow.personas or persona in flow.personas)
