"""Lead times in words, where there is no room for more than a line or two.

Comes in: a LeadTime and the words of a language. Goes out: the time of the usual way, and what has to be said of it. Deliberately absent:
targets, and the ways themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from blueprint.analysis.motion.lead_times import LeadTime
from blueprint.words.labels import Words


def usual(words: Words, time: LeadTime) -> str:
    """How long the usual way takes; where nothing on it has a time, that."""
    if time.says_nothing:
        return words("term.lead.untimed.all")
    return words.extent(time.usual, time.low, math.inf if time.high is None else time.high, time.unit)


def remarks(words: Words, time: LeadTime) -> Iterator[str]:
    """The mean, or between what it lies; and how many actions have no time."""
    if time.mean is not None:
        high = math.inf if time.is_at_least else time.mean
        mean = words.extent(time.mean, time.mean, high, time.unit)
        yield (
            words("term.lead.mean", time=mean)
            if time.error is None
            else words("term.lead.mean.sampled", time=mean, error=words.seconds(time.error, time.unit))
        )
    if time.shortest is not None:
        least = words.seconds(time.shortest, time.unit)
        if time.longest is None or time.is_at_least:
            yield words("term.ladder.unshared.least", time=least)
        else:
            most = words.seconds(time.longest, time.unit)
            yield words("term.ladder.unshared", time=words("term.ladder.range", least=least, most=most))
    if time.untimed and not time.says_nothing:
        yield words("term.ladder.untimed", count=time.untimed, all=time.actions)


def for_whom(words: Words, personas: tuple[str | None, ...]) -> str:
    """The labels of some personas in a row; empty for all."""
    return words("term.comma").join(
        words("term.ladder.anyone") if label is None else label for label in personas
    )
