"""What the checks found, as a section of the report.

Comes in: findings with their places in the text. Goes out: a table for each severity, worst first.
Deliberately absent: the checks.
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.diagnostics import Diagnostic, Severity, ordered
from blueprint.source import Span

from .phrases import Phrases
from .table import Column, Line, Piece, Row, Section, Table, lines, table, text


def findings(say: Phrases, found: Iterable[Diagnostic]) -> Section | None:
    """The findings in the order of the text, grouped by severity; None where there are none."""
    numbered = list(enumerate(ordered(found), 1))
    if not numbered:
        return None
    tables = [
        _group(say, severity, [(number, one) for number, one in numbered if one.severity is severity])
        for severity in Severity
    ]
    return Section(
        id="findings",
        title=say.words("findings"),
        tables=tuple(one for one in tables if one.rows),
    )


def _group(say: Phrases, severity: Severity, found: list[tuple[int, Diagnostic]]) -> Table:
    columns = (
        Column(title=say.words("code"), kind="point"),
        Column(title=say.words("finding"), kind="main", kept=True),
        Column(title=say.words("card")),
    )
    rows = [_row(say, number, one) for number, one in found]
    return table(columns, rows, title=say.words(severity.word))


def _row(say: Phrases, number: int, one: Diagnostic) -> Row:
    action = action_at(say, one.span)
    card: tuple[Line, ...] = ((say.action(action),), say.around(action)) if action else ()
    language = say.words.code
    cure = one.hint_in(language)
    hint = (Piece(text=cure, style="muted"),) if cure else ()
    return Row(
        id=f"finding-{number}",
        action=action,
        span=one.span,
        cells=(
            text(one.code, f"code {one.severity.word}"),
            lines((Piece(text=one.message_in(language)),), hint),
            lines(*card),
        ),
    )


def action_at(say: Phrases, span: Span) -> str | None:
    """The action in whose text, block included, a place lies; None where there is no such action."""
    around = [
        action
        for action in say.blueprint.actions.values()
        if action.span.source is span.source
        and action.span.start <= span.start
        and span.end <= action.span.end
    ]
    if not around:
        return None
    return min(around, key=lambda action: action.span.end - action.span.start).key
