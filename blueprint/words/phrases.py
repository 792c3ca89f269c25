"""Messages as values, in no language until somebody reads them.

Comes in: a key and values. Goes out: a Phrase, and its sentence in a language. Deliberately absent: where and how messages are
shown (`blueprint.diagnostics`, `blueprint.cli`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

from ..lean_dataclasses import dataclass
from ..values import Duration, TimeSpan, written_duration
from .catalogues import ENGLISH, authors_word, best_language, fill, find


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, or a part of one, in no language yet."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return in_words(self)


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things in a row: `a, b and c`; the last word is the catalogue's `list.and` or `list.or`."""

    items: tuple[Value, ...]
    last: str = "and"

    def __str__(self) -> str:
        return in_words(self)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of blueprints, by its English spelling; each language shows its own; other words appear as they are."""

    english: str

    def __str__(self) -> str:
        return self.english


#: The units of durations that go with Chinese keywords, from the largest.
_UNITS = ("周", "天", "小时", "分", "秒")


class PhraseError(Exception):
    """A failure that is told by a phrase, in the language of who reads it. As a text it is English."""

    def __init__(self, statement: Text) -> None:
        super().__init__(statement)
        self.statement = statement

    def __str__(self) -> str:
        return in_words(self.statement)

    def message_in(self, language: str) -> str:
        """What has failed, in a language of the catalogues."""
        return in_words(self.statement, language)


#: What may stand in a sentence; a `str` is the user's own word and is not translated.
Value = str | int | float | Phrase | Listing | Keyword | TimeSpan | Duration
#: The text of a diagnostic; a plain `str` has only one language.
Text = str | Phrase


def phrase(key: str, /, **values: Value) -> Phrase:
    """A sentence of the catalogue with its values. Raises nothing: tests hold keys and values against the catalogues."""
    return Phrase(key, tuple(values.items()))


def listing(items: Iterable[Value], last: str = "and") -> Listing:
    """Several things in a row; `last` is `and`, `or`, or `comma` where no word stands before the last one."""
    return Listing(tuple(items), last)


def in_words(value: Value, language: str = ENGLISH) -> str:
    """A value in a language."""
    match value:
        case str():
            return value
        case Phrase():
            return _phrase_in_words(value, language)
        case Listing():
            return _listing_in_words(value, language)
        case Keyword():
            return _spellings(language).get(value.english, value.english)
        case TimeSpan() | Duration():
            return _time_in_words(value, language)
        case float():
            return f"{value:g}"
    return str(value)


def _phrase_in_words(other: Phrase, language: str) -> str:
    values = dict(other.values)
    found = find(other.key, language, values.get("count"))
    if found is None:
        return fill(other.key, values, partial(in_words, language=language))
    # Values are put in the sentence's language, which is English where the reader's has no such sentence.
    return fill(found.text, values, partial(in_words, language=found.language))


def _time_in_words(value: TimeSpan | Duration, language: str) -> str:
    # Imported late: few messages have a time.
    from .times import show_seconds, show_span

    if isinstance(value, Duration) and value.is_typed:
        return written_duration(value.seconds, value.unit, _UNITS if _spellings(language) else "wdhms")
    if isinstance(value, Duration):
        return show_seconds(value.seconds, language, value.unit)
    return show_span(value, language)


def _listing_in_words(other: Listing, language: str) -> str:
    texts = [in_words(item, language) for item in other.items]
    if len(texts) < 2:
        return "".join(texts)
    comma, last = (in_words(Phrase(f"list.{name}"), language) for name in ("comma", other.last))
    return comma.join(texts[:-1]) + last + texts[-1]


@cache
def _spellings(language: str) -> dict[str, str]:
    """The first spelling of each keyword in a language; English for languages without keywords, such as Chinese in traditional
    characters."""
    own = best_language(language)
    if own == ENGLISH:
        return {}
    from ..grammar import keywords

    author = authors_word(own)
    spelt = {keyword.english: keyword.spellings.get(own.partition("-x-")[0], ()) for keyword in keywords()}
    return {
        english: author if author and author in every else every[0]
        for english, every in spelt.items()
        if every
    }
