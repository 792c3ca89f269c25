"""The terms of a lead time as a table: each with where it stands in the text, and when it is over.

Comes in: the wording of a scene, a way. Goes out: a table whose times add up to the lead time. Deliberately absent: which ways get one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.motion.records import Way
from blueprint.analysis.motion.terms import Term
from blueprint.source import Span

from ...page.table import Cell, CellPart, Column, Row, Table, lines, table, text
from ..way_cells import share_cell, term_kind, time_cell, whole
from ..wording import Wording


def term_table(wording: Wording, way: Way, title: str, prefix: str) -> Table:
    """The terms of a way in their order, and their sum. Rows are called by the prefix and their number."""
    words = wording.words
    columns = (
        Column(title=words("critical.place"), kind="point"),
        Column(title=words("action"), kind="main"),
        Column(title=words("lane"), filters=True),
        Column(title=words("kind"), filters=True),
        Column(title=words("time"), kept=True),
        Column(title=words("critical.until"), kept=True),
        Column(title=words("times.share")),
    )
    rows = [*_rows(wording, way, prefix), _sum(wording, way, prefix)]
    return replace(table(columns, rows, title), counted=False)


def _rows(wording: Wording, way: Way, prefix: str) -> Iterator[Row]:
    until = 0.0
    for number, term in enumerate(way.terms, 1):
        until += term.seconds
        yield Row(
            id=f"{prefix}-{number}",
            action=term.key if term.of == "action" else None,
            span=_span(wording, term),
            cells=(
                Cell(lines=((CellPart(text=str(number)),),), order=number),
                _place(wording, term),
                _lane(wording, term),
                text(term_kind(wording, term)),
                time_cell(wording, term.seconds, term.unit),
                time_cell(wording, until, way.unit),
                share_cell(wording, term.seconds / way.lead.usual),
            ),
        )


def _place(wording: Wording, term: Term) -> Cell:
    if term.of != "action":
        return lines((whole(wording, term),))
    action = wording.blueprint.actions[term.key]
    chip = CellPart(text=wording.words("bottleneck"), style="chip risk-medium")
    bottleneck = (chip,) if action.is_bottleneck else ()
    return lines((wording.action(term.key),), (wording.step(action.step), *bottleneck))


def _lane(wording: Wording, term: Term) -> Cell:
    if term.of != "action":
        return Cell()
    return lines((wording.lane(wording.blueprint.actions[term.key].lane),))


def _span(wording: Wording, term: Term) -> Span:
    """Where the time is written."""
    blueprint = wording.blueprint
    match term.of:
        case "action":
            return blueprint.actions[term.key].span
        case "step":
            return blueprint.steps[term.key].span
        case "phase":
            return blueprint.phases[term.key].span
    return blueprint.span


def _sum(wording: Wording, way: Way, prefix: str) -> Row:
    total = math.fsum(term.seconds for term in way.terms)
    time = time_cell(wording, total, way.unit, "strong")
    sign = Cell(lines=((CellPart(text="Σ"),),), order=len(way.terms) + 1)
    label = text(wording.words("lead"), "strong")
    return Row(id=f"{prefix}-sum", cells=(sign, label, Cell(), Cell(), time, time, share_cell(wording, 1.0)))
