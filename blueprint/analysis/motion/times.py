"""How long the steps of a service take.

Comes in: a Blueprint. Goes out: seconds of work and of waiting by step, calculated from usual values, with the targets set for them,
and the share of time that adds value (value-stream mapping). Deliberately absent: what runs at the same time; a step's actions are
added up as if one followed the other, unless the step says its own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...model import Action, Blueprint, Timing


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
    span, target = blueprint.timing.span, blueprint.timing.target
    return ServiceTime(work, wait, span.usual if span else None, target.usual if target else None)


def is_beyond(timing: Timing) -> bool:
    """Whether the usual value is more than the target. A mere maximum (`..15m`) says nothing of what is usual."""
    span, target = timing.span, timing.target
    if span is None or target is None or span.is_maximum:
        return False
    return span.usual > target.usual


class ValueTimes(NamedTuple):
    """The seconds of work that add value, are necessary, are waste, or of which nobody says it; and those of waiting."""

    adding: float = 0
    necessary: float = 0
    waste: float = 0
    unsaid: float = 0
    wait: float = 0

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self)

    def share(self, seconds: float) -> float:
        """A part of them in per cent; 0 where there is no time at all."""
        return 100 * seconds / self.total if self.total else 0


def value_times(actions: Iterable[Action]) -> ValueTimes:
    """What the usual times of some actions are spent on."""
    spent = {"adding": 0.0, "necessary": 0.0, "waste": 0.0, "unsaid": 0.0}
    wait = 0.0
    for action in actions:
        spent[action.value or "unsaid"] += action.timing.span.usual if action.timing.span else 0
        wait += action.wait.span.usual if action.wait and action.wait.span else 0
    return ValueTimes(**spent, wait=wait)


def says_value(actions: Iterable[Action]) -> bool:
    """Whether some timed action says its value."""
    return any(action.value and action.timing.span for action in actions)


def value_time(blueprint: Blueprint) -> ValueTimes | None:
    """What the time of the whole is spent on; None where no timed action says its value, or there is no time."""
    if not says_value(blueprint.actions.values()):
        return None
    times = value_times(blueprint.actions.values())
    return times if times.total else None


def value_adding_share(blueprint: Blueprint) -> float | None:
    """The per cent of all work and waiting that adds value; None where no timed action says its value."""
    times = value_time(blueprint)
    return times.share(times.adding) if times else None
