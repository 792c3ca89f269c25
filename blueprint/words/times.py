"""Times as people read them, in the units of their language.

Comes in: seconds or a TimeSpan, a language. Goes out: a text. Deliberately absent: numbers as the language writes them (`numbers`), for
pictures are drawn without Babel.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from ..values import DAY, TimeSpan
from .catalogues import find, set_apart

_SECONDS = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
#: A number that needs no more units than these is shown whole; another is rounded to two.
_MOST_UNITS = 3


def show_seconds(value: float, language: str | None = "en", unit: float = DAY) -> str:
    """A duration for people: `45 s`, `2 min`, `1 h 30 min`, `2 d 1 h 2 min`, `30 d`.

    `unit`: the seconds of the largest unit to be used, which is the largest one that its author wrote: 24 hours are not a day, and
    30 days not 4 weeks and 2 days. What needs more than three units is rounded to two, half up. `language` is a tag such as
    `zh-Hans`; one that has no units of its own gets the English ones.
    """
    return _set_apart(_seconds(value, language, unit), language)


def show_span(span: TimeSpan, language: str | None = "en") -> str:
    """A span for people, in its author's unit: `2 min`, `4–9 min`, `≤ 15 min`, `≥ 2 h`, `48 min (p95 3 h)`."""
    return _set_apart(_span(span, language), language)


def show_extent(usual: float, low: float, high: float, language: str | None = "en", unit: float = DAY) -> str:
    """A sum of spans for people: `34 min`, `≤ 16 min`, `≥ 2 h`, `14–30 d` where the usual value lies in the middle, `20 min (15–40 min)`.

    In seconds; `high` is infinite where nobody says.
    """
    return _set_apart(_extent(usual, low, high, language, unit), language)


def _extent(usual: float, low: float, high: float, language: str | None, unit: float) -> str:
    text = _seconds(usual, language, unit)
    if math.isinf(high):
        least = f"≥ {_seconds(low, language, unit)}"
        return least if low == usual else f"{text} ({least})"
    if low == high:
        return text
    if high == usual:
        return f"≤ {text}"
    both = _range(low, high, language, unit)
    return both if math.isclose(usual * 2, low + high) else f"{text} ({both})"


def _seconds(value: float, language: str | None, unit: float) -> str:
    units = [(name, size) for name, size in _units(language) if size <= max(unit, _SECONDS["hour"])]
    value = _half_up(value, 1) if value >= _SECONDS["minute"] else _half_up(value * 10, 1) / 10
    first = next((place for place, (_, size) in enumerate(units) if value >= size), len(units) - 1)
    if first == len(units) - 1:
        return f"{value:g} {units[-1][0]}"
    parts = _split(value, units[first:])
    if len(parts) > _MOST_UNITS:
        parts = _split(_half_up(value, units[first + 1][1]), units)
    return " ".join(f"{count} {name}" for count, name in parts)


def _half_up(value: float, size: float) -> float:
    # What is half but for the last bit of a float is half.
    return math.floor(value / size + 0.5 + 1e-9) * size


def _split(value: float, units: Iterable[tuple[str, int]]) -> list[tuple[int, str]]:
    parts, rest = [], round(value)
    for name, size in units:
        count, rest = divmod(rest, size)
        if count:
            parts.append((count, name))
    return parts


def _span(span: TimeSpan, language: str | None) -> str:
    if span.median is not None and span.p95 is not None:
        return f"{_seconds(span.median, language, span.unit)} (p95 {_seconds(span.p95, language, span.unit)})"
    if span.least is not None and span.most is not None:
        return _range(span.least, span.most, language, span.unit)
    if span.most is not None:
        return f"≤ {_seconds(span.most, language, span.unit)}"
    if span.least is not None:
        return f"≥ {_seconds(span.least, language, span.unit)}"
    return _seconds(span.usual, language, span.unit)


def _range(least: float, most: float, language: str | None, unit: float) -> str:
    first, last = _seconds(least, language, unit), _seconds(most, language, unit)
    number, _, name = first.partition(" ")
    # The unit is said once where both ends are of one and the same; `1 h 30 min–2 h 30 min` stays whole.
    if last.partition(" ")[2] == name and " " not in name:
        first = number
    return f"{first}–{last}"


def _set_apart(text: str, language: str | None) -> str:
    unit = find("unit.minute", language)
    return set_apart(text, unit, language) if unit else text


@cache
def _units(language: str | None) -> tuple[tuple[str, int], ...]:
    """The units with their seconds, from large to small."""
    found = ((find(f"unit.{unit}", language), size) for unit, size in _SECONDS.items())
    return tuple((found.text if found else "", size) for found, size in found)
