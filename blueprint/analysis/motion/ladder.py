"""What a case spends in each step: waits, work and what nobody broke down, along the chain that decides its lead time.

Comes in: a graph and its flow, a sample, or the terms of a way. Goes out: Rungs, in the order of the text; their means, by the share of
the cases that pass, add up to the mean lead time. Deliberately absent: how bars are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ...lean_dataclasses import dataclass
from .flow import Flowing, share_without
from .graph import Edge, Graph
from .rules.tokens import Done
from .sampling import Sample
from .terms import Term, spent

#: Values that are told apart: of more only the least and the most are kept.
MOST_VALUES = 8
_NOTHING = 1e-12

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Seconds of the cases that pass a step: the mean, and the values that come about.

    `known`: whether these are "all" of them, of many the "ends" alone, or "some", where there are more ways than are listed.
    """

    mean: float
    values: tuple[float, ...]
    known: Literal["all", "ends", "some"] = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step: the share of the cases that pass it (None where shares are unknown: then it is the usual way), and what they spend there.

    A step that the usual way, or every case, leaves out has no rung. `unit`: the seconds of the largest unit that the author wrote there.
    """

    step: str
    passes: float | None
    wait: Amount
    work: Amount
    rest: Amount
    unit: float = 60.0

    @property
    def mean(self) -> float:
        """Seconds of a case that passes."""
        return self.wait.mean + self.work.mean + self.rest.mean


_KINDS = ("wait", "work", "rest")


def of_way(some: Iterable[Term], steps: Iterable[str]) -> list[Rung]:
    """The steps of one way."""
    sums = _sums(some)
    return [
        _rung(step, None, sums, 1.0, {(step, kind): {sums.get((step, kind), 0.0)} for kind in _KINDS})
        for step in steps
    ]


def of_sample(found: Sample, steps: Iterable[str]) -> list[Rung]:
    """The steps of cases that were played."""
    sums = {(step, kind): seconds for (step, kind), seconds in found.spent.items() if step is not None}
    return [
        _rung(step, found.share(found.steps[step]), sums, found.steps[step], found.amounts)
        for step in steps
        if found.steps.get(step)
    ]


def _sums(some: Iterable[Term]) -> dict[Key, float]:
    sums: dict[Key, float] = {}
    for term in some:
        if term.step is not None:
            sums[term.step, term.kind] = sums.get((term.step, term.kind), 0.0) + term.seconds
    return sums


def _rung(
    step: str,
    passes: float | None,
    sums: dict[Key, float],
    cases: float,
    values: dict[Key, set[float]],
    *,
    all_known: bool = True,
) -> Rung:
    wait, work, rest = (
        _amount(round(sums.get((step, kind), 0.0) / cases, 6), values.get((step, kind), set()), all_known)
        for kind in _KINDS
    )
    return Rung(step=step, passes=passes, wait=wait, work=work, rest=rest)


def _amount(mean: float, values: Iterable[float], all_known: bool) -> Amount:
    every = sorted({round(value, 6) for value in values}) or [0.0]
    if len(every) > MOST_VALUES:
        return Amount(mean=mean, values=(every[0], every[-1]), known="ends" if all_known else "some")
    # Where nothing is known to differ, cases that are not listed do not differ either if the mean says so.
    is_all = all_known or (len(every) == 1 and abs(every[0] - mean) < 1e-3)
    return Amount(mean=mean, values=tuple(every), known="all" if is_all else "some")


# ── over all cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_graph(
    graph: Graph,
    flowing: Flowing,
    steps: Iterable[str],
    ways: Iterable[tuple[Iterable[Term], Iterable[str]]],
    *,
    all_listed: bool,
) -> list[Rung]:
    """The steps of all cases; `ways` are the terms and steps of those of which the values are to be told, `all_listed` if there are no
    others."""
    sums = _Chains(graph, flowing).sums()
    values: dict[Key, set[float]] = {}
    for some, passed in ways:
        spent_there = _sums(some)
        for step in passed:
            for kind in _KINDS:
                values.setdefault((step, kind), set()).add(spent_there.get((step, kind), 0.0))
    net = graph.course.net
    places = {step: place for place, step in enumerate(net.blueprint.steps)}
    bits = [
        [_bits(places[net.actions[n].step] for n in edge.visited) for edge in node.edges]
        for node in graph.nodes
    ]
    found = []
    for step in steps:
        bit = 1 << places[step]
        passes = 1 - share_without(graph, lambda number, place, bit=bit: bool(bits[number][place] & bit))  # type: ignore[misc]
        if passes > 1e-9:
            found.append(_rung(step, passes, sums, passes, values, all_known=all_listed))
    return found


def _bits(places: Iterable[int]) -> int:
    found = 0
    for place in places:
        found |= 1 << place
    return found


class _Chains:
    """The chains that decide the lead times of all cases, as shares of what was done on each branch at each node.

    At a node a case has been done with something last on each of its branches (the slots of the node). Which of them is on the chain that
    decides its lead time, what follows tells: the shares are worked out from the end of the cases to their beginning.
    """

    def __init__(self, graph: Graph, flowing: Flowing) -> None:
        self._graph = graph
        self._flowing = flowing
        self._shares: list[list[float]] = [[] for _ in graph.nodes]

    def sums(self) -> dict[Key, float]:
        """The seconds that a case spends in each step, by kind, on an average."""
        self._work_backwards()
        sums: dict[Key, float] = {}
        for number, node in enumerate(self._graph.nodes):
            through = self._flowing.through[number]
            for edge in node.edges if through else ():
                for last, weight, is_kept in self._ends(edge):
                    if not is_kept and weight * through > _NOTHING:
                        for term in self._terms(edge, last):
                            key = (term.step or "", term.kind)
                            sums[key] = sums.get(key, 0.0) + weight * through * term.seconds
        return sums

    def _work_backwards(self) -> None:
        for number, node in enumerate(self._graph.nodes):
            size = len(node.edges[0].before) if node.edges else 0
            self._shares[number] = [0.0] * size
        for ring in reversed(self._graph.rings):
            for _ in range(100_000):
                change = max(self._work_out(number) for number in ring)
                if change < 1e-11 or (len(ring) == 1 and not self._goes_round(ring[0])):
                    break

    def _goes_round(self, number: int) -> bool:
        return any(edge.target == number for edge in self._graph.nodes[number].edges)

    def _work_out(self, number: int) -> float:
        """Of a case that stands at a node, how likely each of its slots is on the chain; by how much that has changed."""
        shares = [0.0] * len(self._shares[number])
        for edge in self._graph.nodes[number].edges:
            place = _places(edge)
            for last, weight, is_kept in self._ends(edge):
                slot = len(shares) - 1 if is_kept else place.get(id(self._origin(edge, last, place)), -1)
                if slot != -1:
                    shares[slot] += weight
        change = max((abs(a - b) for a, b in zip(shares, self._shares[number], strict=True)), default=0.0)
        self._shares[number] = shares
        return change

    def _ends(self, edge: Edge) -> Iterator[tuple[Done, float, bool]]:
        """What is done last on an edge and is on a chain, of which share of the cases, and whether the customer was there before."""
        part = edge.share or 0.0
        if edge.last is not None:
            yield edge.last, part, edge.reaches is None
        elif edge.target != -1:
            shares = self._shares[edge.target]
            for slot, (last, share) in enumerate(zip(edge.after, shares, strict=True)):
                if last is not None and share:
                    yield last, part * share, edge.reaches is None and slot == len(shares) - 1

    def _origin(self, edge: Edge, last: Done | None, place: dict[int, int]) -> Done | None:
        """What a chain goes back to that was done before an edge; None where the case began on it."""
        if edge.is_first:
            return None
        while last is not None and id(last) not in place:
            last = last.after
        return last

    def _terms(self, edge: Edge, last: Done | None) -> Iterator[Term]:
        """The terms of a chain that came about on an edge."""
        place = {} if edge.is_first else _places(edge)
        while last is not None and id(last) not in place:
            yield from spent(self._graph.course, last, edge.first)
            last = last.after


def _places(edge: Edge) -> dict[int, int]:
    found: dict[int, int] = {}
    for place, done in enumerate(edge.before):
        if done is not None:
            found.setdefault(id(done), place)
    return found
