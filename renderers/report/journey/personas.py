"""The section on personas: for whom the service is, what exists for each alone, and the path of each.

Comes in: the wording of a scene. Goes out: one section, or None where there are none. Deliberately absent: what a persona feels, which
stands with the emotions of the journey.
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.analysis.motion.persona_paths import Way, way
from blueprint.model import Flow, Persona

from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table, lines, table, text
from ..wording import Wording


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
    ways = {key: way(wording.facts, key) for key in every}
    listed = table(columns, [_row(wording, persona, ways[key]) for key, persona in every.items()])
    differ = any(other.own or other.arrows for other in ways.values())
    # Of a part alone nobody can say how one comes to it.
    matrix = differ and not (wording.view.only or wording.view.lanes or wording.view.customer)
    return Section(
        id="personas",
        title=words("personas"),
        tables=(listed, _matrix(wording, ways)) if matrix else (listed,),
        note=words("personas.note") if matrix else None,
    )


def _row(wording: Wording, persona: Persona, found: Way) -> Row:
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
        CellPart(text="→", style="arrow"),
        wording.action(flow.target),
    )


# ── the ways ──────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(wording: Wording, ways: dict[str, Way]) -> Table:
    columns = (
        Column(title=wording.words("step")),
        *(Column(title=wording.blueprint.personas[key].label) for key in ways),
    )
    rows = [
        Row(
            id=f"way-{step.number}",
            span=step.span,
            cells=(lines((wording.step(key),)), *(_passage(wording, key, other) for other in ways.values())),
        )
        for key, step in wording.blueprint.steps.items()
    ]
    return Table(columns=columns, rows=tuple(rows), title=wording.words("personas.ways"), matrix=True)


def _passage(wording: Wording, step: str, found: Way) -> Cell:
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
