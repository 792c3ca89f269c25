"""How long the steps of a service take.

Comes in: a Blueprint. Goes out: seconds of work and of waiting by step, reckoned from usual values, with the targets set for them, and
the share of time that adds value (value-stream mapping). Deliberately absent: what runs at the same time; a step's actions are added
up as if one followed the other, unless the step says its own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model import Action, Blueprint, Timing


class StepTime(NamedTuple):
    """Work and wait of a step, and the most that each may take, in seconds; a target is None where one of its parts has none."""

    work: float
    wait: float
    work_target: float | None = None
    wait_target: float | None = None


def step_times(blueprint: Blueprint) -> dict[str, StepTime]:
    """The times of every step, 0 where nothing is said."""
    found = {}
    for key, step in blueprint.steps.items():
        actions = [blueprint.actions[name] for name in step.actions]
        work, work_target = _sum(action.timing for action in actions)
        wait, wait_target = _sum(action.wait for action in actions if action.wait)
        if step.timing.span:
            work, work_target = step.timing.span.usual, None
        if step.timing.target:
            work_target = step.timing.target.usual
        found[key] = StepTime(work, wait, work_target, wait_target)
    return found


def _sum(timings: Iterable[Timing]) -> tuple[float, float | None]:
    timed = [timing for timing in timings if timing.span]
    total = sum(timing.span.usual for timing in timed if timing.span)
    targets = [timing.target.usual for timing in timed if timing.target]
    return total, sum(targets) if targets and len(targets) == len(timed) else None


class ServiceTime(NamedTuple):
    """Work and wait of all steps, in seconds; what the file says of the whole, and its target, None where it says nothing."""

    work: float
    wait: float
    whole: float | None = None
    target: float | None = None

    @property
    def is_late(self) -> bool:
        """Whether the whole misses its target."""
        return (self.whole or 0) > self.target if self.target else False


def service_time(blueprint: Blueprint) -> ServiceTime:
    """The times of the whole service; 0 where nothing is said."""
    times = step_times(blueprint).values()
    work, wait = sum(time.work for time in times), sum(time.wait for time in times)
    said, target = blueprint.timing.span, blueprint.timing.target
    return ServiceTime(work, wait, said.usual if said else None, target.usual if target else None)


def is_beyond(timing: Timing) -> bool:
    """Whether the usual value is more than the target. A mere maximum (`..15m`) says nothing of what is usual."""
    span, target = timing.span, timing.target
    if span is None or target is None or span.is_maximum:
        return False
    return span.usual > target.usual


class ValueTime(NamedTuple):
    """The seconds of work that adds value, and of all work and waiting of single actions."""

    adding: float
    total: float


def value_time(blueprint: Blueprint) -> ValueTime | None:
    """How much of the time adds value; None where no timed action says its value, or there is no time."""
    actions: list[Action] = list(blueprint.actions.values())
    if not any(action.value and action.timing.span for action in actions):
        return None
    adding = sum(one.timing.span.usual for one in actions if one.value == "adding" and one.timing.span)
    total = sum(one.timing.span.usual for one in actions if one.timing.span)
    total += sum(one.wait.span.usual for one in actions if one.wait and one.wait.span)
    return ValueTime(adding, total) if total else None


def value_adding_share(blueprint: Blueprint) -> float | None:
    """The per cent of all work and waiting that adds value; None where no timed action says its value."""
    found = value_time(blueprint)
    return 100 * found.adding / found.total if found else None
