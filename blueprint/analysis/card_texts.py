"""The texts that stand in the picture.

Comes in: a Blueprint. Goes out: each text with the element that it belongs to. Deliberately absent: the texts of cards, which stand in
the report, where there is room.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..model import Blueprint, Element


def drawn_texts(blueprint: Blueprint) -> Iterator[tuple[str, Element]]:
    """What lanes, phases, steps, actions, evidence and notes say, kind by kind, each in the order of the text.

    Lanes that the file has from others, or without saying so, are left out.
    """
    source = blueprint.span.source
    yield from ((lane.label, lane) for lane in blueprint.lanes.values() if lane.span.source is source)
    yield from ((phase.label, phase) for phase in blueprint.phases.values())
    yield from ((step.label, step) for step in blueprint.steps.values())
    yield from ((action.text, action) for action in blueprint.actions.values())
    yield from ((thing.text, thing) for thing in blueprint.things.values())


def columns(text: str) -> int:
    """How many columns a text takes: two for each character of the full width, none for marks and what cannot be seen."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
