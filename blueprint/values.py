"""Values that mean the same in the text and in the model: spans of time.

Comes in and goes out: numbers of seconds. Deliberately absent: calendars and office hours; a day is 24 hours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from .lean_dataclasses import dataclass

_SECONDS = {
    "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800,
    "秒": 1, "分": 60, "分钟": 60, "小时": 3600, "天": 86400, "周": 604800,
}  # fmt: skip
#: The largest unit of a number of which nobody says in which units it was written.
DAY = 86400.0
_PART = re.compile(r"(\d+(?:\.\d+)?)(分钟|小时|[smhdw秒分天周])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A span of time in seconds: one value, a range with or without a usual value, or a median with a 95th percentile.

    `unit` is the seconds of the largest unit that was written (a week: 604800): how people read it, no part of the value.
    """

    least: float | None = None
    usual_value: float | None = None
    most: float | None = None
    median: float | None = None
    p95: float | None = None
    unit: float = field(default=DAY, compare=False)

    @property
    def usual(self) -> float:
        """The value to calculate with: the middle number or the median, else the mean of the ends, else the only end."""
        for value in (self.usual_value, self.median):
            if value is not None:
                return value
        ends = [value for value in (self.least, self.most) if value is not None]
        return sum(ends) / len(ends)

    @property
    def is_maximum(self) -> bool:
        """Whether only the most is known (`..15m`), which tells nothing about the usual value."""
        return self.numbers == (self.most,)

    @property
    def longest(self) -> float:
        """The largest value in the span."""
        return max(
            value
            for value in (self.least, self.usual_value, self.most, self.median, self.p95)
            if value is not None
        )

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values as written, which must rise from left to right."""
        every = (self.least, self.median, self.usual_value, self.most, self.p95)
        return tuple(value for value in every if value is not None)


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of seconds that stands in a message, and the seconds of the largest unit in which it is to be read.

    `is_typed`: it is shown as a file says it, for somebody to type.
    """

    seconds: float
    unit: float = DAY
    is_typed: bool = False


def seconds(text: str) -> float:
    """The seconds of a duration as the lexer reads it: `90s`, `1h30m`, `2小时`."""
    return sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text))


def largest_unit(text: str) -> float:
    """The seconds of the largest unit of a duration as the lexer reads it: 3600 of `1h30m`."""
    return float(max(_SECONDS[unit] for _, unit in _PART.findall(text)))


def written_duration(value: float, unit: float, units: Sequence[str] = "wdhms") -> str:
    """Whole seconds as a file says them: `90s`, `1h30m`. `unit`: the seconds of the largest unit; `units`: all, from the largest."""
    parts, rest = "", round(value)
    for name in units:
        size = int(_SECONDS[name])
        if size <= unit or size == 1:
            count, rest = divmod(rest, size)
            parts += f"{count}{name}" if count else ""
    return parts or f"0{units[-1]}"
