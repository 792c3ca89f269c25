"""Axes of time for charts: where the ticks stand.

Comes in: seconds. Goes out: ticks at round times, in words of the reader's language. Deliberately absent: calendars; a day is 24 hours.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..charts import Tick
from .wording import Wording

_MINUTE, _HOUR, _DAY, _WEEK = 60.0, 3600.0, 86400.0, 604800.0
#: Distances of ticks that people count in.
_DISTANCES = (
    0.1, 0.5, 1, 2, 5, 10, 15, 30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE,
    _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, _WEEK, 2 * _WEEK, 4 * _WEEK, 13 * _WEEK,
    26 * _WEEK, 52 * _WEEK,
)  # fmt: skip
#: Ticks of a logarithmic axis, each a few times the one before.
_STAIRS = (
    0.1, 1, 10, _MINUTE, 10 * _MINUTE, _HOUR, 6 * _HOUR, _DAY, _WEEK, 4 * _WEEK, 13 * _WEEK, 52 * _WEEK, 520 * _WEEK,
)  # fmt: skip
#: How many distances an axis has at the most.
_MOST = 6
#: From that many times the least value on, the greatest one would leave nothing of it to be seen on an even axis.
_FAR_APART = 60


class Axis(NamedTuple):
    """What a timeline of some values stands on; its title says when equal lengths are no equal times."""

    title: str
    ticks: tuple[Tick, ...]
    logarithmic: bool


def axis(wording: Wording, title: str, values: Collection[float]) -> Axis:
    """An even axis, or a logarithmic one where only that shows all values, which are more than nothing; there may be none."""
    if _are_far_apart(values):
        return Axis(
            wording.words.dotted((title, wording.words("axis.logarithmic"))), _stairs(wording, values), True
        )
    return Axis(title, ticks(wording, max(values, default=1)), False)


def ticks(wording: Wording, most: float) -> tuple[Tick, ...]:
    """An even axis from 0 to the first round time that is not less than `most`."""
    apart = next((value for value in _DISTANCES if most <= value * _MOST), _DISTANCES[-1])
    while most > apart * _MOST:
        apart *= 2
    count = max(1, -int(-most // apart))
    return tuple(Tick(at=number * apart, text=wording.seconds(number * apart)) for number in range(count + 1))


def _stairs(wording: Wording, values: Collection[float]) -> tuple[Tick, ...]:
    """A logarithmic axis from 0 over the stair below the least of some values to the one above the greatest."""
    least, most = _ends(values)
    first = max((number for number, value in enumerate(_STAIRS) if value <= least), default=0)
    last = next((number for number, value in enumerate(_STAIRS) if value >= most), len(_STAIRS) - 1)
    found = [*_STAIRS[first : last + 1]]
    if most > _STAIRS[-1]:
        found.append(most)
    return tuple(Tick(at=value, text=wording.seconds(value)) for value in (0.0, *found))


def _are_far_apart(values: Collection[float]) -> bool:
    """Whether only a logarithmic axis shows them all."""
    least, most = _ends(values)
    return most > _FAR_APART * least


def _ends(values: Collection[float]) -> tuple[float, float]:
    """The least and the greatest of the values that are more than nothing."""
    some = [value for value in values if value > 0]
    return (min(some), max(some)) if some else (1.0, 1.0)
