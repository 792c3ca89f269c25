"""What we need to know of a font file: its family, which characters it has, and how wide they are.

Comes in: the path of a TrueType or OpenType file, or of a collection of them. Goes out: faces. Deliberately absent: outlines and
shaping, which are left to the programs that draw.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from blueprint.files import contents
from blueprint.lean_dataclasses import dataclass
from blueprint.words import Phrase, phrase

#: From here on: signs and pictures, letters that are never part of a cluster, and what modifies and joins pictures.
_PICTURES = "\u2190"


class FontError(Exception):
    """A file is not a font that we can read; the statement says why."""

    def __init__(self, statement: Phrase) -> None:
        super().__init__(statement)
        self.statement = statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font of a file. `advances` are widths in em, by character."""

    path: Path
    family: str
    weight: int
    advances: Mapping[str, float]

    def has(self, text: str) -> bool:
        """Whether it has every character of the text."""
        return all(char in self.advances for char in text)

    def width_joined(self, form: str) -> float:
        """The width in em of a letter in the form that it has beside others; of the plain letter where the font has no such character."""
        plain = form if form in self.advances else unicodedata.normalize("NFKC", form)
        return sum(self.advances.get(char, 0.0) for char in plain)

    def width(self, cluster: str) -> float:
        """The width in em of what readers see as one character, kerning left aside."""
        advances = [self.advances.get(char, 0.0) for char in cluster]
        # Several pictures are drawn as one.
        return max(advances) if max(cluster) >= _PICTURES else sum(advances)


@lru_cache(maxsize=32)
def families(path: Path) -> tuple[str, ...]:
    """The families of a file's faces, in their order.

    Raises FontError for a file that is no font, and OSError for one that cannot be read.
    """
    return tuple(face.family() for face in _faces(path))


@lru_cache(maxsize=32)
def read(path: Path, number: int = 0) -> Face:
    """A face of a file; a file that is no collection has only number 0.

    Raises FontError for a file that is no font, and OSError for one that cannot be read.
    """
    face = _faces(path)[number]
    try:
        return Face(path=path, family=face.family(), weight=face.weight(), advances=face.advances())
    except (struct.error, IndexError, KeyError) as problem:
        raise FontError(phrase("message.render.font-damaged")) from problem


def _faces(path: Path) -> list[_Tables]:
    data = contents(path)
    try:
        starts = struct.unpack_from(f">{_u32(data, 8)}I", data, 12) if data[:4] == b"ttcf" else (0,)
        return [_Tables(data, start) for start in starts]
    except struct.error as problem:
        raise FontError(phrase("message.render.font-damaged")) from problem


def _u16(data: bytes, at: int) -> int:
    found: int = struct.unpack_from(">H", data, at)[0]
    return found


def _u32(data: bytes, at: int) -> int:
    found: int = struct.unpack_from(">I", data, at)[0]
    return found


class _Tables:
    """The tables of one face, as the OpenType specification describes them."""

    def __init__(self, data: bytes, start: int) -> None:
        if data[start : start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            raise FontError(phrase("message.render.font-kind"))
        self._data = data
        records = (start + 12 + 16 * index for index in range(_u16(data, start + 4)))
        self._places = {data[at : at + 4]: _u32(data, at + 8) for at in records}

    def _place(self, tag: bytes) -> int:
        if tag not in self._places:
            raise FontError(phrase("message.render.font-table", table=tag.decode()))
        return self._places[tag]

    def family(self) -> str:
        """The typographic family, else the plain one, in English where the font says so."""
        at = self._place(b"name")
        texts = at + _u16(self._data, at + 4)
        found: dict[tuple[int, bool], str] = {}
        for index in range(_u16(self._data, at + 2)):
            record = struct.unpack_from(">6H", self._data, at + 6 + 12 * index)
            platform, _, language, name, length, offset = record
            if platform in (0, 3) and name in (1, 16):
                text = self._data[texts + offset : texts + offset + length].decode("utf-16-be", "replace")
                found.setdefault((name, language == 0x409), text)
        for key in ((16, True), (1, True), (16, False), (1, False)):
            if key in found:
                return found[key]
        raise FontError(phrase("message.render.font-nameless"))

    def weight(self) -> int:
        """The weight that the font itself has: 400 regular, 700 bold."""
        return _u16(self._data, self._places[b"OS/2"] + 4) if b"OS/2" in self._places else 400

    def advances(self) -> dict[str, float]:
        """The width of each character in em."""
        em = _u16(self._data, self._place(b"head") + 18)
        count = _u16(self._data, self._place(b"hhea") + 34)
        widths = struct.unpack_from(">" + "Hh" * count, self._data, self._place(b"hmtx"))[::2]
        return {
            chr(code): widths[min(glyph, count - 1)] / em
            for code, glyph in self._characters()
            if glyph and not 0xD800 <= code < 0xE000
        }

    def _characters(self) -> Iterator[tuple[int, int]]:
        """The code of every character and the glyph that draws it."""
        at = self._place(b"cmap")
        subtables: dict[int, int] = {}
        for index in range(_u16(self._data, at + 2)):
            platform, encoding, offset = struct.unpack_from(">HHI", self._data, at + 4 + 8 * index)
            if (platform, encoding) in ((0, 3), (0, 4), (0, 6), (3, 1), (3, 10)):
                subtables[_u16(self._data, at + offset)] = at + offset
        if 12 in subtables:
            return self._groups(subtables[12])
        if 4 in subtables:
            return self._segments(subtables[4])
        raise FontError(phrase("message.render.font-unicode"))

    def _groups(self, at: int) -> Iterator[tuple[int, int]]:
        """Format 12: ranges of codes with glyphs in a row."""
        numbers = struct.unpack_from(f">{3 * _u32(self._data, at + 12)}I", self._data, at + 16)
        for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            for code in range(first, min(last, 0x10FFFF) + 1):
                yield code, glyph + code - first

    def _segments(self, at: int) -> Iterator[tuple[int, int]]:
        """Format 4: ranges of codes with glyphs in a row or in an array."""
        count = _u16(self._data, at + 6) // 2
        for index in range(count):
            last, first, delta, offset = (
                _u16(self._data, at + 14 + 2 * index + skip)
                for skip in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
            )
            array = at + 16 + 6 * count + 2 * index + offset
            for code in range(first, last + 1 if first < 0xFFFF else 0):
                glyph = _u16(self._data, array + 2 * (code - first)) if offset else code
                yield code, (glyph + delta) & 0xFFFF if glyph or not offset else 0
