"""The section on how work is done: by hand or by machine, and whether it is worth its time.

Comes in: the wording of a scene. Goes out: one section, or None where no action says either. Deliberately absent: waits, but in the one
share that counts them too.
"""

from __future__ import annotations

from collections.abc import Mapping

from blueprint.analysis.motion.times import value_adding_share
from blueprint.analysis.work import automation
from blueprint.analysis.work.automation import Amount, Split

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, table, text
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


def modes(say: Wording) -> Section | None:
    """Modes and values by lane as charts, in sum as tables."""
    words = say.words
    by_mode, by_value = say.facts.once(automation.modes), say.facts.once(automation.values)
    figures, tables = [], []
    if by_mode:
        figures += _charts(say, by_mode, _MODES, (words("modes.actions"), words("modes.time")))
        tables.append(_table(say, "mode", words("modes.title"), automation.total(by_mode), _MODES))
    if by_value:
        # Time says more of what is worth it than the number of actions does, where it is known.
        figures += _charts(say, by_value, _VALUES, (words("values.actions"), words("values.time")))[-1:]
        tables.append(_table(say, "value", words("values.title"), automation.total(by_value), _VALUES))
    if not tables:
        return None
    return Section(
        id="modes", title=words("modes"), tables=tuple(tables), note=_note(say), figures=tuple(figures)
    )


def _note(say: Wording) -> str:
    adding = value_adding_share(say.blueprint)
    if adding is None:
        return say.words("modes.note")
    said = say.words("values.note", share=say.small_share(adding))
    return say.sentences(say.words("modes.note"), said)


def _charts(say: Wording, lanes: dict[str, Split], kinds: Kinds, titles: tuple[str, str]) -> list[Bars]:
    """By the number of actions, and by time where any is said."""
    every = automation.total(lanes)

    def bars(of: int) -> Bars:
        legend = [
            (kind or "unsaid", say.words(key))
            for kind, key in kinds.items()
            if kind in every and every[kind][of]
        ]
        shown = [
            _bar(say, lane, split, kinds, of) for lane, split in lanes.items() if automation.all_of(split)[of]
        ]
        return Bars(title=titles[of], bars=tuple(shown), legend=tuple(legend))

    return [bars(0), bars(1)] if automation.all_of(every).work else [bars(0)]


def _bar(say: Wording, lane: str, split: Split, kinds: Kinds, of: int) -> Bar:
    def said(amount: Amount) -> str:
        return say.seconds(amount.work) if of else str(amount.actions)

    return Bar(
        label=say.blueprint.lanes[lane].label,
        parts=tuple(
            Part(length=split[kind][of], text=f"{say.words(key)} {said(split[kind])}", tone=kind or "unsaid")
            for kind, key in kinds.items()
            if kind in split and split[kind][of]
        ),
        text=said(automation.all_of(split)),
    )


def _table(say: Wording, name: str, title: str, split: Split, kinds: Kinds) -> Table:
    words = say.words
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
                _share(say, split[kind].actions, every.actions),
                text(say.seconds(split[kind].work) if split[kind].work else None),
                _share(say, split[kind].work, every.work) if split[kind].work else Cell(),
            ),
        )
        for kind, key in kinds.items()
        if kind in split
    ]
    return Table(
        columns=table(columns, rows).columns, rows=table(columns, rows).rows, title=title, matrix=True
    )


def _share(say: Wording, part: float, whole: float) -> Cell:
    share = round(100 * part / whole)
    return lines((CellPart(text=say.words.share(share), style="share", bar=share),))
