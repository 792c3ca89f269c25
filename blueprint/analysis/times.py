"""How long the steps of a service take.

Comes in: a Blueprint. Goes out: seconds of work and of waiting by step, reckoned from usual values. Deliberately absent: what runs at
the same time; a step's actions are added up as if one followed the other, unless the step says its own time.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model import Blueprint


class StepTime(NamedTuple):
    """Work and wait of a step, in seconds."""

    work: float
    wait: float


def step_times(blueprint: Blueprint) -> dict[str, StepTime]:
    """The times of every step, 0 where nothing is said."""
    found = {}
    for key, step in blueprint.steps.items():
        actions = [blueprint.actions[name] for name in step.actions]
        work = sum(action.timing.span.usual for action in actions if action.timing.span)
        wait = sum(action.wait.span.usual for action in actions if action.wait and action.wait.span)
        found[key] = StepTime(step.timing.span.usual if step.timing.span else work, wait)
    return found
