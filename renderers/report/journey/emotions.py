"""The section on emotions: the curve over the journey, its peaks and end, and what is expected and promised.

Comes in: the wording of a scene. Goes out: a section, None where the file states neither feelings nor expectations. Deliberately
absent: which peaks and ends a curve has (`blueprint.analysis.motion.emotions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.motion.emotions import felt, promised_at, remembered
from blueprint.model import Action

from ...charts import Curve, Stop, Tick
from ...page.table import (
    Cell,
    CellPart,
    Column,
    Line,
    Row,
    Section,
    Table,
    lines,
    stacked,
    table,
    text,
    wanted,
)
from ..wording import Wording


def emotions(say: Wording) -> Section | None:
    """How customers feel from step to step, and the staff; what customers expect, and what is promised to them."""
    customers, staff = felt(say.facts, customers=True), felt(say.facts, customers=False)
    journey = [
        one for one in say.blueprint.actions.values() if say.facts.zone(one.key) == "customer" and _says(one)
    ]
    workers = [say.blueprint.actions[key] for keys in staff.values() for key in keys]
    if not journey and not workers:
        return None
    words = say.words
    # One point makes no curve.
    curves = [
        _curve(say, keys, _title(say, lane, customers)) for lane, keys in customers.items() if len(keys) > 1
    ]
    if len(workers) > 1:
        curves.append(
            _curve(say, say.facts.reading_order(one.key for one in workers), words("emotions.staff"))
        )
    tables = (
        *_memories(say, list(customers)),
        *_journey(say, journey, words("emotions.journey")),
        *_staff(say, say.facts.reading_order(one.key for one in workers)),
    )
    note = words("emotions.note") if customers else None
    return Section(id="emotions", title=words("emotions"), tables=tables, figures=tuple(curves), note=note)


def _says(action: Action) -> bool:
    return action.emotion is not None or action.expects is not None


def _title(say: Wording, lane: str, every: dict[str, list[str]]) -> str:
    """The title of a customer's curve, which names the customer where there are several."""
    title = say.words("emotions.curve")
    return title if len(every) == 1 else f"{title} · {say.blueprint.lanes[lane].label}"


# ── curves ────────────────────────────────────────────────────────────────────────────────────────────────


def _curve(say: Wording, keys: list[str], title: str) -> Curve:
    levels = tuple(Tick(at=level, text=say.words.signed(level)) for level in (-2, -1, 0, 1, 2))
    return Curve(
        title=title, stops=tuple(_stop(say, say.blueprint.actions[key]) for key in keys), ticks=levels
    )


def _stop(say: Wording, action: Action) -> Stop:
    """A feeling, under it its step; moments of truth carry their sign."""
    assert action.emotion is not None, "no feeling to draw"
    step = say.blueprint.steps[action.step]
    signs = [point.label for point in say.blueprint.points_of(action.key) if point.kind == "moment"]
    said = say.words("quote", text=action.emotion.words) if action.emotion.words else None
    score = action.emotion.score
    return Stop(
        label=" ".join((*signs, f"{step.number} {step.label}")),
        value=score,
        text=" · ".join(part for part in (action.text, said) if part),
        tone="good" if score > 0 else "bad" if score < 0 else "even",
        href=say.card_href(action.key),
    )


# ── what stays in mind ────────────────────────────────────────────────────────────────────────────────────


def _memories(say: Wording, lanes: list[str]) -> Iterator[Table]:
    """The highest and the lowest point and the ends of the ways of customers."""
    words = say.words
    columns = (
        Column(title=words("emotions.memory"), filters=True),
        Column(title=words("action"), kind="main"),
        Column(title=words("emotion"), kept=True),
        Column(title=words("emotions.quote")),
        Column(title=words("emotions.promised")),
    )
    found: list[tuple[Line, Action]] = []
    for lane in lanes:
        memory = remembered(say.facts, lane)
        sorts = (
            (words("emotions.highest"), memory.highest),
            (words("emotions.lowest"), memory.lowest),
            (words("emotions.end"), memory.ends),
        )
        peak = (CellPart(text=words("emotions.peak"), style="chip"),)
        for said, keys in sorts:
            for key in keys:
                label: Line = (CellPart(text=said),)
                found.append((label + peak if key in memory.peak else label, say.blueprint.actions[key]))
    rows = [
        Row(
            id=f"memory-{number}",
            action=action.key,
            span=action.span,
            cells=(
                lines(label),
                say.titled(action),
                wanted(_feeling(say, action)),
                _quote(say, action),
                _promised(say, action),
            ),
        )
        for number, (label, action) in enumerate(found, 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("emotions.memories")), counted=False)


def _feeling(say: Wording, action: Action) -> Cell:
    """The score alone."""
    if action.emotion is None:
        return Cell()
    return Cell(lines=(say.emotion(action.emotion).lines[0][:1],), order=action.emotion.score)


# ── step by step ──────────────────────────────────────────────────────────────────────────────────────────


def _journey(say: Wording, actions: list[Action], title: str) -> Iterator[Table]:
    words = say.words
    columns = (
        Column(title=words("step"), kept=True),
        Column(title=words("action"), kind="main"),
        Column(title=words("emotion"), filters=True),
        Column(title=words("emotions.quote")),
        Column(title=words("expects")),
        Column(title=words("emotions.promised"), kept=True),
        Column(title=words("pains")),
    )
    rows = [
        Row(
            id=f"emotion-{number}",
            action=action.key,
            span=action.span,
            cells=(
                Cell(lines=((say.step(action.step),),), order=say.blueprint.steps[action.step].number),
                stacked(lines((say.action(action.key),)), _signs(say, action)),
                _feeling(say, action),
                _quote(say, action),
                text(action.expects),
                # Where something is expected or it counts, something ought to be promised.
                wanted(_promised(say, action))
                if action.expects or action.is_moment
                else _promised(say, action),
                _pains(say, action),
            ),
        )
        for number, action in enumerate(actions, 1)
    ]
    if rows:
        yield table(columns, rows, title)


def _signs(say: Wording, action: Action) -> Cell:
    """The moments of truth and waits that stand at an action."""
    points = [point for point in say.blueprint.points_of(action.key) if point.kind in ("moment", "wait")]
    return lines(
        tuple(
            CellPart(text=point.label, style=f"badge badge-{point.kind}", href=f"#{point.kind}-{point.label}")
            for point in points
        )
    )


def _quote(say: Wording, action: Action) -> Cell:
    said = action.emotion.words if action.emotion else None
    return text(say.words("quote", text=said) if said else None)


def _promised(say: Wording, action: Action) -> Cell:
    """The standards of an action and of those whom the customer meets there, each with its time."""
    found: list[Line] = []
    for key in promised_at(say.facts, action.key):
        standard = say.blueprint.actions[key].standard
        if standard is not None:
            found.append(
                (
                    CellPart(text=standard.text, href=say.card_href(key), style="action"),
                    *say.within(standard.within),
                )
            )
    return lines(*found)


def _pains(say: Wording, action: Action) -> Cell:
    return say.cards(key for key, pain in say.blueprint.pains.items() if pain.at == action.key)


def _staff(say: Wording, keys: list[str]) -> Iterator[Table]:
    words = say.words
    columns = (
        Column(title=words("action"), kind="main"),
        Column(title=words("emotion"), filters=True),
        Column(title=words("emotions.quote")),
        Column(title=words("pains")),
    )
    rows = []
    for number, key in enumerate(keys, 1):
        action = say.blueprint.actions[key]
        cells = (say.titled(action), _feeling(say, action), _quote(say, action), _pains(say, action))
        rows.append(Row(id=f"staff-{number}", action=key, span=action.span, cells=cells))
    if rows:
        yield table(columns, rows, words("emotions.staff"))
