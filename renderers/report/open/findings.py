"""What the checks found, as a section of the report.

Comes in: findings with their places in the text. Goes out: a table of the rules that found something, and under it each rule with why
it matters and the places. Deliberately absent: the checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from blueprint.diagnostics import Diagnostic, Severity, ordered
from blueprint.lean_dataclasses import dataclass
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


def all_findings(wording: Wording) -> Section | None:
    """What the checks say of what the report shows."""
    return findings(wording, wording.findings)


def findings(wording: Wording, found: Iterable[Diagnostic]) -> Section | None:
    """The findings by family, then by severity, then by rule; of a rule in the order of the text. None where there are none."""
    numbered = list(enumerate(ordered(found), 1))
    if not numbered:
        return None
    rules = sorted(
        (_spoken(wording, code, numbered) for code in {diagnostic.code for _, diagnostic in numbered}),
        key=lambda rule: (rule.code[2:3], rule.severity, rule.code),
    )
    return Section(
        id="findings",
        title=wording.words("findings"),
        tables=(_index(wording, rules), *(_places(wording, rule) for rule in rules)),
        note=_note(wording, [diagnostic for _, diagnostic in numbered]),
    )


def _spoken(wording: Wording, code: str, numbered: list[tuple[int, Diagnostic]]) -> _Spoken:
    own = tuple((number, diagnostic) for number, diagnostic in numbered if diagnostic.code == code)
    title, why = about_rule(code, wording.words.code) or (own[0][1].message_in(wording.words.code), "")
    title, why = (wording.message(code, other) for other in (title, why))
    return _Spoken(
        code=code, title=title, why=why, severity=min(diagnostic.severity for _, diagnostic in own), found=own
    )


def _note(wording: Wording, found: list[Diagnostic]) -> str:
    """How many there are of each severity."""
    counts = {severity: sum(diagnostic.severity is severity for diagnostic in found) for severity in Severity}
    return wording.words.listed(
        wording.words("counted", word=wording.words(severity.word), count=wording.words.number(count))
        for severity, count in counts.items()
        if count
    )


def _family(wording: Wording, code: str) -> str:
    key = _FAMILIES.get(code[2:3])
    return wording.words(key) if key else ""


def _index(wording: Wording, rules: list[_Spoken]) -> Table:
    """The rules that speak, to be sorted and chosen from; each leads to its first finding."""
    columns = (
        Column(title=wording.words("code"), kind="point"),
        Column(title=wording.words("rule"), kind="main"),
        Column(title=wording.words("family"), filters=True),
        Column(title=wording.words("weight"), filters=True),
        Column(title=wording.words("number"), kind="number"),
    )
    rows = [
        Row(
            id=f"rule-{rule.code}",
            cells=(
                lines(
                    (
                        CellPart(
                            text=rule.code,
                            style=f"code {rule.severity.word}",
                            href=f"#finding-{rule.found[0][0]}",
                        ),
                    )
                ),
                text(rule.title),
                text(_family(wording, rule.code)),
                replace(
                    text(wording.words(rule.severity.word), f"chip {_TONES[rule.severity]}"),
                    order=rule.severity,
                ),
                replace(text(wording.words.number(len(rule.found))), order=len(rule.found)),
            ),
        )
        for rule in rules
    ]
    return replace(table(columns, rows), counted=False)


def _places(wording: Wording, rule: _Spoken) -> Table:
    """A rule, why it matters, and where it applies, each place with what helps there."""
    columns = (
        Column(title=wording.words("finding"), kind="main", kept=True),
        Column(title=wording.words("card")),
    )
    rows = [_row(wording, number, diagnostic) for number, diagnostic in rule.found]
    about = wording.words.dotted((_family(wording, rule.code), wording.words(rule.severity.word)))
    note = wording.sentences(wording.words("sentence", text=about), rule.why)
    return replace(table(columns, rows, title=f"{rule.code} {rule.title}"), note=note)


def _row(wording: Wording, number: int, diagnostic: Diagnostic) -> Row:
    action = action_at(wording, diagnostic.span)
    card: tuple[Line, ...] = ((wording.action(action),), wording.around(action)) if action else ()
    language = wording.words.code
    told = wording.message(diagnostic.code, diagnostic.message_in(language))
    cure = wording.message(diagnostic.code, diagnostic.hint_in(language) or "")
    hint = (CellPart(text=cure, style="muted"),) if cure else ()
    return Row(
        id=f"finding-{number}",
        action=action,
        span=diagnostic.span,
        cells=(lines((CellPart(text=told),), hint), lines(*card)),
    )


def action_at(wording: Wording, span: Span) -> str | None:
    """The action in whose text, block included, a place lies; None where there is no such action."""
    around = [
        action
        for action in wording.blueprint.actions.values()
        if action.span.source is span.source
        and action.span.start <= span.start
        and span.end <= action.span.end
    ]
    if not around:
        return None
    return min(around, key=lambda action: action.span.end - action.span.start).key
