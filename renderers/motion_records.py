"""The records of the service in motion in JSON: what a program may rely on, whatever the modules inside are called.

Comes in and goes out: plain values; things of the blueprint are keys, times seconds, shares fractions of 1. `tools/write_schema.py`
makes the schema of their fields and texts. Deliberately absent: where the numbers come from (`json_motion`).
"""

from __future__ import annotations

from typing import Literal

from blueprint.lean_dataclasses import dataclass
from blueprint.model import EndKind, FlowKind, Value

#: What a time limit is set to.
LimitKind = Literal[
    "service", "phase", "step", "time", "wait", "standard", "due", "arrow", "recovery", "contingency",
    "respond", "resolve", "inform", "verify",
]  # fmt: skip
#: What states a time as a whole.
WholeKind = Literal["step", "phase", "service"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """An answer of a decision, or an arrow of failure: its arrow."""

    decision: str
    target: str
    kind: FlowKind
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRecord:
    """An answer that a way takes, and how often."""

    answer: AnswerRecord
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecord:
    """An end that cases come to, the last row those without any (`end` is null). Of 100 cases; null where shares are unknown."""

    end: str | None
    outcome: EndKind | None
    per_100: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRecord:
    """A part of a lead time: waiting or working at an action, or the rest of a step, a phase or the service that is not broken down.

    `key` is that of the action, step or phase; null for the service. `step` is where it is spent.
    """

    kind: Literal["wait", "work", "rest"]
    of: Literal["action", "step", "phase", "service"]
    key: str | None
    step: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRecord:
    """One set of answers with their numbers of rounds, from beginning to end.

    `lead_high` is null where nobody says; `at_least`: of what the service states as a whole beyond the parts of this way nothing is known.
    `untimed` of the `actions` that are done have no time.
    """

    starts: tuple[str, ...]
    answers: tuple[TakenRecord, ...]
    share: float | None
    end: str | None
    outcome: EndKind | None
    lead_low: float
    lead_usual: float
    lead_high: float | None
    at_least: bool
    usual: bool
    actions: int
    untimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWaysRecord:
    """All ways that are not listed."""

    share: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRecord:
    """How long cases take, in seconds, null where unknown: the usual way (`usual`, `low`, `high`, `not_broken_down`), and over all cases.

    `within` is the share of the cases that keep the `target`. `sampled`: some of it is of cases played at random; `cases` is how many were
    played for the mean, `error` its standard error, both null where it is exact.
    """

    usual: float
    low: float
    high: float | None
    mean: float | None
    median: float | None
    p95: float | None
    shortest: float
    longest: float | None
    target: float | None
    within: float | None
    not_broken_down: float
    sampled: bool
    cases: int | None
    error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsRecord:
    """How often an action happens for 100 cases; null where shares are unknown."""

    action: str
    per_100: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpentRecord:
    """Seconds of the cases that pass a step: their mean, and the values that come about.

    `known`: these are "all" of them, of many the "ends" (the least and the most), or "some", where not all ways are listed.
    """

    mean: float
    values: tuple[float, ...]
    known: Literal["all", "ends", "some"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungRecord:
    """What cases spend in a step; `passes` is the share of the cases that pass it, null where shares are unknown: then it is the usual
    way."""

    step: str
    passes: float | None
    mean: float
    wait: SpentRecord
    work: SpentRecord
    rest: SpentRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCostRecord:
    """What an answer costs, against the usual one of its decision: `seconds` more, of each round where `each_round` is true.

    `share` of the cases take it, and last `mean` seconds; those with the usual answer alone last `usual_mean`. `seconds` is null where more
    of those with one of the two end refused or lost.
    """

    answer: AnswerRecord
    usual_answer: AnswerRecord
    share: float
    mean: float
    usual_mean: float
    seconds: float | None
    each_round: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord:
    """Seconds of work of a case: of a role, or of a lane where no role is named."""

    role: str | None
    lane: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRecord:
    """Seconds of work of a case by their value; null: nothing is said of it."""

    value: Value | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsRecord:
    """What a case takes on an average; `of_usual_way`: shares are unknown, and it is what the usual way takes. `cost` is null where no
    action has one."""

    of_usual_way: bool
    work: tuple[WorkRecord, ...]
    values: tuple[ValueRecord, ...]
    cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackRecord:
    """By how many seconds an action of the usual way may take longer before the case does."""

    action: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckRecord:
    """Where cases stop, or go round: a decision without an open answer, an arrow back that cannot be avoided (to `target`), a ring that
    never ends."""

    kind: Literal["no answer", "unavoidable", "endless"]
    action: str
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerRecord:
    """A step, a phase or the service whose parts take `seconds` longer on the usual way than it states as a whole."""

    of: WholeKind
    key: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRecord:
    """A time limit and what becomes of it, for some personas (keys, null is anybody else; none where it is the same for all).

    `key` is that of the phase, step, action, fail point, risk or feedback loop; null for the service. Of an `arrow` it is the action that
    it leads to, and `source` that which it leaves. `counts`: whether a standard is for the beginning or the end, whether something is due
    before or after something else. `usual`, `longest` and `over` are seconds, null where nobody knows; `kept` is the share of the cases
    that keep it. `verdict`: `may` is over at times, `open` over if it is for the end.
    """

    kind: LimitKind
    key: str | None
    source: str | None
    personas: tuple[str | None, ...]
    limit: float
    counts: Literal["begun", "done", "before", "after"] | None
    verdict: Literal["kept", "may", "open", "over", "unknown"]
    usual: float | None
    longest: float | None
    over: float | None
    kept: float | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionRecord:
    """How the service runs for some personas (keys, null is anybody else) for whom nothing differs. Without arrows there is no way, and
    all is empty or null.

    `has_shares`: the share of every answer is known, so that means, outcomes and visits are. The usual way is the first of `ways`; the
    terms of its `critical_path` add up to its lead time, `untimed` are its actions without a time. `not_in_steps` are the seconds of the
    ladder that the service states as a whole, and that belong to no step.
    """

    personas: tuple[str | None, ...]
    runs: bool
    has_shares: bool
    ways: tuple[WayRecord, ...]
    other_ways: OtherWaysRecord | None
    critical_path: tuple[TermRecord, ...]
    untimed: tuple[str, ...]
    lead: LeadRecord | None
    lead_served: LeadRecord | None
    outcomes: tuple[OutcomeRecord, ...]
    visits: tuple[VisitsRecord, ...]
    ladder: tuple[RungRecord, ...]
    not_in_steps: float
    answer_costs: tuple[AnswerCostRecord, ...]
    amounts: AmountsRecord | None
    slack: tuple[SlackRecord, ...]
    stuck: tuple[StuckRecord, ...]
    longer_than_stated: tuple[LongerRecord, ...]
