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


def changes(say: Wording) -> Section | None:
    """What a to-be makes of its as-is, and why. Of what is removed nobody knows where it was: a part does not tell of it."""
    words = say.words
    found = [one for one in found_changes(say.blueprint) if one.action or not say.is_part]
    columns = (
        Column(title=words("replaces"), kind="main"),
        Column(title=words("becomes"), kind="main"),
        Column(title=words("kind"), filters=True),
        Column(title=words("reason"), kept=True),
    )
    rows = [_row(say, number, one) for number, one in enumerate(found, 1)]
    return section("changes", words("changes"), columns, rows, _note(say, found))


def _row(say: Wording, number: int, one: Change) -> Row:
    became = say.titled(say.blueprint.actions[one.action]) if one.action else Cell()
    kinds = tuple(CellPart(text=say.words(_WORDS[kind]), style="chip") for kind in one.kinds)
    reason = text(one.reason)
    return Row(
        id=f"change-{number}",
        action=one.action,
        span=one.span,
        cells=(
            lines(*((CellPart(text=name),) for name in one.before)),
            became,
            lines(kinds),
            replace(reason, wanted=not reason.lines),
        ),
    )


def _note(say: Wording, found: list[Change]) -> str:
    """How many actions of the as-is are spoken of, and how many changes of each kind there are."""
    before = {name for one in found for name in one.before}
    counts = {kind: sum(kind in one.kinds for one in found) for kind in KINDS}
    told = say.words("list.comma").join(
        say.words("counted", word=say.words(_WORDS[kind]), count=say.words.number(count))
        for kind, count in counts.items()
        if count
    )
    return say.words("changes.note", count=say.words.number(len(before)), kinds=told)
