"""Time targets of the whole service, its phases and its steps, compared with the longest path.

Comes in: Facts. Goes out: for each place that has a target (`time … target …`) what it takes, in seconds. A step is compared with its
actions, phases and the whole with the times that the steps state. Deliberately absent: targets of single actions and of waits
(`times`), limits of feedback loops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Blueprint, Phase, Step
from ..facts import Facts
from .critical import CriticalPath, course_with_step_times, critical_path, usual_course

Place = Blueprint | Phase | Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The target of a place, its critical path, and what the author says that it usually takes; all in seconds."""

    place: Place
    target: float
    path: CriticalPath
    stated: float | None

    @property
    def seconds(self) -> float:
        """What it takes: the longer of the path and what is said; 0 where no time is known."""
        return max(self.path.seconds, self.stated or 0)

    @property
    def over(self) -> float:
        """By how much the target is exceeded; 0 where it is kept."""
        return max(self.seconds - self.target, 0)


def targets(facts: Facts) -> tuple[Target, ...]:
    """The targets of the whole, the phases and the steps, in this order."""
    blueprint = facts.blueprint
    places: list[Place] = [blueprint, *blueprint.phases.values(), *blueprint.steps.values()]
    return tuple(_target(facts, place) for place in places if place.timing.target)


def whole_path(facts: Facts) -> CriticalPath:
    """The critical path of the whole service."""
    return critical_path(facts, facts.once(course_with_step_times))


def _target(facts: Facts, place: Place) -> Target:
    # What a step says of itself is to be held against its actions.
    course = facts.once(usual_course if isinstance(place, Step) else course_with_step_times)
    span, target = place.timing.span, place.timing.target
    assert target is not None, "asked for places with targets alone"
    return Target(
        place=place,
        target=target.usual,
        path=critical_path(facts, course, _members(facts, place)),
        stated=span.usual if span and not span.is_maximum else None,
    )


def _members(facts: Facts, place: Place) -> Sequence[str] | None:
    if isinstance(place, Step):
        return place.actions
    if isinstance(place, Phase):
        return [key for step in place.steps for key in facts.blueprint.steps[step].actions]
    return None
