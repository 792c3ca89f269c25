"""Values that mean the same in the text and in the model: spans of time.

Comes in and goes out: numbers of seconds. Deliberately absent: calendars and office hours; a day is 24 hours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_SECONDS = {
    "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800,
    "秒": 1, "分": 60, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800,
}  # fmt: skip
_PART = re.compile(r"(\d+(?:\.\d+)?)(分钟|小时|[smhdw秒分天周])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A span of time in seconds: one value, a range with or without a usual value, or a median with a 95th percentile."""

    least: float | None = None
    usual_value: float | None = None
    most: float | None = None
    median: float | None = None
    p95: float | None = None

    @property
    def usual(self) -> float:
        """The value to reckon with: the middle number or the median, else the mean of the ends, else the only end."""
        for value in (self.usual_value, self.median):
            if value is not None:
                return value
        ends = [value for value in (self.least, self.most) if value is not None]
        return sum(ends) / len(ends)

    @property
    def is_maximum(self) -> bool:
        """Whether only the most is known (`..15m`), which says nothing of what is usual."""
        return self.numbers == (self.most,)

    @property
    def longest(self) -> float:
        """The largest value that the span speaks of."""
        return max(
            value
            for value in (self.least, self.usual_value, self.most, self.median, self.p95)
            if value is not None
        )

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values as written, which are to rise from left to right."""
        every = (self.least, self.median, self.usual_value, self.most, self.p95)
        return tuple(value for value in every if value is not None)

    def said_in(self, language: str) -> str:
        """As it stands in a message."""
        return show_span(self, language)


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of seconds that stands in a message."""

    seconds: float

    def said_in(self, language: str) -> str:
        """As it stands in a message."""
        return show_seconds(self.seconds, language)


def seconds(text: str) -> float:
    """The seconds of a duration as the lexer reads it: `90s`, `1h30m`, `2小时`."""
    return sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text))


#: Units of time with their seconds, from large to small; the last one is the second.
Units = tuple[tuple[str, int], ...]
#: The units that people read, by the primary subtag of the language.
_UNITS: dict[str, Units] = {
    "en": (("w", 604800), ("d", 86400), ("h", 3600), ("min", 60), ("s", 1)),
    "zh": (("周", 604800), ("天", 86400), ("小时", 3600), ("分钟", 60), ("秒", 1)),
}


def show_seconds(value: float, language: str | Units = "en") -> str:
    """A duration for people: `45 s`, `2 min`, `1 h 30 min`, `2 d`.

    At most two units are shown, rounded to the smaller one. `language` is a tag such as `zh-Hans`; one that
    has no units of its own gets the English ones. The units themselves may stand in its place.
    """
    units = _units(language)
    if value < 60:
        return f"{value:g} {units[-1][0]}"
    for (name, size), (lesser, small) in pairwise(units):
        if value >= size:
            whole, rest = divmod(round(value / small) * small, size)
            count = round(rest / small)
            return f"{whole:g} {name}" + (f" {count} {lesser}" if count else "")
    return f"{value:g} {units[-1][0]}"


def _units(language: str | Units) -> Units:
    if not isinstance(language, str):
        return language
    return _UNITS.get(language.partition("-")[0].lower(), _UNITS["en"])


def show_span(span: TimeSpan, language: str | Units = "en") -> str:
    """A span for people: `2 min`, `4–9 min`, `≤ 15 min`, `≥ 2 h`, `48 min (p95 3 h)`."""
    if span.median is not None and span.p95 is not None:
        return f"{show_seconds(span.median, language)} (p95 {show_seconds(span.p95, language)})"
    if span.least is not None and span.most is not None:
        return _show_range(span.least, span.most, language)
    if span.most is not None:
        return f"≤ {show_seconds(span.most, language)}"
    if span.least is not None:
        return f"≥ {show_seconds(span.least, language)}"
    return show_seconds(span.usual, language)


def _show_range(least: float, most: float, language: str | Units) -> str:
    first, last = show_seconds(least, language), show_seconds(most, language)
    number, _, unit = first.partition(" ")
    # The unit is said once where both ends are of one and the same; `1 h 30 min–2 h 30 min` stays whole.
    if last.partition(" ")[2] == unit and " " not in unit:
        first = number
    return f"{first}–{last}"
