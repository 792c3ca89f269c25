"""What each answer of a decision costs, against the usual one.

Comes in: what all cases do, or a sample. Goes out: AnswerCosts: the mean of the cases that take an answer minus that of those that come to
the same decision, take its usual answer and never this one. Deliberately absent: decisions of which a share is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...lean_dataclasses import dataclass
from ...model import EndKind, Flow
from .flow import Flowing, flow_through
from .graph import Finish, Graph
from .rules.net import Arrow, Net
from .sampling import Sample

#: Less than this share of the cases is nobody.
_NOBODY = 1e-9

Kind = Callable[[Finish | None], EndKind | None]
Rest = Callable[[Finish | None], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCost:
    """What an answer costs: seconds more than cases that take the usual answer; of a round, where it leads back.

    `share` is the part of the cases that take it. `seconds` is None where more (or fewer) of those with one answer end refused or lost than
    of those with the other: then `taken` and `usual` (mean seconds) are for themselves.
    """

    decision: str
    answer: Flow
    usual_answer: Flow
    share: float
    taken: float
    usual: float
    seconds: float | None
    is_round: bool


class _Sums(NamedTuple):
    """Of some cases: their share, the sum of their seconds, and the share that ends refused or lost."""

    share: float
    seconds: float
    bad: float

    def without(self, other: _Sums) -> _Sums:
        return _Sums(self.share - other.share, self.seconds - other.seconds, self.bad - other.bad)

    @property
    def mean(self) -> float:
        return self.seconds / self.share


def costs_in_flow(
    graph: Graph, flowing: Flowing, usual: Mapping[str, Flow], kind: Kind, rest: Rest
) -> tuple[AnswerCost, ...]:
    """The costs of all answers that cases take, but for the usual ones; `usual` are those of the usual way, by decision."""

    def sums(flow: Flowing) -> _Sums:
        return _Sums(
            math.fsum(mass.share for mass in flow.finished.values()),
            math.fsum(mass.seconds + mass.share * rest(finish) for finish, mass in flow.finished.items()),
            math.fsum(
                mass.share for finish, mass in flow.finished.items() if kind(finish) in ("refused", "lost")
            ),
        )

    every = sums(flowing)
    found = []
    for answer, usually in _pairs(graph.course.net, flowing.taken, usual):
        never = sums(flow_through(graph, lambda edge, answer=answer: answer not in edge.taken))  # type: ignore[misc]
        neither = sums(
            flow_through(
                graph,
                lambda edge, answer=answer, usually=usually: (
                    answer not in edge.taken and usually not in edge.taken
                ),  # type: ignore[misc]
            )
        )
        often = flowing.taken[answer.number]
        found.append(
            _cost(graph.course.net, answer, usually, every.without(never), never.without(neither), often)
        )
    return tuple(cost for cost in found if cost)


def costs_in_sample(
    net: Net, found: Sample, usual: Mapping[str, Flow], kind: Kind, rest: Rest
) -> tuple[AnswerCost, ...]:
    """The same, of cases that were played at random."""
    taken: dict[int, float] = {}
    for case in found.cases:
        for number, count in case.taken.items():
            taken[number] = taken.get(number, 0.0) + found.share(count)
    costs = []
    for answer, usually in _pairs(net, taken, usual):
        takes, other = [], []
        for case in found.cases:
            share, is_bad = found.share(1), kind(case.finish) in ("refused", "lost")
            part = (share, share * (case.seconds + rest(case.finish)), share * is_bad)
            if answer.number in case.taken:
                takes.append(part)
            elif usually.number in case.taken:
                other.append(part)
        both = [
            _Sums(*(math.fsum(column) for column in zip(*some, strict=True)))
            for some in (takes, other)
            if some
        ]
        if len(both) == 2:
            costs.append(_cost(net, answer, usually, both[0], both[1], taken[answer.number]))
    return tuple(cost for cost in costs if cost)


def _pairs(net: Net, taken: Mapping[int, float], usual: Mapping[str, Flow]) -> Iterator[tuple[Arrow, Arrow]]:
    """Each answer that cases take and that is not the usual one of its decision, with that."""
    for number, answers in enumerate(net.answers):
        there = [arrow for arrow in answers if taken.get(arrow.number, 0.0) > _NOBODY]
        if len(there) > 1:
            usually = _usual_answer(net, there, usual.get(net.keys[number]))
            yield from ((answer, usually) for answer in there if answer is not usually)


def _usual_answer(net: Net, answers: Sequence[Arrow], on_usual_way: Flow | None) -> Arrow:
    onward = [arrow for arrow in answers if not _leads_back(net, arrow)] or answers
    for arrow in onward:
        if arrow.flow is on_usual_way:
            return arrow
    return max(onward, key=lambda arrow: (arrow.share or 0.0, -arrow.number))


def _leads_back(net: Net, arrow: Arrow) -> bool:
    """Whether the decision can be come to again from an answer."""
    ahead = net.all_ahead[arrow.target] | 1 << arrow.target
    return bool(ahead >> arrow.source & 1)


def _cost(
    net: Net, answer: Arrow, usually: Arrow, takes: _Sums, other: _Sums, often: float
) -> AnswerCost | None:
    if takes.share < _NOBODY or other.share < _NOBODY:
        return None
    is_round = _leads_back(net, answer)
    rounds = often / takes.share if is_round else 1.0
    compares = abs(takes.bad / takes.share - other.bad / other.share) < 1e-6
    return AnswerCost(
        decision=net.keys[answer.source],
        answer=answer.flow,
        usual_answer=usually.flow,
        share=round(takes.share, 10),
        taken=round(takes.mean, 5),
        usual=round(other.mean, 5),
        seconds=round((takes.mean - other.mean) / rounds, 5) if compares else None,
        is_round=is_round,
    )
