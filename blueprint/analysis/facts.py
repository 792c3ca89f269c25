"""Facts: indices over a blueprint's arrows, worked out once and shared by checks and reports.

Comes in: a Blueprint. Goes out: Facts, worked out once, and two walks through a graph. Everything stands in reading order, and so does
what is made of it. No walk recurses: a blueprint may have thousands of actions. Deliberately absent: judgement, which is the checks'
business.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar, cast

from ..lane_kinds import Zone
from ..lean_dataclasses import dataclass
from ..model import Blueprint, Flow, Lane
from ..settings import USUAL, Limits, Priorities, Settings

if TYPE_CHECKING:
    import datetime

T = TypeVar("T")
Neighbours = Callable[[str], Iterable[str]]
Node = TypeVar("Node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A blueprint with its indices. Actions are keys; every mapping has all actions, in reading order.

    `position` counts them. `starts` are where work begins, `reached` is what a path of any arrows leads to
    from there. `journey_ends` holds the last action of each customer lane: a journey ends there unsaid.
    """

    blueprint: Blueprint
    settings: Settings
    position: dict[str, int]
    lane_of: dict[str, Lane]
    outgoing: dict[str, list[Flow]]
    incoming: dict[str, list[Flow]]
    starts: tuple[str, ...]
    reached: frozenset[str]
    journey_ends: frozenset[str]
    worked_out: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def limits(self) -> Limits:
        """The limits that the blueprint is compared with."""
        return self.settings.limits

    @property
    def priorities(self) -> Priorities:
        """The table of action priorities: the project's own, or the usual one."""
        from .risk.action_priority import usual_priorities

        return self.settings.priorities or usual_priorities()

    @property
    def today(self) -> datetime.date | None:
        """The day on which due dates are looked at; None: they are not."""
        return self.settings.today

    def once(self, work: Callable[[Facts], T]) -> T:
        """What a function makes of these facts, worked out when it is first asked for: rules share it."""
        if work not in self.worked_out:
            self.worked_out[work] = work(self)
        return cast(T, self.worked_out[work])

    def zone(self, action: str) -> Zone | None:
        """The zone of the lane that an action stands in."""
        return self.lane_of[action].zone

    def text(self, action: str) -> str:
        """What an action says."""
        return self.blueprint.actions[action].text

    def reading_order(self, chosen: Iterable[str]) -> list[str]:
        """Some actions, in the order of the text."""
        return sorted(chosen, key=self.position.__getitem__)


def gather(blueprint: Blueprint, settings: Settings = USUAL) -> Facts:
    """The facts of a blueprint without errors. Those of a compiled file are at hand: `Compiled.facts`, and `Scene.facts` for a part."""
    lanes = blueprint.lanes
    lane_of = {key: lanes[action.lane] for key, action in blueprint.actions.items()}
    outgoing: dict[str, list[Flow]] = {key: [] for key in lane_of}
    incoming: dict[str, list[Flow]] = {key: [] for key in lane_of}
    for flow in blueprint.flows:
        outgoing[flow.source].append(flow)
        incoming[flow.target].append(flow)
    customers = [key for key, lane in lane_of.items() if lane.zone == "customer"]
    starts = tuple(_starts(blueprint, customers, incoming))
    return Facts(
        blueprint=blueprint,
        settings=settings,
        position={key: number for number, key in enumerate(lane_of)},
        lane_of=lane_of,
        outgoing=outgoing,
        incoming=incoming,
        starts=starts,
        reached=frozenset(reach(starts, lambda key: (flow.target for flow in outgoing[key]))),
        journey_ends=frozenset({lane_of[key].key: key for key in customers}.values()),
    )


def _starts(blueprint: Blueprint, customers: list[str], incoming: dict[str, list[Flow]]) -> Iterator[str]:
    """The first action of the file and of each customer lane, every `start`, events that nothing leads to."""
    first_of_lane: dict[str, str] = {}
    for key in customers:
        first_of_lane.setdefault(blueprint.actions[key].lane, key)
    first = {next(iter(blueprint.actions), ""), *first_of_lane.values()}
    for key, action in blueprint.actions.items():
        if key in first or action.is_start or (action.is_event and not incoming[key]):
            yield key


def reach(roots: Iterable[Node], neighbours: Callable[[Node], Iterable[Node]]) -> dict[Node, None]:
    """The roots and all that a path leads to from them: a dict that serves as an ordered set."""
    seen = dict.fromkeys(roots)
    waiting = list(seen)
    while waiting:
        for key in neighbours(waiting.pop()):
            if key not in seen:
                seen[key] = None
                waiting.append(key)
    return seen


def leads_to(root: str, goals: Collection[str], neighbours: Neighbours) -> str | None:
    """The nearest of some nodes that a path leads to from the root, the root itself aside."""
    seen, waiting = {root}, deque([root])
    while waiting:
        for key in neighbours(waiting.popleft()):
            if key in seen:
                continue
            if key in goals:
                return key
            seen.add(key)
            waiting.append(key)
    return None


def acyclic(nodes: Iterable[str], neighbours: Neighbours) -> dict[str, tuple[str, ...]]:
    """The arrows without those that close a ring, by where they begin; no node stands before one that leads to it.

    Which arrow of a ring closes it, the order of `nodes` decides: a walk in depth from the first of them meets it last.
    """
    kept: dict[str, list[str]] = {}
    finished: dict[str, None] = {}
    for root in nodes:
        if root in kept:
            continue
        kept[root] = []
        path = [(root, iter(neighbours(root)))]
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                finished[node] = None
            elif following in finished:
                kept[node].append(following)
            elif following not in kept:
                kept[node].append(following)
                kept[following] = []
                path.append((following, iter(neighbours(following))))
    return {node: tuple(kept[node]) for node in reversed(finished)}


def components(nodes: Iterable[Node], neighbours: Callable[[Node], Iterable[Node]]) -> Iterator[list[Node]]:
    """The strongly connected components: sets of nodes each of which leads to all others of its set.

    `neighbours` may name nodes that are not among `nodes`; they are then found as well. Tarjan 1972.
    """
    index: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    stack: dict[Node, None] = {}
    for root in nodes:
        if root in index:
            continue
        path = [(root, iter(neighbours(root)))]
        index[root] = lowest[root] = len(index)
        stack[root] = None
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == index[node]:
                    yield _pop_until(stack, node)
            elif following not in index:
                index[following] = lowest[following] = len(index)
                stack[following] = None
                path.append((following, iter(neighbours(following))))
            elif following in stack:
                lowest[node] = min(lowest[node], index[following])


def _pop_until(stack: dict[Node, None], last: Node) -> list[Node]:
    taken: list[Node] = []
    while not taken or taken[-1] != last:
        taken.append(stack.popitem()[0])
    return taken
