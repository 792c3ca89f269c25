"""Cases played at random, with a fixed seed: for services with too many ways to work all of them out.

Comes in: a graph. Goes out: a Sample. Deliberately absent: anything where shares are unknown.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from itertools import accumulate
from random import Random
from typing import NamedTuple

from ...lean_dataclasses import dataclass
from .graph import Finish, Graph, shares_of
from .rules.course import Course
from .rules.game import Case
from .terms import Term, terms

_SEED = 20_260
#: Cases that are played, and token moves that this may cost.
MOST_CASES = 10_000
MOST_MOVES = 150_000


class Played(NamedTuple):
    """A case: how it ended, after how many seconds, how often it took which answer (by number of the arrow)."""

    finish: Finish | None
    seconds: float
    taken: dict[int, int]


@dataclass(slots=True)
class Sample:
    """Cases, and what they did together: how often each action was done and each arrow gone over, the
    terms of their lead times with their sums of seconds.

    `steps` are the numbers of cases that come to each step, `ends` those that reach each `end`, `stuck` the decisions where some stop,
    `spent` the sets of terms by step that came about.
    """

    cases: list[Played] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    spent: dict[tuple[str | None, str], float] = field(default_factory=dict)
    amounts: dict[tuple[str, str], set[float]] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    stuck: set[int] = field(default_factory=set)

    def share(self, count: float) -> float:
        """So many of the cases, as a share."""
        return count / len(self.cases)


def sample(graph: Graph, moves: int = MOST_MOVES) -> Sample:
    """Play cases on the arrows; fewer where they are long."""
    net = graph.course.net
    found = Sample(visits=[0] * len(net.actions), passed=[0] * len(net.arrows))
    for case in cases_at_random(graph.course, moves, MOST_CASES):
        _count(found, case)
    return found


def cases_at_random(course: Course, moves: int, most: int, *, keeps_log: bool = False) -> Iterator[Case]:
    """So many cases, or as many as that number of token moves is enough for."""
    random = Random(_SEED)
    for _ in range(most):
        case = Case(course, course.net.beginnings[0], keeps_log=keeps_log)
        while (choice := case.advance()) is not None and case.moves < moves:
            shares = [share or 0.0 for share in shares_of(case, choice)]
            case.take(random.choices(choice.options, shares)[0])
        moves -= case.moves
        if choice is not None or case.is_endless:
            return
        yield case
        if moves <= 0:
            return


def _count(found: Sample, case: Case) -> None:
    net = case.net
    reached = case.reached
    taken: dict[int, int] = {}
    for arrow in case.taken:
        taken[arrow.number] = taken.get(arrow.number, 0) + 1
    start = case.first[0] if case.first else 0.0
    finish = Finish(reached.action, case.last_end is not None) if reached else None
    found.cases.append(Played(finish, reached.at[0] - start if reached else 0.0, taken))
    found.stuck.update(case.stuck)
    for action in case.visited:
        found.visits[action] += 1
    for number in case.passed:
        found.passed[number] += 1
    visited = set(case.visited)
    passed = {net.actions[action].step for action in visited}
    for step in passed:
        found.steps[step] = found.steps.get(step, 0) + 1
    for action in visited:
        if net.is_customer[action] and net.actions[action].end:
            found.ends[action] = found.ends.get(action, 0) + 1
    _count_terms(found, terms(case.course, reached.last, start) if reached else [], passed)


def _count_terms(found: Sample, some: list[Term], passed: set[str]) -> None:
    sums: dict[tuple[str | None, str], float] = {}
    for term in some:
        sums[term.step, term.kind] = sums.get((term.step, term.kind), 0.0) + term.seconds
    for place, seconds in sums.items():
        found.spent[place] = found.spent.get(place, 0.0) + seconds
    for step in passed:
        for kind in ("wait", "work", "rest"):
            found.amounts.setdefault((step, kind), set()).add(round(sums.get((step, kind), 0.0), 6))


def sampled_leads(graph: Graph, steps: int = 2 * MOST_MOVES) -> dict[tuple[Finish, float], float]:
    """The shares of cases by how they end and their seconds, of cases that go at random through a whole graph."""
    random = Random(_SEED)
    sums = [list(accumulate(edge.share or 0.0 for edge in node.edges)) for node in graph.nodes]
    found: dict[tuple[Finish, float], float] = {}
    cases = 0
    while steps > 0 and cases < MOST_CASES:
        cases += 1
        number, now, last, finish = graph.starts[0], 0.0, 0.0, None
        while number != -1:
            some = sums[number]
            place = min(bisect_right(some, random.random() * some[-1]), len(some) - 1) if len(some) > 1 else 0
            edge = graph.nodes[number].edges[place]
            begun = 0.0 if edge.is_first else now
            if edge.reaches is not None:
                last = begun + edge.reaches
            now, finish, number = begun + edge.lasts, edge.finish or finish, edge.target
            steps -= 1
        if finish is not None:
            found[finish, round(last, 6)] = found.get((finish, round(last, 6)), 0.0) + 1
    return {place: count / cases for place, count in found.items()}


def standard_error(values: list[float]) -> float:
    """By how much the mean of a sample may well be off."""
    if len(values) < 2:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
