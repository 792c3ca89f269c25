"""The section on information: which items pass through the service, who makes and who needs them.

Comes in: the wording of a scene. Goes out: one section, or None where the file names no items. Deliberately absent: what an item is;
equal names are one.
"""

from __future__ import annotations

from blueprint.analysis.work.items import Items, asked_twice, never_made, never_used
from blueprint.analysis.work.items import items as every_item
from blueprint.model import Flow
from blueprint.source import Span

from ...page.table import Cell, CellPart, Column, Line, Row, Section, lines, section
from ..wording import Wording


def items(say: Wording) -> Section | None:
    """Each item with its makers and users, and what is wrong with it."""
    words = say.words
    found = say.facts.once(every_item)
    carriers: dict[str, list[Flow]] = {}
    for flow in say.blueprint.flows:
        for item in flow.carries:
            carriers.setdefault(item, []).append(flow)
    columns = (
        Column(title=words("item"), kind="main"),
        Column(title=words("items.remark"), filters=True),
        Column(title=words("items.made"), kind="main"),
        Column(title=words("items.needed"), kind="main"),
        Column(title=words("carried"), kind="main"),
    )
    remarks = _remarks(say)
    names = dict.fromkeys((*found.makers, *found.users, *carriers))
    rows = [
        _row(say, position, item, found, carriers.get(item, []), remarks.get(item, ()))
        for position, item in enumerate(names, 1)
    ]
    return section("items", words("items"), columns, rows, words("items.note"))


def _remarks(say: Wording) -> dict[str, tuple[Line, ...]]:
    """What is wrong with an item: asked for twice, made for nobody, made by nobody."""
    words, facts = say.words, say.facts
    found: dict[str, list[Line]] = {}
    for item, first, second in facts.once(asked_twice):
        said = CellPart(text=words("items.twice"), style="chip risk-medium")
        found.setdefault(item, []).extend(
            [(said,), (say.action(first), CellPart(text="→", style="arrow"), say.action(second))]
        )
    # Of a part, nobody can say what is made or needed elsewhere.
    if not (say.view.only or say.view.lanes):
        for item in never_used(facts):
            found.setdefault(item, []).append((CellPart(text=words("items.unused"), style="chip"),))
        for item in never_made(facts):
            found.setdefault(item, []).append(
                (CellPart(text=words("items.missing"), style="chip risk-medium"),)
            )
    return {item: tuple(every) for item, every in found.items()}


def _row(
    say: Wording, position: int, item: str, found: Items, carriers: list[Flow], remarks: tuple[Line, ...]
) -> Row:
    makers, users = found.makers.get(item, []), found.users.get(item, [])
    action, span = _place(say, [*makers, *users], carriers)
    return Row(
        id=f"item-{position}",
        action=action,
        span=span,
        cells=(
            lines((CellPart(text=item, style="strong"),)),
            lines(*remarks),
            _at(say, makers),
            _at(say, users),
            lines(*(_carried(say, flow) for flow in carriers)),
        ),
    )


def _place(say: Wording, actions: list[str], carriers: list[Flow]) -> tuple[str, Span]:
    """An item is declared nowhere: its place is where it is made, or else first needed, or carried."""
    if actions:
        return actions[0], say.blueprint.actions[actions[0]].span
    return carriers[0].source, carriers[0].span


def _at(say: Wording, keys: list[str]) -> Cell:
    """Actions, each with who does it: its roles, else its lane."""
    found: list[Line] = []
    for key in keys:
        action = say.blueprint.actions[key]
        doers = [piece for line in say.named("roles", action.by).lines for piece in line]
        found.append((say.action(key),))
        found.append(
            (say.lane(action.lane), *(CellPart(text=one.text, href=one.href, style="step") for one in doers))
        )
    return lines(*found)


def _carried(say: Wording, flow: Flow) -> Line:
    return (say.action(flow.source), CellPart(text="→", style="arrow"), say.action(flow.target))
