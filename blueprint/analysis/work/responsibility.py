"""The responsibility matrix (RACI), derived from the text.

Comes in: Facts. Goes out: letters by step or action and role, and the load of each role. R does the work (`by`), A answers for it
(`owner`), C is asked and answers (`<->` from another role's action), I is told (`~>`). Deliberately absent: what was agreed among
people, for which the language has no words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ...model import FlowKind, Owner
from ..facts import Facts
from .handoff_arrows import people

Letter = Literal["R", "A", "C", "I"]
LETTERS: tuple[Letter, ...] = ("R", "A", "C", "I")
#: What those are at whom an arrow of each kind arrives.
_ASKED: dict[FlowKind, Letter] = {"return": "C", "message": "I"}
#: Who is what, by role key; letters in the order of LETTERS.
Duties = dict[str, tuple[Letter, ...]]


def duties(facts: Facts, actions: Iterable[str], owner: Owner | None) -> Duties:
    """The letters of all roles for some actions (keys) with one owner; roles in the order in which they are found."""
    found: dict[str, set[Letter]] = {}
    if owner and owner.role:
        found.setdefault(owner.role, set()).add("A")
    for key in actions:
        doing = people(facts, key)
        for role in doing:
            found.setdefault(role, set()).add("R")
        for flow in facts.outgoing[key] if doing else ():
            for role in people(facts, flow.target) if flow.kind in _ASKED else ():
                if role not in doing:
                    found.setdefault(role, set()).add(_ASKED[flow.kind])
    return {role: tuple(each for each in LETTERS if each in letters) for role, letters in found.items()}


def owner_of_step(facts: Facts, key: str) -> Owner | None:
    """Who answers for a step: its own owner, else that of its phase."""
    step = facts.blueprint.steps[key]
    return step.owner or (facts.blueprint.phases[step.phase].owner if step.phase else None)


class Load(NamedTuple):
    """What a role has to do: keys of actions, steps and systems, and what it answers for (keys). How long that takes the motion tells."""

    actions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()


def loads(facts: Facts) -> dict[str, Load]:
    """The load of every declared role. An action that several do counts for each; `owned` are steps."""
    return {role: _load(facts, role) for role in facts.blueprint.roles}


def _load(facts: Facts, role: str) -> Load:
    blueprint = facts.blueprint
    done = [action for key, action in blueprint.actions.items() if role in people(facts, key)]
    return Load(
        actions=tuple(action.key for action in done),
        steps=tuple(dict.fromkeys(action.step for action in done)),
        systems=tuple(dict.fromkeys(system for action in done for system in action.using)),
        fails=tuple(key for key, fail in blueprint.fails.items() if _owns(role, fail.owner)),
        metrics=tuple(key for key, metric in blueprint.metrics.items() if _owns(role, metric.owner)),
        owned=tuple(key for key in blueprint.steps if _owns(role, owner_of_step(facts, key))),
    )


def _owns(role: str, owner: Owner | None) -> bool:
    return owner is not None and owner.role == role
