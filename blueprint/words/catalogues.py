"""The catalogues: which there are, which fits a reader best, and the text of a key.

Comes in: a language tag (BCP 47, or a locale such as `zh_CN.UTF-8`), a key. Goes out: a text with its gaps, and the language that it is
in. Each language is one JSON file of this folder, key to text, found by its name and read when it is first needed; a text of many
lines may be a list of them. Deliberately absent: what fills the gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from . import bidi
from .bidi import Direction

_Value = TypeVar("_Value")
_GAP = re.compile(r"\{(\w+)\}")
_FOLDER = Path(__file__).parent
#: The language that has every text.
ENGLISH = "en"
#: The languages that have a file, English first.
LANGUAGES = (
    ENGLISH,
    *sorted({path.stem for path in _FOLDER.iterdir() if path.suffix == ".json"} - {ENGLISH}),
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Languages, and scripts of others, that are written from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "arab", "hebr", "thaa"})
#: Behind it a tag has the number of the author's word for customers (`customers`).
_PRIVATE = "-x-"
#: Regions where Chinese is written in traditional characters, though the tag does not say so.
_TRADITIONAL = frozenset({"tw", "hk", "mo"})


class Found(NamedTuple):
    """A text of a catalogue, and the language that it is in."""

    text: str
    language: str


# ── tags ────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def match(tag: str | None) -> str | None:
    """The catalogue for a language tag: its own, else that of the tag with parts left out at its end; None where there is none."""
    base, private, own = (tag or "").partition(_PRIVATE)
    known = {language.lower(): language for language in LANGUAGES}
    found = next((known[key] for key in narrowing(base) if key in known), None)
    return f"{found}{_PRIVATE}{own}" if found and private else found


def best_language(tag: str | None) -> str:
    """The catalogue for a language tag; English where none suits."""
    return match(tag) or ENGLISH


def narrowing(tag: str | None) -> list[str]:
    """`zh-hant-tw`, `zh-hant`, `zh`: a tag, and ever more general ones."""
    parts = re.split("[.@]", tag or "")[0].replace("_", "-").lower().split("-")
    if parts[0] == "zh" and parts[-1] in _TRADITIONAL and "hant" not in parts:
        parts.insert(1, "hant")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def language_tag(language: str | None) -> str:
    """A language as it may stand in a page's `lang`: English for what is not a language tag."""
    written = (language or ENGLISH).replace("_", "-")
    return written if _TAG.fullmatch(written) else ENGLISH


@cache
def script_direction(language: str | None) -> Direction:
    """How a language is written: `ltr` or `rtl`."""
    first, *others = (language or ENGLISH).replace("_", "-").lower().split("-")
    # A script in the tag decides before the language.
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return "rtl" if (scripts or [first])[0] in _RIGHT_TO_LEFT else "ltr"


# ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of a language, by key; of a language that has no file, none."""
    if own := authors_word(language):
        base = catalogue(language.partition(_PRIVATE)[0])
        usual = base["customer.words"].partition("\n")[0]
        return {
            key: text if key == "customer.words" else text.replace(usual, own) for key, text in base.items()
        }
    if language not in LANGUAGES:
        return {}
    # Imported late: some runs print nothing.
    import json

    found: dict[str, str | list[str]] = json.loads((_FOLDER / f"{language}.json").read_bytes())
    return {key: text if isinstance(text, str) else "\n".join(text) for key, text in found.items()}


def authors_word(language: str | None) -> str | None:
    """The word for customers that a tag asks for in place of the usual one, if any."""
    base, _, number = (language or "").partition(_PRIVATE)
    found = match(base) if number.isdecimal() else None
    if found is None:
        return None
    words = catalogue(found).get("customer.words", "").split("\n")
    return words[int(number)] if 0 < int(number) < len(words) else None


@cache
def _chain(language: str | None) -> tuple[str, ...]:
    """The catalogues in which a text is looked for: the best one, those of more general tags, English."""
    found = (match(text) for text in narrowing(language))
    return tuple(dict.fromkeys([*(text for text in found if text), ENGLISH]))


def find(key: str, language: str | None, count: object = None) -> Found | None:
    """The text of a key for a reader; None where no catalogue that suits them has it.

    What an area lacks is looked for among the terms: `report.owner` may stand there as `term.owner`; English decides. A twin for the
    number `count` goes before the text itself.
    """
    return _find(key, language, count if isinstance(count, int) else None)


@cache
def _find(key: str, language: str | None, count: int | None) -> Found | None:
    key = _settled(key)
    for other in _chain(language):
        texts = catalogue(other)
        text = texts.get(f"{key}.{_category(other, count)}") if count is not None else None
        text = text if text is not None else texts.get(key)
        if text is not None:
            return Found(text, other)
    return None


def spoken_in(key: str, language: str | None) -> str:
    """The language that a reader gets a text in: their own, or the one fallen back to."""
    found = find(key, language)
    return found.language if found else ENGLISH


def _settled(key: str) -> str:
    english = catalogue(ENGLISH)
    if key in english:
        return key
    shared = f"term.{key.partition('.')[2]}"
    return shared if shared in english else key


def _category(language: str, count: int) -> str:
    # Few texts have numbers.
    from .plurals import category

    return category(language, count)


def word(key: str, language: str | None, /, **values: object) -> str:
    """The text of a key, with its gaps filled; without values they are left. Raises KeyError for a key that no catalogue has."""
    found = find(key, language, values.get("count"))
    if found is None:
        raise KeyError(key)
    return set_apart(filled(found, values, language) if values else found.text, found, language)


def set_apart(text: str, found: Found, language: str | None) -> str:
    """A text from the catalogue, between isolates where it runs in the other direction than the reader's language: `5 min` in a
    line of Arabic. Signs such as commas have no direction of their own.

    Messages are not set apart: each has a line of its own, and terminals get no characters that reorder text.
    """
    way = script_direction(found.language)
    if not _has_words(found):
        return bidi.merged(text)
    if way == script_direction(language):
        return bidi.led(text, way)
    return bidi.set_apart(text, way)


# ── gaps ────────────────────────────────────────────────────────────────────────────────────────────────────


def gaps(text: str) -> set[str]:
    """The names of the values that a text needs."""
    return set(_GAP.findall(text))


@cache
def _has_words(found: Found) -> bool:
    return any(map(str.isalpha, _GAP.sub("", found.text)))


def filled(found: Found, values: Mapping[str, object], language: str | None) -> str:
    """A text of a catalogue with its values, those set apart that run the other way than its words, or than the reader's if it has none."""
    way = script_direction(found.language if _has_words(found) else language)
    return fill(found.text, values, lambda value: bidi.isolated(str(value), way))


def fill(text: str, values: Mapping[str, _Value], written: Callable[[_Value], str]) -> str:
    """The text with its values as they are written; a gap without a value is left, and gaps in values are not filled."""
    return _GAP.sub(lambda gap: written(values[gap[1]]) if gap[1] in values else gap[0], text)
