"""Clusters, widths and direction of text, from a table in the package.

A reader's font is not known when a picture is made. So the widths are the widest of several common
fonts: text set by them fits nearly everywhere. What is drawn as one shape (an emoji of several
characters, joined Arabic letters) is measured as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from blueprint.layout.text.advances import advances, glue
from blueprint.words.bidi import Direction, first_strong

ZWJ = "\u200d"
FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2"  # They join consonants in one shape.
# Characters that can be parts of colour pictures; Python's own tables know no such property.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_VARIED = _PICTOGRAPH + "(?:\ufe0f|[\U0001f3fb-\U0001f3ff])?"
# What only texts with such characters need is compiled with the first of them.
_EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|{_VARIED}\u20e3?[\U000e0020-\U000e007f]*(?:{ZWJ}{_VARIED})*"
)
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u200d]{2,}")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]")
_ARABIC_LETTERS = re.compile("\u0644[\u0622\u0623\u0625\u0627]|.")
_SIDES = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_COMPOSABLE = "[^\u0300-\u036f][\u0300-\u036f]+|[\u1100-\u11ff\uac00-\ud7a3]{2,}"
# The Devanagari letter ra is a mere mark next to another consonant.
_RA_MARK = re.compile("\u0930\u094d(?=[\u0915-\u0939])|(?<=[\u0915-\u0939])\u094d\u0930")
# Quotes, dashes and dots that Chinese and Japanese fonts draw as wide as an ideograph.
_HAN = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
_HAN_SIGNS = f"[‘“]+(?=[{_HAN}])|(?<=[{_HAN}])[’”…‥—·]+"
# Where none of these is found, a text is as wide as the sum of its characters.
_in_context = re.compile(
    "[\u0300-\u036f\u0620-\u06ff\u0750-\u077f\u094d\u1100-\u11ff\u200d\ufe0f\u20e3‘’“”…‥—·"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
).search


@cache
def _parts() -> frozenset[str]:
    """The characters that can make clusters of several characters."""
    return glue() | FLAG_LETTERS | {"\r"}


def clusters(text: str) -> list[str]:
    """The user-perceived characters of the text, in order; together they are the text."""
    if _parts().isdisjoint(text):
        return list(text)
    found: list[str] = []
    for char in text:
        if found and _goes_on(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _goes_on(cluster: str, char: str) -> bool:
    """Whether the character belongs to the cluster before it."""
    last = cluster[-1]
    if char in glue():
        return last not in "\r\n \u200b"  # A mark without a base stands alone; spaces stay spaces.
    if last == ZWJ and re.match(_PICTOGRAPH, char):
        return re.match(_PICTOGRAPH, cluster) is not None
    if char in FLAG_LETTERS:
        return len(cluster) == 1 and last in FLAG_LETTERS
    virama = cluster.rstrip(ZWJ)[-1:]
    if virama and virama in VIRAMAS:
        return char.isalpha() and ord(char) >> 7 == ord(virama) >> 7
    return last == "\r" and char == "\n"


@cache
def _presentation_forms() -> dict[str, list[str]]:
    """The isolated, final, initial and medial form of Arabic letters; "" where there is none."""
    found: dict[str, list[str]] = {"\u0640": ["\u0640"] * 4, ZWJ: [ZWJ] * 4}
    for char in map(chr, [*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)]):
        side, *codes = unicodedata.decomposition(char).split() or [""]
        if side in _SIDES:
            letter = "".join(chr(int(code, 16)) for code in codes)
            forms = found.setdefault(letter, [""] * 4)
            forms[_SIDES[side]] = forms[_SIDES[side]] or char
    return found


def _joined(match: re.Match[str]) -> str:
    """A run of Arabic letters in the forms that joining gives them."""
    letters = _ARABIC_LETTERS.findall(_ARABIC_MARKS.sub("", match[0]))
    known = _presentation_forms()
    all_forms = [known.get(letter) or [letter, "", "", ""] for letter in letters]
    drawn, joined = "", False
    for forms, after in zip(all_forms, [*all_forms[1:], [""] * 4], strict=True):
        joins = bool(forms[2] and after[1])
        drawn += forms[joined + 2 * joins] or forms[0]
        joined = joins
    return drawn


def as_drawn(text: str) -> str:
    """The text with what is drawn as one shape replaced by one character as wide; Arabic letters in the forms that joining gives them."""
    if _in_context(text) is None:
        return text
    text = re.sub(_COMPOSABLE, lambda found: unicodedata.normalize("NFC", found[0]), text)
    text = re.sub(_EMOJI, lambda found: "\U0001f600" if len(found[0]) > 1 else found[0], text)
    text = _RA_MARK.sub("", _ARABIC.sub(_joined, text))
    return re.sub(_HAN_SIGNS, lambda found: "\u3000" * len(found[0]), text)


@lru_cache(maxsize=8192)  # Words and ideographs are repeated a lot.
def units(text: str, bold: bool = False) -> int:
    """The width of the text in 1/1000 em."""
    drawn = text if text.isascii() else as_drawn(text)
    return sum(map(advances(bold).__getitem__, drawn))


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of the text in px, set on one line at a font size of `size` px."""
    return units(text, bold) * size / 1000


def direction(text: str) -> Direction:
    """The direction that the first strong character gives; "ltr" where there is none."""
    return first_strong(text) or "ltr"
