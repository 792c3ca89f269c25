"""What is measured, and where: standards, metrics and moments of truth.

Comes in: a Blueprint or its Facts. Goes out: keys and directions. A measure is a standard, or a metric that an action or one of its
cards tracks. Deliberately absent: judgement, which is the checks' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ...model import Blueprint, Goal, Metric, Provenance
from ..facts import Facts

Direction = Literal["higher", "lower"]
#: Which way the usual kinds of metrics are better; `ces` is asked with scales of either direction.
_BETTER: dict[str, Direction] = {
    "nps": "higher", "csat": "higher", "fcr": "higher", "aht": "lower", "churn": "lower", "complaints": "lower",
}  # fmt: skip


def better(metric: Metric) -> Direction | None:
    """Which way a metric is better: as it says, else by its kind; None where neither tells."""
    return metric.better or _BETTER.get(metric.kind or "")


def is_worse(number: float, than: float, way: Direction) -> bool:
    """Whether a number is worse than another one, where the metric is better `way`."""
    return number < than if way == "higher" else number > than


def start_of(metric: Metric) -> float | None:
    """The number that a change of a metric is measured from: its baseline, else its current value."""
    return metric.start


def is_aimed_wrong(metric: Metric) -> bool:
    """Whether a metric's target is worse than where it began."""
    way, start, target = better(metric), start_of(metric), metric.target
    if way is None or start is None or target is None:
        return False
    return is_worse(target, start, way)


def reached(metric: Metric, goal: Goal) -> bool:
    """Whether a metric is already where a goal wants it."""
    way = better(metric)
    if metric.now is None or goal.to is None or way is None:
        return False
    return metric.now >= goal.to if way == "higher" else metric.now <= goal.to


def tracked_metrics(blueprint: Blueprint) -> frozenset[str]:
    """The metrics that a standard, a goal, or any `tracks` refers to."""
    found = {metric for known in every_known(blueprint) for metric in known.tracks}
    found.update(goal.metric for goal in blueprint.goals.values() if goal.metric)
    found.update(
        action.standard.metric
        for action in blueprint.actions.values()
        if action.standard is not None and action.standard.metric is not None
    )
    return frozenset(found)


def every_known(blueprint: Blueprint) -> Iterator[Provenance]:
    """How everything in a blueprint is known: the blueprint itself, actions, things, cards, declarations."""
    yield blueprint.known
    for group in (
        blueprint.actions, blueprint.things, blueprint.fails, blueprint.pains, blueprint.ideas, blueprint.questions,
        blueprint.remarks, blueprint.roles, blueprint.systems, blueprint.channels, blueprint.personas, blueprint.metrics,
        blueprint.goals, blueprint.risks, blueprint.feedback, blueprint.pilots,
    ):  # fmt: skip
        for action in group.values():
            yield action.known


def met_actions(facts: Facts) -> list[str]:
    """The frontstage actions that an arrow joins with a customer's, in reading order: where the two meet (Bitner 2008)."""
    found: dict[str, None] = {}
    for flow in facts.blueprint.flows:
        ends = {facts.zone(flow.source): flow.source, facts.zone(flow.target): flow.target}
        if set(ends) == {"customer", "frontstage"} and not flow.is_recovery:
            found[ends["frontstage"]] = None
    return facts.reading_order(found)


def unmeasured_moments(facts: Facts) -> list[str]:
    """The moments of truth without any measure in their step or at the other end of their arrows.

    Empty where no moment has a measure: nobody has begun to measure them.
    """
    blueprint = facts.blueprint
    moments = [key for key, action in blueprint.actions.items() if action.is_moment]
    if not moments:
        return []
    measured = _measured_actions(blueprint)
    steps = {blueprint.actions[key].step for key in measured}
    without = [key for key in moments if not _is_near(facts, key, measured, steps)]
    return without if len(without) < len(moments) else []


def _is_near(facts: Facts, key: str, measured: set[str], steps: set[str]) -> bool:
    """Whether a measure stands in an action's step, or where somebody meets it: the journey alone leads from one to the next."""
    if facts.blueprint.actions[key].step in steps:
        return True
    met = (flow for flow in (*facts.outgoing[key], *facts.incoming[key]) if not flow.is_journey)
    return any(flow.source in measured or flow.target in measured for flow in met)


def _measured_actions(blueprint: Blueprint) -> set[str]:
    found = {
        key for key, action in blueprint.actions.items() if action.standard is not None or action.known.tracks
    }
    for cards in (blueprint.fails, blueprint.pains, blueprint.ideas):
        found.update(
            card.at for card in cards.values() if card.place == "action" and card.at and card.known.tracks
        )
    return found
