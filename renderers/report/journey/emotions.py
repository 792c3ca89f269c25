"""The section on emotions: the curve over the journey, its peaks and end, and what is expected and promised.

Comes in: the wording of a scene. Goes out: a section, None where the file states neither feelings nor expectations. Deliberately
absent: which peaks and ends a curve has (`blueprint.analysis.journey.emotions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.journey.emotions import felt, joined, promised_at, remembered
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


def emotions(wording: Wording) -> Section | None:
    """How customers feel from step to step, and the staff; what customers expect, and what is promised to them."""
    customers, staff = felt(wording.facts, customers=True), felt(wording.facts, customers=False)
    journey = [
        action
        for action in wording.blueprint.actions.values()
        if wording.facts.zone(action.key) == "customer" and _says(action)
    ]
    workers = [wording.blueprint.actions[key] for keys in staff.values() for key in keys]
    if not journey and not workers:
        return None
    words = wording.words
    # One point makes no curve.
    curves = [
        _curve(wording, keys, _title(wording, lane, customers))
        for lane, keys in customers.items()
        if len(keys) > 1
    ]
    if len(workers) > 1:
        curves.append(
            _curve(
                wording,
                wording.facts.reading_order(worker.key for worker in workers),
                words("emotions.staff"),
            )
        )
    tables = (
        *_memories(wording, list(customers)),
        *_journey(wording, journey, words("emotions.journey")),
        *_staff(wording, wording.facts.reading_order(worker.key for worker in workers)),
    )
    note = words("emotions.note") if customers else None
    if any(curve.asides for curve in curves):
        aside = words("emotions.asides")
        note = words("sentences", first=note, next=aside) if note else aside
    return Section(id="emotions", title=words("emotions"), tables=tables, figures=tuple(curves), note=note)


def _says(action: Action) -> bool:
    return action.emotion is not None or action.expects is not None


def _title(wording: Wording, lane: str, every: dict[str, list[str]]) -> str:
    """The title of a customer's curve, which names the customer where there are several."""
    title = wording.words("emotions.curve")
    return title if len(every) == 1 else f"{title} · {wording.blueprint.lanes[lane].label}"


# ── curves ────────────────────────────────────────────────────────────────────────────────────────────────


def _curve(wording: Wording, keys: list[str], title: str) -> Curve:
    """The feelings in the order of the text, those joined that one and the same case comes to."""
    levels = tuple(Tick(at=level, text=wording.words.signed(level)) for level in (-2, -1, 0, 1, 2))
    ways, place = joined(wording.facts_of_journey, keys), {key: number for number, key in enumerate(keys)}
    return Curve(
        title=title,
        stops=tuple(_stop(wording, wording.blueprint.actions[key]) for key in keys),
        ticks=levels,
        line=tuple(place[key] for key in ways.usual),
        asides=tuple((place[first], place[last]) for first, last in ways.asides),
    )


def _stop(wording: Wording, action: Action) -> Stop:
    """A feeling, under it its step; moments of truth carry their sign."""
    assert action.emotion is not None, "no feeling to draw"
    step = wording.blueprint.steps[action.step]
    signs = [point.label for point in wording.blueprint.points_of(action.key) if point.kind == "moment"]
    message = wording.words("quote", text=action.emotion.words) if action.emotion.words else None
    score = action.emotion.score
    return Stop(
        label=" ".join((*signs, f"{step.number} {step.label}")),
        value=score,
        text=wording.words.dotted((action.text, message)),
        tone="good" if score > 0 else "bad" if score < 0 else "even",
        href=wording.card_href(action.key),
    )


# ── peaks and end ───────────────────────────────────────────────────────────────────────────────────────


def _memories(wording: Wording, lanes: list[str]) -> Iterator[Table]:
    """The highest and the lowest point and the ends of the ways of customers."""
    words = wording.words
    columns = (
        Column(title=words("emotions.memory"), filters=True),
        Column(title=words("action"), kind="main"),
        Column(title=words("emotion"), kept=True),
        Column(title=words("emotions.quote")),
        Column(title=words("emotions.promised")),
    )
    found: list[tuple[Line, Action]] = []
    for lane in lanes:
        memory = remembered(wording.facts, lane)
        sorts = (
            (words("emotions.highest"), memory.highest),
            (words("emotions.lowest"), memory.lowest),
            (words("emotions.end"), memory.ends),
        )
        peak = (CellPart(text=words("emotions.peak"), style="chip"),)
        for sort, keys in sorts:
            for key in keys:
                label: Line = (CellPart(text=sort),)
                found.append((label + peak if key in memory.peak else label, wording.blueprint.actions[key]))
    rows = [
        Row(
            id=f"memory-{number}",
            action=action.key,
            span=action.span,
            cells=(
                lines(label),
                wording.titled(action),
                wanted(_feeling(wording, action)),
                _quote(wording, action),
                _promised(wording, action),
            ),
        )
        for number, (label, action) in enumerate(found, 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("emotions.memories")), counted=False)


def _feeling(wording: Wording, action: Action) -> Cell:
    """The score alone."""
    if action.emotion is None:
        return Cell()
    return Cell(lines=(wording.emotion(action.emotion).lines[0][:1],), order=action.emotion.score)


# ── step by step ──────────────────────────────────────────────────────────────────────────────────────────


def _journey(wording: Wording, actions: list[Action], title: str) -> Iterator[Table]:
    words = wording.words
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
                Cell(
                    lines=((wording.step(action.step),),), order=wording.blueprint.steps[action.step].number
                ),
                stacked(lines((wording.action(action.key),)), _signs(wording, action)),
                _feeling(wording, action),
                _quote(wording, action),
                text(action.expects),
                # Where something is expected or it counts, something ought to be promised.
                wanted(_promised(wording, action))
                if action.expects or action.is_moment
                else _promised(wording, action),
                _pains(wording, action),
            ),
        )
        for number, action in enumerate(actions, 1)
    ]
    if rows:
        yield table(columns, rows, title)


def _signs(wording: Wording, action: Action) -> Cell:
    """The moments of truth and waits that stand at an action."""
    points = [point for point in wording.blueprint.points_of(action.key) if point.kind in ("moment", "wait")]
    return lines(
        tuple(
            CellPart(text=point.label, style=f"badge badge-{point.kind}", href=f"#{point.kind}-{point.label}")
            for point in points
        )
    )


def _quote(wording: Wording, action: Action) -> Cell:
    message = action.emotion.words if action.emotion else None
    return text(wording.words("quote", text=message) if message else None)


def _promised(wording: Wording, action: Action) -> Cell:
    """The standards of an action and of those whom the customer meets there, each with its time."""
    found: list[Line] = []
    for key in promised_at(wording.facts, action.key):
        standard = wording.blueprint.actions[key].standard
        if standard is not None:
            found.append(
                (
                    CellPart(text=standard.text, href=wording.card_href(key), style="action"),
                    *wording.limit_line(standard),
                )
            )
    return lines(*found)


def _pains(wording: Wording, action: Action) -> Cell:
    return wording.cards(key for key, pain in wording.blueprint.pains.items() if pain.at == action.key)


def _staff(wording: Wording, keys: list[str]) -> Iterator[Table]:
    words = wording.words
    columns = (
        Column(title=words("action"), kind="main"),
        Column(title=words("emotion"), filters=True),
        Column(title=words("emotions.quote")),
        Column(title=words("pains")),
    )
    rows = []
    for number, key in enumerate(keys, 1):
        action = wording.blueprint.actions[key]
        cells = (
            wording.titled(action),
            _feeling(wording, action),
            _quote(wording, action),
            _pains(wording, action),
        )
        rows.append(Row(id=f"staff-{number}", action=key, span=action.span, cells=cells))
    if rows:
        yield table(columns, rows, words("emotions.staff"))
