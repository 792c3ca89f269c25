"""The table of character widths, read when it is first needed.

Widths are whole numbers of 1/1000 em, called units here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pkgutil import get_data

WIDE, PICTURE, UNKNOWN = 1000, 1250, 650


@cache
def _sections() -> dict[str, list[str]]:
    """The lines of each section of the table."""
    data = get_data("blueprint.layout.text", "widths.txt") or b""
    found: dict[str, list[str]] = {}
    for line in data.decode().splitlines():
        if line.startswith("["):
            lines = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def _ranges(section: str) -> Iterator[range]:
    for word in " ".join(_sections()[section]).split():
        first, _, last = word.partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


@cache
def _borders(section: str) -> list[int]:
    """Where the ranges of a section start and stop, in turn."""
    return [border for each in _ranges(section) for border in (each.start, each.stop)]


def _is_in(section: str, char: str) -> bool:
    return bisect_right(_borders(section), ord(char)) % 2 == 1


def is_wide(char: str) -> bool:
    """Whether the character fills an ideograph's square or is a colour picture."""
    return _is_in("wide", char) or _is_in("emoji", char)


@cache
def glue() -> frozenset[str]:
    """The characters that belong to the one before them."""
    return frozenset(chr(code) for name in ("marks", "spacing") for each in _ranges(name) for code in each)


class Advances(dict[str, int]):
    """The units of each character; characters that were not measured are estimated when first used."""

    def __missing__(self, char: str) -> int:
        self[char] = value = self._estimate(char)
        return value

    def _estimate(self, char: str) -> int:
        if _is_in("wide", char):
            return WIDE
        if _is_in("emoji", char):
            return PICTURE
        if _is_in("marks", char) or _is_in("zero", char):
            return 0
        base = unicodedata.normalize("NFD", char)[0]
        return UNKNOWN if base == char else self[base]


@cache
def advances(bold: bool) -> Advances:
    """The measured widths of one weight."""
    table = Advances()
    for line in _sections()["widths"]:
        start, *words = line.split()
        code = int(start, 16)
        for word in words:
            pair, _, count = word.partition("*")
            value = int(pair.split("/")[-1 if bold else 0])
            for _ in range(int(count or 1)):
                table[chr(code)] = value
                code += 1
    return table
