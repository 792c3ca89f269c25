"""Texts that run both ways: which way a text runs, and what sets a part of it apart from the letters around it.

Comes in: texts of authors and of catalogues. Goes out: the same texts, with invisible isolates (Unicode, UAX 9) where letters of the
other direction would otherwise draw their neighbours to the wrong side: `5 min`, a name in English in a sentence in Arabic. A text of
one direction comes out as it went in. Deliberately absent: markup; pages have `<bdi>` and style sheets, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

#: From left to right, or from right to left.
Direction = Literal["ltr", "rtl"]

#: What sets a text apart: one that runs from left to right, from right to left, or as its own first letter does; and its end.
_ISOLATES: dict[Direction, str] = {"ltr": "\u2066", "rtl": "\u2067"}
_OWN = "\u2068"
_END = "\u2069"
_STARTS = frozenset((*_ISOLATES.values(), _OWN))
_ENDS = frozenset(_END)
#: Letters that nobody sees, and that run in a direction.
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_INVISIBLE = dict.fromkeys(map(ord, (*_STARTS, _END, *_MARKS.values())))
_NOTHING: frozenset[str] = frozenset()
#: Letters of scripts that are written from right to left, and the forms that Arabic letters have beside each other.
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
#: A number with its unit in Latin letters: 10 min, 3–4 h, 250ml.
_MEASURE = re.compile(
    "(?<![\\w\u2066-\u2068.,:/–-])(?:[≤≥<>~≈±+−-] ?)?\\d+(?:[.,:/–-]\\d+)*[ \u00a0\u202f]?[A-Za-zµ°À-ÖØ-öø-ɏ][\\w/²³]*"
)
#: A text of other letters than these has no number with a unit in it.
_LATIN_SIDE = re.compile("[A-Za-zµ°À-ÖØ-öø-ɏ]")


def runs_left(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


@lru_cache(maxsize=8192)  # The same names stand in many places.
def first_strong(text: str) -> Direction | None:
    """The direction of the first letter that has one, isolated parts left aside; None where there is none."""
    return _strong(text, _STARTS, _ENDS)


def _strong(text: Iterable[str], starts: frozenset[str], ends: frozenset[str]) -> Direction | None:
    depth = 0
    for char in text:
        if char in starts:
            depth += 1
        elif char in ends:
            depth = max(depth - 1, 0)
        elif not depth:
            kind = unicodedata.bidirectional(char)
            if kind == "L":
                return "ltr"
            if kind in ("R", "AL"):
                return "rtl"
    return None


def set_apart(text: str, way: Direction) -> str:
    """A text that runs in a direction whatever stands around it."""
    return f"{_ISOLATES[way]}{text}{_END}"


def isolated(text: str, around: Direction) -> str:
    """A part of a line of that direction, set apart if it begins or ends with letters of the other.

    It runs as its own first letter does.
    """
    return f"{_OWN}{text}{_END}" if _touches(text, around) and not _is_isolated(text) else text


def joined(parts: Iterable[str], between: str, around: Direction) -> str:
    """Texts in a row, in a line that runs in that direction whatever the first of them is."""
    texts = list(parts)
    if len(texts) < 2:
        return "".join(texts)
    apart = [isolated(text, around) for text in texts]
    return begun(between.join(apart), around) if apart != texts else between.join(texts)


def begun(line: str, around: Direction) -> str:
    """A line that runs in that direction whatever its first letter is, for browsers also where that is isolated."""
    if around == "ltr" and not runs_left(line):
        return line
    return line if _first_letter(line) == around else _MARKS[around] + line


def merged(text: str) -> str:
    """Texts behind each other that are set apart alike, as one: sentences in English do not follow each other from right to left."""
    parts = _sentences(text)
    return set_apart("".join(parts), "ltr") if len(parts) > 1 else text


def _sentences(text: str) -> list[str]:
    """The insides of texts that are each set apart from left to right, and the spaces between; nothing where there is anything else."""
    found: list[str] = []
    depth = start = 0
    for place, char in enumerate(text):
        if char in _STARTS:
            if not depth and char != _ISOLATES["ltr"]:
                return []
            start, depth = (start if depth else place + 1), depth + 1
        elif char == _END:
            depth -= 1
            if not depth:
                found.append(text[start:place])
        elif not depth:
            if not char.isspace():
                return []
            found.append(char)
    return found


def led(text: str, way: Direction) -> str:
    """A text of the program's that runs as its language does, even if it begins with a name that runs the other way."""
    if text.isascii() or _first_letter(text) in (None, way) or text[0] == _ISOLATES[way]:
        return text
    return set_apart(text, way)


def _first_letter(text: str) -> Direction | None:
    """The direction of the first letter that has one, isolated or not: that is what counts in pages."""
    return _strong(text, _NOTHING, _NOTHING)


def in_order(text: str) -> str:
    """A text in which numbers with a Latin unit are read before it: beside Arabic or Hebrew, `10 min` would be shown as `min 10`."""
    if not runs_left(text) or not _LATIN_SIDE.search(text):
        return text
    return _MEASURE.sub(lambda found: set_apart(found[0], "ltr"), text)


def balanced(lines: Sequence[str]) -> list[str]:
    """The lines that a text was broken into, each with isolates of its own: what is open at the end of one goes on in the next."""
    if not any(char in line for line in lines for char in _STARTS):
        return list(lines)
    found, still_open = [], ""
    for line in lines:
        opened = still_open
        for char in line:
            if char in _STARTS:
                opened += char
            elif char == _END:
                opened = opened[:-1]
        found.append(f"{still_open}{line}{_END * len(opened)}")
        still_open = opened
    return found


def without_isolates(text: str) -> str:
    """A text without all that: for places where signs are read one by one, and for terminals."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def _touches(text: str, around: Direction) -> bool:
    """Whether letters of the other direction are the first or the last of a text, beside those around it."""
    if around == "ltr" and not runs_left(text):
        return False
    last = _strong(reversed(text), _ENDS, _STARTS)
    return any(found not in (None, around) for found in (first_strong(text), last))


def _is_isolated(text: str) -> bool:
    """Whether a text is one isolated part already."""
    return text[:1] in _STARTS and text[-1:] == _END and text.count(_END) == 1
