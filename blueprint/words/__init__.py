"""What the program says of files, apart from the code that says it, in every language it knows.

Comes in: a key and the values that stand in the sentence. Goes out: the sentence. Each language is one JSON file of this folder, key
to sentence; `{name}` stands for a value. A key may have a twin that ends in `.one`, said where `count` is 1. What a language lacks
is said in English. Deliberately absent: where things are said, and how (`blueprint.diagnostics`, `blueprint.cli`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

#: The languages that there is a catalogue of; the first has every sentence.
LANGUAGES = ("en", "zh")
_FOLDER = Path(__file__).parent
_GAP = re.compile(r"\{(\w+)\}")


class Spoken(Protocol):
    """A value that knows itself how it is said: a span of time, a keyword."""

    def said_in(self, language: str) -> str:
        """The words in a language of the catalogues."""
        ...


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, or a part of one, in no language yet."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return say(self)


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things in a row: `a, b and c`; the last word is the catalogue's `list.and` or `list.or`."""

    items: tuple[Value, ...]
    last: str = "and"

    def __str__(self) -> str:
        return say(self)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of blueprints, by its English spelling; each language shows its own, and a word that is none as it is."""

    english: str

    def __str__(self) -> str:
        return self.english

    def said_in(self, language: str) -> str:
        """The first spelling in a language."""
        return (
            self.english if language == LANGUAGES[0] else _spellings(language).get(self.english, self.english)
        )


#: What may stand in a sentence; a `str` is the user's own word and is not translated.
Value = str | int | float | Phrase | Listing | Spoken
#: What a diagnostic says: a plain `str` has only one language.
Text = str | Phrase


def phrase(key: str, /, **values: Value) -> Phrase:
    """A sentence of the catalogue with its values. Raises nothing: tests hold keys and values against the catalogues."""
    return Phrase(key, tuple(values.items()))


def listing(items: Iterable[Value], last: str = "and") -> Listing:
    """Several things in a row; `last` is `and`, `or`, or `comma` where no word stands before the last one."""
    return Listing(tuple(items), last)


def say(value: Value, language: str = "en") -> str:
    """A value in a language."""
    if isinstance(value, Phrase):
        return _say_phrase(value, language)
    if isinstance(value, Listing):
        return _say_listing(value, language)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return value.said_in(language)


def _say_phrase(one: Phrase, language: str) -> str:
    values = dict(one.values)
    sentence = None
    if values.get("count") == 1:
        sentence = _sentence(f"{one.key}.one", language)
    sentence = sentence or _sentence(one.key, language) or one.key
    return _GAP.sub(lambda gap: say(values.get(gap[1], gap[0]), language), sentence)


def _say_listing(one: Listing, language: str) -> str:
    said = [say(item, language) for item in one.items]
    if len(said) < 2:
        return "".join(said)
    comma, last = _sentence("list.comma", language) or ", ", _sentence(f"list.{one.last}", language) or ", "
    return comma.join(said[:-1]) + last + said[-1]


def _sentence(key: str, language: str) -> str | None:
    found = catalogue(language).get(key)
    if found is None and language != LANGUAGES[0] and not key.endswith(".one"):
        return catalogue(LANGUAGES[0]).get(key)
    return found


@cache
def _spellings(language: str) -> dict[str, str]:
    from ..grammar import keywords

    return {one.english: one.spellings[language][0] for one in keywords() if language in one.spellings}


@cache
def catalogue(language: str) -> dict[str, str]:
    """All sentences of a language, by key; of a language that is not known, none."""
    if language not in LANGUAGES:
        return {}
    # Most runs have nothing to say.
    import json

    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
