"""The pages of the errors: what each of them means, with an example and the cure.

Comes in: a code, a name, or the beginning of codes. Goes out: pages as plain text for a terminal. Deliberately absent: the pages of
the rules, which are the docstrings of their modules (`blueprint.checks.page`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_HEADING = re.compile(r"^## (BP[0-9]+) `([a-z-]+)`\n", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class ErrorPage(NamedTuple):
    """One error: its code, its name, its first sentence, and the whole page."""

    code: str
    name: str
    summary: str
    text: str


def read_errors(word: str) -> list[ErrorPage]:
    """The errors that a word means: one by its code or name, several by the beginning of their codes; none where it is no error's."""
    code = word.upper()
    return [
        page
        for page in _pages()
        if word == page.name or (code.startswith("BP0") and page.code.startswith(code))
    ]


@cache
def _pages() -> tuple[ErrorPage, ...]:
    text = (files(__package__) / "errors.md").read_text("utf-8")
    _, *parts = _HEADING.split(text)
    return tuple(_page(*parts[at : at + 3]) for at in range(0, len(parts), 3))


def _page(code: str, name: str, markdown: str) -> ErrorPage:
    plain = _as_text(markdown)
    return ErrorPage(
        code, name, re.split(r"(?<=[.:]) ", plain.split("\n")[0], maxsplit=1)[0].rstrip(":"), plain
    )


def _as_text(markdown: str) -> str:
    """Markdown for a terminal: what stands in a fence is moved in, and the fence is gone."""
    lines, inside = [], False
    for line in markdown.strip("\n").split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.append(f"  {line}".rstrip())
        else:
            lines.append(_LINK.sub(r"\1", line))
    return "\n".join(lines)
