"""What fails: the fail points as an FMEA, and the risks of the whole service.

Comes in: the wording of a scene. Goes out: the functions that make the sections, each None where the file has no such thing. Fail
points stand by risk, risks in reading order. Deliberately absent: what is to be done when a risk comes true (`runbook`), order of
sections (`contents`).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.analysis.improvement.plans import places
from blueprint.analysis.risk import levels as risk
from blueprint.model import Fail, Owner, Point, Risk
from blueprint.settings import PRIORITIES, SCALE

from ...charts import Field, Spot
from ...page.table import (
    Cell,
    CellPart,
    Column,
    Line,
    Row,
    Section,
    lines,
    section,
    stacked,
    text,
    wanted,
)
from ..wording import SectionMaker, Wording
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


def fails(say: Wording) -> Section | None:
    """The fail points, with the columns of an FMEA."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("failure"), kind="main"),
        Column(title=words("severity.short"), kind="number", kept=True),
        Column(title=words("occurrence.short"), kind="number", kept=True),
        Column(title=words("detection.short"), kind="number", kept=True),
        Column(title=words("rpn"), kind="number", kept=True),
        Column(title=words("risk"), kept=True, filters=True),
        Column(title=words("priority"), kept=True, filters=True),
        Column(title=words("causes")),
        Column(title=words("effects")),
        Column(title=words("prevention")),
        Column(title=words("recovery"), kept=True),
        Column(title=words("owner"), kept=True, filters=True),
        Column(title=words("due")),
        Column(title=words("status"), filters=True),
    )
    ordered = by_risk(say)
    rows = [_fail_row(say, point, fail) for point, fail in ordered]
    matrix = _severity_by_occurrence(say, ordered)
    return section(
        "fails", words("fails"), columns, rows, _note(say, ordered), figures=(matrix,) if matrix else ()
    )


def by_risk(say: Wording) -> list[tuple[Point, Fail]]:
    """The fail points, the highest risk priority number first, those without one last."""
    pairs = [
        (point, say.blueprint.fails[point.card])
        for point in say.blueprint.points
        if point.kind == "fail" and point.card in say.blueprint.fails
    ]
    # Sorting is stable: equal risks stay in reading order. Of those without a number, the severe come first.
    return sorted(
        pairs,
        key=lambda pair: (-(pair[1].risk_priority_number or 0), say.risk_level(pair[1]) != "high"),
    )


def _note(say: Wording, ordered: list[tuple[Point, Fail]]) -> str:
    note = _levels(say)
    unplaced = [point.label for point, fail in ordered if fail.severity is None or fail.occurrence is None]
    if unplaced:
        note += " " + say.words("fails.unplaced", points=say.words("list.comma").join(unplaced))
    return note


def _levels(say: Wording) -> str:
    """What the numbers mean, and where the levels begin."""
    limits = say.facts.limits
    # A team may call all high that would be medium elsewhere.
    key = "fails.note" if limits.risk > risk.MEDIUM_FROM else "fails.note.high"
    return say.words(
        key, medium=risk.MEDIUM_FROM, below_high=limits.risk - 1, high=limits.risk, severe=limits.severity
    )


def _fail_row(say: Wording, point: Point, fail: Fail) -> Row:
    level = say.risk_level(fail)
    scales = (fail.severity, fail.occurrence, fail.detection, fail.risk_priority_number)
    return Row(
        id=f"fail-{point.label}",
        action=point.action,
        span=fail.span,
        cells=(
            say.badge(point.label, f"fail badge-{level}", point.action),
            lines((CellPart(text=fail.text, style="strong"),), *say.where(fail)),
            *(_scale(scale) for scale in scales),
            _level(say, level, risk.RISK_LEVELS),
            _level(say, say.facts.priorities.of(fail) or "unrated", ("unrated", *PRIORITIES)),
            lines(*((CellPart(text=cause),) for cause in fail.causes)),
            lines(*((CellPart(text=effect),) for effect in fail.effects)),
            say.preventions(fail.preventions),
            wanted(_recovery(say, fail)),
            wanted(_owner(say, fail)),
            Cell(lines=say.date(fail.due).lines, order=fail.due),
            say.known(fail.known),
        ),
    )


def _scale(value: int | None) -> Cell:
    """A rating; that there is none is a gap."""
    return wanted(Cell(lines=((CellPart(text=str(value)),),), order=value) if value is not None else Cell())


def _level(say: Wording, level: str, levels: tuple[str, ...]) -> Cell:
    chip = CellPart(text=say.words(level), style=f"chip risk-{level}")
    return Cell(lines=((chip,),), order=levels.index(level))


def _recovery(say: Wording, fail: Fail) -> Cell:
    found: list[Line] = []
    for one in fail.recoveries:
        found.append((CellPart(text=one.text),))
        found.append((CellPart(text="→", style="arrow"), say.action(one.to)) if one.to else ())
    return lines(*found, say.within(fail.within))


def _owner(say: Wording, fail: Fail) -> Cell:
    """The owner of a fail point, else that of its step or phase."""
    if fail.owner is not None:
        return say.owner(fail.owner)
    for key, owner in _owners_around(say, fail):
        return stacked(say.owner(owner), text(say.words(key), "muted"))
    return Cell()


def _owners_around(say: Wording, fail: Fail) -> Iterator[tuple[str, Owner]]:
    blueprint = say.blueprint
    for kind, key in places(blueprint, fail):
        if kind == "step" and (owner := blueprint.steps[key].owner):
            yield "owner.step", owner
        if kind == "phase" and (owner := blueprint.phases[key].owner):
            yield "owner.phase", owner


def _severity_by_occurrence(say: Wording, ordered: list[tuple[Point, Fail]]) -> Field | None:
    spots = tuple(
        Spot(
            column=fail.occurrence - SCALE[0],
            row=SCALE[-1] - fail.severity,
            label=point.label,
            text=fail.text,
            tone=say.risk_level(fail),
            href=f"#fail-{point.label}",
        )
        for point, fail in ordered
        if fail.severity is not None and fail.occurrence is not None
    )
    if not spots:
        return None
    return Field(
        title=say.words("fails.matrix"),
        across=say.words("occurrence"),
        down=say.words("severity"),
        columns=tuple(map(str, SCALE)),
        rows=tuple(map(str, _SEVERITIES)),
        spots=spots,
        grounds=tuple(
            (column, row, say.facts.priorities.whatever_is_noticed(severity, occurrence))
            for row, severity in enumerate(_SEVERITIES)
            for column, occurrence in enumerate(SCALE)
        ),
    )


# ── risks of the whole service ────────────────────────────────────────────────────────────────────────────


def risks(say: Wording) -> Section | None:
    """What can hit the whole service."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("hazard"), kind="main"),
        Column(title=words("extent"), kept=True, filters=True),
        Column(title=words("severity"), kept=True, filters=True),
        Column(title=words("prevention"), kept=True),
        Column(title=words("contingency"), kept=True),
        Column(title=words("owner"), kept=True, filters=True),
        Column(title=words("status"), filters=True),
    )
    numbered = runbook.numbered(say)
    rows = [_risk_row(say, label, one) for label, one in numbered]
    matrix = _scope_by_severity(say, numbered)
    note = words("risks.note")
    return section("risks", words("risks"), columns, rows, note, figures=(matrix,) if matrix else ())


def _risk_row(say: Wording, label: str, one: Risk) -> Row:
    level = one.severity or "unrated"
    return Row(
        id=say.row_of["risks", one.key],
        span=one.span,
        cells=(
            text(label, f"badge badge-{level}"),
            text(one.label, "strong"),
            wanted(text(say.word(one.scope))),
            Cell(
                lines=((CellPart(text=say.words(level), style=f"chip risk-{level}"),),),
                order=risk.RISK_LEVELS.index(level),
            ),
            wanted(say.preventions(one.preventions)),
            wanted(_first_response(say, label, one)),
            wanted(say.owner(one.owner)),
            say.known(one.known),
        ),
    )


def _first_response(say: Wording, label: str, one: Risk) -> Cell:
    """The most urgent step, which leads to the runbook, and how many follow."""
    steps = runbook.in_order(one)
    if not steps:
        return Cell()
    link = f"#{runbook.row_of(label, len(one.preventions) + 1)}"
    more = (CellPart(text=f"+{len(steps) - 1}", style="muted"),) if len(steps) > 1 else ()
    return lines((CellPart(text=steps[0].text, href=link), *more), say.within(steps[0].within))


def _scope_by_severity(say: Wording, numbered: list[tuple[str, Risk]]) -> Field | None:
    spots = tuple(
        Spot(
            column=_LEVELS.index(one.severity),
            row=_SCOPES.index(one.scope),
            label=label,
            text=one.label,
            tone=one.severity,
            href=f"#{say.row_of['risks', one.key]}",
        )
        for label, one in numbered
        if one.scope is not None and one.severity is not None
    )
    if not spots:
        return None
    return Field(
        title=say.words("risks.matrix"),
        across=say.words("severity"),
        down=say.words("extent"),
        columns=tuple(say.words(level) for level in _LEVELS),
        rows=tuple(say.words(scope) for scope in _SCOPES),
        spots=spots,
        grounds=tuple(
            (column, row, _GROUNDS[scope, level])
            for row, scope in enumerate(_SCOPES)
            for column, level in enumerate(_LEVELS)
        ),
    )


MAKERS: tuple[SectionMaker, ...] = (fails, risks, runbook.runbook)
