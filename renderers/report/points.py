"""The sections on the lettered points: waits, decisions, moments of truth.

Comes in: the wording of a scene. Goes out: one section each, in reading order, or None where the file has no such thing. Deliberately
absent: which points there are (`blueprint.analysis.registers.of_points`), and fail points (`failing`).
"""

from __future__ import annotations

from dataclasses import replace

from blueprint.analysis.registers.of_points import DECISIONS, MOMENTS, WAITS, labels
from blueprint.analysis.registers.record import Record
from blueprint.model import Action, Flow, PointKind, Timing
from blueprint.values import TimeSpan

from ..page.table import Cell, CellPart, Line, Section, lines, stacked, text
from .register_table import Head, RegisterTable, Show, titled
from .wording import Wording

_STATUS = Head("status", "known")


def waits(wording: Wording) -> Section | None:
    """The list of waits, with what they are against their targets."""
    heads = (
        Head("point", "point", _badge("wait"), kind="point"),
        Head("before", (), titled, kind="main"),
        Head("wait", "wait", lambda wording, _, wait: wording.timing(wait or Timing()), kept=True),
        Head("target", "target", kept=True, wanted=True),
        Head("comparison", "wait", _kept, kept=True),
        Head("emotion", "emotion"),
        _STATUS,
    )
    return _section(wording, RegisterTable(wording, WAITS, heads), "wait", "waits")


def _kept(wording: Wording, record: Record[Action], wait: Timing | None) -> Cell:
    if wait is None or wait.target is None:
        # Customers are told of no targets.
        return Cell() if wording.view.customer else text(wording.words("wait.unsaid"), "chip risk-unrated")
    return wording.kept(wording.limit("wait", record.thing.key))


def decisions(wording: Wording) -> Section | None:
    """The list of decisions, with where each answer leads."""
    heads = (
        Head("point", "point", _badge("decision"), kind="point"),
        Head("decision.asked", (), titled, kind="main"),
        Head("answers", "answers", _answers, kind="main", kept=True, wanted=True),
        _STATUS,
    )
    return _section(wording, RegisterTable(wording, DECISIONS, heads), "decision", "decisions")


def moments(wording: Wording) -> Section | None:
    """The list of moments of truth."""
    heads = (
        Head("point", "point", _badge("moment"), kind="point"),
        Head("moment", (), titled, kind="main"),
        Head("emotion", "emotion", kept=True),
        Head("expects", "expects"),
        Head("standard", ("standard", "within"), _standard),
        _STATUS,
    )
    return _section(wording, RegisterTable(wording, MOMENTS, heads), "moment", "moments")


def _section(wording: Wording, table: RegisterTable, kind: PointKind, title: str) -> Section | None:
    """A section whose rows are called by the labels of the points."""
    called = wording.facts.once(labels)
    rows = table.rows(name=lambda record, _: f"{kind}-{called[kind, record.thing.key]}")
    return table.section(title, rows)


def _badge(kind: PointKind) -> Show:
    return lambda wording, record, label: wording.badge(label, kind, record.action)


def _standard(wording: Wording, record: Record[Action], standard: str | None, _: TimeSpan | None) -> Cell:
    said = record.thing.standard
    return stacked(text(standard), lines(wording.limit_line(said) if said else ()))


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────


def _answers(wording: Wording, _: object, flows: tuple[Flow, ...]) -> Cell:
    return lines(*(_answer(wording, flow) for flow in flows))


def _answer(wording: Wording, flow: Flow) -> Line:
    failure = " failure" if flow.kind == "failure" else ""
    pieces: list[CellPart] = []
    if flow.share is not None:
        pieces.append(
            CellPart(
                text=wording.words.share(flow.share), style="share", bar=min(max(round(flow.share), 0), 100)
            )
        )
    if flow.label:
        pieces.append(CellPart(text=flow.label, style=f"answer{failure}"))
    pieces += [replace(wording.arrow, style=f"arrow{failure}"), wording.action(flow.target)]
    if flow.max is not None:
        pieces.append(CellPart(text=wording.words("max", count=flow.max), style="muted"))
    return tuple(pieces) + wording.within(flow.within)
