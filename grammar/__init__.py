"""The grammar of the language and the table of its keywords, as data.

Comes in: the files beside this one. Goes out: the text of the grammar and the spellings of the keywords. Deliberately absent: reading a
text by them (`blueprint.syntax.parser`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from blueprint.lane_kinds import TERMINALS


class Keyword(NamedTuple):
    """A keyword: its terminal in the grammar and its spellings by language, the preferred one first."""

    terminal: str
    spellings: dict[str, tuple[str, ...]]

    @property
    def english(self) -> str:
        """The spelling that the syntax tree holds."""
        return self.spellings["en"][0]


def grammar_file() -> str:
    """`blueprint.lark`, with the terminals of the lane kinds where it says LANE_KIND."""
    return _read("blueprint.lark").replace("LANE_KIND", " | ".join(TERMINALS))


def keyword_file() -> str:
    """`keywords.tsv` as it stands."""
    return _read("keywords.tsv")


@cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords, in the order of the table."""
    rows = [line.split("\t") for line in keyword_file().splitlines() if line and line[0] != "#"]
    languages = rows[0][1:]
    return tuple(
        Keyword(
            row[0],
            {
                language: tuple(cell.split(","))
                for language, cell in zip(languages, row[1:], strict=False)
                if cell
            },
        )
        for row in rows[1:]
    )


@cache
def terminals_by_spelling() -> dict[str, str]:
    """The terminal of every spelling of every keyword."""
    return {
        spelling: keyword.terminal
        for keyword in keywords()
        for spellings in keyword.spellings.values()
        for spelling in spellings
    }


@cache
def english_by_terminal() -> dict[str, str]:
    """The English spelling of every keyword's terminal."""
    return {keyword.terminal: keyword.english for keyword in keywords()}


def whole_grammar() -> str:
    """The grammar with a terminal for every keyword, as Lark takes it."""
    lines = [grammar_file()]
    for keyword in keywords():
        spellings = [one for several in keyword.spellings.values() for one in several]
        # The longest first: an alternation takes what matches first, and 等待 is the beginning of 等待点.
        choice = "|".join(sorted(spellings, key=len, reverse=True))
        lines.append(rf"{keyword.terminal}.5: /(?:{choice})(?!\w)/")
    return "\n".join(lines) + "\n"


def _read(name: str) -> str:
    # importlib.resources would cost every start 7 ms.
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
