"""Fixes: the edits that diagnostics carry, applied to the text.

Comes in: a source and diagnostics. Goes out: the text with every edit that overlaps no other. A diagnostic has edits only
where there is exactly one cure. Deliberately absent: checking the new text, which the caller does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ...diagnostics import Diagnostic, Edit
from ...source import Source

_LINE_END = re.compile(r"\r?\n")


class Cured(NamedTuple):
    """A text, and how many diagnostics were cured in it."""

    text: str
    cured: int


def cure(source: Source, diagnostics: Iterable[Diagnostic]) -> Cured:
    """Apply the edits of all diagnostics of a source; of two that overlap, the first."""
    taken: list[Edit] = []
    count = 0
    for diagnostic in diagnostics:
        edits = [edit for edit in diagnostic.fix if edit.span.source is source]
        if not edits or len(edits) < len(diagnostic.fix) or any(_meet(a, b) for a in edits for b in taken):
            continue
        taken += edits
        count += 1
    text = source.text
    for edit in sorted(taken, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + _LINE_END.sub(source.line_end, edit.text) + text[edit.span.end :]
    return Cured(text, count)


def _meet(edit: Edit, other: Edit) -> bool:
    if edit.span.start == other.span.start:
        return True
    return edit.span.start < other.span.end and other.span.start < edit.span.end
