"""A rule's page: the docstring of its module, split into its parts.

Comes in: the docstring. Goes out: its parts. The page is Markdown with the same five headings for every rule,
so that `explain` can print it, the docs can show it, and a test can compile its examples. Deliberately
absent: the printing.
"""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from ..words.catalogues import find

HEADINGS = ("What it finds", "Why it matters", "Bad", "Good", "Source")
_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)


class Page(NamedTuple):
    """The parts of a page. `bad` and `good` are whole blueprint files: with the defect, and without any."""

    title: str
    finds: str
    why: str
    bad: str
    good: str
    source: str


def read_page(text: str) -> Page:
    """Take a page apart.

    Raises ValueError where a heading is missing, out of order, or unknown.
    """
    title, *rest = _HEADING.split(cleandoc(text))
    if tuple(rest[::2]) != HEADINGS:
        raise ValueError(f"a page has the headings {', '.join(HEADINGS)}, not {', '.join(rest[::2])}")
    finds, why, bad, good, source = rest[1::2]
    return Page(title.strip(), finds.strip(), why.strip(), _example(bad), _example(good), source.strip())


def _example(text: str) -> str:
    return dedent(text).strip("\n") + "\n"


def told_of(code: str, page: str, language: str) -> tuple[str, str]:
    """What a rule finds, in a few words, and why that matters, as plain text.

    As the catalogue of the language has it (`rule.BP101.title`, `rule.BP101.why`), else in the English of the page.
    """
    title, why = (find(f"rule.{code}.{part}", language) for part in ("title", "why"))
    if title and why:
        return title.text, why.text
    read = read_page(page)
    return _plain(read.title).rstrip("."), _plain(read.why)


def _plain(markdown: str) -> str:
    return " ".join(markdown.replace("`", "").split())
