"""The section on the changes of a to-be: what becomes of the actions of its as-is, and why.

Comes in: the wording of a scene. Goes out: a section, or None where nothing is replaced or removed. Deliberately absent: which changes
there are (`blueprint.analysis.improvement.changes`).
"""

from __future__ import annotations

from dataclasses import replace

from blueprint.analysis.improvement.changes import KINDS, Change, Kind
from blueprint.analysis.improvement.changes import changes as found_changes

from ...page.table import Cell, CellPart, Column, Row, Section, lines, section, text
from ..wording import Wording

_WORDS: dict[Kind, str] = {
    "removed": "removed",
    "merged": "merged",
    "split": "split",
    "moved": "moved",
    "automated": "automated",
    "replaced": "replaced",
}


def changes(wording: Wording) -> Section | None:
    """What a to-be changes of its as-is, and why. A part of the file leaves out what is removed, since its place is unknown."""
    words = wording.words
    found = [
        found_change
        for found_change in found_changes(wording.blueprint)
        if found_change.action or not wording.is_part
    ]
    columns = (
        Column(title=words("replaces"), kind="main"),
        Column(title=words("becomes"), kind="main"),
        Column(title=words("kind"), filters=True),
        Column(title=words("reason"), kept=True),
    )
    rows = [_row(wording, number, change) for number, change in enumerate(found, 1)]
    return section("changes", words("changes"), columns, rows, _note(wording, found))


def _row(wording: Wording, number: int, change: Change) -> Row:
    became = wording.titled(wording.blueprint.actions[change.action]) if change.action else Cell()
    kinds = tuple(CellPart(text=wording.words(_WORDS[kind]), style="chip") for kind in change.kinds)
    reason = text(change.reason)
    return Row(
        id=f"change-{number}",
        action=change.action,
        span=change.span,
        cells=(
            lines(*((CellPart(text=name),) for name in change.before)),
            became,
            lines(kinds),
            replace(reason, wanted=not reason.lines),
        ),
    )


def _note(wording: Wording, found: list[Change]) -> str:
    """How many actions of the as-is are spoken of, and how many changes of each kind there are."""
    before = {name for change in found for name in change.before}
    counts = {kind: sum(kind in change.kinds for change in found) for kind in KINDS}
    told = wording.words.listed(
        wording.words("counted", word=wording.words(_WORDS[kind]), count=wording.words.number(count))
        for kind, count in counts.items()
        if count
    )
    return wording.words("changes.note", count=wording.words.number(len(before)), kinds=told)
