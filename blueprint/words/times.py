"""Times as people read them, in the units of their language.

Comes in: seconds or a TimeSpan, a language. Goes out: a text. Deliberately absent: numbers as the language writes them (`numbers`), for
pictures are drawn without Babel.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from ..values import TimeSpan
from .catalogues import find, set_apart

_SECONDS = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}


def show_seconds(value: float, language: str | None = "en") -> str:
    """A duration for people: `45 s`, `2 min`, `1 h 30 min`, `2 w`, `30 d`.

    At most two units are shown, rounded to the smaller one, and weeks where they are whole. `language` is a tag such as `zh-Hans`;
    one that has no units of its own gets the English ones.
    """
    return _set_apart(_seconds(value, language), language)


def show_span(span: TimeSpan, language: str | None = "en") -> str:
    """A span for people: `2 min`, `4–9 min`, `≤ 15 min`, `≥ 2 h`, `48 min (p95 3 h)`."""
    return _set_apart(_span(span, language), language)


def _seconds(value: float, language: str | None) -> str:
    units = _units(language)
    if value < 60:
        return f"{value:g} {units[-1][0]}"
    for (name, size), (lesser, small) in pairwise(units):
        if value >= size:
            whole, rest = divmod(round(value / small) * small, size)
            count = round(rest / small)
            # Nobody says 4 weeks and 2 days for 30 days.
            if count and size == _SECONDS["week"]:
                continue
            return f"{whole:g} {name}" + (f" {count} {lesser}" if count else "")
    return f"{value:g} {units[-1][0]}"


def _span(span: TimeSpan, language: str | None) -> str:
    if span.median is not None and span.p95 is not None:
        return f"{_seconds(span.median, language)} (p95 {_seconds(span.p95, language)})"
    if span.least is not None and span.most is not None:
        return _range(span.least, span.most, language)
    if span.most is not None:
        return f"≤ {_seconds(span.most, language)}"
    if span.least is not None:
        return f"≥ {_seconds(span.least, language)}"
    return _seconds(span.usual, language)


def _range(least: float, most: float, language: str | None) -> str:
    first, last = _seconds(least, language), _seconds(most, language)
    number, _, unit = first.partition(" ")
    # The unit is said once where both ends are of one and the same; `1 h 30 min–2 h 30 min` stays whole.
    if last.partition(" ")[2] == unit and " " not in unit:
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
