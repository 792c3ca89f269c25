"""The one canonical form of a text.

Comes in: a source. Goes out: the text with the same meaning, laid out in one way; a formatted text stays as it is. One statement per
line, two spaces for each block, blank lines where the author put them (never two) and around steps, phases and blocks at the top.
Order, comments, names and values are the author's, and so are line ends: all become those that most lines have. Lines with mistakes in
them stay as they are, byte for byte, since their meaning is not known; a whole text does where its mistakes would be understood in
another way afterwards. Deliberately absent: breaking of long lines, aligned columns (one changed line would move its neighbours), and
how words are written (`blueprint.syntax.line_format`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from typing import Literal, NamedTuple

from ..lean_dataclasses import dataclass
from ..source import Source, Span
from . import nodes
from .lexer import BLANKS
from .line_format import INDENT, Spelling
from .parser import Reading, read
from .tree_builder import Leaf

_LINE_END = re.compile(r"\r\n|\n|\r")


class Formatted(NamedTuple):
    """A formatted text, and the stretches of the old one that were left alone because of mistakes in them."""

    text: str
    left: tuple[Span, ...]


def format_text(text: str) -> str:
    """The canonical form of a blueprint's text. Never fails: statements with mistakes stay as they are."""
    return format_source(Source("", text)).text


def format_source(source: Source, keywords: str | None = None) -> Formatted:
    """The canonical form of a source, with its own line ends; with `keywords`, `en` or `zh`, its keywords are written in that language.

    The word `blueprint` is left where the file does not declare its `language`, for it says which one that is.
    """
    reading = read(source)
    formatted = _formatted(reading, _rows(reading), keywords)
    if not reading.problems or _is_settled(formatted, reading, keywords):
        return formatted
    # Which brace has no partner is guessed by the indentation, and a table by its lines: the blocks around a mistake keep theirs.
    rows = _with_whole_blocks(_rows(reading))
    formatted = _formatted(reading, rows, keywords)
    again = Source(source.name, formatted.text)
    if formatted.text == source.text or format_source(again, keywords).text == formatted.text:
        return formatted
    return Formatted(source.text, (Span(source, 0, len(source.text)),))


def _formatted(reading: Reading, rows: list[_Row], keywords: str | None) -> Formatted:
    text = _spaced(_Writer(Spelling(reading.tree, keywords)).lines(rows))
    text = _LINE_END.sub(reading.tree.source.line_end, text)
    return Formatted(text, tuple(row.span for row in rows if row.is_damaged))


def _is_settled(formatted: Formatted, before: Reading, keywords: str | None) -> bool:
    """Whether formatting a text again changes nothing, and it is read as the one before it."""
    reading = read(Source(before.tree.source.name, formatted.text))
    same = _told(reading, keywords) == _told(before, keywords)
    return same and _formatted(reading, _rows(reading), keywords).text == formatted.text


def _told(reading: Reading, keywords: str | None) -> list[str]:
    """The mistakes of a text; by their codes alone, where messages may have other keywords in them."""
    return [problem.code if keywords else problem.message for problem in reading.problems]


# ── the old text, row by row ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Row:
    """A line of the old text without its end; or several of them that one text or one mistake runs over."""

    span: Span
    is_damaged: bool
    leaves: list[Leaf] = field(default_factory=list)
    comment: nodes.Comment | None = None

    @property
    def is_blank(self) -> bool:
        return not self.leaves and not self.comment and not self.is_damaged


def _rows(reading: Reading) -> list[_Row]:
    source = reading.tree.source
    lines = _lines_of(reading)
    starts = [start for start, _ in lines]
    rows: list[_Row] = []
    at = 0
    for first, last in [*_damaged(reading, lines, starts), (len(lines), 0)]:
        rows += [_Row(Span(source, start, end), False) for start, end in lines[at:first]]
        if first < len(lines):
            rows.append(_Row(Span(source, starts[first], lines[last][1]), True))
        at = last + 1
    starts = [row.span.start for row in rows]
    for leaf in reading.leaves:
        # Behind the last comment stand only the braces that were missing at the end.
        if leaf.span.start < len(source.text):
            rows[bisect_right(starts, leaf.span.start) - 1].leaves.append(leaf)
    for comment in reading.tree.comments:
        rows[bisect_right(starts, comment.span.start) - 1].comment = comment
    return rows


def _lines_of(reading: Reading) -> list[tuple[int, int]]:
    """Where each line begins and ends; ends of lines within a text do not count."""
    text = reading.tree.source.text
    long_texts = iter([leaf.span for leaf in reading.leaves if leaf.text.startswith('"""')])
    long_text = next(long_texts, None)
    lines, start = [], 0
    for found in _LINE_END.finditer(text):
        while long_text and long_text.end <= found.start():
            long_text = next(long_texts, None)
        if not long_text or found.start() < long_text.start:
            lines.append((start, found.start()))
            start = found.end()
    return [*lines, (start, len(text))]


def _damaged(reading: Reading, lines: list[tuple[int, int]], starts: list[int]) -> list[tuple[int, int]]:
    """The first and the last line of each stretch with mistakes."""
    found: list[tuple[int, int]] = []
    for span in reading.damage:
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, max(span.start, span.end - 1)) - 1
        # A mistake at the end of the file must not keep the empty lines there.
        while last >= first and not reading.tree.source.text[slice(*lines[last])].strip(BLANKS):
            last -= 1
        if last >= first:
            found.append((first, last))
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _with_whole_blocks(rows: list[_Row]) -> list[_Row]:
    """The rows, those of each block at the top with a mistake in it as one that stays as it is."""
    found: list[_Row] = []
    block: list[_Row] = []
    for row in [*rows, None]:
        begins = (
            row is not None and row.leaves and not row.leaves[0].depth and row.leaves[0].terminal != "RBRACE"
        )
        if row is None or (begins and not row.is_damaged):
            found += _as_one(block) if any(other.is_damaged for other in block) else block
            block = []
        if row is not None:
            block.append(row)
    return found


def _as_one(block: list[_Row]) -> list[_Row]:
    """The rows of a block as one, without the blank ones behind it."""
    last = max(number for number, row in enumerate(block) if not row.is_blank)
    leaves = [leaf for row in block for leaf in row.leaves]
    return [_Row(block[0].span.to(block[last].span), True, leaves), *block[last + 1 :]]


# ── the new text, line by line ───────────────────────────────────────────────────────────────────────────────────────────────


_Kind = Literal["statement", "open", "close", "comment", "damaged"]


class _Line(NamedTuple):
    """A line of the new text. `is_apart`: it opens or closes a block that stands between blank lines."""

    text: str
    kind: _Kind
    after_blank: bool
    is_apart: bool = False


class _Writer:
    """Writes the rows of one text; knows how deep in blocks it is, and which of them stand apart."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._blocks: list[bool] = []
        self._lines: list[_Line] = []
        self._after_blank = False

    def lines(self, rows: list[_Row]) -> list[_Line]:
        """The lines of all rows."""
        for row in rows:
            if row.is_blank:
                self._after_blank = True
            elif row.is_damaged:
                self._add(row.span.text, "damaged")
                if row.leaves:
                    last = row.leaves[-1]
                    self._be_at(last.depth + (last.terminal == "LBRACE") - (last.terminal == "RBRACE"))
            else:
                self._write(row)
        return self._lines

    def _write(self, row: _Row) -> None:
        before = len(self._lines)
        if row.leaves:
            self._be_at(row.leaves[0].depth)
        statement: list[Leaf] = []
        for leaf in row.leaves:
            if leaf.terminal not in ("LBRACE", "RBRACE", "EOS"):
                statement.append(leaf)
                continue
            if leaf.terminal == "LBRACE":
                self._open(statement, leaf)
            else:
                self._add_statement(statement)
                if leaf.terminal == "RBRACE":
                    self._close(leaf)
            statement = []
        self._add_statement(statement)
        if row.comment is None:
            return
        if len(self._lines) > before:
            last = self._lines[-1]
            self._lines[-1] = last._replace(text=f"{last.text}  {row.comment.text}")
        else:
            self._add(INDENT * len(self._blocks) + row.comment.text, "comment")

    def _open(self, statement: list[Leaf], brace: Leaf) -> None:
        is_apart = not self._blocks or statement[0].terminal in ("STEP", "PHASE")
        self._add(self._spelling.line([*statement, brace], len(self._blocks)), "open", is_apart)
        self._blocks.append(is_apart)

    def _close(self, brace: Leaf) -> None:
        is_apart = self._blocks.pop()
        if _is_written(brace):
            self._add(INDENT * len(self._blocks) + "}", "close", is_apart)

    def _add_statement(self, statement: list[Leaf]) -> None:
        if statement:
            self._add(self._spelling.line(statement, len(self._blocks)), "statement")

    def _add(self, text: str, kind: _Kind, is_apart: bool = False) -> None:
        self._lines.append(_Line(text, kind, self._after_blank, is_apart))
        self._after_blank = False

    def _be_at(self, depth: int) -> None:
        """Set how many blocks are open, after a mistake."""
        del self._blocks[depth:]
        while len(self._blocks) < depth:
            self._blocks.append(not self._blocks)


def _is_written(brace: Leaf) -> bool:
    """Whether a brace stands in the text; a missing one that was inserted has the place of what follows it."""
    return brace.span.text in ("{", "}", "｛", "｝")


# ── blank lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _spaced(lines: list[_Line]) -> str:
    """The whole text, with blank lines where they belong."""
    heads = _heads(lines)
    out: list[str] = []
    for index, line in enumerate(lines):
        if index and _is_blank_between(lines[index - 1], line, index in heads):
            out.append("")
        out.append(line.text)
    return "".join(f"{line}\n" for line in out)


def _heads(lines: list[_Line]) -> set[int]:
    """Where the blocks that stand apart begin, with the comments right above them."""
    heads = set()
    for index, line in enumerate(lines):
        if line.kind == "open" and line.is_apart:
            first = index
            while first and lines[first - 1].kind == "comment" and not lines[first].after_blank:
                first -= 1
            heads.add(first)
    return heads


def _is_blank_between(before: _Line, line: _Line, is_head: bool) -> bool:
    if before.kind == "open" or line.kind == "close":
        return False
    return is_head or line.after_blank or (before.kind == "close" and before.is_apart)
