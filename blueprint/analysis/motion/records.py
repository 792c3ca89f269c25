"""The numbers of a service in motion, as they are handed out: ways, lead times, outcomes, places where cases stop.

Comes in and goes out: seconds and fractions. Deliberately absent: how they are worked out (`results`), words, rounding.
"""

from __future__ import annotations

from typing import Literal

from ...lean_dataclasses import dataclass
from ...model import EndKind, Flow
from .rules.net import Span
from .terms import Term


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ended: at an `end` in a customer lane (key), of a kind; or with the last customer action, without one."""

    action: str | None
    kind: EndKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One set of answers with their numbers of rounds, from beginning to end; `answers` in the order in which they are first taken.

    `share` is a fraction, None where nobody says. `lead` in seconds; `is_at_least`: the service states a time as a whole, and this way
    does not end as the usual one does, so that of its rest nothing is known. `terms` add up to the usual lead. `untimed` are the actions
    without any time, of `done` in all. `starts` are the actions at which it begins. `unit`: the seconds of the largest unit of its terms.
    """

    starts: tuple[str, ...]
    answers: tuple[tuple[Flow, int], ...]
    share: float | None
    outcome: Outcome
    lead: Span
    is_at_least: bool
    terms: tuple[Term, ...]
    done: tuple[str, ...]
    untimed: tuple[str, ...]
    unit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """How long cases take, in seconds, None where unknown: the usual way, and over all cases where all shares are known.

    `longest` is None where a ring may be gone round any number of times. `cases` is how many cases were played for the mean, None where
    it is exact; `error` is its standard error; `sampled` says that median, percentile and `within` are of cases played at random.
    `unit`: the seconds of the largest unit that the author wrote among its terms.
    """

    usual: Span
    mean: float | None
    median: float | None
    p95: float | None
    shortest: float
    longest: float | None
    not_broken_down: float
    target: float | None
    within: float | None
    sampled: bool
    cases: int | None
    error: float | None
    unit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A place where cases stop: a decision without an open answer (key), an arrow back that nobody can avoid, a ring without an end."""

    kind: Literal["no answer", "unavoidable", "endless"]
    action: str
    flow: Flow | None = None
