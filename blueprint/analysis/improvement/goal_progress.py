"""How far metrics and goals have come, and whether a goal is SMART, as far as the file says.

Comes in: metrics and goals. Goes out: percentages, numbers and verdicts with reasons. Nothing here knows what day it is: late is judged
by the numbers, not by the calendar. Deliberately absent: words, and what a team could achieve, beyond a benchmark or what it has
achieved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from ...lean_dataclasses import dataclass
from ...model import Action, Blueprint, Card, Declaration, Goal, Keyed, Metric, Ref, Thing
from ..references import used
from .measures import Direction, better, is_worse, start_of

#: Kinds whose numbers mean something without a unit: scores on a scale that the kind itself names.
_UNITLESS = frozenset({"nps", "csat", "ces"})

State = Literal["yes", "partly", "no", "unsaid"]
Reason = Literal[
    "metric", "no_metric", "numbers", "no_number", "no_start", "no_unit", "within_benchmark", "beyond_benchmark",
    "moving", "moving_away", "no_comparison", "addresses", "addresses_nothing", "due", "no_due",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a goal has one of the five qualities, and why it is thought so."""

    state: State
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Smart:
    """Doran's five qualities of a goal."""

    specific: Verdict
    measurable: Verdict
    achievable: Verdict
    relevant: Verdict
    timely: Verdict

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All five, in the order of the letters."""
        return (self.specific, self.measurable, self.achievable, self.relevant, self.timely)


# ── how far ─────────────────────────────────────────────────────────────────────────────────────────────────


def covered(start: float | None, now: float | None, aim: float | None) -> int | None:
    """How much of the way from start to aim has been made, in whole per cent; negative where it went the other way.

    None where a number is missing or there is no way to go. 100 is said only of what has arrived.
    """
    if start is None or now is None or aim is None or aim == start:
        return None
    share = (now - start) / (aim - start) * 100
    if not math.isfinite(share):
        return None
    whole = round(share)
    return 99 if whole == 100 and share < 100 - 1e-9 else whole


def gap(now: float | None, aim: float | None) -> float | None:
    """Target minus current; None where a number is missing or too large to calculate with."""
    if now is None or aim is None:
        return None
    found = aim - now
    return found if math.isfinite(found) else None


def way_to(start: float | None, aim: float | None, metric: Metric | None) -> Direction | None:
    """Which way is better: as the metric says, else from where it began to where it is to go."""
    text = better(metric) if metric is not None else None
    if text is not None or start is None or aim is None or start == aim:
        return text
    return "higher" if aim > start else "lower"


def has_arrived(now: float | None, aim: float | None, way: Direction | None) -> bool:
    """Whether a number is where it is to be, or better."""
    if now is None or aim is None:
        return False
    return now == aim or (way is not None and not is_worse(now, aim, way))


def is_turned(start: float, aim: float, way: Direction | None) -> bool:
    """Whether an aim lies on the wrong side of the start: one of them, or the direction, is a slip."""
    return way is not None and is_worse(aim, start, way)


# ── goals ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a goal began, where it stands and where it is to arrive, in the unit of its metric."""

    start: float | None
    now: float | None
    aim: float | None
    way: Direction | None

    @property
    def done(self) -> int | None:
        """The share of the way that has been made, in whole per cent."""
        return covered(self.start, self.now, self.aim)

    @property
    def is_reached(self) -> bool:
        """Whether it has arrived. An aim that is worse than the start is reached by its very number alone."""
        turned = self.start is not None and self.aim is not None and is_turned(self.start, self.aim, self.way)
        return has_arrived(self.now, self.aim, None if turned else self.way)


def metric_of(blueprint: Blueprint, goal: Goal) -> Metric | None:
    """The metric that a goal names."""
    return blueprint.metrics.get(goal.metric or "")


def progress(goal: Goal, metric: Metric | None) -> Progress:
    """How far a goal is. What it does not say itself is its metric's: where it began, and the number to reach."""
    start = goal.start if goal.start is not None or metric is None else start_of(metric)
    aim = goal.to
    if aim is None and goal.change is not None:
        aim = goal.changed(metric)
    elif aim is None and metric is not None:
        aim = metric.target
    if aim is not None and not math.isfinite(aim):
        aim = None
    now = metric.now if metric is not None else None
    return Progress(start=start, now=now, aim=aim, way=way_to(start, aim, metric))


def smart(goal: Goal, metric: Metric | None) -> Smart:
    """What the file lets one say of a goal."""
    return Smart(
        specific=Verdict("yes", "metric") if metric is not None else Verdict("no", "no_metric"),
        measurable=_measurable(goal, metric),
        achievable=_achievable(progress(goal, metric), metric),
        relevant=Verdict("yes", "addresses") if goal.addresses else Verdict("no", "addresses_nothing"),
        timely=Verdict("yes", "due") if goal.due else Verdict("no", "no_due"),
    )


def _measurable(goal: Goal, metric: Metric | None) -> Verdict:
    far = progress(goal, metric)
    if far.aim is None and goal.change is None:
        return Verdict("no", "no_number")
    if far.start is None:
        return Verdict("partly", "no_start")
    if metric is None or (metric.unit is None and metric.kind not in _UNITLESS):
        return Verdict("partly", "no_unit")
    return Verdict("yes", "numbers")


def _achievable(far: Progress, metric: Metric | None) -> Verdict:
    """A benchmark decides, for somebody has reached it; else whether the number already moves."""
    if far.aim is None or metric is None:
        return Verdict("unsaid", "no_comparison")
    if metric.benchmark is not None and far.way is not None:
        best = metric.benchmark
        if far.aim == best or is_worse(far.aim, best, far.way):
            return Verdict("yes", "within_benchmark")
        return Verdict("partly", "beyond_benchmark")
    moved = covered(metric.baseline, metric.now, far.aim)
    if not moved:
        return Verdict("unsaid", "no_comparison")
    return Verdict("partly", "moving") if moved > 0 else Verdict("no", "moving_away")


# ── what a metric is of ─────────────────────────────────────────────────────────────────────────────────────


def uses(blueprint: Blueprint) -> dict[str, tuple[Ref, ...]]:
    """Per metric, the (kind, key) of everything that refers to it, each once.

    The blueprint itself is `("blueprint", name)`. A metric that tracks another one is no use of it, nor does what nobody uses use one.
    """
    in_use = used(blueprint)
    found: dict[str, dict[Ref, None]] = {key: {} for key in blueprint.metrics}
    for metric in blueprint.known.tracks:
        found.setdefault(metric, {})[Ref("blueprint", blueprint.name)] = None
    for ref, element in blueprint.elements():
        if ref.key in in_use.get(ref.kind, {ref.key}):
            for metric in _named(element):
                found.setdefault(metric, {})[ref] = None
    return {key: tuple(every) for key, every in found.items()}


def _named(keyed: Keyed) -> Iterator[str]:
    """The metrics that an element names; what a metric tracks is left to that metric."""
    if isinstance(keyed, Action | Thing | Card | Declaration) and not isinstance(keyed, Metric):
        yield from keyed.known.tracks
    if isinstance(keyed, Action) and keyed.standard and keyed.standard.metric:
        yield keyed.standard.metric
    if isinstance(keyed, Goal) and keyed.metric:
        yield keyed.metric
