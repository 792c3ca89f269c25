"""Text for terminals: how many columns it takes, and which characters must not be printed.

Comes in: text of any origin. Goes out: text that is safe to print, and the columns its characters take.
Deliberately absent: fonts; a terminal has cells, of which a character takes none, one or two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .places import legible

_TAB = "    "
# Control characters, lone surrogates (undecodable file names), separators of lines and paragraphs, and
# characters that reorder text: texts of a file must neither change how a message looks nor control the
# terminal.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_JOINER = "\u200d"
_EMOJI_SIGN = "\ufe0f"
_SKIN = ("\U0001f3fb", "\U0001f3ff")


class Cells(NamedTuple):
    """A piece of a line as shown: a string per character and the columns they begin at, the end as last."""

    shown: list[str]
    columns: list[int]

    @property
    def width(self) -> int:
        """The columns of the whole."""
        return self.columns[-1]


def harmless(text: str) -> str:
    """The text with a visible sign in place of every character that would affect the terminal, and with names of files legible."""
    return _HARMFUL.sub(_sign, legible(text))


def cells(text: str) -> Cells:
    """The cells of a piece of one line; a tab is shown as four spaces."""
    shown: list[str] = []
    columns = [0]
    before = ""
    for char in text:
        sign = _TAB if char == "\t" else _HARMFUL.sub(_sign, char)
        shown.append(sign)
        width = len(_TAB) if char == "\t" else 1 if " " <= sign < "\x7f" else _width(sign, before, columns)
        columns.append(columns[-1] + width)
        before = char
    return Cells(shown, columns)


def _sign(match: re.Match[str]) -> str:
    """Unicode's picture of an ASCII control character, else the replacement character."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def _width(char: str, before: str, columns: list[int]) -> int:
    """The columns that a character adds, as terminals with emoji count them; it begins at the last of `columns`."""
    from unicodedata import category, east_asian_width

    last = columns[-1] - columns[-2] if len(columns) > 1 else 0
    if char == _EMOJI_SIGN:
        return 1 if last == 1 and ord(before) > 0xFF else 0
    if before == _JOINER or (_SKIN[0] <= char <= _SKIN[1] and last == 2):
        return 0
    # Vowels and final consonants of decomposed Hangul stand in the syllable's cell.
    if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
