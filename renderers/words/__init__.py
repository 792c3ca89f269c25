"""The fixed words of reports, manuals and sites, and how a language writes numbers and dates.

Comes in: the language of a blueprint (a BCP 47 tag). Goes out: its words, numbers and dates. Each language is one JSON file of this folder,
key to text, found by its name; `{name}` stands for a value; what a language lacks is said in English. How numbers and dates are written
comes from CLDR by way of Babel, for any language. Deliberately absent: words that authors write, and what the checks say
(`blueprint.words`).
"""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from blueprint.values import TimeSpan, show_seconds, show_span

#: The keys of the units of time, with their seconds.
_UNITS = (
    ("unit.week", 604800),
    ("unit.day", 86400),
    ("unit.hour", 3600),
    ("unit.minute", 60),
    ("unit.second", 1),
)
_FOLDER = Path(__file__).parent
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Primary subtags of languages that are written from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
#: How many digits of a number are kept: enough for any that people write, too few for the noise of binary fractions.
_DIGITS = 10


def primary(language: str | None) -> str:
    """The first part of a language tag, in small letters: `zh` of `zh-Hans`; `en` where none is given."""
    return (language or "en").replace("_", "-").partition("-")[0].lower()


def tag(language: str | None) -> str:
    """A language as it may stand in a page's `lang`: what is no language tag says nothing, and the page speaks English then."""
    said = (language or "en").replace("_", "-")
    return said if _TAG.fullmatch(said) else "en"


def direction(language: str | None) -> str:
    """How a language is written: `ltr` or `rtl`."""
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


@cache
def languages() -> tuple[str, ...]:
    """The languages that there is a file of."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


@cache
def table(code: str) -> dict[str, str]:
    """All words of a language, by key."""
    found: dict[str, str] = json.loads((_FOLDER / f"{code}.json").read_text("utf-8"))
    return found


class Words:
    """The words of one language; English where the language has no file, or the file lacks a word."""

    def __init__(self, language: str | None) -> None:
        """`language` is the one that the blueprint names, if any."""
        self.code = primary(language) if primary(language) in languages() else "en"
        self._table = table(self.code)
        self._units = tuple((self(key), size) for key, size in _UNITS)
        self._locale = _locale(language if self.code == primary(language) else "en")

    def __call__(self, key: str, **values: object) -> str:
        """The word for a key, with its gaps filled. Raises KeyError for a key that no language has."""
        said = self._table.get(key)
        if said is None:
            said = table("en")[key]
        return said.format(**values) if values else said

    def number(self, value: float) -> str:
        """A number as the language writes it, without needless zeros, with a true minus sign."""
        kept = Decimal(f"{value:.{_DIGITS}g}")
        return format_decimal(kept, locale=self._locale, decimal_quantization=False).replace("-", "−")

    def signed(self, value: float) -> str:
        """A number with its sign: +1, 0, −2."""
        return ("+" if value > 0 else "") + self.number(value)

    def share(self, value: float) -> str:
        """A share of so many per cent."""
        kept = Decimal(f"{value:.{_DIGITS}g}") / 100
        return format_percent(kept, locale=self._locale, decimal_quantization=False).replace("-", "−")

    def seconds(self, value: float) -> str:
        """A duration in the units of the language: 45 s, 1 h 30 min."""
        return show_seconds(value, self._units)

    def span(self, span: TimeSpan) -> str:
        """A span of time: 4–9 min."""
        return show_span(span, self._units)

    def date(self, iso: str) -> str:
        """An ISO date as the language writes it: 22 Nov 2026, 2026年11月22日; anything else as it is."""
        try:
            day = datetime.date.fromisoformat(iso)
        except ValueError:
            return iso
        return format_date(day, format="medium", locale=self._locale)

    def month(self, day: datetime.date) -> str:
        """A month as the language writes it: Nov 2026, 2026年11月."""
        return format_skeleton("yMMM", day, locale=self._locale)


def _locale(language: str | None) -> Locale:
    """The locale of a tag; English where CLDR does not know it."""
    tag = (language or "en").replace("_", "-")
    # English that says nothing of a country writes dates in an order that no other language uses.
    if tag.lower() == "en":
        tag = "en-GB"
    for candidate in (tag, primary(tag)):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
