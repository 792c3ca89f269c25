"""The lead times of a service as they stand where there is no room for more: one for each group of customers that differ in it.

Comes in: Facts. Goes out: LeadTimes: plain values, which JSON can keep, that of the headline first. Deliberately absent: words, and
whether a target is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..facts import Facts
    from .results import Motion


class LeadTime(NamedTuple):
    """A lead time with what has to be said of it; seconds, None where unknown.

    `personas` are the labels of those it holds for, None is anyone else; none where it holds for all. `high` is None without an upper
    end. `mean` is missing where a share is unknown, and where all cases take the same; `error` is its standard error where cases were
    played at random. `shortest` and `longest` are there where more than one way is known and the shares are not. `untimed` of the
    `actions` of the usual way have no time. `unit`: the seconds of the largest unit that the author wrote. `is_at_least`: of what the
    service states as a whole nothing is known on some ways, so that the mean is no less than what it says, and so is the longest.
    """

    personas: tuple[str | None, ...]
    usual: float
    low: float
    high: float | None
    mean: float | None
    error: float | None
    shortest: float | None
    longest: float | None
    untimed: int
    actions: int
    unit: float
    is_at_least: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether no action of the usual way has a time."""
        return self.usual == 0 and self.untimed == self.actions

    @property
    def is_known(self) -> bool:
        """Whether there is any time to tell of, on the usual way or on others."""
        return not self.says_nothing or bool(self.mean or self.longest)


def lead_times(facts: Facts) -> tuple[LeadTime, ...]:
    """The lead times, that of the headline first; none where there is no way through the service."""
    # Who reads a site's memory needs the class alone.
    from .results import headline, motions_of

    first = headline(facts)
    # Whose times are the same stand together; how many have no time is told of those of the headline.
    found: dict[LeadTime, list[Motion]] = {}
    for motion in (first, *(other for other in facts.once(motions_of) if other is not first)):
        if motion.runs:
            found.setdefault(_lead_time(motion), []).append(motion)
    return tuple(
        time._replace(
            personas=labels_of(facts, _personas(alike)) if len(found) > 1 else (),
            untimed=len(alike[0].usual.untimed),
            actions=len(alike[0].usual.done),
        )
        for time, alike in found.items()
    )


def _lead_time(motion: Motion) -> LeadTime:
    lead = motion.lead
    varies = motion.has_shares and lead.mean is not None and abs(lead.mean - lead.usual.usual) > 1e-6
    is_unknown = not motion.has_shares and lead.shortest != lead.longest
    return LeadTime(
        personas=(),
        usual=lead.usual.usual,
        low=lead.usual.low,
        high=_or_none(lead.usual.high),
        mean=lead.mean if varies else None,
        error=lead.error if varies else None,
        shortest=lead.shortest if is_unknown else None,
        longest=_or_none(lead.longest) if is_unknown else None,
        untimed=0,
        actions=0,
        unit=lead.unit,
        is_at_least=any(way.is_at_least for way in motion.ways),
    )


def _or_none(seconds: float | None) -> float | None:
    return None if seconds is None or math.isinf(seconds) else seconds


def _personas(alike: Iterable[Motion]) -> Iterator[str | None]:
    return (persona for motion in alike for persona in motion.personas)


def labels_of(facts: Facts, personas: Iterable[str | None]) -> tuple[str | None, ...]:
    """What some personas are called; None is anyone else."""
    return tuple(key and facts.blueprint.name_of("personas", key) for key in personas)
