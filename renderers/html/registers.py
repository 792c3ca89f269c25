"""The registers of the lettered points: fail points, waits, decisions, moments of truth.

Comes in: the wording of a scene. Goes out: one section each, or None where the file has no such thing. The
fail points stand by risk, everything else in reading order. Deliberately absent: touchpoints (`touchpoints`),
cards and declarations (`sections`).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.analysis import risk
from blueprint.model import Action, Fail, Flow, Point, Timing

from .phrases import Phrases
from .table import Cell, Column, Line, Piece, Row, Section, lines, section, stacked, text, wanted


def registers(say: Phrases) -> list[Section]:
    """The registers of points that the blueprint has something for."""
    every = (fails, waits, decisions, moments)
    built = (build(say) for build in every)
    return [one for one in built if one is not None]


# ── fail points ───────────────────────────────────────────────────────────────────────────────────────────


def by_risk(say: Phrases) -> list[tuple[Point, Fail]]:
    """The fail points, the highest risk priority number first, those without one last."""
    pairs = [
        (point, say.blueprint.fails[point.card])
        for point in say.blueprint.points
        if point.kind == "fail" and point.card in say.blueprint.fails
    ]
    # Sorting is stable: equal risks stay in reading order. Of those without a number, the severe come first.
    return sorted(
        pairs,
        key=lambda pair: (-(pair[1].risk_priority_number or 0), risk.risk_level(pair[1]) != "high"),
    )


def fails(say: Phrases) -> Section | None:
    """The register of fail points."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("failure"), kind="main"),
        Column(title=words("S"), kind="number", kept=True),
        Column(title=words("O"), kind="number", kept=True),
        Column(title=words("D"), kind="number", kept=True),
        Column(title=words("RPN"), kind="number", kept=True),
        Column(title=words("risk"), kept=True),
        Column(title=words("causes")),
        Column(title=words("effects")),
        Column(title=words("prevention")),
        Column(title=words("recovery")),
        Column(title=words("owner")),
        Column(title=words("due")),
        Column(title=words("status")),
    )
    rows = [_fail_row(say, point, fail) for point, fail in by_risk(say)]
    note = words(
        "fails.note",
        medium=risk.MEDIUM_FROM,
        below_high=risk.HIGH_FROM - 1,
        high=risk.HIGH_FROM,
        severe=risk.SEVERE_FROM,
    )
    return section("fails", words("fails"), columns, rows, note)


def _fail_row(say: Phrases, point: Point, fail: Fail) -> Row:
    level = risk.risk_level(fail)
    scales = (fail.severity, fail.occurrence, fail.detection, fail.risk_priority_number)
    return Row(
        id=f"fail-{point.label}",
        action=point.action,
        span=fail.span,
        cells=(
            say.badge(point.label, f"fail badge-{level}", point.action),
            lines((Piece(text=fail.text, style="strong"),), *say.where(fail)),
            *(text(str(scale) if scale is not None else None) for scale in scales),
            text(say.words(level), f"chip risk-{level}"),
            lines(*((Piece(text=cause),) for cause in fail.causes)),
            lines(*((Piece(text=effect),) for effect in fail.effects)),
            say.preventions(fail.preventions),
            _recovery(say, fail),
            say.owner(fail.owner),
            say.date(fail.due),
            say.known(fail.known),
        ),
    )


def _recovery(say: Phrases, fail: Fail) -> Cell:
    found: list[Line] = []
    for one in fail.recoveries:
        found.append((Piece(text=one.text),))
        found.append((Piece(text="→", style="arrow"), say.action(one.to)) if one.to else ())
    return lines(*found, say.within(fail.within))


# ── waits ─────────────────────────────────────────────────────────────────────────────────────────────────


def waits(say: Phrases) -> Section | None:
    """The list of waits, with what they are against their targets."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("before"), kind="main"),
        Column(title=words("wait"), kept=True),
        Column(title=words("target"), kept=True),
        Column(title=words("comparison"), kept=True),
        Column(title=words("emotion")),
        Column(title=words("status")),
    )
    rows = [
        Row(
            id=f"wait-{point.label}",
            action=action.key,
            span=action.span,
            cells=(
                say.badge(point.label, "wait", action.key),
                say.titled(action),
                say.timing(action.wait or Timing()),
                wanted(text(say.time(action.wait.target if action.wait else None))),
                say.against_target(action.wait or Timing()),
                say.emotion(action.emotion),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "wait")
    ]
    return section("waits", words("waits"), columns, rows)


# ── decisions ─────────────────────────────────────────────────────────────────────────────────────────────


def decisions(say: Phrases) -> Section | None:
    """The list of decisions, with where each answer leads."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("question"), kind="main"),
        Column(title=words("answers"), kind="main", kept=True),
        Column(title=words("status")),
    )
    rows = [
        Row(
            id=f"decision-{point.label}",
            action=action.key,
            span=action.span,
            cells=(
                say.badge(point.label, "decision", action.key),
                say.titled(action),
                wanted(lines(*(_answer(say, flow) for flow in _answers(say, action)))),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "decision")
    ]
    return section("decisions", words("decisions"), columns, rows)


def _answers(say: Phrases, action: Action) -> Iterator[Flow]:
    for flow in say.blueprint.outgoing(action.key):
        if flow.kind in ("then", "failure") and not flow.is_recovery:
            yield flow


def _answer(say: Phrases, flow: Flow) -> Line:
    failure = " failure" if flow.kind == "failure" else ""
    pieces: list[Piece] = []
    if flow.share is not None:
        pieces.append(
            Piece(text=say.words.share(flow.share), style="share", bar=min(max(round(flow.share), 0), 100))
        )
    if flow.label:
        pieces.append(Piece(text=flow.label, style=f"answer{failure}"))
    pieces += [Piece(text="→", style=f"arrow{failure}"), say.action(flow.target)]
    if flow.max is not None:
        pieces.append(Piece(text=say.words("max", count=flow.max), style="muted"))
    return tuple(pieces) + say.within(flow.within)


# ── moments of truth ──────────────────────────────────────────────────────────────────────────────────────


def moments(say: Phrases) -> Section | None:
    """The list of moments of truth."""
    words = say.words
    columns = (
        Column(title=words("point"), kind="point"),
        Column(title=words("moment"), kind="main"),
        Column(title=words("emotion"), kept=True),
        Column(title=words("expects")),
        Column(title=words("standard")),
        Column(title=words("status")),
    )
    rows = [
        Row(
            id=f"moment-{point.label}",
            action=action.key,
            span=action.span,
            cells=(
                say.badge(point.label, "moment", action.key),
                say.titled(action),
                say.emotion(action.emotion),
                text(action.expects),
                stacked(text(action.standard.text if action.standard else None), _limit(say, action)),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "moment")
    ]
    return section("moments", words("moments"), columns, rows)


def _limit(say: Phrases, action: Action) -> Cell:
    return lines(say.within(action.standard.within if action.standard else None))


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _points(say: Phrases, kind: str) -> Iterator[tuple[Point, Action]]:
    for point in say.blueprint.points:
        if point.kind == kind and point.action is not None:
            yield point, say.blueprint.actions[point.action]
