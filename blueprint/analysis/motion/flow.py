"""What all cases do together: a flow through the graph of all ways.

Comes in: a Graph of which every share is known. Goes out: how often each action and answer comes about in a case, how the customers' cases
end and after how long; exact to the ninth decimal where rings can be gone round any number of times. Deliberately absent: single ways
(`ways`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import field

from ...lean_dataclasses import dataclass
from .graph import Edge, Finish, Graph

#: What of the cases may be left in a ring when it is left alone.
_LEFT = 1e-13
#: Values of a distribution that are kept apart, and how many are moved in all.
MOST_VALUES = 3_000
_MOST_MOVED = 600_000
#: Rounds after which nobody waits for a ring any more.
_MOST_ROUNDS = 100_000


@dataclass(slots=True)
class Mass:
    """A part of the cases: how many of one, and the sums of their seconds: until now, and until where the customer came last.

    `spread` has the shares by these two numbers, where they are few enough to be kept.
    """

    share: float = 0.0
    until_now: float = 0.0
    seconds: float = 0.0
    spread: dict[tuple[float, float], float] | None = field(default_factory=dict)

    def add(self, other: Mass, part: float, edge: Edge | None = None) -> int:
        """More cases: a part of others, which have gone over an edge; how many values had to be moved."""
        share = other.share * part
        self.share += share
        lasts, reaches = (edge.lasts, edge.reaches) if edge else (0.0, None)
        before = 0.0 if edge and edge.is_first else other.until_now * part
        self.until_now += before + share * lasts
        self.seconds += other.seconds * part if reaches is None else before + share * reaches
        if self.spread is None or other.spread is None or len(self.spread) > MOST_VALUES:
            self.spread = None
            return 0
        spread, is_first = self.spread, bool(edge and edge.is_first)
        for (now, last), often in other.spread.items():
            begun = 0.0 if is_first else now
            place = round(begun + lasts, 6), last if reaches is None else round(begun + reaches, 6)
            spread[place] = spread.get(place, 0.0) + often * part
        return len(other.spread)

    @property
    def leads(self) -> dict[float, float] | None:
        """The shares of cases by their seconds; None where they are too many."""
        if self.spread is None:
            return None
        found: dict[float, float] = {}
        for (_, last), share in self.spread.items():
            found[last] = found.get(last, 0.0) + share
        return found


@dataclass(slots=True)
class Flowing:
    """What all cases do.

    `visits` and `taken`: how often each action is done and each answer is taken in a case; `through`: how often it comes to each node;
    `finished`: how the customers' cases end; `stuck`: the shares of cases that stop at decisions without an open answer.
    """

    visits: list[float]
    through: list[float]
    taken: dict[int, float] = field(default_factory=dict)
    finished: dict[Finish, Mass] = field(default_factory=dict)
    stuck: dict[int, float] = field(default_factory=dict)


Allows = Callable[[Edge], bool]


def flow_through(graph: Graph, allows: Allows | None = None, *, spreads: bool = False) -> Flowing:
    """Let all cases go through a graph; only over some edges, where it is said which."""
    result = Flowing([0.0] * len(graph.course.net.actions), [0.0] * len(graph.nodes))
    masses = [Mass(spread={} if spreads else None) for _ in graph.nodes]
    for start in graph.starts:
        masses[start] = Mass(1.0, 0.0, 0.0, {(0.0, 0.0): 1.0} if spreads else None)
    moved = 0
    for ring in graph.rings:
        current = {number: masses[number] for number in ring if masses[number].share > 0}
        inside = set(ring)
        for _ in range(_MOST_ROUNDS):
            following: dict[int, Mass] = {}
            for number, mass in current.items():
                if moved > _MOST_MOVED:
                    mass.spread = None
                result.through[number] += mass.share
                for edge in graph.nodes[number].edges:
                    if allows is None or allows(edge):
                        moved += _move(result, mass, edge)
                        if edge.target in inside:
                            moved += following.setdefault(edge.target, Mass()).add(
                                mass, edge.share or 0.0, edge
                            )
                        elif edge.target != -1:
                            moved += masses[edge.target].add(mass, edge.share or 0.0, edge)
            current = {number: mass for number, mass in following.items() if mass.share > _LEFT}
            if not current:
                break
    return result


def _move(result: Flowing, mass: Mass, edge: Edge) -> int:
    part = edge.share or 0.0
    share = mass.share * part
    for action in edge.visited:
        result.visits[action] += share
    for arrow in edge.taken:
        result.taken[arrow.number] = result.taken.get(arrow.number, 0.0) + share
    for action in edge.stuck:
        result.stuck[action] = result.stuck.get(action, 0.0) + share
    if edge.finish is None:
        return 0
    return result.finished.setdefault(edge.finish, Mass()).add(mass, part, edge)


def share_without(graph: Graph, bits: Callable[[int, int], bool]) -> float:
    """The share of the cases that never go over an edge of some kind, which is known by the node and the place of the edge."""
    shares = [0.0] * len(graph.nodes)
    for start in graph.starts:
        shares[start] = 1.0
    total = 0.0
    for ring in graph.rings:
        current = {number: shares[number] for number in ring if shares[number] > 0}
        inside = set(ring)
        for _ in range(_MOST_ROUNDS):
            following: dict[int, float] = {}
            for number, share in current.items():
                for place, edge in enumerate(graph.nodes[number].edges):
                    if bits(number, place):
                        continue
                    part = share * (edge.share or 0.0)
                    if edge.target == -1:
                        total += part
                    elif edge.target in inside:
                        following[edge.target] = following.get(edge.target, 0.0) + part
                    else:
                        shares[edge.target] += part
            current = {number: share for number, share in following.items() if share > _LEFT}
            if not current:
                break
    return total


# ── how long at least and at most ────────────────────────────────────────────────────────────────────────────────────────────


def extents(graph: Graph) -> dict[Finish, tuple[float, float]]:
    """The shortest and the longest seconds of cases by how they end; of rings without a limit one round."""
    unknown = (math.inf, -math.inf)
    now = [unknown] * len(graph.nodes)
    last = [unknown] * len(graph.nodes)
    for start in graph.starts:
        now[start] = last[start] = (0.0, 0.0)
    found: dict[Finish, tuple[float, float]] = {}
    for number, edge in _in_order(graph):
        if now[number] == unknown:
            continue
        begun = (0.0, 0.0) if edge.is_first else now[number]
        ended = last[number] if edge.reaches is None else (begun[0] + edge.reaches, begun[1] + edge.reaches)
        if edge.finish is not None:
            found[edge.finish] = _wider(found.get(edge.finish, unknown), ended)
        if edge.target != -1:
            now[edge.target] = _wider(now[edge.target], (begun[0] + edge.lasts, begun[1] + edge.lasts))
            last[edge.target] = _wider(last[edge.target], ended)
    return found


def _in_order(graph: Graph) -> Iterator[tuple[int, Edge]]:
    """All edges, in an order in which cases come to them; those of rings as often as it takes to come from each to each."""
    for ring in graph.rings:
        for _ in range(min(len(ring), 50)):
            for number in ring:
                for edge in graph.nodes[number].edges:
                    yield number, edge


def _wider(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    return min(first[0], second[0]), max(first[1], second[1])


def percentile(spread: dict[float, float], part: float) -> float:
    """The least time that at least a part of the cases keeps."""
    total = math.fsum(spread.values())
    so_far = 0.0
    for at in sorted(spread):
        so_far += spread[at]
        if so_far >= part * total - 1e-9:
            return at
    return max(spread)
