"""The registers of the lettered points: waits, decisions, moments of truth.

Comes in: the wording of a scene. Goes out: one section each, in reading order, or None where the file has no such thing. Deliberately
absent: fail points (`failing`), touchpoints (`journey`), cards and declarations (`declarations`).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model import Action, Flow, Point, Timing

from ..page.table import (
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
from .wording import Wording


def registers(say: Wording) -> list[Section]:
    """The registers of points that the blueprint has something for."""
    every = (waits, decisions, moments)
    built = (build(say) for build in every)
    return [one for one in built if one is not None]


# ── waits ─────────────────────────────────────────────────────────────────────────────────────────────────


def waits(say: Wording) -> Section | None:
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


def decisions(say: Wording) -> Section | None:
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


def _answers(say: Wording, action: Action) -> Iterator[Flow]:
    for flow in say.blueprint.outgoing(action.key):
        if flow.kind in ("then", "failure") and not flow.is_recovery:
            yield flow


def _answer(say: Wording, flow: Flow) -> Line:
    failure = " failure" if flow.kind == "failure" else ""
    pieces: list[CellPart] = []
    if flow.share is not None:
        pieces.append(
            CellPart(text=say.words.share(flow.share), style="share", bar=min(max(round(flow.share), 0), 100))
        )
    if flow.label:
        pieces.append(CellPart(text=flow.label, style=f"answer{failure}"))
    pieces += [CellPart(text="→", style=f"arrow{failure}"), say.action(flow.target)]
    if flow.max is not None:
        pieces.append(CellPart(text=say.words("max", count=flow.max), style="muted"))
    return tuple(pieces) + say.within(flow.within)


# ── moments of truth ──────────────────────────────────────────────────────────────────────────────────────


def moments(say: Wording) -> Section | None:
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


def _limit(say: Wording, action: Action) -> Cell:
    return lines(say.within(action.standard.within if action.standard else None))


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _points(say: Wording, kind: str) -> Iterator[tuple[Point, Action]]:
    for point in say.blueprint.points:
        if point.kind == kind and point.action is not None:
            yield point, say.blueprint.actions[point.action]
