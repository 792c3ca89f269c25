"""A source text and the places in it: lines, columns, spans.

Comes in: a name and a text. Goes out: lines, columns, slices. Deliberately absent: reading files (`blueprint.files`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

#: How the names of files with such texts end.
SUFFIX = ".blueprint"
_LINE_END = re.compile(r"\r\n|\n|\r")


class Source:
    """One text with the name under which messages speak of it. Compared by identity."""

    __slots__ = ("__weakref__", "_starts", "has_mark", "name", "path", "project_path", "text", "uri")

    def __init__(self, name: str, text: str, path: str | None = None) -> None:
        """`name` is shown in messages, usually the path as the user gave it; `path` is the real path of a file."""
        self.name = name
        self.text = text
        self.path = path
        #: The way to the file from the root of its project, with slashes: its name wherever else it is read.
        self.project_path = name
        #: The same as a relative URI; None for a text without a file.
        self.uri: str | None = None
        #: Whether a byte-order mark stood before the text.
        self.has_mark = False
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, the column in characters."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def utf16_position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, the column in UTF-16 units, as editors and SARIF count."""
        line, column = self.position(offset)
        before = self.text[offset - column + 1 : offset]
        return line, 1 + _utf16_length(before)

    def offset(self, line: int, utf16_column: int) -> int:
        """The offset of a line and a column in UTF-16 units, both counted from 1.

        A column after the end of its line means that end; a line that does not exist means the nearest end of the text. A
        column in the middle of a surrogate pair means the character that the pair stands for.
        """
        starts = self._line_starts()
        if line < 1:
            return 0
        if line > len(starts):
            return len(self.text)
        text, units = self.line(line), max(utf16_column - 1, 0)
        if text.isascii():
            return starts[line - 1] + min(units, len(text))
        for index, char in enumerate(text):
            units -= _utf16_length(char)
            if units < 0:
                return starts[line - 1] + index
        return starts[line - 1] + len(text)

    def line(self, number: int) -> str:
        """The text of a line (counted from 1) without its end; empty past the last one."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_end(self) -> str:
        """The end of a line in this text: that of Windows, where most lines have it, else a line feed."""
        windows = self.text.count("\r\n")
        return "\r\n" if windows > self.text.count("\n") - windows else "\n"

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._starts


def _utf16_length(text: str) -> int:
    """How many UTF-16 units a text has: two for each character beyond U+FFFF, an emoji say."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


class Span(NamedTuple):
    """A stretch of one source: offsets in characters, the end excluded."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line that the span starts on, from 1."""
        return self.source.position(self.start)[0]

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of another one of the same source."""
        return Span(self.source, self.start, other.end)
