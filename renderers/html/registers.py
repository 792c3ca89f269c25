"""The registers: fail points, waits, decisions, moments of truth, touchpoints, steps.

Comes in: the wording of a scene. Goes out: one section each, or None where the file has no such thing. The
fail points stand by risk, everything else in reading order. Deliberately absent: cards and declarations
(`sections`).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.analysis import risk
from blueprint.model import Action, Fail, Flow, Point, Step, Timing

from .phrases import Phrases, number
from .table import Cell, Column, Line, Piece, Row, Section, lines, stacked, table, text, wanted

#: Lanes in which every action is a touchpoint.
_FACING = frozenset({"frontstage"})


def registers(say: Phrases) -> list[Section]:
    """The registers that the blueprint has something for."""
    every = (fails(say), waits(say), decisions(say), moments(say), touchpoints(say), steps(say))
    return [section for section in every if section is not None]


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
    return _section(say, "fails", columns, rows, note)


def _fail_row(say: Phrases, point: Point, fail: Fail) -> Row:
    level = risk.risk_level(fail)
    scales = (fail.severity, fail.occurrence, fail.detection, fail.risk_priority_number)
    return Row(
        id=f"fail-{point.label}",
        action=point.action,
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
            text(fail.due, "date"),
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
            cells=(
                say.badge(point.label, "wait", action.key),
                _titled(say, action),
                _span(say, action.wait or Timing()),
                wanted(text(say.time(action.wait.target if action.wait else None))),
                _against_target(say, action.wait or Timing()),
                say.emotion(action.emotion),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "wait")
    ]
    return _section(say, "waits", columns, rows)


def _span(say: Phrases, timing: Timing) -> Cell:
    span = timing.span
    if span is None:
        return text(say.words("wait.unknown"), "muted")
    cell = text(say.time(span))
    if span.usual_value is not None and len(span.numbers) > 1:
        usual = say.words("usual", time=say.seconds(span.usual))
        return stacked(cell, text(usual, "muted"))
    return cell


def _against_target(say: Phrases, timing: Timing) -> Cell:
    """The usual wait decides; the longest one beyond the target is said, but is no breach."""
    if timing.target is None:
        return text(say.words("wait.unsaid"), "chip risk-unrated")
    if timing.span is None:
        return Cell()
    most = timing.target.longest
    if timing.span.usual > most:
        return text(say.words("wait.over", time=say.seconds(timing.span.usual - most)), "chip risk-high")
    if timing.span.longest > most:
        return text(say.words("wait.may"), "chip risk-medium")
    return text(say.words("wait.kept"), "chip risk-low")


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
            cells=(
                say.badge(point.label, "decision", action.key),
                _titled(say, action),
                wanted(lines(*(_answer(say, flow) for flow in _answers(say, action)))),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "decision")
    ]
    return _section(say, "decisions", columns, rows)


def _answers(say: Phrases, action: Action) -> Iterator[Flow]:
    for flow in say.blueprint.outgoing(action.key):
        if flow.kind in ("then", "failure") and not flow.is_recovery:
            yield flow


def _answer(say: Phrases, flow: Flow) -> Line:
    failure = " failure" if flow.kind == "failure" else ""
    pieces: list[Piece] = []
    if flow.share is not None:
        pieces.append(Piece(text=f"{number(flow.share)} %", style="share", bar=flow.share))
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
            cells=(
                say.badge(point.label, "moment", action.key),
                _titled(say, action),
                say.emotion(action.emotion),
                text(action.expects),
                stacked(text(action.standard.text if action.standard else None), _limit(say, action)),
                say.known(action.known),
            ),
        )
        for point, action in _points(say, "moment")
    ]
    return _section(say, "moments", columns, rows)


def _limit(say: Phrases, action: Action) -> Cell:
    return lines(say.within(action.standard.within if action.standard else None))


# ── touchpoints ───────────────────────────────────────────────────────────────────────────────────────────


def touchpoint_actions(say: Phrases) -> list[Action]:
    """What customers meet: frontstage actions, and customer actions with a channel or a standard."""
    lanes = say.blueprint.lanes
    found = []
    for action in say.blueprint.actions.values():
        kind = lanes[action.lane].kind
        if kind in _FACING or (kind == "customer" and (action.via or action.standard)):
            found.append(action)
    return found


def touchpoints(say: Phrases) -> Section | None:
    """The list of touchpoints, with the standards of each."""
    words = say.words
    columns = (
        Column(title=words("touchpoint"), kind="main"),
        Column(title=words("channel"), kept=True),
        Column(title=words("standard"), kind="main", kept=True),
        Column(title=words("within"), kept=True),
        Column(title=words("metric")),
        Column(title=words("script")),
        Column(title=words("evidence")),
    )
    rows = [
        _touchpoint_row(say, position, action) for position, action in enumerate(touchpoint_actions(say), 1)
    ]
    return _section(say, "touchpoints", columns, rows, words("touchpoints.note"))


def _touchpoint_row(say: Phrases, position: int, action: Action) -> Row:
    standard = action.standard
    return Row(
        id=f"touchpoint-{position}",
        action=action.key,
        cells=(
            _titled(say, action),
            wanted(say.named("channels", action.via)),
            wanted(text(standard.text if standard else None)),
            text(say.time(standard.within if standard else None)),
            say.named("metrics", (standard.metric,) if standard and standard.metric else ()),
            text(action.script),
            _evidence(say, action),
        ),
    )


def _evidence(say: Phrases, action: Action) -> Cell:
    """The evidence of an action: what is tied to it, else what its step has for all its actions."""
    things = [say.blueprint.things[key] for key in say.blueprint.steps[action.step].things]
    evidence = [thing for thing in things if say.blueprint.lanes[thing.lane].kind == "evidence"]
    own = [thing for thing in evidence if thing.at == action.key]
    return lines(*((Piece(text=thing.text),) for thing in own or evidence if thing.at in (None, action.key)))


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────


def steps(say: Phrases) -> Section | None:
    """The list of steps, with their own times, if they say any, against their targets."""
    words = say.words
    columns = (
        Column(title=words("step"), kind="main"),
        Column(title=words("phase")),
        Column(title=words("time")),
        Column(title=words("target")),
        Column(title=words("comparison")),
        Column(title=words("owner")),
        Column(title=words("actions"), kind="number"),
    )
    return _section(say, "steps", columns, [_step_row(say, step) for step in say.blueprint.steps.values()])


def _step_row(say: Phrases, step: Step) -> Row:
    timing = step.timing
    phase = say.blueprint.phases[step.phase] if step.phase else None
    return Row(
        id=say.row_of["steps", step.key],
        cells=(
            lines((Piece(text=f"{step.number} {step.label}", style="strong"),)),
            text(phase.label if phase else None),
            _span(say, timing) if timing.span else Cell(),
            text(say.time(timing.target)),
            _against_target(say, timing) if timing.span and timing.target else Cell(),
            say.owner(step.owner or (phase.owner if phase else None)),
            text(str(len(step.actions))),
        ),
    )


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _points(say: Phrases, kind: str) -> Iterator[tuple[Point, Action]]:
    for point in say.blueprint.points:
        if point.kind == kind and point.action is not None:
            yield point, say.blueprint.actions[point.action]


def _titled(say: Phrases, action: Action) -> Cell:
    return lines((say.action(action.key),), say.around(action.key))


def _section(
    say: Phrases, name: str, columns: tuple[Column, ...], rows: list[Row], note: str | None = None
) -> Section | None:
    if not rows:
        return None
    return Section(id=name, title=say.words(name), tables=(table(columns, rows),), note=note)
