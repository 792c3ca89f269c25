"""A name made of a text, for a cure that writes one.

Comes in: the text that people read, and the names that are taken. Goes out: a name of at most 24 letters that may stand in a file.
Deliberately absent: where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from .grammar import terminals_by_spelling

_LONGEST = 24
#: Chinese and Japanese write many words without a blank: a name of a few signs says enough.
_LONGEST_WIDE = 8
_WORD = re.compile(r"\w+")


def name_from(text: str, taken: Collection[str], otherwise: str = "action") -> str:
    """A name like the text: `Makes the drink` is `makes_the_drink`; a number behind it keeps it apart from those that are taken."""
    name = ""
    for word in _WORD.findall(text.casefold()):
        longest = _LONGEST if (name + word).isascii() else _LONGEST_WIDE
        if name and len(name) + len(word) + 1 > longest:
            break
        name = f"{name}_{word}".lstrip("_")[:longest]
    if not name.isidentifier():
        name = f"{otherwise}_{name}".rstrip("_")
    if not name.isidentifier():
        name = otherwise
    if name not in taken and name not in terminals_by_spelling():
        return name
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
