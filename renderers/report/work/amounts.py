"""The section on what a case takes: work by role, and what it costs.

Comes in: the wording of a scene. Goes out: a section, None where no action has a time or a cost. Deliberately absent: the calculation
(`blueprint.analysis.motion.amounts`), capacity, and what the work is worth (`automation`).
"""

from __future__ import annotations

from dataclasses import replace

from blueprint.analysis.motion.amounts import Work
from blueprint.analysis.motion.results import Motion

from ...page.table import Cell, Column, Row, Section, Table, lines, table, text
from ..way_cells import grouped, share_cell, time_cell
from ..wording import Wording


def amounts(wording: Wording) -> Section | None:
    """The work of each role, and the cost of a case, for everybody or for each persona."""
    if wording.is_without_lanes:
        return None
    groups = [group for group in grouped(wording, _look) if group.motion.runs]
    some = [group for group in groups if group.motion.amounts.work or group.motion.amounts.cost is not None]
    if not some:
        return None
    tables = []
    for number, group in enumerate(some, 1):
        prefix = "amount" if number == 1 else f"amount-{number}"
        listed = _table(wording, group.motion, prefix)
        tables.append(replace(listed, title=group.title or None, note=_sentence(wording, group.motion)))
    note = tables[0].note if len(tables) == 1 else None
    if note:
        tables = [replace(tables[0], note=None)]
    return Section(
        id="amounts",
        title=wording.words("amounts"),
        tables=tuple(each for each in tables if each.rows or each.note),
        note=note,
    )


def _look(motion: Motion) -> object:
    return motion.runs and motion.amounts


def _sentence(wording: Wording, motion: Motion) -> str:
    """Work and cost in sum, and of what."""
    words, amounts = wording.words, motion.amounts
    of = "usual" if amounts.is_usual else "mean"
    work = ""
    if amounts.work:
        work = words(f"amounts.work.{of}", time=words.seconds(amounts.seconds, motion.lead.unit))
    cost = ""
    if amounts.cost is not None:
        cost = words(f"amounts.cost.{of}", cost=_money(wording, amounts.cost))
    return wording.sentences(work, cost)


def _money(wording: Wording, cost: float) -> str:
    amount = wording.words.number(round(cost, 2))
    currency = wording.blueprint.currency
    return f"{amount} {currency}" if currency else amount


def _table(wording: Wording, motion: Motion, prefix: str) -> Table:
    words, amounts = wording.words, motion.amounts
    columns = (
        Column(title=words("amounts.who"), kind="main"),
        Column(title=words("amounts.time"), kept=True),
        Column(title=words("share")),
    )
    rows = [
        Row(
            id=f"{prefix}-{number}",
            cells=(
                _who(wording, work),
                time_cell(wording, work.seconds, motion.lead.unit),
                share_cell(wording, work.seconds / amounts.seconds),
            ),
        )
        for number, work in enumerate(sorted(amounts.work, key=lambda work: -work.seconds), 1)
    ]
    return table(columns, rows)


def _who(wording: Wording, work: Work) -> Cell:
    """A role, or the lane where no role is said."""
    if work.role is not None:
        return wording.named("roles", (work.role,))
    if work.lane is not None:
        return lines((wording.lane(work.lane),))
    return text(wording.words("ways.no-end"))
