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


def personas(say: Wording) -> Section | None:
    """The cards of the personas, and a matrix of steps × personas where something is not for all."""
    every = say.blueprint.personas
    if not every:
        return None
    words = say.words
    columns = (
        Column(title=words("persona"), kind="main"),
        Column(title=words("tier"), filters=True),
        Column(title=words("persona.goals")),
        Column(title=words("pains")),
        Column(title=words("persona.notes")),
        Column(title=words("personas.own"), kind="main"),
        Column(title=words("status")),
    )
    ways = {key: way(say.facts, key) for key in every}
    listed = table(columns, [_row(say, persona, ways[key]) for key, persona in every.items()])
    differ = any(one.own or one.arrows for one in ways.values())
    # Of a part alone nobody can say how one comes to it.
    matrix = differ and not (say.view.only or say.view.lanes or say.view.customer)
    return Section(
        id="personas",
        title=words("personas"),
        tables=(listed, _matrix(say, ways)) if matrix else (listed,),
        note=words("personas.note") if matrix else None,
    )


def _row(say: Wording, persona: Persona, found: Way) -> Row:
    own = [line for key in found.own for line in ((say.action(key),), say.around(key))]
    return Row(
        id=say.row_of["personas", persona.key],
        span=persona.span,
        cells=(
            text(persona.label, "strong"),
            text(persona.tier),
            _texts(persona.goals),
            _texts(persona.pains),
            _texts(persona.notes),
            lines(*own, *(_arrow(say, flow) for flow in found.arrows if flow.target not in found.own)),
            say.known(persona.known),
        ),
    )


def _texts(every: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=one),) for one in every))


def _arrow(say: Wording, flow: Flow) -> Line:
    label = (CellPart(text=flow.label, style="answer"),) if flow.label else ()
    return (say.action(flow.source), *label, CellPart(text="→", style="arrow"), say.action(flow.target))


# ── the ways ──────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(say: Wording, ways: dict[str, Way]) -> Table:
    columns = (
        Column(title=say.words("step")),
        *(Column(title=say.blueprint.personas[key].label) for key in ways),
    )
    rows = [
        Row(
            id=f"way-{step.number}",
            span=step.span,
            cells=(lines((say.step(key),)), *(_passage(say, key, one) for one in ways.values())),
        )
        for key, step in say.blueprint.steps.items()
    ]
    return Table(columns=columns, rows=tuple(rows), title=say.words("personas.ways"), matrix=True)


def _passage(say: Wording, step: str, found: Way) -> Cell:
    """What a persona comes to in a step: how many actions, and by name those that are for it alone."""
    actions = say.blueprint.actions
    met = [key for key in found.actions if actions[key].step == step]
    if not met:
        return text(say.words("personas.not-met"), "muted")
    own = [key for key in met if key in found.own]
    arrows = [one for one in found.arrows if actions[one.source].step == step and one.target not in found.own]
    return Cell(
        lines=(
            (CellPart(text=say.words("personas.met", count=len(met)), style="muted"),),
            *((say.action(key),) for key in own),
            *(_arrow(say, flow) for flow in arrows),
        ),
        tone="heat-2" if own or arrows else "",
        order=len(met),
    )
