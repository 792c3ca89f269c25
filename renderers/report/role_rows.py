"""Roles and systems: which of them a report has rows for.

Comes in: a blueprint and the view of it. Goes out: the ids of their rows. An imported library may declare many that this service never
uses; a part of a service shows only those at work in it. Deliberately absent: what stands in the rows
(`renderers/report/work/roles.py`, `renderers/report/work/systems.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.analysis.references import used
from blueprint.analysis.registers.of_actors import ROLES, SYSTEMS
from blueprint.model import Blueprint
from blueprint.view import View

#: The id of a row by the kind and key of what it is about.
RowId = tuple[tuple[str, str], str]


def actor_rows(blueprint: Blueprint, view: View) -> Iterator[RowId]:
    """The rows of roles and systems."""
    for definition in (ROLES, SYSTEMS):
        yield from _rows(
            definition.name,
            definition.row,
            blueprint.of_kind(definition.name),
            _shown(blueprint, view, definition.name),
        )


def _rows(kind: str, short: str, declared: Iterable[str], shown: set[str]) -> Iterator[RowId]:
    for position, key in enumerate(declared, 1):
        if key in shown:
            yield (kind, key), f"{short}-{position}"


def _shown(blueprint: Blueprint, view: View, kind: str) -> set[str]:
    actions = blueprint.actions.values()
    if kind == "systems":
        found = {key for action in actions for key in action.using}
    else:
        owners = [step.owner for step in blueprint.steps.values()]
        owners += [phase.owner for phase in blueprint.phases.values()]
        found = {key for action in actions for key in action.by}
        found |= {owner.role for owner in owners if owner and owner.role}
    if view.is_cut:
        return found
    every = blueprint.of_kind(kind).items()
    own = {key for key, element in every if element.span.source is blueprint.span.source}
    return found | own | used(blueprint)[kind]
