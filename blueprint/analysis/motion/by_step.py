"""The time ladder: what a case spends in each step and in all, of the motion that stands for the service.

Comes in: Facts, and which steps are shown. Goes out: a Ladder. Where shares are known its times are means over all cases, else those of
the usual way, with what the other ways spend there beside it; where nothing leads anywhere, the sums of what is written. Deliberately
absent: words, and how bars are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Literal

from ...lean_dataclasses import dataclass
from ...model import Action, Blueprint, Timing
from ..facts import Facts
from .ladder import Amount, Rung
from .limits.limits import limit_of
from .records import Lead, Way
from .results import Motion, headline, motions_of
from .terms import Term
from .units import LEAST, unit_of_step

#: What the times are: of every case, for all go alike; means over all cases, or over cases at random; of the usual way; sums of what is
#: written.
Basis = Literal["alike", "mean", "sampled", "usual", "written"]
_KINDS: tuple[Literal["wait", "work", "rest"], ...] = ("wait", "work", "rest")
_NONE = Amount(mean=0.0, values=(0.0,))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """What a case spends in a step, in seconds: waits, work, and the rest that nobody broke down.

    `passes` is the share of the cases that come to it, None where nobody knows. `is_aside`: the usual way leaves it out, and `aside` are
    the seconds that other ways spend there. The targets are None where there are none, or where what they are set for differs from way
    to way; `is_late` are the kinds of time of which something takes longer than its own target then.
    """

    step: str
    passes: float | None
    wait: Amount
    work: Amount
    rest: Amount
    aside: tuple[float, ...] = ()
    is_aside: bool = False
    wait_target: float | None = None
    work_target: float | None = None
    #: That of the step as a whole, and whether the step usually takes longer.
    target: float | None = None
    is_over: bool = False
    is_late: frozenset[str] = frozenset()
    #: The seconds of the largest unit that the author wrote there.
    unit: float = LEAST

    @property
    def mean(self) -> float:
        """Seconds of a case that passes."""
        return self.wait.mean + self.work.mean + self.rest.mean


@dataclass(frozen=True, slots=True)
class Untimed:
    """How many actions of the usual way (of all, where there is no way) have no time, of how many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The times of the steps and their sums, in seconds; `rest` has what the service states beyond its steps, too.

    `personas` (keys, None is anyone else) are set where others take other times. `lead` is that of the service, None where there is no
    way; `whole` what it comes to: the mean where there is one, else the usual one, else what is stated. `adding` is the part of the work
    that adds value, None where too little is known.
    """

    basis: Basis
    personas: tuple[str | None, ...]
    steps: tuple[StepTime, ...]
    wait: float
    work: float
    rest: float
    lead: Lead | None
    whole: float | None
    target: float | None
    untimed: Untimed
    adding: float | None
    unit: float
    #: Of some ways nobody knows more than their parts.
    is_at_least: bool = False
    #: The whole usually takes longer than its target.
    is_late: bool = False


def ladder_of(facts: Facts, steps: Collection[str] | None = None) -> Ladder:
    """The ladder of a blueprint without errors; of a part of it with the steps (keys) that are shown: then the sums are of these."""
    shown = facts.blueprint.steps if steps is None else steps
    ladder = (
        _of_motion(facts, shown, is_whole=steps is None)
        if headline(facts).runs
        else _written(facts.blueprint, shown)
    )
    return replace(
        ladder,
        steps=tuple(replace(time, is_over=_is_over(facts, "step", time.step)) for time in ladder.steps),
        is_late=_is_over(facts, "service", facts.blueprint.name),
    )


def _is_over(facts: Facts, kind: Literal["service", "step"], key: str) -> bool:
    """Whether what stands for the service usually takes longer than its target; the limits say so of whatever is judged."""
    place = facts.blueprint if kind == "service" else facts.blueprint.steps[key]
    limit = limit_of(facts, kind, key) if place.timing.target else None
    return limit is not None and bool(limit.held) and limit.held[0].verdict == "over"


def _of_motion(facts: Facts, shown: Collection[str], *, is_whole: bool) -> Ladder:
    motion = headline(facts)
    times = [time for time in facts.once(_times) if time.step in shown]
    wait, work, rest = (_sum(times, kind) for kind in _KINDS)
    lead, target = motion.lead, motion.net.blueprint.timing.target
    # What the service takes as a whole holds the times of its actions; a part of it has no such whole.
    untimed = motion.usual.untimed if is_whole else motion.untimed
    done = [key for key in motion.usual.done if facts.blueprint.actions[key].step in shown]
    return Ladder(
        basis=_basis(motion),
        personas=motion.personas if _differ(facts.once(motions_of)) else (),
        steps=tuple(times),
        wait=wait,
        work=work,
        rest=rest + (motion.service_rest if is_whole else 0.0),
        lead=lead,
        whole=lead.usual.usual if lead.mean is None else lead.mean,
        target=target.usual if target else None,
        untimed=Untimed(sum(key in untimed for key in done), len(done)),
        adding=motion.amounts.adding,
        unit=lead.unit,
        is_at_least=any(way.is_at_least for way in motion.ways),
    )


def _basis(motion: Motion) -> Basis:
    if motion.is_sampled:
        return "sampled"
    alike = {_sums(motion, way) for way in motion.ways}
    if len(alike) == 1 and motion.lead.longest is not None and not motion.others:
        return "alike"
    return "mean" if motion.has_shares else "usual"


def _sums(motion: Motion, way: Way) -> frozenset[tuple[str | None, str, float]]:
    """What a way spends by step and kind; ways of the same are alike."""
    spent: dict[tuple[str | None, str], float] = {}
    for term in way.terms:
        spent[term.step, term.kind] = spent.get((term.step, term.kind), 0.0) + term.seconds
    return frozenset((step, kind, round(seconds, 6)) for (step, kind), seconds in spent.items())


def _differ(every: tuple[Motion, ...]) -> bool:
    """Whether the ladder or the lead time of some persona is another than that of the others."""
    some = [motion for motion in every if motion.runs]
    return len(some) != len(every) or any(
        motion.ladder != some[0].ladder or motion.lead != some[0].lead for motion in some[1:]
    )


def _sum(times: Iterable[StepTime], kind: str) -> float:
    amounts = ((1.0 if time.passes is None else time.passes, getattr(time, kind).mean) for time in times)
    return round(math.fsum(share * mean for share, mean in amounts), 6)


# ── the steps of ways ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Passing:
    """A way, with the steps that it passes and its terms by step and kind: asked for of each step of a long service."""

    def __init__(self, blueprint: Blueprint, way: Way) -> None:
        self.steps = {blueprint.actions[key].step for key in way.done}
        self._terms: dict[tuple[str | None, str], list[Term]] = {}
        for term in way.terms:
            self._terms.setdefault((term.step, term.kind), []).append(term)

    def terms(self, step: str, kind: str) -> list[Term]:
        """What it spends in a step."""
        return self._terms.get((step, kind), [])

    def spent(self, step: str, kind: str) -> float:
        """How many seconds that is."""
        return round(math.fsum(term.seconds for term in self.terms(step, kind)), 6)


def _times(facts: Facts) -> list[StepTime]:
    """The steps of the motion that stands for a service, in the order of the text, those that only other ways pass as well."""
    motion = headline(facts)
    rungs = {rung.step: rung for rung in motion.ladder}
    every = [_Passing(facts.blueprint, way) for way in motion.ways]
    found = []
    for step in motion.net.blueprint.steps:
        ways = [way for way in every if step in way.steps]
        if step in rungs:
            found.append(_step_time(motion, rungs[step], ways))
        elif any(way.spent(step, kind) for way in ways for kind in _KINDS):
            found.append(_aside(motion, step, ways))
    return found


def _aside(motion: Motion, step: str, ways: Iterable[_Passing]) -> StepTime:
    every = {round(math.fsum(way.spent(step, kind) for kind in _KINDS), 6) for way in ways}
    target = motion.net.blueprint.steps[step].timing.target
    return StepTime(
        step=step, passes=None, wait=_NONE, work=_NONE, rest=_NONE, aside=tuple(sorted(every)), is_aside=True,
        target=target.usual if target else None, unit=unit_of_step(motion.net.blueprint, step),
    )  # fmt: skip


def _step_time(motion: Motion, rung: Rung, ways: list[_Passing]) -> StepTime:
    blueprint = motion.net.blueprint
    if rung.passes is None:
        # The rung is that of the usual way alone.
        rung = Rung(
            step=rung.step,
            passes=None,
            unit=rung.unit,
            **{
                kind: _with_values(getattr(rung, kind), rung.step, kind, ways, lists_all=motion.lists_all)
                for kind in _KINDS
            },
        )
    target = blueprint.steps[rung.step].timing.target
    targets = {kind: _target(blueprint, rung, kind, ways) for kind in ("wait", "work")}
    late = [
        kind
        for kind in ("wait", "work")
        if targets[kind] is None
        and any(_is_late(timing) for timing in _timings(blueprint, rung.step, kind, ways))
    ]
    return StepTime(
        step=rung.step,
        passes=rung.passes,
        wait=rung.wait,
        work=rung.work,
        rest=rung.rest,
        wait_target=targets["wait"],
        work_target=targets["work"],
        target=target.usual if target else None,
        is_late=frozenset(late),
        unit=rung.unit,
    )


def _with_values(
    amount: Amount, step: str, kind: str, ways: Iterable[_Passing], *, lists_all: bool
) -> Amount:
    values = {way.spent(step, kind) for way in ways} | set(amount.values)
    known: Literal["all", "some"] = "all" if lists_all or len(values) == 1 else "some"
    return Amount(mean=amount.mean, values=tuple(sorted(values)), known=known)


def _target(
    blueprint: Blueprint, rung: Rung, kind: Literal["wait", "work"], ways: list[_Passing]
) -> float | None:
    """The target of a time that is the same on every way: the sum of those of its parts, where each has one."""
    amount = rung.wait if kind == "wait" else rung.work
    if len(amount.values) != 1 or not amount.mean or not ways:
        return None
    parts = _timings(blueprint, rung.step, kind, ways[:1])
    if any(timing.target is None for timing in parts):
        return None
    return math.fsum(timing.target.usual for timing in parts if timing.target) or None


def _timings(blueprint: Blueprint, step: str, kind: str, ways: Iterable[_Passing]) -> list[Timing]:
    """What is written of the waits or the work that some ways spend in a step."""
    actions = [
        blueprint.actions[term.key] for way in ways for term in way.terms(step, kind) if term.of == "action"
    ]
    timings = [action.wait if kind == "wait" else action.timing for action in actions]
    return [timing for timing in timings if timing is not None]


def _is_late(timing: Timing) -> bool:
    return bool(timing.span and timing.target and timing.span.usual > timing.target.usual)


# ── where nothing leads anywhere ─────────────────────────────────────────────────────────────────────────────────────────────


def _written(blueprint: Blueprint, shown: Collection[str]) -> Ladder:
    """The sums of what is written, step by step."""
    steps = [_step_written(blueprint, key) for key in blueprint.steps if key in shown]
    wait, work, rest = (_sum(steps, kind) for kind in _KINDS)
    timing = blueprint.timing
    stated = timing.span.usual if timing.span else None
    actions = [blueprint.actions[key] for step in shown for key in blueprint.steps[step].actions]
    timed = [action for action in actions if _is_timed(blueprint, action)]
    return Ladder(
        basis="written",
        personas=(),
        steps=tuple(step for step in steps if step.mean),
        wait=wait,
        work=work,
        rest=rest,
        lead=None,
        whole=stated,
        target=timing.target.usual if timing.target else None,
        untimed=Untimed(len(actions) - len(timed), len(actions)),
        adding=None,
        unit=max([timing.span.unit if timing.span else LEAST, *(step.unit for step in steps)]),
    )


def _is_timed(blueprint: Blueprint, action: Action) -> bool:
    wait = action.wait and action.wait.span
    return bool(action.timing.span or wait or blueprint.steps[action.step].timing.span)


def _step_written(blueprint: Blueprint, key: str) -> StepTime:
    step = blueprint.steps[key]
    actions = [blueprint.actions[name] for name in step.actions]
    work = math.fsum(action.timing.span.usual for action in actions if action.timing.span)
    wait = math.fsum(action.wait.span.usual for action in actions if action.wait and action.wait.span)
    stated = step.timing.span.usual if step.timing.span else 0.0
    rest = max(0.0, stated - wait - work)
    target = step.timing.target
    return StepTime(
        step=key, passes=None, wait=_amount(wait), work=_amount(work), rest=_amount(rest),
        target=target.usual if target else None, unit=unit_of_step(blueprint, key),
    )  # fmt: skip


def _amount(seconds: float) -> Amount:
    return Amount(mean=seconds, values=(seconds,))
