"""The compact tables: cards and declarations.

Comes in: the wording of a scene. Goes out: one section for each kind of thing that the file has. Deliberately absent: what is worked
out from several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from blueprint.model import (
    Card,
    Element,
    Pilot,
    Remark,
)
from blueprint.safe_links import safe

from ..page.table import Cell, CellPart, Column, Row, Section, lines, table, text
from .wording import Wording

T = TypeVar("T", bound=Element)


# ── cards ─────────────────────────────────────────────────────────────────────────────────────────────────


def remarks(wording: Wording) -> Section | None:
    """Policies, notes and links; an address that may not become a link stands as text."""

    def cells(remark: Remark) -> tuple[Cell, ...]:
        content = CellPart(text=remark.text, href=safe(remark.link))
        return (
            lines((content,)),
            text(wording.words(remark.kind), "chip"),
            lines(*wording.where(remark)),
            wording.known(remark.known),
        )

    return _section(wording, "remarks", ("text", "kind", "where", "status"), wording.blueprint.remarks, cells)


# ── declarations ──────────────────────────────────────────────────────────────────────────────────────────


def pilots(wording: Wording) -> Section | None:
    """Trials before roll-out."""

    def cells(pilot: Pilot) -> tuple[Cell, ...]:
        return (
            text(pilot.label, "strong"),
            lines(*((wording.step(key),) for key in pilot.steps)),
            text(pilot.group),
            wording.dates(pilot.start, pilot.end),
            wording.named("metrics", pilot.known.tracks),
            wording.owner(pilot.owner),
        )

    columns = ("trial", "extent", "group", "dates", "tracks", "owner")
    return _section(wording, "pilots", columns, wording.blueprint.pilots, cells)


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _texts(every: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=other),) for other in every))


def _section(
    wording: Wording,
    name: str,
    columns: tuple[str, ...],
    things: Mapping[str, T],
    cells: Callable[[T], tuple[Cell, ...]],
    note: str | None = None,
) -> Section | None:
    if not things:
        return None
    titles = tuple(
        Column(title=wording.words(column), kind="text" if position else "main")
        for position, column in enumerate(columns)
    )
    rows = [
        Row(id=wording.row_of[name, key], cells=cells(thing), action=_action(thing), span=thing.span)
        for key, thing in things.items()
    ]
    return Section(id=name, title=wording.words(name), tables=(table(titles, rows),), note=note)


def _action(thing: object) -> str | None:
    return thing.at if isinstance(thing, Card) and thing.place == "action" else None
