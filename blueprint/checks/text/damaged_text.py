"""Damaged or invisible characters.

## What it finds

In the file itself, comments aside:

- the replacement character U+FFFD, and what becomes of it: 锟斤拷;
- UTF-8 that was read as Western European, such as "Ã¤" for "ä" or "â€™" for "’";
- characters for private use, which look different with every font or not at all;
- invisible characters: zero-width spaces and joiners, byte-order marks, stray variation selectors and marks
  that turn the direction of writing around.

Joiners in scripts that are written with them, and in emoji, are sound, and so are zero-width spaces in scripts
without blanks between words. One finding per kind.

## Why it matters

Customers and managers see the damage in the picture. Invisible characters do more harm: two names look the same
but are not, and a search finds only one of them.

## Bad

    blueprint archive "Ask the archive"

    step ask "Ask" {
      evidence "Reading room"
      customer ask "Asks for a file"
      <-> frontstage "Looks it up in the catalogue of MÃ¼nchen"
    }

## Good

    blueprint archive "Ask the archive"

    step ask "Ask" {
      evidence "Reading room"
      customer ask "Asks for a file"
      <-> frontstage "Looks it up in the catalogue of München"
    }

## Source

The Unicode Standard, chapter 23 (special areas and format characters); Unicode Technical Report 36, security
considerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Edit, Label
from ...source import Source, Span
from ...words import Phrase, phrase
from ..rule import finding

CODE = "BP803"

_SUSPECT = re.compile(
    r"(?P<comment>^[^\S\n]*\#.*)"
    r"|(?P<lost>\ufffd+|(?:锟斤拷|锟斤)+)"
    r"|(?P<private>[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+)"
    r"|(?P<hidden>[\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\u202a-\u202e\u2066-\u2069])"
    # What the first byte of two or three becomes, and what its followers do, in Windows-1252.
    r"|(?P<misread>[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    r"|[à-ï][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2})",
    re.MULTILINE,
)
#: Marks that may follow a word of themselves: they prove nothing.
_PUNCTUATION = frozenset("‘’“”‹›«»„‚…–—\xa0·")
#: Scripts without blanks between words: Thai, Lao, Tibetan, Myanmar, Khmer.
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_PLAIN = re.compile(r"[\s\"'“”「」0-9A-Za-z\u00c0-\u024f]")
#: Compiled when something seems misread: it takes as long as several rules.
_PLAUSIBLE = (
    r"[\xa0-\xff\u2010-\u2122\u3000-\u9fff\uac00-\ud7af\uff00-\uffef\ufeff\u0e00-\u0eff\u0900-\u097f]"
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the damaged places, kind by kind."""
    found: dict[str, list[Span]] = {}
    for kind, span in _damage(facts.blueprint.span.source):
        found.setdefault(kind, []).append(span)
    for kind, spans in found.items():
        labels = [Label(span, phrase("BP803.label")) for span in spans[1:]]
        cure = phrase(f"BP803.{kind}.cure")
        yield finding(CODE, spans[0], _said(kind, spans[0]), cure, labels, _fix(kind, spans))


def _fix(kind: str, spans: list[Span]) -> list[Edit]:
    """Invisible characters can be removed, misread ones restored; lost ones only the author knows."""
    if kind == "hidden":
        return [Edit(span, "") for span in spans]
    if kind == "misread":
        return [Edit(span, _meant(span.text) or span.text) for span in spans]
    return []


def _said(kind: str, span: Span) -> Phrase:
    if kind == "misread":
        return phrase("BP803.misread", text=span.text, meant=_meant(span.text) or "")
    return phrase(f"BP803.{kind}", codes=" ".join(f"U+{ord(char):04X}" for char in span.text[:3]))


def _damage(source: Source) -> Iterator[tuple[str, Span]]:
    text = source.text
    if text.isascii():
        return
    for match in _SUSPECT.finditer(text):
        kind, (start, end) = str(match.lastgroup), match.span()
        before = text[start - 1] if start else ""
        if kind == "misread" and not _is_misread(match[0], before):
            continue
        if kind == "hidden" and not _is_astray(match[0], before, text[end : end + 1], start):
            continue
        if kind != "comment":
            yield kind, Span(source, start, end)


def _is_misread(text: str, before: str) -> bool:
    """Whether two or three characters are one that was read wrongly, and not the end of a word in quotation marks."""
    if all(char in _PUNCTUATION for char in text[1:]) and before.isalpha():
        return False
    return _meant(text) is not None


def _meant(text: str) -> str | None:
    """The character that Windows-1252 made these of, where it is one that people write."""
    try:
        # Five bytes are nothing in Windows-1252; programs keep them as they are.
        raw = b"".join(char.encode("latin-1" if char < "\xa0" else "cp1252") for char in text)
        meant = raw.decode("utf-8")
    except UnicodeError:
        return None
    return meant if len(meant) == 1 and re.match(_PLAUSIBLE, meant) else None


def _is_astray(char: str, before: str, after: str, start: int) -> bool:
    """Whether an invisible character does not belong where it stands."""
    if char == "\ufeff":
        return start > 0
    if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return char in "\u202d\u202e"
    if char in "\u200b\u2060":
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    if char in "\u200c\u200d":
        return bool(_PLAIN.match(before) or not before) or bool(_is_han(before) and _is_han(after))
    # A selector makes a key cap after a digit, and has no effect after a letter.
    return not before or bool(_PLAIN.match(before) and not before.isdigit())


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
