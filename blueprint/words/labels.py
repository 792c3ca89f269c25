"""The words of pictures and pages, in the language of a blueprint.

Comes in: a language tag, keys, values. Goes out: texts, times, numbers, dates. Deliberately absent: words that authors write, and
messages (`phrases`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..values import DAY, TimeSpan
from . import bidi
from .catalogues import ENGLISH, best_language, filled, find, match, script_direction, set_apart
from .times import show_extent, show_seconds, show_span

if TYPE_CHECKING:
    import datetime

    from .numbers import Numbers


class Words:
    """The words of one language; English where it has no catalogue, or that lacks a text."""

    def __init__(self, language: str | None, area: str = "term", *, is_plain: bool = False) -> None:
        """`language` is the blueprint's, if it has one; keys are looked for in `area`.

        `is_plain` is for terminals and text tables: no isolates there.
        """
        self.code = best_language(language)
        self._language = language
        self._area = area
        self._finished = bidi.without_isolates if is_plain else str
        self.direction = script_direction(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key of the area, of the terms, or of any area by its whole key, with its gaps filled."""
        for whole in (f"{self._area}.{key}", key):
            if (found := find(whole, self._language, values.get("count"))) is not None:
                text = filled(found, values, self._language) if values else found.text
                return self._finished(set_apart(text, found, self._language))
        raise KeyError(key)

    def together(self, texts: Sequence[str]) -> str:
        """Those who do something together: a, b and c."""
        if len(texts) < 2:
            return "".join(texts)
        apart = [self.apart(text) for text in texts]
        return self("list.comma").join(apart[:-1]) + self("list.and") + apart[-1]

    def joined(self, texts: Iterable[str], between: str) -> str:
        """Texts in a row with something between them, those set apart that run the other way than the language."""
        return self._finished(bidi.joined(texts, between, self.direction))

    @property
    def arrow(self) -> str:
        """An arrow that points to what is read next."""
        return "←" if self.direction == "rtl" else "→"

    def dotted(self, texts: Iterable[str | None]) -> str:
        """Texts in a row that have little to do with each other, empty ones left out: a · b."""
        return self.joined([text for text in texts if text], " · ")

    def listed(self, texts: Iterable[str]) -> str:
        """Texts in a row: a, b, c."""
        return self.joined(texts, self("list.comma"))

    def apart(self, text: str) -> str:
        """A text among others, set apart if it runs the other way than the language."""
        return self._finished(bidi.isolated(text, self.direction))

    def seconds(self, value: float, unit: float = DAY) -> str:
        """A duration in the units of the language, none larger than `unit` (seconds): 45 s, 1 h 30 min."""
        return self._finished(show_seconds(value, self._language, unit))

    def extent(self, usual: float, low: float, high: float, unit: float = DAY) -> str:
        """A sum of spans of time, in seconds: 34 min, ≤ 16 min, 20 min (15–40 min)."""
        return self._finished(show_extent(usual, low, high, self._language, unit))

    def span(self, span: TimeSpan) -> str:
        """A span of time: 4–9 min."""
        return self._finished(show_span(span, self._language))

    # ── as the language writes them ───────────────────────────────────────────────────────────────────────

    @cached_property
    def _numbers(self) -> Numbers:
        from .numbers import Numbers

        # English words go with English numbers.
        return Numbers((self._language or ENGLISH).partition("-x-")[0] if match(self._language) else ENGLISH)

    def number(self, value: float) -> str:
        """A number as the language writes it, without needless zeros, with a true minus sign."""
        return self._as_one(self._numbers.number(value))

    def signed(self, value: float) -> str:
        """A number with its sign: +1, 0, −2."""
        return self._as_one("+" + self._numbers.number(value)) if value > 0 else self.number(value)

    def _as_one(self, number: str) -> str:
        """A number whose sign stays in front of it, where the language would put it behind."""
        is_signed = self.direction == "rtl" and number[:1] in ("+", "−", "-")
        return self._finished(bidi.set_apart(number, "ltr")) if is_signed else number

    def share(self, value: float) -> str:
        """A share of so many per cent."""
        return self._numbers.share(value)

    def date(self, iso: str) -> str:
        """An ISO date as the language writes it: 22 Nov 2026, 2026年11月22日; anything else as it is."""
        return self._numbers.date(iso)

    def month(self, day: datetime.date) -> str:
        """A month as the language writes it: Nov 2026, 2026年11月."""
        return self._numbers.month(day)
