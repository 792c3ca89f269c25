"""For whom a service is different: the personas that a text names, and the times that one of them has.

Comes in: a Blueprint. Goes out: personas, and the Blueprint with the times of one of them. Deliberately absent: what exists for a persona
(`drafts`), and whether that makes any number different (`results`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....model import Action, Blueprint, Timing


def named_personas(blueprint: Blueprint) -> frozenset[str]:
    """The personas (keys) that an arrow, an action, evidence or a time is for."""
    named = {key for action in blueprint.actions.values() for key in action.personas}
    named.update(key for thing in blueprint.things.values() for key in thing.personas)
    named.update(key for flow in blueprint.flows for key in flow.personas)
    named.update(
        key for timing in _timings(blueprint) for other in timing.by_persona for key in other.personas
    )
    return frozenset(named)


def as_timed_for(blueprint: Blueprint, persona: str | None) -> Blueprint:
    """The blueprint with the times that it has for a persona; None is anyone whom the text does not name."""
    if not any(timing.by_persona for timing in _timings(blueprint)):
        return blueprint
    return replace(
        blueprint,
        timing=blueprint.timing.of(persona),
        phases={
            key: replace(phase, timing=phase.timing.of(persona)) for key, phase in blueprint.phases.items()
        },
        steps={key: replace(step, timing=step.timing.of(persona)) for key, step in blueprint.steps.items()},
        actions={key: action_for(action, persona) for key, action in blueprint.actions.items()},
    )


def action_for(action: Action, persona: str | None) -> Action:
    """An action with the times that it has for a persona."""
    wait = action.wait
    if wait and wait.named_only and not wait.names(persona):
        wait = None
    return replace(action, timing=action.timing.of(persona), wait=wait.of(persona) if wait else None)


def _timings(blueprint: Blueprint) -> Iterator[Timing]:
    """All times and waits that a text speaks of."""
    yield blueprint.timing
    yield from (phase.timing for phase in blueprint.phases.values())
    yield from (step.timing for step in blueprint.steps.values())
    for action in blueprint.actions.values():
        yield action.timing
        if action.wait:
            yield action.wait
