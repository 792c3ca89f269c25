"""What the checks found, as a section of the report.

Comes in: findings with their places in the text. Goes out: a table of the rules that found something, and under it each rule with why
it matters and the places. Deliberately absent: the checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from blueprint.diagnostics import Diagnostic, Severity, ordered
from blueprint.scene import about_rule
from blueprint.source import Span

from ...page.table import CellPart, Column, Line, Row, Section, Table, lines, table, text
from ..wording import Wording

#: The families of rules, by the first digit of their codes.
_FAMILIES = {
    "1": "family.structure",
    "2": "family.flow",
    "3": "family.failing",
    "4": "family.time",
    "5": "family.handoffs",
    "6": "family.measures",
    "7": "family.improvement",
    "8": "family.text",
    "9": "family.configuration",
}
_TONES = {Severity.ERROR: "risk-high", Severity.WARNING: "risk-medium", Severity.INFO: "risk-unrated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A rule that speaks: what it is called, why it matters, and its findings with their numbers."""

    code: str
    title: str
    why: str
    severity: Severity
    found: tuple[tuple[int, Diagnostic], ...]


def all_findings(say: Wording) -> Section | None:
    """What the checks say of what the report shows."""
    return findings(say, say.findings)


def findings(say: Wording, found: Iterable[Diagnostic]) -> Section | None:
    """The findings by family, then by severity, then by rule; of a rule in the order of the text. None where there are none."""
    numbered = list(enumerate(ordered(found), 1))
    if not numbered:
        return None
    rules = sorted(
        (_spoken(say, code, numbered) for code in {one.code for _, one in numbered}),
        key=lambda one: (one.code[2:3], one.severity, one.code),
    )
    return Section(
        id="findings",
        title=say.words("findings"),
        tables=(_index(say, rules), *(_places(say, one) for one in rules)),
        note=_note(say, [one for _, one in numbered]),
    )


def _spoken(say: Wording, code: str, numbered: list[tuple[int, Diagnostic]]) -> _Spoken:
    own = tuple((number, one) for number, one in numbered if one.code == code)
    title, why = about_rule(code, say.words.code) or (own[0][1].message_in(say.words.code), "")
    return _Spoken(code=code, title=title, why=why, severity=min(one.severity for _, one in own), found=own)


def _note(say: Wording, found: list[Diagnostic]) -> str:
    """How many there are of each severity."""
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    return say.words("list.comma").join(
        say.words("counted", word=say.words(severity.word), count=say.words.number(count))
        for severity, count in counts.items()
        if count
    )


def _family(say: Wording, code: str) -> str:
    key = _FAMILIES.get(code[2:3])
    return say.words(key) if key else ""


def _index(say: Wording, rules: list[_Spoken]) -> Table:
    """The rules that speak, to be sorted and chosen from; each leads to its first finding."""
    columns = (
        Column(title=say.words("code"), kind="point"),
        Column(title=say.words("rule"), kind="main"),
        Column(title=say.words("family"), filters=True),
        Column(title=say.words("weight"), filters=True),
        Column(title=say.words("number"), kind="number"),
    )
    rows = [
        Row(
            id=f"rule-{one.code}",
            cells=(
                lines(
                    (
                        CellPart(
                            text=one.code,
                            style=f"code {one.severity.word}",
                            href=f"#finding-{one.found[0][0]}",
                        ),
                    )
                ),
                text(one.title),
                text(_family(say, one.code)),
                replace(
                    text(say.words(one.severity.word), f"chip {_TONES[one.severity]}"), order=one.severity
                ),
                replace(text(say.words.number(len(one.found))), order=len(one.found)),
            ),
        )
        for one in rules
    ]
    return replace(table(columns, rows), counted=False)


def _places(say: Wording, rule: _Spoken) -> Table:
    """A rule, why it matters, and the places it speaks of, each with what helps there."""
    columns = (
        Column(title=say.words("finding"), kind="main", kept=True),
        Column(title=say.words("card")),
    )
    rows = [_row(say, number, one) for number, one in rule.found]
    about = " · ".join(one for one in (_family(say, rule.code), say.words(rule.severity.word)) if one)
    note = say.sentences(say.words("sentence", text=about), rule.why)
    return replace(table(columns, rows, title=f"{rule.code} {rule.title}"), note=note)


def _row(say: Wording, number: int, one: Diagnostic) -> Row:
    action = action_at(say, one.span)
    card: tuple[Line, ...] = ((say.action(action),), say.around(action)) if action else ()
    language = say.words.code
    cure = one.hint_in(language)
    hint = (CellPart(text=cure, style="muted"),) if cure else ()
    return Row(
        id=f"finding-{number}",
        action=action,
        span=one.span,
        cells=(lines((CellPart(text=one.message_in(language)),), hint), lines(*card)),
    )


def action_at(say: Wording, span: Span) -> str | None:
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
