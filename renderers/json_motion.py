"""The numbers of the service in motion for JSON.

Comes in: Facts. Goes out: for each group of personas for whom nothing differs a MotionRecord. Deliberately absent: how numbers come about
(`analysis.motion`), and what stands in a record (`motion_records`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from blueprint.analysis.facts import Facts
from blueprint.analysis.motion import amounts, answers, ladder, records, results
from blueprint.analysis.motion.terms import Term
from blueprint.model import Flow

from .motion_records import (
    AmountsRecord,
    AnswerCostRecord,
    AnswerRecord,
    LeadRecord,
    LongerRecord,
    MotionRecord,
    OtherWaysRecord,
    OutcomeRecord,
    RungRecord,
    SlackRecord,
    SpentRecord,
    StuckRecord,
    TakenRecord,
    TermRecord,
    ValueRecord,
    VisitsRecord,
    WayRecord,
    WorkRecord,
)

#: Seconds and counts are rounded to this many decimals, shares to more.
_DECIMALS, _SHARE_DECIMALS = 6, 9


def motion_records(facts: Facts) -> tuple[MotionRecord, ...]:
    """The motion of a whole service, for each group of personas that differs."""
    return tuple(
        _record(motion) if motion.runs else _without_way(motion) for motion in facts.once(results.motions_of)
    )


def _without_way(motion: results.Motion) -> MotionRecord:
    return MotionRecord(
        personas=motion.personas,
        runs=False,
        has_shares=False,
        ways=(),
        other_ways=None,
        critical_path=(),
        untimed=(),
        lead=None,
        lead_served=None,
        outcomes=(),
        visits=(),
        ladder=(),
        not_in_steps=0,
        answer_costs=(),
        amounts=None,
        slack=(),
        stuck=_stuck(motion.stuck),
        longer_than_stated=(),
    )


def _record(motion: results.Motion) -> MotionRecord:
    others = motion.others
    return MotionRecord(
        personas=motion.personas,
        runs=True,
        has_shares=motion.has_shares,
        ways=tuple(_way(way, way is motion.usual) for way in motion.ways),
        other_ways=OtherWaysRecord(share=_share(others[0]), mean=_seconds(others[1])) if others else None,
        critical_path=tuple(_term(term) for term in motion.usual.terms),
        untimed=motion.usual.untimed,
        lead=_lead(motion.lead),
        lead_served=_lead(motion.lead_served) if motion.lead_served else None,
        outcomes=tuple(
            OutcomeRecord(end=outcome.action, outcome=outcome.kind, per_100=_per_100(share))
            for outcome, share in motion.outcomes.items()
        ),
        visits=_visits(motion),
        ladder=tuple(_rung(rung) for rung in motion.ladder),
        not_in_steps=_seconds(motion.service_rest),
        answer_costs=tuple(_cost(cost) for cost in motion.answer_costs),
        amounts=_amounts(motion.amounts),
        slack=tuple(SlackRecord(action=key, seconds=_seconds(more)) for key, more in motion.slack.items()),
        stuck=_stuck(motion.stuck),
        longer_than_stated=tuple(_longer(motion)),
    )


def _way(way: records.Way, usual: bool) -> WayRecord:
    return WayRecord(
        starts=way.starts,
        answers=tuple(TakenRecord(answer=_answer(flow), times=times) for flow, times in way.answers),
        share=_share(way.share),
        end=way.outcome.action,
        outcome=way.outcome.kind,
        lead_low=_seconds(way.lead.low),
        lead_usual=_seconds(way.lead.usual),
        lead_high=None if way.is_at_least else _seconds(way.lead.high),
        at_least=way.is_at_least,
        usual=usual,
        actions=len(way.done),
        untimed=len(way.untimed),
    )


def _answer(flow: Flow) -> AnswerRecord:
    return AnswerRecord(decision=flow.source, target=flow.target, kind=flow.kind, label=flow.label)


def _term(term: Term) -> TermRecord:
    return TermRecord(
        kind=term.kind, of=term.of, key=term.key or None, step=term.step, seconds=_seconds(term.seconds)
    )


def _lead(lead: records.Lead) -> LeadRecord:
    return LeadRecord(
        usual=_seconds(lead.usual.usual),
        low=_seconds(lead.usual.low),
        high=_seconds(lead.usual.high),
        mean=_seconds(lead.mean),
        median=_seconds(lead.median),
        p95=_seconds(lead.p95),
        shortest=_seconds(lead.shortest),
        longest=_seconds(lead.longest),
        target=_seconds(lead.target),
        within=_share(lead.within),
        not_broken_down=_seconds(lead.not_broken_down),
        sampled=lead.sampled,
        cases=lead.cases,
        error=_seconds(lead.error),
    )


def _visits(motion: results.Motion) -> tuple[VisitsRecord, ...]:
    visits = motion.visits
    return tuple(
        VisitsRecord(action=key, per_100=_per_100(visits[key] if visits else None)) for key in motion.existing
    )


def _rung(rung: ladder.Rung) -> RungRecord:
    return RungRecord(
        step=rung.step,
        passes=_share(rung.passes),
        mean=_seconds(rung.mean),
        wait=_spent(rung.wait),
        work=_spent(rung.work),
        rest=_spent(rung.rest),
    )


def _spent(amount: ladder.Amount) -> SpentRecord:
    values = tuple(_seconds(value) for value in amount.values)
    return SpentRecord(mean=_seconds(amount.mean), values=values, known=amount.known)


def _cost(cost: answers.AnswerCost) -> AnswerCostRecord:
    return AnswerCostRecord(
        answer=_answer(cost.answer),
        usual_answer=_answer(cost.usual_answer),
        share=_share(cost.share),
        mean=_seconds(cost.taken),
        usual_mean=_seconds(cost.usual),
        seconds=_seconds(cost.seconds),
        each_round=cost.is_round,
    )


def _amounts(found: amounts.Amounts) -> AmountsRecord:
    return AmountsRecord(
        of_usual_way=found.is_usual,
        work=tuple(
            WorkRecord(role=work.role, lane=work.lane, seconds=_seconds(work.seconds)) for work in found.work
        ),
        values=tuple(
            ValueRecord(value=value, seconds=_seconds(seconds)) for value, seconds in found.values.items()
        ),
        cost=_seconds(found.cost),
    )


def _stuck(every: Iterable[records.Stuck]) -> tuple[StuckRecord, ...]:
    return tuple(
        StuckRecord(kind=stuck.kind, action=stuck.action, target=stuck.flow.target if stuck.flow else None)
        for stuck in every
    )


def _longer(motion: results.Motion) -> Iterable[LongerRecord]:
    for whole, seconds in motion.beyond_wholes:
        yield LongerRecord(of=whole.kind, key=whole.key, seconds=_seconds(seconds))
    if motion.beyond_stated > 0:
        yield LongerRecord(of="service", key=None, seconds=_seconds(motion.beyond_stated))


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _known(value: float | None, decimals: int) -> float | None:
    """A number without what calculating added behind the decimals; JSON knows no infinite ones."""
    return None if value is None or math.isinf(value) else round(value, decimals)


def _seconds(value: float | None) -> Any:
    return _known(value, _DECIMALS)


def _share(value: float | None) -> Any:
    return _known(value, _SHARE_DECIMALS)


def _per_100(share: float | None) -> float | None:
    return None if share is None else _known(100 * share, _SHARE_DECIMALS - 2)
