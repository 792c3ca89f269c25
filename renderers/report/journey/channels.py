"""The section on where customers meet the service: phases and channels.

Comes in: the wording of a scene. Goes out: a section, or None where the file has no such thing. Deliberately absent: feelings
(`emotions`), and the touchpoints one by one (`touchpoints`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from blueprint.model import Action

from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table
from ..wording import Wording
from .touchpoints import touchpoint_actions

#: The strongest tone of a cell.
_STRONGEST = 4


class _Place(NamedTuple):
    """A row of the matrix: a phase, or a step where there are no phases."""

    label: Line
    steps: Collection[str]


def channels(wording: Wording) -> Section | None:
    """Which touchpoints each phase has in each channel, and where there is none."""
    met = touchpoint_actions(wording)
    names = _shown(wording, met)
    if not met or not names:
        return None
    words = wording.words
    is_without = any(not action.via for action in met)
    titles = [wording.blueprint.channels[key].label for key in names] + (
        [words("channels.none")] if is_without else []
    )
    columns = (
        Column(title=words("phase" if wording.blueprint.phases else "step")),
        *(Column(title=title, kept=True) for title in titles),
        Column(title=words("channels.total"), kept=True),
    )
    ways: list[str | None] = [*names, *([None] if is_without else [])]
    places = _places(wording)
    rows = [_row(wording, number, place, ways, met) for number, place in enumerate(places, 1)]
    rows.append(_totals(wording, ways, met))
    return Section(
        id="channels",
        title=words("channels"),
        tables=(Table(columns=columns, rows=tuple(rows), matrix=True),),
        note=words("channels.note"),
    )


def _shown(wording: Wording, met: list[Action]) -> list[str]:
    """The channels of the matrix: all that are declared, or those that the part which is shown uses."""
    used = {key for action in met for key in action.via}
    return [key for key in wording.blueprint.channels if key in used or not wording.is_part]


def _places(wording: Wording) -> list[_Place]:
    blueprint = wording.blueprint
    if not blueprint.phases:
        return [_Place((wording.step(key),), (key,)) for key in blueprint.steps]
    found = [_Place((CellPart(text=phase.label),), phase.steps) for phase in blueprint.phases.values()]
    left = [key for key, step in blueprint.steps.items() if step.phase is None]
    if left:
        found.append(_Place((CellPart(text=wording.words("phase.none"), style="muted"),), left))
    return found


def _row(wording: Wording, number: int, place: _Place, ways: list[str | None], met: list[Action]) -> Row:
    here = [action for action in met if action.step in place.steps]
    cells = (_meeting(wording, [action for action in here if _is_by(action, way)], way) for way in ways)
    return Row(id=f"channel-{number}", cells=(Cell(lines=(place.label,)), *cells, _count(len(here))))


def _is_by(action: Action, way: str | None) -> bool:
    return way in action.via if way is not None else not action.via


def _meeting(wording: Wording, here: list[Action], way: str | None) -> Cell:
    """The touchpoints of a phase in a channel: the more, the stronger the tone. Those without a channel are to find one."""
    if not here:
        return Cell(lines=((CellPart(text="–", style="none"),),), order=0)
    tone = f"heat-{min(len(here), _STRONGEST)}" if way is not None else "risk-medium"
    return Cell(lines=tuple((wording.action(action.key),) for action in here), order=len(here), tone=tone)


def _count(number: int) -> Cell:
    """How many touchpoints; none at all is a gap."""
    style = "strong" if number else "answer failure"
    return Cell(
        lines=((CellPart(text=str(number), style=style),),),
        order=number,
        tone="" if number else "risk-medium",
    )


def _totals(wording: Wording, ways: list[str | None], met: list[Action]) -> Row:
    """How many touchpoints each channel has; one that serves feedback alone says so."""
    cells = []
    for way in ways:
        count = _count(sum(_is_by(action, way) for action in met))
        loops = [key for key, loop in wording.blueprint.feedback.items() if way in loop.via]
        if not count.order and loops:
            heard = wording.named("feedback", loops).lines
            count = Cell(lines=((CellPart(text="0", style="strong"),), *heard), order=0)
        cells.append(count)
    return Row(
        id="channel-total",
        cells=(Cell(lines=((CellPart(text=wording.words("channels.total")),),)), *cells, _count(len(met))),
    )
