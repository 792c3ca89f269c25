"""What the motion of a service comes to, for each persona for whom something is different: every number of times, shares and outcomes.

Comes in: a Blueprint without errors. Goes out: a Motion: the ways with their terms, lead times, outcomes, visits, what each answer costs. Whoever
shows such a number reads it here. Deliberately absent: the rules (`game`), words, rounding.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ...model import Blueprint, EndKind, Flow
from .course import Course, Times, Whole, WholeKind, course
from .game import Case, Done, Reached
from .graph import Edge, Finish, Graph, graph_of
from .net import NO_TIME, Arrow, Net, Span, net_of, personas_that_differ, span_of
from .ways import (
    MOST_LISTED,
    Flowing,
    Mass,
    Path,
    flow_through,
    has_shares,
    likeliest_paths,
    percentile,
    play,
    usual_path,
)
from .wholes import chain, longest_way, stated, with_rest

#: Less than this share of the cases is nobody.
_NOBODY = 1e-9


class Term(NamedTuple):
    """A part of a lead time: waiting or working at an action (key), or the rest of a whole (`of`: its kind; `key`: its key, "" for the service)."""

    kind: Literal["wait", "work", "rest"]
    of: Literal["action", "step", "phase", "service"]
    key: str
    seconds: float


class Outcome(NamedTuple):
    """How a case ended: at an `end` in a customer lane (key), of a kind; or with the last customer action, without one."""

    action: str | None
    kind: EndKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One set of answers with their numbers of rounds, from beginning to end.

    `share` is a fraction, None where nobody says. `lead` in seconds; `is_at_least`: the service states a time as a whole, and this way does not
    end as the usual one does, so that of its rest nothing is known. `terms` add up to the usual lead. `untimed` are the actions without
    any time, of `done` in all.
    """

    answers: tuple[tuple[Flow, int], ...]
    share: float | None
    outcome: Outcome
    lead: Span
    is_at_least: bool
    terms: tuple[Term, ...]
    done: tuple[str, ...]
    untimed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """How long cases take, in seconds, None where unknown: the usual way, and over all cases where all shares are known."""

    usual: Span
    mean: float | None
    median: float | None
    p95: float | None
    shortest: float
    longest: float | None
    not_broken_down: float
    target: float | None
    within: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCost:
    """What an answer costs: seconds more, of a round where it leads back, than cases that take the usual answer. None where one
    of the two ends refused or lost: then `taken` and `usual` (mean seconds) are for themselves."""

    decision: str
    answer: Flow
    usual_answer: Flow
    share: float
    taken: float
    usual: float
    seconds: float | None
    is_round: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A place where cases stop: a decision without an open answer (key), an arrow back that nobody can avoid, a ring without an end."""

    kind: Literal["no answer", "unavoidable", "endless"]
    action: str
    flow: Flow | None = None


class Motion:
    """How a service runs for one persona, or for several for whom every number is the same. `personas` are keys, None is anyone else."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.personas: tuple[str | None, ...] = (net.persona,)
        self._wholes, self._plain_usual = _with_rests(net)

    @property
    def runs(self) -> bool:
        """Whether there is any way at all."""
        return self.net.has_arrows and self._plain_usual is not None

    @cached_property
    def graph(self) -> Graph:
        """All ways."""
        return graph_of(course(self.net, self._wholes))

    @cached_property
    def _detailed(self) -> Course:
        return course(self.net, self._wholes, ranges=True)

    @property
    def has_shares(self) -> bool:
        """Whether the share of every answer is known, so that means over all cases are."""
        return has_shares(self.graph)

    @property
    def wholes(self) -> Sequence[Whole]:
        """The steps and phases that state a time, with what is not broken down of it."""
        return self._wholes

    # ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _usual_case(self) -> Case:
        path = usual_path(self.graph)
        assert path is not None, "a motion that does not run"
        return self._played(path)

    @cached_property
    def usual(self) -> Way:
        """The usual way."""
        path = usual_path(self.graph)
        assert path is not None, "a motion that does not run"
        return self._way(path, self._usual_case)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The usual way, then the others by their share, as many as are listed."""
        paths = likeliest_paths(self.graph)
        usual = usual_path(self.graph)
        paths.sort(key=lambda path: usual is None or (path.start, path.answers) != (usual.start, usual.answers))
        return tuple(self._way(path, self._played(path)) for path in paths[:MOST_LISTED])

    @property
    def others(self) -> tuple[float, float] | None:
        """The share of the ways that are not listed, and the mean of their lead times; None where there are none, or nobody knows."""
        if not self.has_shares:
            return None
        listed = [(way.share or 0.0, way.lead.usual) for way in self.ways]
        left = 1 - math.fsum(share for share, _ in listed)
        if left < 1e-6 or self.lead.mean is None:
            return None
        return left, (self.lead.mean - math.fsum(share * lead for share, lead in listed)) / left

    def _played(self, path: Path) -> Case:
        beginnings = self.net.beginnings[self.graph.starts.index(path.start)]
        return play(self._detailed, beginnings, path.options)

    def _way(self, path: Path, case: Case) -> Way:
        reached = _reached(case)
        terms = list(_terms(self._detailed, case, reached))
        lead = _lead(case, reached)
        outcome = self._outcome(case, reached)
        is_like_usual = outcome.kind == self._usual_kind
        rest = self.service_rest
        if is_like_usual and rest.usual:
            terms.append(Term("rest", "service", "", rest.usual))
        if is_like_usual:
            lead = Span(*(part + more for part, more in zip(lead, rest, strict=True)))
        done = tuple(dict.fromkeys(self.net.keys[one.action] for one in case.log or ()))
        return Way(
            answers=tuple((arrow.flow, count) for arrow, count in path.answers),
            share=path.share,
            outcome=outcome,
            lead=lead,
            is_at_least=bool(rest.usual) and not is_like_usual,
            terms=tuple(terms),
            done=done,
            untimed=tuple(key for key in done if self._is_untimed(key)),
        )

    def _is_untimed(self, key: str) -> bool:
        action = self.net.blueprint.actions[key]
        if action.timing.span or (action.wait and action.wait.span):
            return False
        bit = 1 << self.net.number[key]
        return not any(whole.members & bit for whole in self._wholes)

    def _outcome(self, case: Case, reached: Reached | None) -> Outcome:
        if reached is None or case.last_end is None:
            return Outcome(None, None)
        action = self.net.actions[reached.action]
        return Outcome(action.key, action.end)

    @cached_property
    def _usual_kind(self) -> EndKind | None:
        return self._outcome(self._usual_case, _reached(self._usual_case)).kind

    @cached_property
    def service_rest(self) -> Span:
        """What the service states as a whole and its usual way does not break down."""
        whole = self.net.blueprint.timing.span
        if whole is None:
            return NO_TIME
        parts = _lead(self._usual_case, _reached(self._usual_case))
        rest = with_rest(Whole("service", "", 0, span_of(whole)), parts)
        return rest.rest

    @property
    def beyond_stated(self) -> float:
        """How many seconds the usual way takes longer than the service states as a whole."""
        whole = self.net.blueprint.timing.span
        if whole is None:
            return 0.0
        return max(0.0, _lead(self._usual_case, _reached(self._usual_case)).usual - whole.usual)

    # ── over all cases ───────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def flowing(self) -> Flowing | None:
        """What all cases do; None where a share is unknown."""
        return flow_through(self.graph) if self.has_shares else None

    def _kind(self, finish: Finish) -> EndKind | None:
        return self.net.actions[finish.action].end if finish.is_end else None

    def _seconds(self, finish: Finish, mass: Mass) -> float:
        """The seconds of all cases that end so, the rest of the service among them."""
        rest = self.service_rest.usual if self._kind(finish) == self._usual_kind else 0.0
        return mass.seconds + mass.share * rest

    @cached_property
    def spread(self) -> dict[float, float] | None:
        """The shares of the cases by their lead times in seconds; None where unknown, or too many."""
        if self.flowing is None:
            return None
        every: dict[float, float] = {}
        for finish, mass in self.flowing.finished.items():
            leads = mass.leads
            if leads is None:
                return None
            rest = self.service_rest.usual if self._kind(finish) == self._usual_kind else 0.0
            for at, share in leads.items():
                every[at + rest] = every.get(at + rest, 0.0) + share
        return every

    @cached_property
    def lead(self) -> Lead:
        """How long cases take."""
        mean = self._mean(None)
        spread = self.spread
        ends = [way.lead.usual for way in self.ways]
        target = self.net.blueprint.timing.target
        limit = target.usual if target else None
        total = math.fsum(spread.values()) if spread else 0.0
        return Lead(
            usual=self.usual.lead,
            mean=mean,
            median=percentile(spread, 0.5) if spread else None,
            p95=percentile(spread, 0.95) if spread else None,
            shortest=min(spread) if spread else min(ends),
            longest=None if self._is_unlimited else max(spread) if spread else max(ends),
            not_broken_down=math.fsum(term.seconds for term in self.usual.terms if term.kind == "rest"),
            target=limit,
            within=(
                math.fsum(share for at, share in spread.items() if at <= limit + 1e-6) / total
                if spread and limit is not None
                else None
            ),
        )

    def _mean(self, kinds: Sequence[EndKind | None] | None) -> float | None:
        if self.flowing is None:
            return None
        some = [
            (finish, mass)
            for finish, mass in self.flowing.finished.items()
            if kinds is None or self._kind(finish) in kinds
        ]
        share = math.fsum(mass.share for _, mass in some)
        if share < _NOBODY:
            return None
        return math.fsum(self._seconds(finish, mass) for finish, mass in some) / share

    @property
    def mean_served(self) -> float | None:
        """The mean lead time of the cases that end served, in seconds."""
        return self._mean(("served",))

    @property
    def _is_unlimited(self) -> bool:
        """Whether a ring may be gone round any number of times."""
        return any(arrow.leads_back and arrow.most is None for arrow in self.net.arrows)

    @cached_property
    def outcomes(self) -> dict[Outcome, float | None]:
        """Of one case, how much ends at each end, in the order of the text; None where shares are unknown."""
        if self.flowing is None:
            kinds = {way.outcome for way in self.ways}
            order = sorted(kinds, key=lambda one: self.net.number.get(one.action or "", len(self.net.keys)))
            return dict.fromkeys(order)
        found: dict[Outcome, float] = {}
        finished = sorted(self.flowing.finished.items(), key=lambda entry: entry[0].action)
        for finish, mass in finished:
            key = self.net.keys[finish.action]
            outcome = Outcome(key, self._kind(finish)) if finish.is_end else Outcome(None, None)
            found[outcome] = found.get(outcome, 0.0) + mass.share
        return dict(found)

    @cached_property
    def visits(self) -> dict[str, float] | None:
        """How often each action is done in a case, by key; None where shares are unknown."""
        if self.flowing is None:
            return None
        every = zip(self.net.keys, self.flowing.visits, self.net.exists, strict=True)
        return {key: often for key, often, exists in every if exists}

    @cached_property
    def answer_costs(self) -> tuple[AnswerCost, ...]:
        """What each answer costs that is not the usual one of its decision."""
        return tuple(self._answer_costs()) if self.flowing is not None else ()

    def _answer_costs(self) -> Iterator[AnswerCost]:
        assert self.flowing is not None
        taken_usually = {flow.source: flow for flow, _ in self.usual.answers}
        for number, answers in enumerate(self.net.answers):
            there = [arrow for arrow in answers if self.flowing.taken.get(arrow.number, 0) > _NOBODY]
            if len(there) < 2:
                continue
            usual = self._usual_answer(there, taken_usually.get(self.net.keys[number]))
            for answer in there:
                if answer is not usual:
                    cost = self._cost(number, answer, usual)
                    if cost is not None:
                        yield cost

    def _usual_answer(self, answers: Sequence[Arrow], on_usual_way: Flow | None) -> Arrow:
        onward = [arrow for arrow in answers if not self._leads_back(arrow)]
        for arrow in onward or answers:
            if arrow.flow is on_usual_way:
                return arrow
        return max(onward or answers, key=lambda arrow: (arrow.share or 0.0, -arrow.number))

    def _leads_back(self, arrow: Arrow) -> bool:
        """Whether the decision can be come to again from an answer."""
        ahead = self.net.all_ahead[arrow.target] | 1 << arrow.target
        return bool(ahead >> arrow.source & 1)

    def _cost(self, decision: int, answer: Arrow, usual: Arrow) -> AnswerCost | None:
        assert self.flowing is not None
        never = flow_through(self.graph, lambda _, edge: answer not in edge.taken, spreads=False)
        neither = flow_through(
            self.graph, lambda _, edge: answer not in edge.taken and usual not in edge.taken, spreads=False
        )
        every, without, rest = (self._sums(flowing) for flowing in (self.flowing, never, neither))
        share, reference = every.share - without.share, without.share - rest.share
        if share < _NOBODY or reference < _NOBODY:
            return None
        taken = (every.seconds - without.seconds) / share
        mean = (without.seconds - rest.seconds) / reference
        is_round = self._leads_back(answer)
        rounds = self.flowing.taken[answer.number] / share if is_round else 1.0
        compares = every.bad - without.bad <= _NOBODY and without.bad - rest.bad <= _NOBODY
        return AnswerCost(
            decision=self.net.keys[decision],
            answer=answer.flow,
            usual_answer=usual.flow,
            share=share,
            taken=taken,
            usual=mean,
            seconds=(taken - mean) / rounds if compares else None,
            is_round=is_round,
        )

    def _sums(self, flowing: Flowing) -> _Sums:
        share = math.fsum(mass.share for mass in flowing.finished.values())
        seconds = math.fsum(self._seconds(finish, mass) for finish, mass in flowing.finished.items())
        bad = math.fsum(
            mass.share for finish, mass in flowing.finished.items() if self._kind(finish) in ("refused", "lost")
        )
        return _Sums(share, seconds, bad)

    # ── what is wrong with it ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def stuck(self) -> tuple[Stuck, ...]:
        """Where cases stop or go round for ever."""
        found = [Stuck(kind="unavoidable", action=flow.source, flow=flow) for flow in self.net.unavoidable]
        stopping: set[int] = set()
        for node in self.graph.nodes:
            for edge in node.edges:
                stopping.update(edge.stuck)
        found += [Stuck(kind="no answer", action=self.net.keys[number]) for number in sorted(stopping)]
        return tuple(found)


class _Sums(NamedTuple):
    share: float
    seconds: float
    bad: float


def motions(blueprint: Blueprint) -> tuple[Motion, ...]:
    """The motion of a service for each persona for whom something is different; those that are alike in everything are one."""
    every = [Motion(net_of(blueprint, persona)) for persona in personas_that_differ(blueprint)]
    kept: list[Motion] = []
    for motion in every:
        same = next((one for one in kept if _is_alike(one, motion)), None)
        if same is None:
            kept.append(motion)
        else:
            same.personas = (*same.personas, *motion.personas)
    return tuple(kept)


def _is_alike(first: Motion, second: Motion) -> bool:
    if not first.runs or not second.runs:
        return first.runs == second.runs
    return (
        [(way.share, way.lead, way.outcome, way.terms) for way in first.ways]
        == [(way.share, way.lead, way.outcome, way.terms) for way in second.ways]
        and first.visits == second.visits
    )


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_rests(net: Net) -> tuple[list[Whole], Path | None]:
    """The wholes of a net with their rests: first of steps, then of phases. And the usual way without them."""
    graph = graph_of(course(net))
    path = usual_path(graph) if net.has_arrows else None
    steps, phases = stated(net)
    if path is None:
        return [*steps, *phases], None
    beginnings = net.beginnings[graph.starts.index(path.start)]
    last = {arrow.source: arrow for edge in path.edges for arrow in edge.taken}

    def usual_log(wholes: Sequence[Whole]) -> list[Done]:
        """The usual way without rounds: at each decision the answer with which it was left at last."""
        case = Case(course(net, wholes, ranges=True), beginnings, keeps_log=True)
        while (choice := case.advance()) is not None:
            wanted = last.get(choice.action)
            case.take(wanted if wanted in choice.options else choice.options[0])
        return case.log or []

    if steps:
        log = usual_log(())
        steps = [with_rest(whole, longest_way(net, whole.members, log)) for whole in steps]
    if phases:
        log = usual_log(steps)
        phases = [with_rest(whole, longest_way(net, whole.members, log)) for whole in phases]
    return [*steps, *phases], path


def _reached(case: Case) -> Reached | None:
    """Where the customer's case is over."""
    return case.last_end or case.last_customer or case.last


def _first(case: Case) -> Times:
    return case.first or case.course.nothing


def _lead(case: Case, reached: Reached | None) -> Span:
    if reached is None:
        return NO_TIME
    usual, low, high = (end - begin if not math.isinf(end) else end for begin, end in zip(_first(case), reached.at, strict=True))
    return Span(usual, low, high)


def _terms(course: Course, case: Case, reached: Reached | None) -> Iterator[Term]:
    """The terms of a lead time, from the beginning on; what the customer does not wait for is not among them."""
    if reached is None:
        return
    start = _first(case)[0]
    for done in reversed(list(chain(reached.done))):
        for term, begin, end in _spent(course, done):
            seconds = end - max(begin, start)
            if seconds > 1e-9:
                yield term._replace(seconds=seconds)


def _spent(course: Course, done: Done) -> Iterator[tuple[Term, float, float]]:
    """What the time of an action was spent on: the rests of wholes, its wait, its work or the longest of its calls."""
    key = course.net.keys[done.action]
    at = done.begin[0]
    for number in done.rests:
        whole = course.wholes[number]
        kind: Literal["step", "phase", "service"] = whole.kind
        yield Term("rest", kind, whole.key, 0.0), at, at + whole.rest.usual
        at += whole.rest.usual
    yield Term("wait", "action", key, 0.0), at, done.work[0]
    if done.own[0] >= done.end[0] - done.work[0] or not done.calls:
        yield Term("work", "action", key, 0.0), done.work[0], done.end[0]
        return
    longest = max(done.calls, key=lambda call: call.end[0])
    if longest.begin[0] > done.work[0]:
        # A meeting that began later: what it waited for is told where that was done.
        for before in reversed(list(chain(longest.after))):
            for term, begin, end in _spent(course, before):
                if end > done.work[0]:
                    yield term, max(begin, done.work[0]), end
    yield from _spent(course, longest)
