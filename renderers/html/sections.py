"""The compact tables: cards and declarations.

Comes in: the wording of a scene. Goes out: one section for each kind of thing that the file has. Deliberately
absent: what is worked out of several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from blueprint.links import is_safe
from blueprint.model import (
    Card,
    Element,
    Goal,
    Idea,
    Metric,
    Pain,
    Pilot,
    Remark,
    Risk,
)

from .phrases import Phrases
from .table import Cell, Column, Line, Maker, Piece, Row, Section, lines, stacked, table, text

T = TypeVar("T", bound=Element)


def sections(say: Phrases) -> list[Section]:
    """The compact tables that the blueprint has something for."""
    every: tuple[Maker, ...] = (
        pains, ideas, questions, metrics, goals, risks, pilots, changes, remarks,
    )  # fmt: skip
    built = (build(say) for build in every)
    return [section for section in built if section is not None]


# ── cards ─────────────────────────────────────────────────────────────────────────────────────────────────


def pains(say: Phrases) -> Section | None:
    """What hurts, and in whose view."""

    def cells(pain: Pain) -> tuple[Cell, ...]:
        return (
            text(pain.text, "strong"),
            lines(*say.where(pain)),
            text(say.word(pain.view)),
            say.level(pain.importance),
            say.level(pain.urgency),
            say.owner(pain.owner),
            say.known(pain.known),
        )

    columns = ("pain", "where", "view", "importance", "urgency", "owner", "status")
    return _section(say, "pains", columns, say.blueprint.pains, cells)


def ideas(say: Phrases) -> Section | None:
    """What could be done."""

    def cells(idea: Idea) -> tuple[Cell, ...]:
        return (
            text(idea.text, "strong"),
            lines(*say.where(idea)),
            say.cards(idea.addresses),
            say.level(idea.effort),
            say.level(idea.impact),
            say.owner(idea.owner),
            say.dates(idea.start, idea.due),
            say.known(idea.known),
        )

    columns = ("idea", "where", "addresses", "effort", "impact", "owner", "dates", "status")
    return _section(say, "ideas", columns, say.blueprint.ideas, cells)


def questions(say: Phrases) -> Section | None:
    """What nobody knows yet."""

    def cells(question: Card) -> tuple[Cell, ...]:
        return (
            text(question.text, "strong"),
            lines(*say.where(question)),
            say.owner(question.owner),
            say.date(question.due),
            say.known(question.known),
        )

    columns = ("question", "where", "owner", "due", "status")
    return _section(say, "questions", columns, say.blueprint.questions, cells)


def remarks(say: Phrases) -> Section | None:
    """Policies, notes and links; an address that may not become a link stands as text."""

    def cells(remark: Remark) -> tuple[Cell, ...]:
        # A fragment would lead into this page, which the author cannot know.
        linked = remark.kind == "see" and is_safe(remark.text) and not remark.text.startswith("#")
        content = Piece(text=remark.text, href=remark.text if linked else None)
        return (
            lines((content,)),
            text(say.words(remark.kind), "chip"),
            lines(*say.where(remark)),
            say.known(remark.known),
        )

    return _section(say, "remarks", ("text", "kind", "where", "status"), say.blueprint.remarks, cells)


# ── declarations ──────────────────────────────────────────────────────────────────────────────────────────


def metrics(say: Phrases) -> Section | None:
    """What is measured, and how far it is from where it should be."""

    def cells(metric: Metric) -> tuple[Cell, ...]:
        every = say.words(f"every.{metric.every}") if metric.every else None
        values = (metric.baseline, metric.now, metric.target, metric.benchmark)
        return (
            stacked(text(metric.label, "strong"), text(metric.kind, "muted")),
            *(_value(say, metric, value) for value in values),
            _gap(say, metric, metric.target),
            _gap(say, metric, metric.benchmark),
            text(every),
            say.known(metric.known),
        )

    columns = ("metric", "baseline", "now", "target", "benchmark", "gap", "benchmark.gap", "every", "status")
    return _section(say, "metrics", columns, say.blueprint.metrics, cells)


def _value(say: Phrases, metric: Metric, value: float | None) -> Cell:
    if value is None:
        return Cell()
    pieces = [Piece(text=say.words.number(value))]
    if metric.unit:
        pieces.append(Piece(text=metric.unit, style="muted"))
    return lines(tuple(pieces))


def _gap(say: Phrases, metric: Metric, aim: float | None) -> Cell:
    """What is missing from now to the aim, as a signed number; or that nothing is."""
    if metric.now is None or aim is None:
        return Cell()
    gap = aim - metric.now
    rising = metric.better == "higher" or (metric.better is None and gap > 0)
    if gap == 0 or (metric.better and (gap < 0) == rising):
        return text(say.words("reached"), "chip risk-low")
    return text(say.words.signed(gap), "strong")


def goals(say: Phrases) -> Section | None:
    """What is to be reached, by when, and who answers for it."""

    def cells(goal: Goal) -> tuple[Cell, ...]:
        return (
            text(goal.label, "strong"),
            say.named("metrics", (goal.metric,) if goal.metric else ()),
            _change(say, goal),
            say.date(goal.due),
            say.owner(goal.owner),
            say.cards(goal.addresses),
            say.known(goal.known),
        )

    columns = ("goal", "metric", "change", "due", "owner", "addresses", "status")
    return _section(say, "goals", columns, say.blueprint.goals, cells)


def _change(say: Phrases, goal: Goal) -> Cell:
    if goal.change is not None:
        return text(say.words.share(goal.change) if goal.change < 0 else f"+{say.words.share(goal.change)}")
    if goal.to is None:
        return Cell()
    metric = say.blueprint.metrics.get(goal.metric or "")
    unit = f" {metric.unit}" if metric and metric.unit else ""
    start = f"{say.words.number(goal.start)} → " if goal.start is not None else ""
    return text(f"{start}{say.words.number(goal.to)}{unit}")


def risks(say: Phrases) -> Section | None:
    """What can hit the whole service."""

    def cells(risk: Risk) -> tuple[Cell, ...]:
        contingencies: list[Line] = []
        for one in risk.contingencies:
            contingencies += [(Piece(text=one.text),), say.within(one.within)]
        return (
            text(risk.label, "strong"),
            text(say.word(risk.scope)),
            text(say.word(risk.severity), f"chip risk-{risk.severity}"),
            say.preventions(risk.preventions),
            lines(*contingencies),
            _texts(risk.compensations),
            say.owner(risk.owner),
            say.known(risk.known),
        )

    columns = (
        "hazard", "extent", "severity", "prevention", "contingency", "compensation", "owner", "status",
    )  # fmt: skip
    return _section(say, "risks", columns, say.blueprint.risks, cells)


def pilots(say: Phrases) -> Section | None:
    """Trials before roll-out."""

    def cells(pilot: Pilot) -> tuple[Cell, ...]:
        return (
            text(pilot.label, "strong"),
            lines(*((say.step(key),) for key in pilot.steps)),
            text(pilot.group),
            say.dates(pilot.start, pilot.end),
            say.named("metrics", pilot.known.tracks),
            say.owner(pilot.owner),
        )

    columns = ("trial", "extent", "group", "dates", "tracks", "owner")
    return _section(say, "pilots", columns, say.blueprint.pilots, cells)


def changes(say: Phrases) -> Section | None:
    """What a to-be replaces and removes, and why."""
    columns = tuple(Column(title=say.words(name)) for name in ("becomes", "replaces", "reason"))
    rows: list[Row] = []
    for action in say.blueprint.actions.values():
        if action.replaces:
            now = lines((say.action(action.key),), say.around(action.key))
            cells = (now, _texts(action.replaces.actions), text(action.replaces.reason))
            rows.append(
                Row(id=f"change-{len(rows) + 1}", cells=cells, action=action.key, span=action.replaces.span)
            )
    for removed in say.blueprint.removes:
        gone = text(say.words("removed"), "chip")
        cells = (gone, _texts(removed.actions), text(removed.reason))
        rows.append(Row(id=f"change-{len(rows) + 1}", cells=cells, span=removed.span))
    if not rows:
        return None
    return Section(id="changes", title=say.words("changes"), tables=(table(columns, rows),))


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _texts(every: Iterable[str]) -> Cell:
    return lines(*((Piece(text=one),) for one in every))


def _section(
    say: Phrases,
    name: str,
    columns: tuple[str, ...],
    things: Mapping[str, T],
    cells: Callable[[T], tuple[Cell, ...]],
    note: str | None = None,
) -> Section | None:
    if not things:
        return None
    titles = tuple(
        Column(title=say.words(column), kind="text" if position else "main")
        for position, column in enumerate(columns)
    )
    rows = [
        Row(id=say.row_of[name, key], cells=cells(thing), action=_action(thing), span=thing.span)
        for key, thing in things.items()
    ]
    return Section(id=name, title=say.words(name), tables=(table(titles, rows),), note=note)


def _action(thing: object) -> str | None:
    return thing.at if isinstance(thing, Card) and thing.place == "action" else None
