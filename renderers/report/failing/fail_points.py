"""What fails: the fail points as an FMEA, and the risks of the whole service.

Comes in: the wording of a scene. Goes out: a section each, or None where the file has no such thing. Fail points stand by risk, risks in
reading order. Deliberately absent: what is to be done when a risk comes true (`runbook`), order of sections (`contents`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.analysis.registers.of_plans import RISKS
from blueprint.analysis.registers.of_work import FAILS
from blueprint.analysis.registers.record import Record
from blueprint.analysis.risk import levels as risk
from blueprint.model import Fail, Owner, Point, Recovery, Risk
from blueprint.settings import PRIORITIES, SCALE
from blueprint.values import TimeSpan
from blueprint.words import Keyword

from ...charts import Field, Spot
from ...page.table import Cell, CellPart, Line, Section, lines, stacked, text
from ..register_table import Head, RegisterTable, Show, placed, strong
from ..wording import Wording
from . import runbook

#: Severity goes up, occurrence to the right; risks of the whole service stand by scope and severity.
_SEVERITIES = tuple(reversed(SCALE))
_SCOPES = ("global", "local")
_LEVELS = ("low", "medium", "high")
#: How a risk of some scope and severity is coloured: what hits everybody counts one level more.
_GROUNDS = {
    ("global", "high"): "high", ("global", "medium"): "high", ("global", "low"): "medium",
    ("local", "high"): "high", ("local", "medium"): "medium", ("local", "low"): "low",
}  # fmt: skip


# ── fail points ───────────────────────────────────────────────────────────────────────────────────────────


def fails(wording: Wording) -> Section | None:
    """The fail points, with the columns of an FMEA, by risk."""
    heads = (
        Head("point", ("point", "level"), _badge, kind="point"),
        Head("failure", "fail", placed, kind="main"),
        Head("severity.short", "severity", _scale, kind="number", kept=True, wanted=True),
        Head("occurrence.short", "occurrence", _scale, kind="number", kept=True, wanted=True),
        Head("detection.short", "detection", _scale, kind="number", kept=True, wanted=True),
        Head("rpn", "rpn", _scale, kind="number", kept=True, wanted=True),
        Head("risk", "level", _level(risk.RISK_LEVELS), kept=True, filters=True),
        Head("priority", "priority", _level(("unrated", *PRIORITIES)), kept=True, filters=True),
        Head("causes", "causes"),
        Head("effects", "effects"),
        Head("prevention", "prevention"),
        Head("recovery", ("recovery", "within"), _recovery, kept=True, wanted=True),
        Head("owner", ("answerable", "owner_place"), _owner, kept=True, filters=True, wanted=True),
        Head("due", "due"),
        Head("status", "known", filters=True),
    )
    ordered = by_risk(wording)
    table = RegisterTable(wording, FAILS, heads)
    named = {record.thing.key: record for record in table.records}
    rows = table.rows([named[fail.key] for _, fail in ordered])
    matrix = _severity_by_occurrence(wording, ordered)
    return table.section("fails", rows, _note(wording, ordered), (matrix,) if matrix else ())


def by_risk(wording: Wording) -> list[tuple[Point, Fail]]:
    """The fail points, the highest risk priority number first, those without one last."""
    pairs = [
        (point, wording.blueprint.fails[point.card])
        for point in wording.blueprint.points
        if point.kind == "fail" and point.card in wording.blueprint.fails
    ]
    # Sorting is stable: equal risks stay in reading order. Of those without a number, the severe come first.
    return sorted(
        pairs,
        key=lambda pair: (-(pair[1].risk_priority_number or 0), wording.risk_level(pair[1]) != "high"),
    )


def _note(wording: Wording, ordered: list[tuple[Point, Fail]]) -> str:
    note = _levels(wording)
    unplaced = [point.label for point, fail in ordered if fail.severity is None or fail.occurrence is None]
    if unplaced:
        note += " " + wording.words("fails.unplaced", points=wording.words.listed(unplaced))
    return note


def _levels(wording: Wording) -> str:
    """What the numbers mean, and where the levels begin."""
    limits = wording.facts.limits
    # A team may call all high that would be medium elsewhere.
    key = "fails.note" if limits.risk > risk.MEDIUM_FROM else "fails.note.high"
    return wording.words(
        key, medium=risk.MEDIUM_FROM, below_high=limits.risk - 1, high=limits.risk, severe=limits.severity
    )


def _badge(wording: Wording, record: Record[Fail], label: str, level: Keyword | None) -> Cell:
    return wording.badge(label, f"fail badge-{level or 'unrated'}", record.action)


def _scale(wording: Wording, record: object, value: int | None) -> Cell:
    """A rating."""
    return Cell(lines=((CellPart(text=str(value)),),), order=value) if value is not None else Cell()


def _level(levels: Sequence[str]) -> Show:
    """A level as a chip, sorted by how much it is; the first one where nothing is rated."""

    def show(wording: Wording, record: object, level: Keyword | None) -> Cell:
        known = level.english if level else levels[0]
        chip = CellPart(text=wording.words(known), style=f"chip risk-{known}")
        return Cell(lines=((chip,),), order=levels.index(known))

    return show


def _recovery(
    wording: Wording, record: object, recoveries: Iterable[Recovery], within: TimeSpan | None
) -> Cell:
    found: list[Line] = []
    for recovery in recoveries:
        found.append((CellPart(text=recovery.text),))
        found.append((wording.arrow, wording.action(recovery.to)) if recovery.to else ())
    return lines(*found, wording.within(within))


def _owner(wording: Wording, record: object, owner: Owner | None, place: str | None) -> Cell:
    """The owner of a fail point, else that of its step or phase."""
    if owner is None:
        return Cell()
    places = {"step": wording.words("owner.step"), "phase": wording.words("owner.phase")}
    return stacked(wording.owner(owner), text(places[place] if place else None, "muted"))


def _severity_by_occurrence(wording: Wording, ordered: list[tuple[Point, Fail]]) -> Field | None:
    spots = tuple(
        Spot(
            column=fail.occurrence - SCALE[0],
            row=SCALE[-1] - fail.severity,
            label=point.label,
            text=fail.text,
            tone=wording.risk_level(fail),
            href=f"#fail-{point.label}",
        )
        for point, fail in ordered
        if fail.severity is not None and fail.occurrence is not None
    )
    if not spots:
        return None
    return Field(
        title=wording.words("fails.matrix"),
        across=wording.words("occurrence"),
        down=wording.words("severity"),
        columns=tuple(map(str, SCALE)),
        rows=tuple(map(str, _SEVERITIES)),
        spots=spots,
        grounds=tuple(
            (column, row, wording.facts.priorities.whatever_is_noticed(severity, occurrence))
            for row, severity in enumerate(_SEVERITIES)
            for column, occurrence in enumerate(SCALE)
        ),
    )


# ── risks of the whole service ────────────────────────────────────────────────────────────────────────────


def risks(wording: Wording) -> Section | None:
    """What can hit the whole service."""
    numbered = runbook.numbered(wording)
    labels = {other.key: label for label, other in numbered}
    heads = (
        Head(
            "point",
            "severity",
            lambda _, record, level: _number(labels[record.thing.key], level),
            kind="point",
        ),
        Head("hazard", "risk", strong, kind="main"),
        Head("extent", "scope", kept=True, filters=True, wanted=True),
        Head("severity", "severity", _level(risk.RISK_LEVELS), kept=True, filters=True),
        Head("prevention", "prevention", kept=True, wanted=True),
        Head(
            "contingency",
            (),
            lambda wording, record: _first_response(wording, labels[record.thing.key], record.thing),
            kept=True,
            wanted=True,
        ),
        Head("owner", "owner", kept=True, filters=True, wanted=True),
        Head("status", "known", filters=True),
    )
    matrix = _scope_by_severity(wording, numbered)
    table = RegisterTable(wording, RISKS, heads)
    return table.section("risks", note=wording.words("risks.note"), figures=(matrix,) if matrix else ())


def _number(label: str, level: Keyword | None) -> Cell:
    return text(label, f"badge badge-{level or 'unrated'}")


def _first_response(wording: Wording, label: str, other: Risk) -> Cell:
    """The most urgent step, which leads to the runbook, and how many follow."""
    steps = runbook.in_order(other)
    if not steps:
        return Cell()
    link = f"#{runbook.row_of(label, len(other.preventions) + 1)}"
    more = (CellPart(text=f"+{len(steps) - 1}", style="muted"),) if len(steps) > 1 else ()
    return lines((CellPart(text=steps[0].text, href=link), *more), wording.within(steps[0].within))


def _scope_by_severity(wording: Wording, numbered: list[tuple[str, Risk]]) -> Field | None:
    spots = tuple(
        Spot(
            column=_LEVELS.index(other.severity),
            row=_SCOPES.index(other.scope),
            label=label,
            text=other.label,
            tone=other.severity,
            href=f"#{wording.row_of['risks', other.key]}",
        )
        for label, other in numbered
        if other.scope is not None and other.severity is not None
    )
    if not spots:
        return None
    return Field(
        title=wording.words("risks.matrix"),
        across=wording.words("severity"),
        down=wording.words("extent"),
        columns=tuple(wording.words(level) for level in _LEVELS),
        rows=tuple(wording.words(scope) for scope in _SCOPES),
        spots=spots,
        grounds=tuple(
            (column, row, _GROUNDS[scope, level])
            for row, scope in enumerate(_SCOPES)
            for column, level in enumerate(_LEVELS)
        ),
    )
