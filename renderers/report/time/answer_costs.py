"""The table of what each answer costs: how much longer a case takes with it than with the usual answer.

Comes in: the wording of a scene. Goes out: tables; none where shares are unknown. Deliberately absent: the calculation
(`blueprint.analysis.motion.answers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.motion.answers import AnswerCost
from blueprint.analysis.motion.comparison import terms_of_cost
from blueprint.analysis.motion.results import Motion

from ...page.table import Cell, CellPart, Column, Line, Row, Table, lines, table, text
from ..way_cells import answer_line, grouped, share_cell, term_line, time_cell, titled
from ..wording import Wording


def answer_costs(wording: Wording) -> Iterator[Table]:
    """The answers that are not the usual ones of their decisions, for everybody or for each persona."""
    words = wording.words
    columns = (
        Column(title=words("answers"), kind="main"),
        Column(title=words("costs.share")),
        Column(title=words("costs.with")),
        Column(title=words("costs.without")),
        Column(title=words("costs.more"), kind="main", kept=True),
    )
    for number, group in enumerate(grouped(wording, lambda motion: motion.runs and motion.answer_costs), 1):
        motion = group.motion
        if not motion.runs or not any(cost.taken or cost.usual for cost in motion.answer_costs):
            continue
        untold = words("ways.untimed.means") if any(way.untimed for way in motion.ways) else ""
        prefix = "answer" if number == 1 else f"answer-{number}"
        rows = [
            Row(
                id=f"{prefix}-{place}",
                action=cost.decision,
                span=cost.answer.span,
                cells=_cells(wording, motion, cost),
            )
            for place, cost in enumerate(motion.answer_costs, 1)
        ]
        yield replace(
            table(columns, rows, titled(wording, "costs", group)),
            counted=False,
            note=wording.sentences(words("costs.note"), untold),
        )


def _cells(wording: Wording, motion: Motion, cost: AnswerCost) -> tuple[Cell, ...]:
    usual, unit = cost.usual_answer.label, motion.lead.unit
    without = time_cell(wording, cost.usual, unit)
    if usual:
        without = Cell(lines=(*without.lines, (CellPart(text=usual, style="muted"),)), order=without.order)
    return (
        lines(answer_line(wording, cost.answer, is_usual=False)),
        share_cell(wording, cost.share),
        time_cell(wording, cost.taken, unit),
        without,
        _more(wording, motion, cost),
    )


def _more(wording: Wording, motion: Motion, cost: AnswerCost) -> Cell:
    """The difference, and its terms where they are one way's."""
    if cost.seconds is None:
        return text(wording.words("costs.other-end"), "muted")
    if abs(cost.seconds) < 0.5:
        return replace(text(wording.words("costs.same"), "muted"), order=0)
    sign = "+" if cost.seconds > 0 else "−"
    amount = CellPart(
        text=f"{sign}{wording.words.seconds(abs(cost.seconds), motion.lead.unit)}", style="strong"
    )
    round_ = (CellPart(text=wording.words("costs.round"), style="muted"),) if cost.is_round else ()
    more = terms_of_cost(cost, motion.ways)
    first: Line = (amount, *round_)
    shown = [term_line(wording, term, signed=True) for term in more] if 1 < len(more) < 6 else []
    if len(more) == 1:
        shown = [term_line(wording, more[0])[1:]]
    return replace(lines(first, *shown), order=cost.seconds)
