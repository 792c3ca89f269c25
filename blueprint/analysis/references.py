"""Which declarations a blueprint uses.

Comes in: a Blueprint. Goes out: the keys of the roles, systems, channels and metrics that something in it refers to. Deliberately
absent: personas, of whom a blueprint may speak without a `for`, and all that is said for its own sake: goals, risks, pilots.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import CARDS, Action, Blueprint, Card, Declaration, Fail, Lane, Owner, Provenance, Risk

#: The kinds of declarations that are there to be referred to, as fields of a Blueprint, with the keyword of each.
SHARED = {"roles": "role", "systems": "system", "channels": "channel", "metrics": "metric"}


def used(blueprint: Blueprint) -> dict[str, frozenset[str]]:
    """The keys that are referred to, by kind, a key of SHARED."""
    actors = _actors(blueprint)
    return {
        "roles": frozenset(_roles(blueprint)),
        "systems": frozenset(key for one in actors for key in one.using),
        "channels": frozenset(key for via in _touchpoints(blueprint) for key in via),
        "metrics": frozenset(_metrics(blueprint)),
    }


def cards(blueprint: Blueprint) -> Iterator[Card]:
    """All cards, kind by kind."""
    return (one for _, one in blueprint.elements(*CARDS) if isinstance(one, Card))


def declarations(blueprint: Blueprint) -> Iterator[Declaration]:
    """All declarations, kind by kind."""
    return (one for _, one in blueprint.elements() if isinstance(one, Declaration))


def _actors(blueprint: Blueprint) -> list[Lane | Action]:
    return [*blueprint.lanes.values(), *blueprint.actions.values()]


def _touchpoints(blueprint: Blueprint) -> Iterator[tuple[str, ...]]:
    yield from (actor.via for actor in _actors(blueprint))
    yield from (loop.via for loop in blueprint.feedback.values())


def _roles(blueprint: Blueprint) -> Iterator[str]:
    for actor in _actors(blueprint):
        yield from actor.by
    for owner in _owners(blueprint):
        if owner is not None and owner.role is not None:
            yield owner.role
    careful: list[Fail | Risk] = [*blueprint.fails.values(), *blueprint.risks.values()]
    for one in careful:
        for prevention in one.preventions:
            yield from prevention.by


def _owners(blueprint: Blueprint) -> Iterator[Owner | None]:
    yield blueprint.owner
    yield from (phase.owner for phase in blueprint.phases.values())
    yield from (step.owner for step in blueprint.steps.values())
    yield from (card.owner for card in cards(blueprint))
    yield from (one.owner for one in declarations(blueprint))


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
    yield from (one.known for one in declarations(blueprint))
