"""What the motion of a service comes to, for each persona for whom something is different: every number of times, shares and outcomes.

Comes in: a Blueprint without errors. Goes out: a Motion: the ways with their terms (`listing`), lead times, outcomes and visits
(`all_cases`), the ladder, what each answer costs, work. Whoever shows such a number reads it here. Deliberately absent: the rules
(`rules.game`), words, rounding for people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from ...model import Blueprint, Value
from ..facts import Facts
from .all_cases import AllCases
from .amounts import Amounts, amounts
from .answers import AnswerCost, costs_in_flow, costs_in_sample
from .graph import Finish
from .ladder import Rung, of_graph, of_sample, of_way
from .records import Stuck, Way
from .rules.net_builder import net_of, personas_that_differ
from .sampling import MOST_MOVES
from .units import unit_of_step


class Motion(AllCases):
    """How a service runs for one persona, or for several for whom every number is the same."""

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
    # What takes long to work out comes last.
    return (
        first.visits == second.visits
        and first.lead == second.lead
        and first.stuck == second.stuck
        and first.slack == second.slack
        and first.amounts == second.amounts
        and first.outcomes == second.outcomes
        and first.ladder == second.ladder
        and first.ways == second.ways
    )
