"""The top concerns: what in a service is most worth attention, by a rule that anybody can follow with the file in hand.

Comes in: Facts. Goes out: concerns, the most important first. Nothing depends on the words of a text.

Concerns are of several ranks (RANKS), from failures that nobody is set to stop down to failures of low priority; every concern of a rank
comes before all of the next. Within a rank the greater number comes first, where two are equal, what stands first in the file. Of each
rank the first two are taken, more only where the list would not get full otherwise: five fail points in a row would hide that a promise
is broken. Deliberately absent: the clock, so no date is past here; sentences (`renderers/report/reasons.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal

from ..lean_dataclasses import dataclass
from ..model import Action, Fail
from ..settings import PRIORITIES
from ..values import DAY
from .facts import Facts
from .improvement.feedback_loops import missing_parts
from .improvement.goal_progress import covered, gap, has_arrived, way_to
from .improvement.measures import is_aimed_wrong, unmeasured_moments
from .improvement.plans import late_goals
from .improvement.ranking import help_for, weight
from .journey.silent_waits import longest_wait, silent_waits
from .motion.limits.limit import Kind as LimitKind
from .motion.limits.limits import limit_of, limits
from .motion.results import headline
from .risk.levels import is_owned, risk_level
from .work.ills import long_approvals, long_handoffs, many_transfers
from .work.items import asked_twice

Rank = Literal[
    "fail.open",
    "risk.open",
    "lost",
    "target.over",
    "pain",
    "wait.over",
    "wait.silent",
    "repeated",
    "handoffs",
    "transfers",
    "approvals",
    "fail.high",
    "moment",
    "metric",
    "loop.open",
    "goal.late",
    "fail.low",
]
Kind = Literal[
    "fails", "risks", "blueprint", "phases", "steps", "actions", "pains", "metrics", "feedback", "goals"
]

#: What comes before what. The docs say the same in words (docs/howto/report.md).
RANKS: tuple[Rank, ...] = (
    "fail.open", "risk.open", "lost", "target.over", "pain", "wait.over", "wait.silent", "repeated", "handoffs", "transfers", "approvals",
    "fail.high", "moment", "metric", "loop.open", "goal.late", "fail.low",
)  # fmt: skip
#: A smaller share of the cases that are lost at one place may be rounding.
_LOST = 0.01
#: How many are shown, and how many of one rank as long as others wait.
SHOWN = 5
OF_ONE_RANK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that asks for attention: `kind` and `key` say what, `weight` is what it is ordered by within its rank.

    `lacking` are parts that are missing (`owner`, `recovery`, `contingency`, `prevention`, `measure`, `respond`, …). Times are in seconds,
    dates ISO dates, `unit` are the seconds of the largest unit that the times were written in; `score` is that of an emotion. `personas`
    are set where something takes so long for them alone. `share` is a fraction of the cases, `count` how many follow each other, `item`
    what customers give again. `is_aside`: the usual way does not come there.
    """

    rank: Rank
    kind: Kind
    key: str
    weight: tuple[float, ...]
    lacking: tuple[str, ...] = ()
    time: float | None = None
    target: float | None = None
    score: float | None = None
    due: str | None = None
    first: str | None = None
    personas: tuple[str | None, ...] = ()
    unit: float = DAY
    share: float | None = None
    count: int | None = None
    item: str | None = None
    is_aside: bool = False


def attention(facts: Facts, most: int = SHOWN, times: Facts | None = None) -> tuple[Concern, ...]:
    """The concerns most worth attention, at most so many. `times` are the facts that times are worked out of: the same, or the whole of
    which these are a part."""
    every = concerns(facts, times)
    taken: Counter[Rank] = Counter()
    first: list[Concern] = []
    others: list[Concern] = []
    for concern in every:
        (first if taken[concern.rank] < OF_ONE_RANK else others).append(concern)
        taken[concern.rank] += 1
    chosen = {id(concern) for concern in (*first, *others)[:most]}
    return tuple(concern for concern in every if id(concern) in chosen)


def concerns(facts: Facts, times: Facts | None = None) -> list[Concern]:
    """All concerns of a blueprint, the highest risk first."""
    times = times or facts
    every = (
        *_fails(facts), *_risks(facts), *_lost(facts, times), *_targets_of(facts, times), *_pains(facts), *_waits(facts, times),
        *_silence(facts), *_ills(facts), *_moments(facts), *_metrics(facts), *_loops(facts), *_goals(facts),
    )  # fmt: skip
    # Sorting is stable: equals stay in reading order.
    return sorted(
        every, key=lambda concern: (RANKS.index(concern.rank), tuple(-part for part in concern.weight))
    )


def is_grave(facts: Facts, fail: Fail) -> bool:
    """Whether a fail point asks for action: its risk is high, or its action priority."""
    return risk_level(fail, facts.limits) == "high" or facts.priorities.of(fail) == "high"


def _fails(facts: Facts) -> Iterator[Concern]:
    for key, fail in facts.blueprint.fails.items():
        if not is_grave(facts, fail):
            continue
        parts = {"owner": is_owned(facts.blueprint, fail), "recovery": bool(fail.recoveries)}
        lacking = tuple(part for part, is_there in parts.items() if not is_there)
        priority = facts.priorities.of(fail)
        weight = (
            PRIORITIES.index(priority) if priority else -1,
            fail.risk_priority_number or 0,
            fail.severity or 0,
        )
        # What is of low priority waits, however high its number.
        rank: Rank = "fail.low" if priority == "low" else "fail.open" if lacking else "fail.high"
        yield Concern(rank=rank, kind="fails", key=key, weight=weight, lacking=lacking)


def _risks(facts: Facts) -> Iterator[Concern]:
    for key, risk in facts.blueprint.risks.items():
        if risk.severity != "high" or risk.contingencies:
            continue
        parts = {"contingency": False, "prevention": bool(risk.preventions), "owner": risk.owner is not None}
        lacking = tuple(part for part, is_there in parts.items() if not is_there)
        weight = (float(risk.scope == "global"), len(lacking))
        yield Concern(rank="risk.open", kind="risks", key=key, weight=weight, lacking=lacking)


def _lost(facts: Facts, times: Facts) -> Iterator[Concern]:
    """Where customers leave without what they came for, as far as shares are known."""
    motion = headline(times)
    if not motion.runs or not motion.has_shares:
        return
    for outcome, share in motion.outcomes.items():
        key = outcome.action
        if key in facts.blueprint.actions and key and outcome.kind == "lost" and share and share >= _LOST:
            yield Concern(rank="lost", kind="actions", key=key, weight=(share,), share=share)


def _pains(facts: Facts) -> Iterator[Concern]:
    """Pains of high importance; those that nothing is planned about come first among equals."""
    planned = help_for(facts.blueprint)
    for key, pain in facts.blueprint.pains.items():
        if pain.importance == "high":
            lacking = () if planned.get(key) else ("idea",)
            yield Concern(
                rank="pain",
                kind="pains",
                key=key,
                weight=(weight(pain.urgency), len(lacking)),
                lacking=lacking,
            )


def _ills(facts: Facts) -> Iterator[Concern]:
    """Walls between departments, rows of approvals, and what customers have to give again."""
    for run in facts.once(long_handoffs):
        count = len(run) - 1
        yield Concern(
            rank="handoffs", kind="actions", key=run[-1], weight=(count,), count=count, first=run[0]
        )
    for step, run in facts.once(many_transfers).items():
        yield Concern(rank="transfers", kind="steps", key=step, weight=(len(run) - 1,), count=len(run) - 1)
    for run in facts.once(long_approvals):
        yield Concern(rank="approvals", kind="actions", key=run[-1], weight=(len(run),), count=len(run))
    for item, _, second in facts.once(asked_twice):
        yield Concern(rank="repeated", kind="actions", key=second, weight=(), item=item)


def _metrics(facts: Facts) -> Iterator[Concern]:
    """Metrics that are short of their target: those that went the wrong way first, then by the part that is missing."""
    for key, metric in facts.blueprint.metrics.items():
        way = way_to(metric.start, metric.target, metric)
        missing = gap(metric.now, metric.target)
        if (
            missing is None
            or way is None
            or is_aimed_wrong(metric)
            or has_arrived(metric.now, metric.target, way)
        ):
            continue
        done = covered(metric.baseline, metric.now, metric.target)
        most = max(abs(metric.target or 0), abs(metric.now or 0))
        part = abs(missing) / most if done is None else 1 - done / 100
        yield Concern(
            rank="metric", kind="metrics", key=key, weight=(float(done is not None and done < 0), part)
        )


def _targets_of(facts: Facts, times: Facts) -> Iterator[Concern]:
    """Targets that are missed, of what is shown."""
    shown: dict[str, Collection[str]] = {"phases": facts.blueprint.phases, "steps": facts.blueprint.steps}
    is_whole = len(facts.blueprint.actions) == len(times.blueprint.actions)
    for concern in _targets(times):
        if concern.key in shown.get(concern.kind, ()) or (concern.kind == "blueprint" and is_whole):
            yield concern


def _targets(times: Facts) -> Iterator[Concern]:
    kinds: dict[LimitKind, Kind] = {"service": "blueprint", "phase": "phases", "step": "steps"}
    for limit in times.once(limits):
        if limit.kind in kinds and limit.over and limit.worst:
            usual, target = limit.worst.taken.usual or 0.0, limit.most.longest
            weight = (_times_over(usual, target),)
            yield Concern(
                rank="target.over",
                kind=kinds[limit.kind],
                key=limit.key,
                weight=weight,
                time=usual,
                target=target,
                personas=limit.worst.personas,
                unit=limit.worst.unit,
                is_aside=limit.worst.taken.is_aside,
            )


def _waits(facts: Facts, times: Facts) -> Iterator[Concern]:
    for key in facts.blueprint.actions:
        limit = limit_of(times, "wait", key)
        if limit and limit.over and limit.worst:
            usual, target = limit.worst.taken.usual or 0.0, limit.most.longest
            weight = (_times_over(usual, target),)
            yield Concern(
                rank="wait.over",
                kind="actions",
                key=key,
                weight=weight,
                time=usual,
                target=target,
                personas=limit.worst.personas,
                unit=limit.worst.unit,
            )


def _times_over(seconds: float, target: float) -> float:
    """How many times the target something takes."""
    return seconds / target if target else float("inf")


def _silence(facts: Facts) -> Iterator[Concern]:
    for group in facts.once(silent_waits):
        for action in group:
            if span := longest_wait(action):
                usual = span.usual
                yield Concern(rank="wait.silent", kind="actions", key=action.key, weight=(usual,), time=usual)


def _moments(facts: Facts) -> Iterator[Concern]:
    """Moments of truth that feel bad, or that are not measured."""
    unmeasured = frozenset(unmeasured_moments(facts))
    for key, action in facts.blueprint.actions.items():
        score = _felt(action)
        lacking = ("measure",) if key in unmeasured else ()
        if action.is_moment and (score < 0 or lacking):
            weight = (-score, len(lacking))
            shown = score if score < 0 else None
            yield Concern(rank="moment", kind="actions", key=key, weight=weight, lacking=lacking, score=shown)


def _felt(action: Action) -> float:
    return action.emotion.score if action.emotion else 0


def _loops(facts: Facts) -> Iterator[Concern]:
    for key, loop in facts.blueprint.feedback.items():
        lacking = tuple(part for part, _ in missing_parts(loop))
        if lacking:
            yield Concern(rank="loop.open", kind="feedback", key=key, weight=(len(lacking),), lacking=lacking)


def _goals(facts: Facts) -> Iterator[Concern]:
    for late in late_goals(facts.blueprint):
        days = (date.fromisoformat(late.first) - date.fromisoformat(late.due)).days
        yield Concern(
            rank="goal.late", kind="goals", key=late.goal.key, weight=(days,), due=late.due, first=late.first
        )
