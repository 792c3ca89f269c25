"""The source texts in a report, so that every row can link to its line.

Comes in: the rows of a report. Goes out: where each place of the text is in the page, and the files that are cited, line by line.
Deliberately absent: links to files, which would lead nowhere once the page has been sent to somebody; and the folders of the machine,
which are private: files are named by their path from the blueprint.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from blueprint.lean_dataclasses import dataclass
from blueprint.source import Source, Span

from ..page.table import Article, CellPart, Row, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A cited file: its name, and its lines with their ids."""

    name: str
    lines: tuple[tuple[str, str], ...]


class Listing:
    """The files that some rows cite; that of the blueprint first."""

    def __init__(self, main: Source | None, parts: Iterable[Section]) -> None:
        """`main` is None where the text is not to be shown: then no row leads to it."""
        self._names: dict[Source, str] = {}
        self._main = main
        if main is not None:
            self._names[main] = ""
            for row in _rows(parts):
                if row.span is not None and row.span.source not in self._names:
                    self._names[row.span.source] = f"file-{len(self._names) + 1}-"

    @property
    def texts(self) -> tuple[Text, ...]:
        """The files, each with all its lines."""
        return tuple(
            Text(
                name=self._called(source),
                lines=tuple((f"{name}L{number}", line) for number, line in _lines(source)),
            )
            for source, name in self._names.items()
        )

    def place(self, span: Span | None) -> CellPart | None:
        """The line of a place, linked to it; with the name of the file where that is not the blueprint's own."""
        if span is None or span.source not in self._names:
            return None
        name, line = self._names[span.source], span.line
        return CellPart(
            text=f"{self._called(span.source)}:{line}" if name else str(line),
            href=f"#{name}L{line}",
            style="place",
        )

    def _called(self, source: Source) -> str:
        """The path of a file from the blueprint's folder: the same from every working folder."""
        assert self._main is not None, "without a text nothing is cited"
        own = posixpath.basename(source.project_path)
        if source is self._main or source.path is None or self._main.path is None:
            return own
        return posixpath.relpath(source.project_path, posixpath.dirname(self._main.project_path) or ".")


def _rows(parts: Iterable[Section]) -> Iterator[Row | Article]:
    for part in parts:
        yield from part.articles()
        for table in part.tables:
            yield from table.rows


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    count = source.position(len(source.text.rstrip("\r\n")))[0]
    return ((number, source.line(number)) for number in range(1, count + 1))
