"""The section on how work is done: by hand or by machine, and whether it is worth its time.

Comes in: the wording of a scene. Goes out: one section, or None where no action says either. Deliberately absent: waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blueprint.analysis.motion.results import headline
from blueprint.analysis.work import automation
from blueprint.analysis.work.automation import Amount, Split

from ...charts import Bar, Bars, Part
from ...page.table import Cell, Column, Row, Section, Table, table, text
from ..way_cells import grouped, share_cell, share_text
from ..wording import Wording
from .roles import counted

_MODES = {
    "manual": "mode.manual",
    "assisted": "mode.assisted",
    "automatic": "mode.automatic",
    None: "mode.unsaid",
}
_VALUES = {
    "adding": "value.adding",
    "necessary": "value.necessary",
    "waste": "value.waste",
    None: "value.unsaid",
}
#: The words of each kind by the kinds of actions, in order.
Kinds = Mapping[str | None, str]


def modes(wording: Wording) -> Section | None:
    """Modes and values by lane as charts, in sum as tables."""
    words = wording.words
    motion = headline(wording.facts)
    often = motion.counts if motion.runs and not wording.is_without_lanes else {}
    by_mode, by_value = automation.modes(wording.facts, often), automation.values(wording.facts, often)
    figures, tables = [], []
    if by_mode:
        figures += _charts(wording, by_mode, _MODES, (words("modes.actions"), words("modes.time")))
        tables.append(_table(wording, "mode", words("modes.title"), automation.total(by_mode), _MODES))
    if by_value:
        # Time says more of what is worth it than the number of actions does, where it is known.
        figures += _charts(wording, by_value, _VALUES, (words("values.actions"), words("values.time")))[-1:]
        tables.append(_table(wording, "value", words("values.title"), automation.total(by_value), _VALUES))
    if not tables:
        return None
    return Section(
        id="modes", title=words("modes"), tables=tuple(tables), note=_note(wording), figures=tuple(figures)
    )


def _note(wording: Wording) -> str:
    """What is counted; and how much of the work adds value, once that is said of most of it."""
    motion = headline(wording.facts)
    if wording.is_without_lanes or not motion.runs or not motion.amounts.values:
        return wording.words("modes.note")
    amounts = motion.amounts
    values: Mapping[Any, float] = amounts.values
    groups = grouped(wording, lambda motion: motion.runs and motion.amounts)
    of = wording.words("modes.usual" if amounts.is_usual else "modes.mean")
    if len(groups) > 1:
        of = wording.sentences(of, wording.words("modes.for", personas=groups[0].title))
    if not any(values.get(kind) for kind in ("adding", "necessary", "waste")):
        return wording.sentences(wording.words("modes.note"), of)
    if amounts.is_valued:
        adding = share_text(wording, values.get("adding", 0.0) / amounts.seconds)
        message = wording.words("values.note", share=adding)
    else:
        parts = [
            f"{wording.words(key)} {wording.words.seconds(seconds, motion.lead.unit)}"
            for kind, key in _VALUES.items()
            if (seconds := values.get(kind))
        ]
        message = wording.words("values.parts", parts=wording.words.listed(parts))
    return wording.sentences(wording.words("modes.note"), of, message)


def _charts(wording: Wording, lanes: dict[str, Split], kinds: Kinds, titles: tuple[str, str]) -> list[Bars]:
    """By the number of actions, and by time where any is said."""
    every = automation.total(lanes)

    def bars(of: int) -> Bars:
        legend = [
            (kind or "unsaid", wording.words(key))
            for kind, key in kinds.items()
            if kind in every and every[kind][of]
        ]
        shown = [
            _bar(wording, lane, split, kinds, of)
            for lane, split in lanes.items()
            if automation.all_of(split)[of]
        ]
        return Bars(title=titles[of], bars=tuple(shown), legend=tuple(legend))

    return [bars(0), bars(1)] if automation.all_of(every).work else [bars(0)]


def _bar(wording: Wording, lane: str, split: Split, kinds: Kinds, of: int) -> Bar:
    def amount_text(amount: Amount) -> str:
        return wording.seconds(amount.work) if of else str(amount.actions)

    return Bar(
        label=wording.blueprint.lanes[lane].label,
        parts=tuple(
            Part(
                length=split[kind][of],
                text=f"{wording.words(key)} {amount_text(split[kind])}",
                tone=kind or "unsaid",
            )
            for kind, key in kinds.items()
            if kind in split and split[kind][of]
        ),
        text=amount_text(automation.all_of(split)),
    )


def _table(wording: Wording, name: str, title: str, split: Split, kinds: Kinds) -> Table:
    words = wording.words
    every = automation.all_of(split)
    columns = (
        Column(title=title),
        Column(title=words("actions"), kind="number"),
        Column(title=words("share"), kind="number"),
        Column(title=words("work")),
        Column(title=words("share"), kind="number"),
    )
    rows = [
        Row(
            id=f"{name}-{kind or 'unsaid'}",
            cells=(
                text(words(key), "strong"),
                counted(split[kind].actions),
                _share(wording, split[kind].actions, every.actions),
                text(wording.seconds(split[kind].work) if split[kind].work else None),
                _share(wording, split[kind].work, every.work) if split[kind].work else Cell(),
            ),
        )
        for kind, key in kinds.items()
        if kind in split
    ]
    return Table(
        columns=table(columns, rows).columns, rows=table(columns, rows).rows, title=title, matrix=True
    )


def _share(wording: Wording, part: float, whole: float) -> Cell:
    return share_cell(wording, part / whole)
