"""The section on information: which items pass through the service, who makes and who needs them.

Comes in: the wording of a scene. Goes out: one section, or None where the file names no items. Deliberately absent: what an item is;
equal names are one.
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.analysis.registers.of_actors import ITEMS, Item
from blueprint.analysis.registers.record import Record
from blueprint.analysis.work.items import asked_twice, in_words, never_made, never_used
from blueprint.model import Flow, Ref

from ...page.table import Cell, CellPart, Line, Section, lines
from ..register_table import Head, RegisterTable
from ..wording import Wording


def items(wording: Wording) -> Section | None:
    """Each item with its makers and users, and what is wrong with it."""
    remarks = _remarks(wording)
    heads = (
        Head("item", "item", _named, kind="main"),
        Head("items.remark", (), lambda _, record: lines(*remarks.get(record.thing.name, ())), filters=True),
        Head("items.made", "made_at", _at, kind="main"),
        Head("items.needed", "needed_at", _at, kind="main"),
        Head("carried", "carriers", _carried, kind="main"),
    )
    table = RegisterTable(wording, ITEMS, heads)
    return table.section("items", table.rows(_as_read(wording, table.records)), wording.words("items.note"))


def _named(wording: Wording, record: object, item: str) -> Cell:
    """An item in words, and under it the name that the text has for it, where that is another one."""
    called = in_words(item)
    written = (CellPart(text=item, style="muted"),) if called != item else ()
    return lines((CellPart(text=called, style="strong"),), written)


def _as_read(wording: Wording, records: Iterable[Record[Item]]) -> list[Record[Item]]:
    """The rows with those behind all others that arrows alone carry, in the order of the arrows."""
    names = dict.fromkeys(item for flow in wording.blueprint.flows for item in flow.carries)
    carried = {name: number for number, name in enumerate(names)}
    return sorted(
        records,
        key=lambda record: -1 if record.thing.makers or record.thing.users else carried[record.thing.name],
    )


def _remarks(wording: Wording) -> dict[str, tuple[Line, ...]]:
    """What is wrong with an item: asked for twice, never used, never made."""
    words, facts = wording.words, wording.facts
    found: dict[str, list[Line]] = {}
    for item, first, second in facts.once(asked_twice):
        cell_part = CellPart(text=words("items.twice"), style="chip risk-medium")
        found.setdefault(item, []).extend(
            [(cell_part,), (wording.action(first), wording.arrow, wording.action(second))]
        )
    # Of a part, nobody can say what is made or needed elsewhere.
    if not wording.view.is_cut:
        for item in never_used(facts):
            found.setdefault(item, []).append((CellPart(text=words("items.unused"), style="chip"),))
        for item in never_made(facts):
            found.setdefault(item, []).append(
                (CellPart(text=words("items.missing"), style="chip risk-medium"),)
            )
    return {item: tuple(every) for item, every in found.items()}


def _at(wording: Wording, record: object, actions: Iterable[Ref]) -> Cell:
    """Actions, each with who does it: its roles, else its lane."""
    found: list[Line] = []
    for key in (action.key for action in actions):
        action = wording.blueprint.actions[key]
        doers = [piece for line in wording.named("roles", action.by).lines for piece in line]
        found.append((wording.action(key),))
        found.append(
            (
                wording.lane(action.lane),
                *(CellPart(text=doer.text, href=doer.href, style="step") for doer in doers),
            )
        )
    return lines(*found)


def _carried(wording: Wording, record: object, flows: Iterable[Flow]) -> Cell:
    arrow = wording.arrow
    return lines(*((wording.action(flow.source), arrow, wording.action(flow.target)) for flow in flows))
