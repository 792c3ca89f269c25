"""Single ways of a case through a service: the usual one, and the likeliest.

Comes in: the graph of a course. Goes out: Paths, which can be played. Where the graph is not whole, they are found by playing. Deliberately
absent: the rules of the game (`game`), what all cases do together (`flow`), and how ways are told (`renderers`).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ...lean_dataclasses import dataclass
from ...model import Flow
from ..facts import reach
from .graph import Edge, Finish, Graph, shares_of
from .rules.course import Course
from .rules.game import Case
from .rules.net import Arrow, Net

#: Ways that are listed; the others are one row.
MOST_LISTED = 50
#: Paths looked at for them, as several may be one way: the order of answers does not count.
_MOST_PATHS = 200
#: And no more steps than these while they are looked for.
_MOST_LOOKS = 60_000
#: How much less likely, in a list, an answer is that is not the usual one, where nobody says.
_UNUSUAL = 1.0
#: Differences that rounding makes.
_NOTHING = 1e-9

#: The ends that are wanted, the best first.
_WANTED = ("served", "partly")


# ── which answer is usual ────────────────────────────────────────────────────────────────────────────────────────────────────


def usual_answers(net: Net) -> dict[int, list[Arrow]]:
    """The answers of each decision without shares, the usual one first.

    Of the answers that do not lead back it is the one from which the best end is reached without this decision again, of several
    the first written.
    """
    return {
        number: sorted(answers, key=lambda arrow: _rank(net, arrow))
        for number, answers in enumerate(net.answers)
        if len(answers) > 1 and any(arrow.share is None for arrow in answers)
    }


def _rank(net: Net, answer: Arrow) -> tuple[bool, int, int]:
    ahead = _without(net, answer.target, answer.source)
    customers = [number for number in ahead if net.is_customer[number]]
    ends = {net.actions[number].end for number in customers} - {None}
    there = [n for n, is_customer in enumerate(net.is_customer) if is_customer and net.exists[n]]
    if any(net.actions[number].end for number in there):
        best = next((rank for rank, end in enumerate(_WANTED) if end in ends), 2 if ends else 3)
    else:
        best = 0 if there and there[-1] in customers else 2
    return (answer.leads_back, best, answer.number)


def _without(net: Net, start: int, decision: int) -> dict[int, None]:
    """What can be reached from an action without passing a decision."""

    def following(number: int) -> list[int]:
        if number == decision:
            return []
        arrows = net.onward[number] + net.answers[number] + net.instead[number]
        return [arrow.target for arrow in arrows] + list(net.calls[number])

    return reach([start], following) if start != decision else {}


# ── one way ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Path(NamedTuple):
    """One way: where it begins (which set of beginnings), what it takes at each choice, the answers with how often, and its share, if
    known.

    `ends` is how it ends, and after how many seconds by the usual times.
    """

    start: int
    options: tuple[tuple[int, Arrow | None], ...]
    answers: tuple[tuple[Arrow, int], ...]
    share: float | None
    ends: tuple[Finish | None, float]

    @property
    def leaves(self) -> dict[int, Flow | None]:
        """Over which answer or failure it leaves each action (number) at last; None where nothing failed there."""
        last: dict[int, Arrow | None] = dict(self.options)
        for arrow, _ in self.answers:
            last.setdefault(arrow.source, arrow)
        return {action: arrow.flow if arrow else None for action, arrow in last.items()}


def play(course: Course, path: Path) -> Case:
    """A case that goes a way, with all that is done in it."""
    case = Case(course, course.net.beginnings[path.start], keeps_log=True)
    chosen = iter(path.options)
    while (choice := case.advance()) is not None:
        option = next(chosen, (-1, choice.options[0]))[1]
        case.take(option if option in choice.options else choice.options[0])
    return case


def play_by_action(course: Course, path: Path) -> Case:
    """A case that takes at each action what a way took there, the first time, the second, …: with other times, choices may come in another
    order."""
    case = Case(course, course.net.beginnings[path.start])
    left: dict[int, list[Arrow | None]] = {}
    for action, option in path.options:
        left.setdefault(action, []).append(option)
    while (choice := case.advance()) is not None:
        known = left.get(choice.action)
        option = known.pop(0) if known else None
        case.take(option if option in choice.options else choice.options[0])
    return case


def play_without_rounds(course: Course, path: Path) -> Case:
    """A case that leaves each decision at once with the answer with which a way left it at last."""
    case = Case(course, course.net.beginnings[path.start], keeps_log=True)
    last: dict[int, Arrow | None] = dict(path.options)
    for arrow, _ in path.answers:
        last.setdefault(arrow.source, arrow)
    while (choice := case.advance()) is not None:
        option = last.get(choice.action)
        case.take(option if option in choice.options else choice.options[0])
    return case


def likeliest(graph: Graph) -> list[Path]:
    """The likeliest ways, the usual one first; where nobody says how likely, the most usual ones.

    Paths that differ in nothing but the order of their answers, and take equally long, are one way.
    """
    if not any(graph.course.net.beginnings) or graph.endless is not None:
        return []
    paths = _Search(graph).paths() if graph.is_whole else _played(graph)
    found: dict[object, Path] = {}
    for path in paths:
        key = (path.start, frozenset(path.answers), path.ends)
        known = found.get(key)
        if known is None:
            found[key] = path
        elif known.share is not None and path.share is not None:
            found[key] = known._replace(share=known.share + path.share)
    every = list(found.values())
    if all(path.share is not None for path in every):
        every.sort(key=lambda path: -round(path.share or 0.0, 12))
    return every


def likeliest_through(graph: Graph) -> Callable[[int], Path | None]:
    """What finds the likeliest way on which one of some actions (bits) is done; nothing where a graph is too large to know."""
    if graph.endless is not None or not graph.is_whole:
        return lambda members: None
    return _Search(graph).through


def _answers(taken: Iterable[Arrow]) -> tuple[tuple[Arrow, int], ...]:
    """The answers and failures taken, in the order in which they first are, with how often."""
    counts: dict[Arrow, int] = {}
    for arrow in taken:
        counts[arrow] = counts.get(arrow, 0) + 1
    return tuple(counts.items())


# ── in a whole graph ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Step(NamedTuple):
    """A path so far: its last edge, and the steps before it."""

    edge: Edge
    before: _Step | None


@dataclass(frozen=True)
class _Search:
    """The paths of a graph, the likeliest first; of equally likely ones that with the answers written first."""

    graph: Graph

    @cached_property
    def _costs(self) -> list[list[float]]:
        """How unlikely each edge is by itself: -log of its share; where nobody says, more for all but the usual answer."""
        usual = usual_answers(self.graph.course.net)
        found = []
        for node in self.graph.nodes:
            ranked = usual.get(node.action, [])
            unknown = [edge.option for edge in node.edges if edge.share is None and edge.option in ranked]
            first = min(unknown, key=ranked.index, default=None)
            found.append([_cost(edge.share, edge.option is first) for edge in node.edges])
        return found

    @cached_property
    def _from_node(self) -> list[float]:
        """How unlikely the likeliest way on from each node is."""
        into: dict[int, list[tuple[int, float]]] = {}
        for number, node in enumerate(self.graph.nodes):
            for edge, cost in zip(node.edges, self._costs[number], strict=True):
                into.setdefault(edge.target, []).append((number, cost))
        best = [math.inf] * len(self.graph.nodes)
        heap = [(cost, number) for number, cost in into.get(-1, ())]
        heapq.heapify(heap)
        while heap:
            cost, number = heapq.heappop(heap)
            if cost < best[number]:
                best[number] = cost
                for before, more in into.get(number, ()):
                    heapq.heappush(heap, (cost + more, before))
        return best

    def _losses(self, number: int) -> Iterator[tuple[int, Edge, float]]:
        """The edges of a node, with how much less likely a case gets by each than by the best."""
        for place, edge in enumerate(self.graph.nodes[number].edges):
            ahead = 0.0 if edge.target == -1 else self._from_node[edge.target]
            loss = self._costs[number][place] + ahead - self._from_node[number]
            if not math.isinf(loss) and not math.isnan(loss):
                yield place, edge, loss if loss > _NOTHING else 0.0

    def paths(self) -> Iterator[Path]:
        """The likeliest first."""
        starts = [start for start in self.graph.starts if not math.isinf(self._from_node[start])]
        known = 1.0 if len(self.graph.starts) == 1 else None
        worst = min((self._from_node[start] for start in starts), default=0.0)
        heap: list[tuple[float, tuple[int, ...], int, _Step | None, float | None, int]] = [
            (max(0.0, round(self._from_node[start] - worst, 9)), (start,), start, None, known, start)
            for start in starts
        ]
        heapq.heapify(heap)
        paths = looks = 0
        while heap and paths < _MOST_PATHS and looks < _MOST_LOOKS:
            lost, places, number, step, share, start = heapq.heappop(heap)
            # What is far down a ring is long, and costs as much.
            looks += 1 + len(places) // 16
            if number == -1:
                paths += 1
                yield self._path(start, step, share)
                continue
            for place, edge, loss in self._losses(number):
                part = None if share is None or edge.share is None else share * edge.share
                heapq.heappush(
                    heap, (lost + loss, (*places, place), edge.target, _Step(edge, step), part, start)
                )

    def _path(self, start: int, step: _Step | None, share: float | None) -> Path:
        edges = []
        while step is not None:
            edges.append(step.edge)
            step = step.before
        edges.reverse()
        return Path(
            start=self.graph.starts.index(start),
            options=tuple((edge.action, edge.option) for edge in edges[1:]),
            answers=_answers(arrow for edge in edges for arrow in edge.taken),
            share=share,
            ends=ends_of(edges),
        )

    # ── the likeliest that comes to something ────────────────────────────────────────────────────────────────────────────────

    def through(self, members: int) -> Path | None:
        """The likeliest path on which one of some actions (bits) is done; None where none is."""
        best: tuple[float, int, int] | None = None
        for number, unlikely in self._to_node.items():
            for place, edge, loss in self._losses(number):
                if any(members >> action & 1 for action in edge.visited):
                    whole = (round(unlikely[0] + self._from_node[number] + loss, 9), number, place)
                    best = min(best or whole, whole)
        if best is None:
            return None
        _, number, place = best
        step = self._steps_to(number)
        while number != -1:
            edge = self.graph.nodes[number].edges[place]
            step = _Step(edge, step)
            number = edge.target
            place = self._onward[number] if number != -1 else -1
        return self._path(self._first(step), step, None)

    def _steps_to(self, number: int) -> _Step | None:
        edges = []
        while (back := self._to_node[number][1]) is not None:
            number, place = back
            edges.append(self.graph.nodes[number].edges[place])
        step: _Step | None = None
        for edge in reversed(edges):
            step = _Step(edge, step)
        return step

    def _first(self, step: _Step | None) -> int:
        """The node at which a path begins."""
        while step is not None and step.before is not None:
            step = step.before
        first = step.edge if step else None
        return next(start for start in self.graph.starts if self.graph.nodes[start].edges[0] is first)

    @cached_property
    def _to_node(self) -> dict[int, tuple[float, tuple[int, int] | None]]:
        """How unlikely the likeliest way to each node is, and over which edge (node, place) it comes there."""
        found: dict[int, tuple[float, tuple[int, int] | None]] = {}
        heap: list[tuple[float, int, tuple[int, int] | None]] = [
            (0.0, start, None) for start in self.graph.starts
        ]
        heapq.heapify(heap)
        while heap:
            unlikely, number, back = heapq.heappop(heap)
            if number in found:
                continue
            found[number] = unlikely, back
            for place, edge in enumerate(self.graph.nodes[number].edges):
                more = self._costs[number][place]
                if edge.target != -1 and edge.target not in found and not math.isinf(more):
                    heapq.heappush(heap, (unlikely + more, edge.target, (number, place)))
        return found

    @cached_property
    def _onward(self) -> dict[int, int]:
        """The edge of each node with which the likeliest way on begins; followed, they lead to an end."""
        into: dict[int, list[tuple[int, int]]] = {}
        for number, node in enumerate(self.graph.nodes):
            for place, edge in enumerate(node.edges):
                into.setdefault(edge.target, []).append((number, place))
        found: dict[int, int] = {}
        heap = [(0.0, -1, -1)]
        while heap:
            unlikely, number, place = heapq.heappop(heap)
            if number in found:
                continue
            found[number] = place
            for before, at in into.get(number, ()):
                more = self._costs[before][at]
                if before not in found and not math.isinf(more):
                    heapq.heappush(heap, (unlikely + more, before, at))
        return found


def _cost(share: float | None, is_usual: bool) -> float:
    if share is None:
        return 0.0 if is_usual else _UNUSUAL
    return -math.log(share) if share > 0 else math.inf


def ends_of(edges: Sequence[Edge]) -> tuple[Finish | None, float]:
    """How a path through a graph ends, and after how many seconds of the customer's case."""
    now = last = 0.0
    finish = None
    for edge in edges:
        begun = 0.0 if edge.is_first else now
        if edge.reaches is not None:
            last = begun + edge.reaches
        now = begun + edge.lasts
        finish = edge.finish or finish
    return finish, round(last, 6)


# ── by playing ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Played(NamedTuple):
    case: Case
    start: int
    options: tuple[tuple[int, Arrow | None], ...]
    taken: tuple[Arrow, ...]
    share: float | None


def _played(graph: Graph) -> Iterator[Path]:
    """The likeliest paths of a graph that is too large: at each choice what is likely there, however it ends."""
    net = graph.course.net
    usual = usual_answers(net)
    heap: list[tuple[float, int, tuple[int, ...], _Played]] = []
    for start, beginnings in enumerate(net.beginnings):
        share = 1.0 if len(net.beginnings) == 1 else None
        heap.append((0.0, 0, (start,), _Played(Case(graph.course, beginnings), start, (), (), share)))
    paths = moves = 0
    while heap and paths < 2 * MOST_LISTED and moves < _MOST_LOOKS:
        lost, depth, places, so_far = heapq.heappop(heap)
        case = so_far.case
        moves -= case.moves
        choice = case.advance()
        moves += case.moves + len(places) // 16
        taken = (*so_far.taken, *case.taken)
        if choice is None:
            paths += 1
            yield _end(case, so_far, taken)
            continue
        shares = shares_of(case, choice)
        ranked = usual.get(choice.action, [])
        first = min((option for option in choice.options if option in ranked), key=ranked.index, default=None)
        costs = [_cost(share, option is first) for option, share in zip(choice.options, shares, strict=True)]
        for place, (option, share, cost) in enumerate(zip(choice.options, shares, costs, strict=True)):
            if math.isinf(cost):
                continue
            following = case.copy()
            following.take(option)
            part = None if so_far.share is None or share is None else so_far.share * share
            loss = cost - min(costs)
            entry = _Played(following, so_far.start, (*so_far.options, (choice.action, option)), taken, part)
            heapq.heappush(
                heap, (lost + (loss if loss > _NOTHING else 0.0), depth - 1, (*places, place), entry)
            )


def _end(case: Case, so_far: _Played, taken: Sequence[Arrow]) -> Path:
    reached = case.reached
    first = case.first[0] if case.first else 0.0
    finish = Finish(reached.action, case.last_end is not None) if reached else None
    seconds = round(reached.at[0] - first, 6) if reached else 0.0
    return Path(so_far.start, so_far.options, _answers(taken), so_far.share, (finish, seconds))
