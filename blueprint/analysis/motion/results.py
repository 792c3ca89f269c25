"""What the motion of a service comes to, for each persona for whom something is different: every number of times, shares and outcomes.

Comes in: a Blueprint without errors. Goes out: a Motion: the ways with their terms, lead times, the ladder, outcomes, visits, what each
answer costs, slack, work. Whoever shows such a number reads it here. Deliberately absent: the rules (`rules.game`), words, rounding for
people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from ...model import Blueprint, EndKind, Value
from ..facts import Facts
from . import leeway
from .amounts import Amounts, amounts
from .answers import AnswerCost, costs_in_flow, costs_in_sample
from .flow import Flowing, extents, flow_through, percentile, share_without
from .graph import Finish, Graph, graph_of
from .ladder import Rung, of_graph, of_sample, of_way
from .records import Lead, Outcome, Stuck, Way
from .rules.course import Course, Whole, course
from .rules.game import Case
from .rules.net import NO_TIME, Net, Span
from .rules.net_builder import net_of, personas_that_differ
from .rules.wholes import longest_way, service_with_rest, stated, with_rest
from .sampling import MOST_MOVES, Sample, sample, sampled_leads, standard_error
from .terms import Term, terms
from .units import LEAST, unit_of_action, unit_of_step, unit_of_term
from .ways import MOST_LISTED, Path, likeliest, likeliest_through, play, play_without_rounds

#: Less than this share of the cases is nobody.
_NOBODY = 1e-9


class Motion:
    """How a service runs for one persona, or for several for whom every number is the same. `personas` are keys, None is anyone else."""

    def __init__(self, net: Net, moves: int = MOST_MOVES) -> None:
        self.net = net
        self.personas: tuple[str | None, ...] = (net.persona,)
        self._moves = moves
        self.wholes: tuple[Whole, ...] = _with_rests(net)

    @cached_property
    def graph(self) -> Graph:
        """All ways."""
        return graph_of(course(self.net, self.wholes))

    @cached_property
    def runs(self) -> bool:
        """Whether there is any way at all."""
        return self.net.has_arrows and bool(self._paths) and self._usual_case.reached is not None

    @property
    def has_shares(self) -> bool:
        """Whether the share of every answer is known, so that means over all cases are."""
        return self.graph.has_shares

    @property
    def is_sampled(self) -> bool:
        """Whether there are too many ways to work all of them out, so that cases are played at random."""
        return self.has_shares and not self.graph.is_whole and self.graph.endless is None

    # ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _paths(self) -> list[Path]:
        return likeliest(self.graph)

    @cached_property
    def _usual_case(self) -> Case:
        return self._played(self._paths[0])

    @cached_property
    def _ranges(self) -> Course:
        return course(self.net, self.wholes, ranges=True)

    def _played(self, path: Path) -> Case:
        return play(self._ranges, path)

    @cached_property
    def usual(self) -> Way:
        """The usual way."""
        return self._way(self._paths[0], self._usual_case)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The usual way, then the others by their share, as many as are listed."""
        listed = zip(self._paths[:MOST_LISTED], self.played, strict=True)
        return (self.usual, *(self._way(path, case) for path, (_, case) in islice(listed, 1, None)))

    @cached_property
    def played(self) -> tuple[tuple[float | None, Case], ...]:
        """The share and the case, with its log, of each way that is listed, in the same order."""
        return tuple(
            (path.share, self._played(path) if place else self._usual_case)
            for place, path in enumerate(self._paths[:MOST_LISTED])
        )

    def path_through(self, key: str) -> Path | None:
        """The usual way where it comes to an action, else the likeliest that does; None where nobody knows one."""
        if key in self.usual.done:
            return self._paths[0]
        return likeliest_through(self.graph)(1 << self.net.number[key])

    @cached_property
    def others(self) -> tuple[float, float] | None:
        """The share of the ways that are not listed, and the mean of their lead times; None where there are none, or nobody knows."""
        if not self.has_shares or self.lead.mean is None:
            return None
        listed = [(way.share or 0.0, way.lead.usual) for way in self.ways]
        left = 1 - math.fsum(share for share, _ in listed)
        if left < 1e-6:
            return None
        return left, max(0.0, self.lead.mean - math.fsum(share * lead for share, lead in listed)) / left

    @property
    def lists_all(self) -> bool:
        """Whether `ways` are all that there are."""
        return self.others is None and len(self._paths) <= MOST_LISTED

    def _way(self, path: Path, case: Case) -> Way:
        parts, outcome = _parts(case), self._outcome(case)
        start = case.first[0] if case.first else 0.0
        some = terms(case.course, case.reached.last, start) if case.reached else []
        rest = self.service.rest if outcome.kind == self._usual_kind else NO_TIME
        if rest.usual > 0:
            some.append(Term("rest", "service", "", None, rest.usual))
        some = [term._replace(unit=unit_of_term(self.net.blueprint, term)) for term in some]
        usual, low, high = (part + more for part, more in zip(parts, rest, strict=True))
        done = [entry.done.action for entry in case.log or () if self.net.exists[entry.done.action]]
        keys = tuple(self.net.keys[number] for number in dict.fromkeys(done))
        return Way(
            starts=tuple(self.net.keys[number] for number in self.net.beginnings[path.start]),
            answers=tuple((arrow.flow, count) for arrow, count in path.answers),
            share=path.share,
            outcome=outcome,
            lead=Span(usual, min(low, usual), max(high, usual)),
            is_at_least=self.service.rest.usual > 0 and outcome.kind != self._usual_kind,
            terms=tuple(some),
            done=keys,
            # What the service takes as a whole holds their time, too.
            untimed=() if rest.usual > 0 else tuple(key for key in keys if key in self.untimed),
            unit=max((term.unit for term in some), default=LEAST),
        )

    @cached_property
    def untimed(self) -> frozenset[str]:
        """The actions without any time, that lie in no step or phase that states one."""
        timed = 0
        for whole in self.wholes:
            timed |= whole.members
        return frozenset(
            key
            for number, (key, action) in enumerate(zip(self.net.keys, self.net.actions, strict=True))
            if not action.timing.span and not (action.wait and action.wait.span) and not timed >> number & 1
        )

    def _outcome(self, case: Case) -> Outcome:
        if case.last_end is None:
            return Outcome(None, None)
        action = self.net.actions[case.last_end.action]
        return Outcome(action.key, action.end)

    @cached_property
    def _usual_kind(self) -> EndKind | None:
        return self._outcome(self._usual_case).kind

    @cached_property
    def service(self) -> Whole:
        """What the service states as a whole, the usual way through it, and what that leaves of it."""
        return service_with_rest(self.net, _parts(self._usual_case))

    @property
    def beyond_stated(self) -> float:
        """How many seconds the usual way takes longer than the service states as a whole."""
        whole = self.service
        stated = self.net.blueprint.timing.span is not None and whole.parts is not None
        return max(0.0, _parts(self._usual_case).usual - whole.stated.usual) if stated else 0.0

    @property
    def beyond_wholes(self) -> tuple[tuple[Whole, float], ...]:
        """The steps and phases whose parts take longer on the usual way than is stated, and by how many seconds."""
        over = [(whole, whole.parts.usual - whole.stated.usual) for whole in self.wholes if whole.parts]
        return tuple((whole, seconds) for whole, seconds in over if seconds > 1e-6)

    @cached_property
    def slack(self) -> dict[str, float]:
        """Of actions beside the critical path of the usual way: by how many seconds they may take longer before the case does."""
        return leeway.slack(self._usual_case)

    # ── over all cases ───────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def flowing(self) -> Flowing | None:
        """What all cases do; None where a share is unknown, or cases are played at random."""
        return flow_through(self.graph, spreads=True) if self.has_shares and self.graph.is_whole else None

    @cached_property
    def sample(self) -> Sample | None:
        """Cases that were played at random, where there are too many ways to work all of them out."""
        found = sample(self.graph, self._moves) if self.is_sampled else None
        return found if found and found.cases else None

    def _kind(self, finish: Finish | None) -> EndKind | None:
        return self.net.actions[finish.action].end if finish and finish.is_end else None

    def _rest(self, finish: Finish | None) -> float:
        """The rest of the service, which belongs to the cases that end as the usual way does."""
        return self.service.rest.usual if self._kind(finish) == self._usual_kind else 0.0

    @cached_property
    def _leads(self) -> tuple[list[tuple[Finish | None, float, float]], bool]:
        """How cases end, after how many seconds, and the share of such cases; and whether these are of cases at random."""
        if self.sample is not None:
            return [(case.finish, case.seconds, self.sample.share(1)) for case in self.sample.cases], True
        if self.flowing is None:
            return [], False
        finished = self.flowing.finished.items()
        if all(mass.spread is not None for _, mass in finished):
            return [
                (end, at, share) for end, mass in finished for at, share in (mass.leads or {}).items()
            ], False
        return [
            (end, at, share) for (end, at), share in sampled_leads(self.graph, 2 * self._moves).items()
        ], True

    def _spread(self, kinds: Sequence[EndKind | None] | None) -> dict[float, float]:
        """The shares of cases by their lead times in seconds; of those that end in some ways."""
        found: dict[float, float] = {}
        for finish, at, share in self._leads[0]:
            if kinds is None or self._kind(finish) in kinds:
                place = round(at + self._rest(finish), 6)
                found[place] = found.get(place, 0.0) + share
        return found

    @cached_property
    def lead(self) -> Lead:
        """How long cases take."""
        return self._lead(None)

    @cached_property
    def lead_served(self) -> Lead | None:
        """How long those cases take that end served; None where none does, or nobody knows how many."""
        return self._lead(("served",)) if self._mean(("served",)) is not None else None

    def _lead(self, kinds: Sequence[EndKind | None] | None) -> Lead:
        spread = self._spread(kinds)
        shortest, longest = self._extents(kinds)
        target = self.net.blueprint.timing.target
        limit = target.longest if target else None
        total = math.fsum(spread.values())
        within = math.fsum(share for at, share in spread.items() if limit is not None and at <= limit + 1e-6)
        cases = [
            at + self._rest(finish)
            for finish, at, _ in self._leads[0]
            if kinds is None or self._kind(finish) in kinds
        ]
        mean = self._mean(kinds)
        return Lead(
            usual=self.usual.lead,
            # Rounding may push a mean out between cases that are all alike.
            mean=None if mean is None else max(mean, shortest),
            median=percentile(spread, 0.5) if spread else None,
            p95=percentile(spread, 0.95) if spread else None,
            shortest=shortest,
            longest=longest,
            not_broken_down=math.fsum(term.seconds for term in self.usual.terms if term.kind == "rest"),
            target=limit,
            within=min(1.0, within / total) if spread and limit is not None else None,
            sampled=self._leads[1],
            cases=len(cases) if self.sample else None,
            error=standard_error(cases) if self.sample else None,
            unit=self._unit,
        )

    @cached_property
    def _unit(self) -> float:
        """The unit of what is worked out over all cases; of the usual way, where there is nothing of the kind."""
        if self._visits is None:
            return self.usual.unit
        actions = (action for action, often in zip(self.net.actions, self._visits, strict=True) if often)
        return max(self.usual.unit, *(unit_of_action(action) for action in actions))

    def _extents(self, kinds: Sequence[EndKind | None] | None) -> tuple[float, float | None]:
        if self.graph.is_whole:
            found = [
                (least + self._rest(finish), most + self._rest(finish))
                for finish, (least, most) in extents(self.graph).items()
                if kinds is None or self._kind(finish) in kinds
            ]
        else:
            some = [way for way in self.ways if kinds is None or way.outcome.kind in kinds]
            found = [(way.lead.usual, way.lead.usual) for way in some]
            found += [(at, at) for at in self._spread(kinds)]
        if not found:
            return 0.0, None
        is_unlimited = self.graph.is_whole and self.graph.is_unlimited
        return min(least for least, _ in found), None if is_unlimited else max(most for _, most in found)

    def _mean(self, kinds: Sequence[EndKind | None] | None) -> float | None:
        if self.sample is not None:
            some = [
                (share, share * (at + self._rest(finish)))
                for finish, at, share in self._leads[0]
                if kinds is None or self._kind(finish) in kinds
            ]
        elif self.flowing is not None:
            some = [
                (mass.share, mass.seconds + mass.share * self._rest(finish))
                for finish, mass in self.flowing.finished.items()
                if kinds is None or self._kind(finish) in kinds
            ]
        else:
            return None
        share = math.fsum(part for part, _ in some)
        return round(math.fsum(seconds for _, seconds in some) / share, 6) if share > _NOBODY else None

    @cached_property
    def outcomes(self) -> dict[Outcome, float | None]:
        """Of one case, how often each end is reached, in the order of the text, and what ends without; None where shares are unknown.

        A case may reach several ends, so that they may be more than one together.
        """
        ends = [
            number
            for number, action in enumerate(self.net.actions)
            if action.end and self.net.is_customer[number] and self.net.exists[number]
        ]
        every: dict[Outcome, float | None] = {}
        if self.sample is None and self.flowing is None:
            reached = {way.outcome.action for way in self.ways}
            every.update((self._at(number), None) for number in ends if self.net.keys[number] in reached)
            return every | ({Outcome(None, None): None} if None in reached else {})
        every.update((self._at(number), self._reaching(number)) for number in ends)
        every[Outcome(None, None)] = self._without_end()
        return {outcome: share for outcome, share in every.items() if share is None or share > _NOBODY}

    def _at(self, end: int) -> Outcome:
        return Outcome(self.net.keys[end], self.net.actions[end].end)

    def _reaching(self, end: int) -> float | None:
        """The share of the cases that reach an end."""
        if self.sample is not None:
            return self.sample.share(self.sample.ends.get(end, 0))
        if self.flowing is None:
            return None
        if not self.flowing.visits[end]:
            return 0.0
        nodes = self.graph.nodes
        return 1 - share_without(self.graph, lambda number, place: end in nodes[number].edges[place].visited)

    def _without_end(self) -> float | None:
        if self.sample is not None:
            return self.sample.share(
                sum(not (case.finish and case.finish.is_end) for case in self.sample.cases)
            )
        if self.flowing is None:
            return None
        return math.fsum(mass.share for finish, mass in self.flowing.finished.items() if not finish.is_end)

    @cached_property
    def visits(self) -> dict[str, float] | None:
        """How often each action is done in a case, by key; None where shares are unknown."""
        often = self._visits
        if often is None:
            return None
        return {key: often[self.net.number[key]] for key in self.existing}

    @property
    def existing(self) -> tuple[str, ...]:
        """The actions that exist for the persona, in the order of the text."""
        return tuple(key for key, exists in zip(self.net.keys, self.net.exists, strict=True) if exists)

    @cached_property
    def _visits(self) -> list[float] | None:
        if self.sample is not None:
            return [self.sample.share(count) for count in self.sample.visits]
        return None if self.flowing is None else [round(often, 10) for often in self.flowing.visits]

    @cached_property
    def answer_costs(self) -> tuple[AnswerCost, ...]:
        """What each answer costs that is not the usual one of its decision; none where shares are unknown."""
        usual = {flow.source: flow for flow, _ in self.usual.answers}
        if self.sample is not None:
            return costs_in_sample(self.net, self.sample, usual, self._kind, self._rest)
        if self.flowing is None:
            return ()
        return costs_in_flow(self.graph, self.flowing, usual, self._kind, self._rest)

    @cached_property
    def ladder(self) -> tuple[Rung, ...]:
        """What a case spends in each step; where shares are unknown, on the usual way."""
        blueprint = self.net.blueprint
        return tuple(replace(rung, unit=unit_of_step(blueprint, rung.step)) for rung in self._rungs())

    def _rungs(self) -> list[Rung]:
        steps = self.net.blueprint.steps
        if self.sample is not None:
            return of_sample(self.sample, steps)
        if self.flowing is None:
            return of_way(self.usual.terms, self._steps_of(self.usual))
        ways = [(way.terms, self._steps_of(way)) for way in self.ways]
        return of_graph(self.graph, self.flowing, steps, ways, all_listed=self.lists_all)

    def _steps_of(self, way: Way) -> list[str]:
        passed = {self.net.blueprint.actions[key].step for key in way.done}
        return [step for step in self.net.blueprint.steps if step in passed]

    @cached_property
    def service_rest(self) -> float:
        """The seconds of the mean lead time (of the usual one, where there is no mean) that nobody broke down and that belong to no
        step."""
        if self.sample is None and self.flowing is None:
            return self.service.rest.usual
        return math.fsum(share * self._rest(finish) for finish, share in self._finishing())

    def _finishing(self) -> Iterable[tuple[Finish | None, float]]:
        if self.flowing is not None:
            total = math.fsum(mass.share for mass in self.flowing.finished.values())
            return [(finish, mass.share / total) for finish, mass in self.flowing.finished.items()]
        return [(finish, share) for finish, _, share in self._leads[0]]

    @cached_property
    def amounts(self) -> Amounts:
        """Work, its value, and cost of a case; where shares are unknown, of the usual way."""
        return amounts(self.net, self._counts, is_usual=self._visits is None)

    def values_of(self, keys: Iterable[str]) -> dict[Value | None, float]:
        """The seconds of work of some actions (keys) in a case, by value."""
        counts = {self.net.number[key]: self.counts[key] for key in keys}
        return amounts(self.net, counts, is_usual=self._visits is None).values

    @cached_property
    def counts(self) -> dict[str, float]:
        """How often each action is done in a case, by key; where shares are unknown, on the usual way."""
        return {key: self._counts.get(number, 0.0) for number, key in enumerate(self.net.keys)}

    @cached_property
    def _counts(self) -> dict[int, float]:
        if self._visits is not None:
            return dict(enumerate(self._visits))
        counts: dict[int, float] = {}
        for entry in self._usual_case.log or ():
            number = entry.done.action
            counts[number] = counts.get(number, 0.0) + self.net.exists[number]
        return counts

    # ── what is wrong with it ────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def stuck(self) -> tuple[Stuck, ...]:
        """Where cases stop or go round for ever."""
        found = [Stuck(kind="unavoidable", action=flow.source, flow=flow) for flow in self.net.unavoidable]
        stopping = {number for node in self.graph.nodes for edge in node.edges for number in edge.stuck}
        if self.sample is not None:
            stopping |= self.sample.stuck
        found += [Stuck(kind="no answer", action=self.net.keys[number]) for number in sorted(stopping)]
        if self.graph.endless is not None:
            found.append(Stuck(kind="endless", action=self.net.keys[self.graph.endless]))
        return tuple(found)


def motions(blueprint: Blueprint) -> tuple[Motion, ...]:
    """The motion of a service for each persona for whom something is different; those that are alike in everything are one."""
    personas = personas_that_differ(blueprint)
    kept: list[Motion] = []
    for persona in personas:
        motion = Motion(net_of(blueprint, persona), MOST_MOVES // len(personas))
        same = next((other for other in kept if _is_alike(other, motion)), None)
        if same is None:
            kept.append(motion)
        else:
            same.personas = (*same.personas, *motion.personas)
    return tuple(kept)


def motions_of(facts: Facts) -> tuple[Motion, ...]:
    """The motions of the blueprint of some facts; asked for by `facts.once(motions_of)`, so that all readers share them."""
    return motions(facts.blueprint)


def headline(facts: Facts) -> Motion:
    """The motion whose numbers stand for the service where there is room for one alone: that of customers of no declared persona, else
    that of the persona declared first."""
    every = facts.once(motions_of)
    return next((motion for motion in every if None in motion.personas), every[0])


def _is_alike(first: Motion, second: Motion) -> bool:
    if not first.runs or not second.runs:
        return first.runs == second.runs
    return (
        first.ways == second.ways
        and first.visits == second.visits
        and first.outcomes == second.outcomes
        and first.lead == second.lead
        and first.stuck == second.stuck
        and first.slack == second.slack
        and first.amounts == second.amounts
        and first.ladder == second.ladder
    )


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_rests(net: Net) -> tuple[Whole, ...]:
    """The steps and phases of a net with their rests: first of steps, then of phases."""
    steps, phases = stated(net)
    if (not steps and not phases) or not net.has_arrows:
        return (*steps, *phases)
    graph = graph_of(course(net))
    paths = likeliest(graph)
    through = likeliest_through(graph)
    for some in (steps, phases):
        # Phases go by what their steps state.
        at = course(net, [] if some is steps else steps, ranges=True)
        usual = (play_without_rounds(at, paths[0]).log or []) if some and paths else []
        for place, whole in enumerate(some):
            parts = longest_way(net, whole.members, usual)
            # What the usual way does not come to takes as long as it says on the ways that do.
            if parts is None and (path := through(whole.members)) is not None:
                parts = longest_way(net, whole.members, play_without_rounds(at, path).log or [])
            some[place] = with_rest(whole, parts)
    return (*steps, *phases)


def _parts(case: Case) -> Span:
    """How long the customer's case takes by its parts."""
    reached, first = case.reached, case.first or case.course.nothing
    if reached is None:
        return NO_TIME
    usual, low, high = (
        end if math.isinf(end) else end - begin for begin, end in zip(first, reached.at, strict=True)
    )
    return Span(usual, low, high)
