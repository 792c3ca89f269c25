"""Diagnostics as people read them: the message, the lines it is about, and the cure.

    error[BP011]: the role 'recepcionist' is not declared
      --> hotel.blueprint:12:36
       |
    12 |   frontstage desk "Front desk" by recepcionist
       |                                   ^^^^^^^^^^^^
       |
       = help: did you mean 'receptionist'?

Comes in: diagnostics. Goes out: text with colours (`click.unstyle` takes them off), safe for any terminal.
The marks are in the right columns also with wide characters, tabs and combining marks. Deliberately
absent: printing.
"""

from __future__ import annotations

from typing import NamedTuple

from click import style

from ...diagnostics import Diagnostic, Severity
from ...source import Source, Span
from ...terminal_text import cells, harmless
from ...words import in_words, phrase, spoken_in

_COLOURS = {Severity.ERROR: "bright_red", Severity.WARNING: "bright_yellow", Severity.INFO: "bright_cyan"}
_LABEL = "bright_blue"
_CUT = "..."


class _Mark(NamedTuple):
    """A stretch of one line, in characters from its start, and the sign that underlines it."""

    first: int
    last: int
    sign: str
    colour: str
    text: str


class _Place(NamedTuple):
    """A span to be shown, and how."""

    span: Span
    sign: str
    colour: str
    text: str


def frame(diagnostic: Diagnostic, width: int, language: str = "en") -> str:
    """The whole text of a diagnostic for lines of `width` columns, without the last line's end.

    `language` is one of the catalogues (`blueprint.words`).
    """
    colour = _COLOURS[diagnostic.severity]
    severity = diagnostic.severity.called
    called = in_words(severity, language)
    title = style(f"{called}[{diagnostic.code}]", fg=colour, bold=True)
    # The punctuation goes with the word, which is English where the language has no messages.
    colon = in_words(phrase("message.colon"), spoken_in(severity.key, language))
    lines = [title + style(f"{colon}{harmless(diagnostic.message_in(language))}", bold=True)]
    places = [_Place(diagnostic.span, "^", colour, "")]
    places += [_Place(label.span, "-", _LABEL, label.text_in(language)) for label in diagnostic.labels]
    digits = max(len(str(line)) for place in places for line in _lines_of(place.span))
    arrow = "-->"
    for source, group in _by_source(places):
        if arrow == ":::":
            lines.append(_gutter("", digits))
        at = _position(group[0].span)
        lines.append(" " * digits + style(arrow, fg=_LABEL, bold=True) + f" {harmless(source.name)}{at}")
        # An unreadable file has no lines to show.
        if source.text:
            lines += [_gutter("", digits), *_snippet(source, group, digits, max(20, width - digits - 3))]
        arrow = ":::"
    if cure := diagnostic.hint_in(language):
        if diagnostic.span.source.text:
            lines.append(_gutter("", digits))
        sign = " " * digits + " " + style("=", fg=_LABEL, bold=True)
        # A full-width colon needs no blank after it.
        called, blank = (
            f" {in_words(phrase('message.help'), language)}{colon.rstrip()}",
            " " * colon.endswith(" "),
        )
        lines.append(f"{sign}{style(called, bold=True)}{blank}{harmless(cure)}")
    return "\n".join(lines)


def _position(span: Span) -> str:
    if not span.source.text:
        return ""
    line, column = span.source.position(span.start)
    return f":{line}:{column}"


def _by_source(places: list[_Place]) -> list[tuple[Source, list[_Place]]]:
    """The places of each source together, in the order of the sources' first places."""
    groups: dict[Source, list[_Place]] = {}
    for place in places:
        groups.setdefault(place.span.source, []).append(place)
    return list(groups.items())


def _gutter(number: int | str, digits: int) -> str:
    return style(f"{number:>{digits}} |", fg=_LABEL, bold=True)


def _snippet(source: Source, places: list[_Place], digits: int, room: int) -> list[str]:
    """The lines of one source with the marks beneath them; lines left out are shown as dots."""
    marks: dict[int, list[_Mark]] = {}
    for place in places:
        for number in _lines_of(place.span):
            marks.setdefault(number, []).append(_mark(place, number))
    shown: list[str] = []
    last = 0
    for number in sorted(marks):
        if last and number == last + 2:
            # One line needs no more room than the dots.
            shown += _line(source.line(number - 1), [], number - 1, digits, room)
        elif last and number > last + 2:
            shown.append(style(_CUT, fg=_LABEL, bold=True))
        shown += _line(source.line(number), marks[number], number, digits, room)
        last = number
    return shown


def _lines_of(span: Span) -> list[int]:
    """The numbers of a span's lines; of a long one the first and the last."""
    first = span.source.position(span.start)[0]
    last = span.source.position(max(span.start, span.end - 1))[0]
    return list(range(first, last + 1)) if last - first < 3 else [first, last]


def _mark(place: _Place, number: int) -> _Mark:
    """The part of a span that lies on one line, without the blanks at the line's ends."""
    span = place.span
    line = span.source.line(number)
    first_line, first = span.source.position(span.start)
    last_line, last = span.source.position(span.end)
    start = first - 1 if number == first_line else len(line) - len(line.lstrip())
    end = last - 1 if number == last_line else len(line.rstrip())
    text = place.text if number == first_line else ""
    return _Mark(start, max(end, start + 1), place.sign, place.colour, harmless(text))


def _line(text: str, marks: list[_Mark], number: int, digits: int, room: int) -> list[str]:
    """A line of the source, cut to the available width, and the lines of its marks."""
    window = _window(text, marks, room)
    lines = [f"{_gutter(number, digits)} {window.text}".rstrip()]
    for row in _rows(marks, window):
        at, parts = 0, []
        for mark, first, last in row:
            signs = mark.sign * (last - first) + (f" {mark.text}" if mark.text else "")
            parts.append(" " * (first - at) + style(signs, fg=mark.colour, bold=True))
            at = last
        lines.append(f"{_gutter('', digits)} {''.join(parts)}")
    return lines


_Row = list[tuple[_Mark, int, int]]


def _rows(marks: list[_Mark], window: _Window) -> list[_Row]:
    """Marks with their columns in as few rows as hold them, the main one first; a text ends its row."""
    rows: list[_Row] = []
    for mark in sorted(marks, key=lambda mark: (mark.sign != "^", mark.first)):
        first, last = window.column(mark.first), window.column(mark.last)
        last = max(last, first + 1)
        if rows and not rows[-1][-1][0].text and rows[-1][-1][2] < first:
            rows[-1].append((mark, first, last))
        else:
            rows.append([(mark, first, last)])
    return rows


class _Window(NamedTuple):
    """The part of a line that is shown."""

    text: str
    width: int
    offset: int
    """The character of the line that `columns` begins with."""
    columns: list[int]
    shift: int
    """What to take from a column to get the column in `text`."""

    def column(self, index: int) -> int:
        """Where a character of the line stands in the text; of one that is cut off, the nearest edge."""
        local = min(max(index - self.offset, 0), len(self.columns) - 1)
        return min(max(self.columns[local] - self.shift, 0), self.width)


def _window(text: str, marks: list[_Mark], room: int) -> _Window:
    """The whole line where it fits, else what is around its first mark."""
    first, last = (marks[0].first, marks[0].last) if marks else (0, 0)
    # Only what can be shown is measured: a line may hold megabytes.
    offset = max(0, first - 2 * room)
    piece = cells(text[offset : first + 4 * room])
    count = len(piece.shown)
    if count == len(text) and piece.width <= room:
        return _Window("".join(piece.shown), piece.width, 0, piece.columns, 0)
    start, end = (piece.columns[min(index - offset, count)] for index in (first, last))
    inner = room - 2 * len(_CUT)
    # The mark is in the middle, unless that leaves room empty at an end of the line.
    left = max(0, min(start - max(0, inner - (end - start)) // 2, piece.width - inner))
    inside = [i for i in range(count) if left <= piece.columns[i] and piece.columns[i + 1] <= left + inner]
    # A character without width belongs to the one before it, and is cut off with that.
    begin = next((i for i in inside if piece.columns[i + 1] > piece.columns[i]), inside[0])
    stop = inside[-1] + 1
    before = _CUT if offset + begin else ""
    after = _CUT if offset + stop < len(text) else ""
    width = len(before) + piece.columns[stop] - piece.columns[begin] + len(after)
    shown = before + "".join(piece.shown[begin:stop]) + after
    return _Window(shown, width, offset, piece.columns, piece.columns[begin] - len(before))
