"""The ways of a case through a service: their shares, and what follows from them over all cases.

Comes in: the graph of a course. Goes out: the usual way, the likeliest ways, and means over all of them, exact where every share is known.
Deliberately absent: the rules of the game (`game`), and how ways are told (`renderers`).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..facts import components, reach
from .course import Course
from .game import Case, Done
from .graph import Edge, Finish, Graph
from .net import Arrow, Net

#: Ways that are listed; the others are one row.
MOST_LISTED = 50
#: Paths looked at for them: several may be one way, as the order of answers does not count.
_MOST_PATHS = 400
#: What of the cases may be left in a ring when it is left alone: shares are right to the ninth decimal.
_LEFT = 1e-10
#: Values of a distribution that are kept apart.
MOST_VALUES = 4_000
#: How much less likely, in a list, an answer is that is not the usual one, where nobody says.
_UNUSUAL = 1.0

#: The ends that are wanted, the best first.
_WANTED = ("served", "partly")


# ── which answer is usual ────────────────────────────────────────────────────────────────────────────────────────────────────


def usual_answers(net: Net) -> dict[int, list[Arrow]]:
    """The answers of each decision without shares, the usual one first.

    Of the answers that do not lead back it is the one from which the best end is reached without this decision again, of several
    the first written.
    """
    found = {}
    for number, answers in enumerate(net.answers):
        if len(answers) > 1 and any(arrow.share is None for arrow in answers):
            found[number] = sorted(answers, key=lambda arrow: _rank(net, number, arrow))
    return found


def _rank(net: Net, decision: int, answer: Arrow) -> tuple[int, int]:
    ahead = _without(net, answer.target, decision) if answer.target != decision else {}
    ends = {net.actions[number].end for number in ahead if net.is_customer[number]} - {None}
    if not any(action.end for action, yes in zip(net.actions, net.is_customer, strict=True) if yes):
        last = max((number for number in ahead if net.is_customer[number]), default=-1)
        wanted = max((number for number, yes in enumerate(net.is_customer) if yes), default=-1)
        best = 0 if last == wanted else 2
    else:
        best = next((rank for rank, end in enumerate(_WANTED) if end in ends), 2 if ends else 3)
    return (best + (10 if answer.leads_back else 0), answer.number)


def _without(net: Net, start: int, decision: int) -> dict[int, None]:
    """What can be reached from an action without passing a decision."""

    def following(number: int) -> list[int]:
        if number == decision:
            return []
        arrows = net.onward[number] + net.answers[number] + net.instead[number]
        return [arrow.target for arrow in arrows] + list(net.calls[number])

    return reach([start], following)


# ── one way ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Path(NamedTuple):
    """A path through a graph: its edges from the beginning on, and how likely it is; None where nobody says."""

    edges: tuple[Edge, ...]
    share: float | None
    start: int

    @property
    def options(self) -> tuple[Arrow | None, ...]:
        """What was taken at each choice."""
        return tuple(edge.option for edge in self.edges[1:])

    @property
    def answers(self) -> tuple[tuple[Arrow, int], ...]:
        """The answers and failures taken, in the order of the text, with how often."""
        counts: dict[Arrow, int] = {}
        for edge in self.edges:
            for arrow in edge.taken:
                counts[arrow] = counts.get(arrow, 0) + 1
        return tuple(sorted(counts.items(), key=lambda entry: entry[0].number))


def play(course: Course, beginnings: Iterable[int], options: Iterable[Arrow | None]) -> Case:
    """A case that takes given options, with all that is done in it."""
    case = Case(course, beginnings, keeps_log=True)
    chosen = iter(options)
    while (choice := case.advance()) is not None:
        option = next(chosen, choice.options[0])
        case.take(option if option in choice.options else choice.options[0])
    return case


def usual_path(graph: Graph) -> Path | None:
    """The likeliest way; where nobody says how likely, that of the usual answers."""
    costs = _costs(graph)
    best = min(graph.starts, key=lambda start: (costs.from_node[start], start), default=None)
    if best is None or math.isinf(costs.from_node[best]):
        return None
    path = next(_paths(graph, costs, [best]), None)
    return path._replace(share=None) if path and len(graph.starts) > 1 else path


def likeliest_paths(graph: Graph) -> list[Path]:
    """The likeliest paths, one for each way; where nobody says how likely, the most usual."""
    costs = _costs(graph)
    found: dict[object, Path] = {}
    for number, path in enumerate(_paths(graph, costs, graph.starts)):
        if number >= _MOST_PATHS:
            break
        key = (path.start, path.answers)
        known = found.get(key)
        if known is None:
            found[key] = path
        elif known.share is not None and path.share is not None:
            found[key] = known._replace(share=known.share + path.share)
    every = list(found.values())
    every.sort(key=lambda path: -(path.share or 0.0))
    return every


@dataclass(frozen=True, slots=True)
class _Costs:
    """How unlikely each edge is, and the likeliest way on from each node: -log of shares."""

    of_edge: dict[tuple[int, int], float]
    from_node: list[float]


def _costs(graph: Graph) -> _Costs:
    usual = usual_answers(graph.course.net)
    of_edge: dict[tuple[int, int], float] = {}
    into: dict[int, list[tuple[int, int]]] = {}
    for number, node in enumerate(graph.nodes):
        ranked = usual.get(node.action, [])
        unknown = [edge for edge in node.edges if edge.share is None]
        first = min(
            (edge.option for edge in unknown if edge.option in ranked), key=lambda one: ranked.index(one), default=None
        )
        for place, edge in enumerate(node.edges):
            if edge.share is not None:
                cost = -math.log(edge.share) if edge.share > 0 else math.inf
            else:
                cost = 0.0 if edge.option is first else _UNUSUAL
            of_edge[number, place] = cost
            into.setdefault(edge.target, []).append((number, place))
    best = [math.inf] * len(graph.nodes)
    heap = [(of_edge[number, place], number) for number, place in into.get(-1, ())]
    heapq.heapify(heap)
    while heap:
        cost, number = heapq.heappop(heap)
        if cost >= best[number]:
            continue
        best[number] = cost
        for before, place in into.get(number, ()):
            heapq.heappush(heap, (cost + of_edge[before, place], before))
    return _Costs(of_edge, best)


def _paths(graph: Graph, costs: _Costs, starts: Sequence[int]) -> Iterator[Path]:
    """Paths to the end of a case, the likeliest first; of equally likely ones that with the answers written first."""
    heap: list[tuple[float, tuple[int, ...], int, int, tuple[Edge, ...], float | None]] = [
        (round(costs.from_node[start], 9), (), start, start, (), 1.0 if len(starts) == 1 else None)
        for start in starts
        if not math.isinf(costs.from_node[start])
    ]
    heapq.heapify(heap)
    spent: dict[tuple[int, ...], float] = {}
    while heap:
        _, places, start, number, edges, share = heapq.heappop(heap)
        if number == -1:
            yield Path(edges, share, start)
            continue
        so_far = spent.pop((start, *places), 0.0)
        for place, edge in enumerate(graph.nodes[number].edges):
            ahead = 0.0 if edge.target == -1 else costs.from_node[edge.target]
            cost = so_far + costs.of_edge[number, place]
            if math.isinf(cost + ahead):
                continue
            known = None if share is None or edge.share is None else share * edge.share
            step = (*places, place)
            spent[start, *step] = cost
            heapq.heappush(heap, (round(cost + ahead, 9), step, start, edge.target, (*edges, edge), known))


# ── over all cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Mass:
    """A part of the cases: how many of one, and the sums of their seconds: until now, and until where the customer came last.

    `spread` has the shares by these two numbers, where they are few enough to be kept.
    """

    share: float = 0.0
    until_now: float = 0.0
    seconds: float = 0.0
    spread: dict[tuple[float, float], float] | None = field(default_factory=dict)

    def add(self, other: Mass, part: float, lasts: float, reaches: float | None) -> None:
        """More cases: a part of others, so many seconds later, whose customers came further meanwhile, or did not."""
        self.share += other.share * part
        self.until_now += (other.until_now + other.share * lasts) * part
        if reaches is None:
            self.seconds += other.seconds * part
        else:
            self.seconds += (other.until_now + other.share * reaches) * part
        if self.spread is None or other.spread is None or len(self.spread) > MOST_VALUES:
            self.spread = None
            return
        for (now, last), share in other.spread.items():
            place = round(now + lasts, 6), last if reaches is None else round(now + reaches, 6)
            self.spread[place] = self.spread.get(place, 0.0) + share * part

    @property
    def mean(self) -> float:
        """Seconds of a customer's case."""
        return self.seconds / self.share

    @property
    def leads(self) -> dict[float, float] | None:
        """The shares of cases by their seconds."""
        if self.spread is None:
            return None
        found: dict[float, float] = {}
        for (_, last), share in self.spread.items():
            found[last] = found.get(last, 0.0) + share
        return found


@dataclass(frozen=True, slots=True)
class Flowing:
    """What all cases do: how often each action and answer comes about in a case, and how the customers' cases end, by the action of the end.

    `stuck` are the shares of cases that stop at decisions without an open answer.
    """

    visits: list[float]
    taken: dict[int, float]
    finished: dict[Finish, Mass]
    stuck: dict[int, float]

    @property
    def all_cases(self) -> Mass:
        """The customers' cases together, however they end."""
        every = Mass()
        for mass in self.finished.values():
            every.add(mass, 1.0, 0.0, None)
        return every


def has_shares(graph: Graph) -> bool:
    """Whether the share of every option that a case can come to is known."""
    if len(graph.starts) != 1 or not graph.is_whole:
        return False
    return all(edge.share is not None for node in graph.nodes for edge in node.edges)


def flow_through(graph: Graph, allows: Callable[[int, Edge], bool] | None = None, *, spreads: bool = True) -> Flowing:
    """Let all cases go through a graph of which every share is known."""
    course = graph.course
    result = Flowing([0.0] * len(course.net.actions), {}, {}, {})
    masses = [Mass() for _ in graph.nodes]
    for start in graph.starts:
        masses[start] = Mass(1.0, 0.0, 0.0, {(0.0, 0.0): 1.0} if spreads else None)
    names = {str(number): number for number in range(len(graph.nodes))}
    rings = list(
        components(
            names, lambda key: [str(edge.target) for edge in graph.nodes[names[key]].edges if edge.target != -1]
        )
    )
    for ring in reversed(rings):
        members = {names[key] for key in ring}
        current = {number: masses[number] for number in members if masses[number].share > 0}
        while current:
            following: dict[int, Mass] = {}
            for number, mass in current.items():
                for edge in graph.nodes[number].edges:
                    if allows is not None and not allows(number, edge):
                        continue
                    _move(result, mass, edge)
                    if edge.target == -1:
                        continue
                    place = following.setdefault(edge.target, Mass()) if edge.target in members else masses[edge.target]
                    place.add(mass, edge.share or 0.0, edge.lasts, edge.reaches)
            current = {number: mass for number, mass in following.items() if mass.share > _LEFT}
    return result


def _move(result: Flowing, mass: Mass, edge: Edge) -> None:
    part = edge.share or 0.0
    for action in edge.visited:
        result.visits[action] += mass.share * part
    for arrow in edge.taken:
        result.taken[arrow.number] = result.taken.get(arrow.number, 0.0) + mass.share * part
    if edge.finish is not None:
        result.finished.setdefault(edge.finish, Mass()).add(mass, part, edge.lasts, edge.reaches)
    for action in edge.stuck:
        result.stuck[action] = result.stuck.get(action, 0.0) + mass.share * part


def percentile(spread: dict[float, float], part: float) -> float:
    """The least time that at least a part of the cases keeps."""
    total = math.fsum(spread.values())
    so_far = 0.0
    for at in sorted(spread):
        so_far += spread[at]
        if so_far >= part * total - 1e-12:
            return at
    return max(spread)


def terms(case: Case, last: Done) -> list[Done]:
    """The chain of a case that decides when something was over, from the beginning on."""
    from .wholes import chain

    return list(reversed(list(chain(last))))
