"""The section on personas: for whom the service is, what exists for each alone, and the path of each.

Comes in: the wording of a scene. Goes out: one section, or None where there are none. Deliberately absent: what a persona feels, which
stands with the emotions of the journey.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from blueprint.analysis.motion.reached import motion_of, reached
from blueprint.analysis.motion.results import motions_of
from blueprint.model import Flow, Persona

from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table, lines, table, text
from ..wording import Wording


class _Path(NamedTuple):
    """All actions that a persona comes to (keys, in the order of the text); the actions and arrows that are for it."""

    actions: tuple[str, ...]
    own: tuple[str, ...]
    arrows: tuple[Flow, ...]
    things: tuple[str, ...]


def personas(wording: Wording) -> Section | None:
    """The cards of the personas, and a matrix of steps × personas where something is not for all."""
    every = wording.blueprint.personas
    if not every:
        return None
    words = wording.words
    columns = (
        Column(title=words("persona"), kind="main"),
        Column(title=words("tier"), filters=True),
        Column(title=words("persona.goals")),
        Column(title=words("pains")),
        Column(title=words("persona.notes")),
        Column(title=words("personas.own"), kind="main"),
        Column(title=words("status")),
    )
    # Of a part alone nobody can say how one comes to it.
    is_part = wording.view.is_cut or wording.view.customer
    paths = {key: _path(wording, key, is_part) for key in every}
    listed = table(columns, [_row(wording, persona, paths[key]) for key, persona in every.items()])
    differ = any(path.own or path.arrows for path in paths.values())
    matrix = differ and any(path.actions for path in paths.values())
    return Section(
        id="personas",
        title=words("personas"),
        tables=(listed, _matrix(wording, paths)) if matrix else (listed,),
        note=words("personas.note") if matrix else None,
    )


def _path(wording: Wording, key: str, is_part: bool) -> _Path:
    blueprint, motions = wording.blueprint, wording.facts.once(motions_of)
    motion = motion_of(motions, key)
    return _Path(
        actions=reached(motion) if motion.runs and not is_part else (),
        own=tuple(name for name, action in blueprint.actions.items() if key in action.personas),
        arrows=tuple(flow for flow in blueprint.flows if key in flow.personas),
        things=tuple(name for name, thing in blueprint.things.items() if key in thing.personas),
    )


def _row(wording: Wording, persona: Persona, found: _Path) -> Row:
    own = [line for key in found.own for line in ((wording.action(key),), wording.around(key))]
    return Row(
        id=wording.row_of["personas", persona.key],
        span=persona.span,
        cells=(
            text(persona.label, "strong"),
            text(persona.tier),
            _texts(persona.goals),
            _texts(persona.pains),
            _texts(persona.notes),
            lines(
                *own,
                *(_arrow(wording, flow) for flow in found.arrows if flow.target not in found.own),
                *((_thing(wording, key),) for key in found.things),
            ),
            wording.known(persona.known),
        ),
    )


def _thing(wording: Wording, key: str) -> CellPart:
    thing = wording.blueprint.things[key]
    return CellPart(text=thing.text, href=wording.card_href(key))


def _texts(every: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=other),) for other in every))


def _arrow(wording: Wording, flow: Flow) -> Line:
    label = (CellPart(text=flow.label, style="answer"),) if flow.label else ()
    return (
        wording.action(flow.source),
        *label,
        wording.arrow,
        wording.action(flow.target),
    )


# ── the paths ──────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(wording: Wording, paths: dict[str, _Path]) -> Table:
    columns = (
        Column(title=wording.words("step")),
        *(Column(title=wording.blueprint.personas[key].label) for key in paths),
    )
    rows = [
        Row(
            id=f"path-{step.number}",
            span=step.span,
            cells=(lines((wording.step(key),)), *(_passage(wording, key, path) for path in paths.values())),
        )
        for key, step in wording.blueprint.steps.items()
    ]
    return Table(columns=columns, rows=tuple(rows), title=wording.words("personas.ways"), matrix=True)


def _passage(wording: Wording, step: str, found: _Path) -> Cell:
    """What a persona comes to in a step: how many actions, and by name those that are for it alone."""
    actions = wording.blueprint.actions
    met = [key for key in found.actions if actions[key].step == step]
    if not met:
        return text(wording.words("personas.not-met"), "muted")
    own = [key for key in met if key in found.own]
    arrows = [
        arrow
        for arrow in found.arrows
        if actions[arrow.source].step == step and arrow.target not in found.own
    ]
    return Cell(
        lines=(
            (CellPart(text=wording.words("personas.met", count=len(met)), style="muted"),),
            *((wording.action(key),) for key in own),
            *(_arrow(wording, flow) for flow in arrows),
        ),
        tone="heat-2" if own or arrows else "",
        order=len(met),
    )
