"""Which declarations a blueprint uses.

Comes in: a Blueprint. Goes out: the keys of the roles, systems, channels and metrics that something in it refers to. Deliberately
absent: personas, which a text may mention without `for`, and declarations that need no reference: goals, risks, pilots.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import CARDS, Blueprint, Card, Declaration, Fail, Owner, Provenance, Risk
from ..properties import PROPERTIES

#: The kinds of declarations that are there to be referred to, as fields of a Blueprint, with the keyword of each.
SHARED = {"roles": "role", "systems": "system", "channels": "channel", "metrics": "metric"}


def used(blueprint: Blueprint) -> dict[str, frozenset[str]]:
    """The keys that are referred to, by kind, a key of SHARED."""
    return {
        "roles": frozenset(_roles(blueprint)),
        "systems": frozenset(_named(blueprint, "systems")),
        "channels": frozenset(_channels(blueprint)),
        "metrics": frozenset((*_metrics(blueprint), *_named(blueprint, "metrics"))),
    }


def cards(blueprint: Blueprint) -> Iterator[Card]:
    """All cards, kind by kind."""
    return (card for _, card in blueprint.elements(*CARDS) if isinstance(card, Card))


def declarations(blueprint: Blueprint) -> Iterator[Declaration]:
    """All declarations, kind by kind."""
    return (declaration for _, declaration in blueprint.elements() if isinstance(declaration, Declaration))


def _named(blueprint: Blueprint, kind: str) -> Iterator[str]:
    """The keys of declarations that actions name, and lanes for their actions."""
    for other in PROPERTIES:
        if other.kind == kind:
            lanes = blueprint.lanes.values() if other.from_lane else ()
            for actor in (*lanes, *blueprint.actions.values()):
                yield from getattr(actor, other.field)


def _channels(blueprint: Blueprint) -> Iterator[str]:
    yield from _named(blueprint, "channels")
    for loop in blueprint.feedback.values():
        yield from loop.via


def _roles(blueprint: Blueprint) -> Iterator[str]:
    yield from _named(blueprint, "roles")
    for owner in _owners(blueprint):
        if owner is not None and owner.role is not None:
            yield owner.role
    careful: list[Fail | Risk] = [*blueprint.fails.values(), *blueprint.risks.values()]
    for fail in careful:
        for prevention in fail.preventions:
            yield from prevention.by


def _owners(blueprint: Blueprint) -> Iterator[Owner | None]:
    yield blueprint.owner
    yield from (phase.owner for phase in blueprint.phases.values())
    yield from (step.owner for step in blueprint.steps.values())
    yield from (card.owner for card in cards(blueprint))
    yield from (declaration.owner for declaration in declarations(blueprint))


def _metrics(blueprint: Blueprint) -> Iterator[str]:
    for known in _all_known(blueprint):
        yield from known.tracks
    for action in blueprint.actions.values():
        if action.standard is not None and action.standard.metric is not None:
            yield action.standard.metric
    for goal in blueprint.goals.values():
        if goal.metric is not None:
            yield goal.metric


def _all_known(blueprint: Blueprint) -> Iterator[Provenance]:
    yield blueprint.known
    yield from (action.known for action in blueprint.actions.values())
    yield from (thing.known for thing in blueprint.things.values())
    yield from (card.known for card in cards(blueprint))
    yield from (declaration.known for declaration in declarations(blueprint))
