"""How a language writes numbers and dates, from CLDR by way of Babel, for any language.

Comes in: a language tag. Goes out: texts. Babel takes 40 ms to import, so this module is imported only when a number is needed.
Deliberately absent: words.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

#: How many digits of a number are kept: enough for what people write, too few for binary rounding errors.
_DIGITS = 10


class Numbers:
    """The numbers and dates of one language."""

    def __init__(self, language: str | None) -> None:
        """English where CLDR does not know the language."""
        self._locale = _locale(language)
        #: A page has the same few numbers many times, and Babel takes its time for each.
        self._shares: dict[float, str] = {}

    def number(self, value: float) -> str:
        """A number without needless zeros, with a true minus sign."""
        kept = Decimal(f"{value:.{_DIGITS}g}")
        return format_decimal(kept, locale=self._locale, decimal_quantization=False).replace("-", "−")

    def share(self, value: float) -> str:
        """A share of so many per cent."""
        if value not in self._shares:
            kept = Decimal(f"{value:.{_DIGITS}g}") / 100
            text = format_percent(kept, locale=self._locale, decimal_quantization=False)
            self._shares[value] = text.replace("-", "−")
        return self._shares[value]

    def date(self, iso: str) -> str:
        """An ISO date: 22 Nov 2026, 2026年11月22日; anything else as it is."""
        try:
            day = datetime.date.fromisoformat(iso)
        except ValueError:
            return iso
        return format_date(day, format="medium", locale=self._locale)

    def month(self, day: datetime.date) -> str:
        """A month: Nov 2026, 2026年11月."""
        return format_skeleton("yMMM", day, locale=self._locale)


def _locale(language: str | None) -> Locale:
    """The locale of a tag; English where CLDR does not know it."""
    tag = (language or "en").replace("_", "-")
    # English without a country has the American order of dates, which is unusual elsewhere.
    if tag.lower() == "en":
        tag = "en-GB"
    for candidate in (tag, tag.partition("-")[0].lower()):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
