"""Emotions along the way: curves with their peaks and ends, and what is promised where something is expected.

Comes in: Facts. Goes out: keys of actions, and which of them one and the same customer comes to after each other: endings that exclude each
other make no journey. People remember the most intense moment and the end, hardly how long it took (peak-end rule,
Kahneman et al. 1993). Deliberately absent: any feeling that the file does not state.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..facts import Facts
from ..motion.results import headline, motions_of


class Memory(NamedTuple):
    """Peaks and end: the actions with the highest, the lowest and the most intense feeling, and those that the way ends with.

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


class Joined(NamedTuple):
    """How the feelings of a lane follow each other.

    `usual` are the actions (keys) of the usual way, `asides` pairs of actions that follow each other on another way, where one of them lies
    on no usual one. What nobody comes to from another feeling is in neither.
    """

    usual: tuple[str, ...]
    asides: tuple[tuple[str, str], ...]


def joined(facts: Facts, keys: Sequence[str]) -> Joined:
    """How the feelings of some actions, in the order in which they stand, follow each other."""
    motion = headline(facts)
    if len(keys) < 2 or not motion.runs:
        return Joined(tuple(keys), ())
    ways = [way.done for way in motion.ways]
    if not all(any(key in way for way in ways) for key in keys):
        ways += [way.done for other in facts.once(motions_of) if other.runs for way in other.ways]
    # Staff who have nothing to do on the usual way have a usual way of their own.
    main = set(next((way for way in ways if any(key in way for key in keys)), keys))
    usual = [key for key in keys if key in main]
    asides: dict[tuple[str, str], None] = {}
    for key in keys:
        if key not in main:
            asides.update(dict.fromkeys(_beside(facts, keys, key, ways)))
    return Joined(tuple(usual), tuple(asides))


def _beside(
    facts: Facts, keys: Sequence[str], key: str, ways: Iterable[Sequence[str]]
) -> list[tuple[str, str]]:
    """What a feeling beside the usual way comes after, and what comes after it, on the likeliest way that has it."""
    way = next((way for way in ways if key in way), None)
    places = {other: place for place, other in enumerate(keys)}
    if way is None:
        before = _felt_before(facts, places, key)
        return [(before, key)] if before else []
    # A line that goes back would be taken for what comes after.
    felt_there = [other for other in way if other in places]
    at = felt_there.index(key)
    before = next((other for other in felt_there[:at][::-1] if places[other] < places[key]), None)
    after = next((other for other in felt_there[at + 1 :]), key)
    found = [(before, key)] if before else []
    return [*found, (key, after)] if places[after] > places[key] else found


def _felt_before(facts: Facts, places: Mapping[str, int], key: str) -> str | None:
    """The nearest action with a feeling that leads to one that no way has: something must have failed there."""
    waiting, seen = deque([key]), {key}
    while waiting:
        for flow in facts.incoming[waiting.popleft()]:
            if flow.source in seen or flow.is_journey:
                continue
            if places.get(flow.source, len(places)) < places[key]:
                return flow.source
            seen.add(flow.source)
            waiting.append(flow.source)
    return None


def remembered(facts: Facts, lane: str) -> Memory:
    """Peaks and end of a customer's way; where no action is an `end`, the last one counts."""
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
