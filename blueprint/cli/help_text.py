"""The command line's own words in the reader's language: click's, and the help that stands beside each option in English.

Comes in: English texts, and the language in use. Goes out: the texts of the catalogue under `cli.`, found by the English ones, as gettext
does; what is not there stays English. Everything here is imported late: an English run needs nothing of it. Deliberately absent: which
language that is (`language`), and messages of commands, which are phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import click

from ..terminal_text import cells
from ..words import catalogue
from ..words.catalogues import ENGLISH, find

AREA = "cli."
#: What stands in brackets behind a help: `[default: text]`, `[.svg; the default]`.
_EXTRAS = re.compile(r"(?s)(.*?)(\s*)\[([^\[\]]*)\]")
#: The sign with which click marks paragraphs that keep their lines.
_AS_IT_IS = "\b"
#: What a line of Chinese must not begin with.
_CLOSING = "，。；：、！？）》”’』」…"
_WORD = re.compile(r"[ -⺀]+?(?:\s+|(?=[^ -⺀])|$)|.")


@cache
def _keys() -> dict[str, str]:
    return {text: key for key, text in catalogue(ENGLISH).items() if key.startswith(AREA)}


def in_language(text: str, language: str) -> str:
    """An English text of the command line in a language."""
    key = None if language == ENGLISH else _keys().get(text)
    found = find(key, language) if key else None
    return found.text if found else text


def paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """A help in pieces that are translated: paragraphs, and the lines of examples (True)."""
    for block in re.split(r"\n\s*\n", text):
        lines: list[str] = []
        for line in block.replace(_AS_IT_IS, "").strip("\n").split("\n"):
            if line.startswith(" ") and _AS_IT_IS in block:
                if lines:
                    yield " ".join(lines), False
                yield line, True
                lines = []
            elif line.strip():
                lines.append(line.strip())
        if lines:
            yield " ".join(lines), False
        yield "", False


def example_parts(line: str) -> tuple[str, str, str]:
    """A line of examples: the command, the blanks, and what it does."""
    command, blanks, comment = re.fullmatch(r"(\s*\S.*?)(\s{2,}|$)(.*)", line).groups()  # type: ignore[union-attr]
    return command, blanks, comment


class Formatter(click.HelpFormatter):
    """Writes help in a language; lines are fitted by the columns that characters take."""

    def __init__(self, language: str, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._language = language

    def _spoken(self, text: str) -> str:
        spoken = in_language(text, self._language)
        if spoken != text:
            return spoken
        # What stands behind a colon may be a list of names.
        head, colon, names = text.partition(": ")
        return in_language(head + ":", self._language) + " " * bool(colon) + names if colon else text

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called; names of arguments stay, since messages speak of them."""
        words = re.sub(r"\b(OPTIONS|COMMAND|ARGS)\b", lambda word: self._spoken(word[0]), args)
        super().write_usage(prog, words, prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{self._spoken(heading)}{self._spoken(':')}\n")

    def write_text(self, text: str) -> None:
        """Write a command's description, or what follows its options."""
        indent, lines = " " * self.current_indent, list[str]()
        for piece, is_example in paragraphs(text):
            if is_example:
                command, blanks, comment = example_parts(piece)
                lines.append(f"{indent}{command}{blanks}{self._spoken(comment) if comment else ''}")
            else:
                fitted = _fitted(self._spoken(piece), self.width - len(indent))
                lines += [(indent + line).rstrip() for line in fitted]
        self.write("\n".join(lines).rstrip("\n") + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options, commands or formats, each with what it is for."""
        rows = list(rows)
        widest = max((_columns(first) for first, _ in rows), default=0)
        column = min(widest, col_max) + col_spacing
        indent, room = " " * self.current_indent, max(self.width - column - self.current_indent, 10)
        for first, second in rows:
            texts = _fitted(self._about(second), room)
            if _columns(first) <= column - col_spacing:
                head = first + " " * (column - _columns(first)) + texts.pop(0)
                self.write(f"{indent}{head}".rstrip() + "\n")
            else:
                self.write(f"{indent}{first}\n")
            for text in texts:
                self.write(f"{indent}{'':{column}}{text}".rstrip() + "\n")

    def _about(self, help: str) -> str:
        """A help with what stands behind it in brackets."""
        text = " ".join(help.split())
        found = _EXTRAS.fullmatch(text)
        if found is None:
            return self._spoken(text)
        extras = "; ".join(self._spoken(part) for part in found[3].split("; "))
        return f"{self._spoken(found[1])}{found[2]}[{extras}]"


def _columns(text: str) -> int:
    return cells(text).width


def _fitted(text: str, room: int) -> list[str]:
    """The lines of a text: between words, and between Chinese characters."""
    lines = [""]
    for word in _WORD.findall(text):
        fits = _columns((lines[-1] + word).rstrip()) <= room
        if fits or not lines[-1] or word in _CLOSING:
            lines[-1] += word
        else:
            lines.append(word.lstrip())
    return [line.rstrip() for line in lines]
