"""Emotions along the way: curves with their peaks and ends, and what is promised where something is expected.

Comes in: Facts. Goes out: keys of actions. People remember the most intense moment and the end, hardly how long it took (peak-end rule,
Kahneman et al. 1993). Deliberately absent: any feeling that the file does not state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..facts import Facts


class Memory(NamedTuple):
    """What stays in mind: the actions with the highest, the lowest and the most intense feeling, and those that the way ends with.

    `highest` and `lowest` are empty where all feel the same; of `ends` some may say no feeling.
    """

    highest: tuple[str, ...]
    lowest: tuple[str, ...]
    peak: tuple[str, ...]
    ends: tuple[str, ...]


def felt(facts: Facts, *, customers: bool) -> dict[str, list[str]]:
    """The actions with a feeling by lane, in reading order: those of customers, or those of everybody else."""
    found: dict[str, list[str]] = {}
    for key, action in facts.blueprint.actions.items():
        if action.emotion is not None and (facts.zone(key) == "customer") is customers:
            found.setdefault(action.lane, []).append(key)
    return found


def remembered(facts: Facts, lane: str) -> Memory:
    """What stays in mind of a customer's way; without an `end` on it the last action is its end."""
    actions = facts.blueprint.actions
    mine = [key for key, action in actions.items() if action.lane == lane]
    score = {key: emotion.score for key in mine if (emotion := actions[key].emotion) is not None}
    ends = tuple(key for key in mine if actions[key].end is not None) or tuple(mine[-1:])
    intense = {key: abs(value) for key, value in score.items()}
    varied = len(set(score.values())) > 1
    return Memory(
        highest=_where(score, max(score.values(), default=0)) if varied else (),
        lowest=_where(score, min(score.values(), default=0)) if varied else (),
        peak=_where(intense, max(intense.values())) if any(intense.values()) else (),
        ends=ends,
    )


def _where(values: dict[str, float], value: float) -> tuple[str, ...]:
    return tuple(key for key, other in values.items() if other == value)


def promised_at(facts: Facts, key: str) -> list[str]:
    """The actions whose standards are promised where somebody is at an action: its own, and those of whom they meet there."""
    flows = (*facts.outgoing[key], *facts.incoming[key])
    met = {flow.target if flow.source == key else flow.source for flow in flows if not flow.is_journey}
    near: Iterable[str] = facts.reading_order({key, *met})
    return [key for key in near if facts.blueprint.actions[key].standard is not None]
