"""The registers of a blueprint: what teams keep in tables, with ids that stay.

Comes in: Facts (`Compiled.facts`). Goes out: the definitions of all registers; those that files have as Registers, always all of them
and in one order, empty ones too. Registers of several blueprints can be put together. Deliberately absent: file formats
(`blueprint.cli.tables`), and how the report lays its tables out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..facts import Facts
from . import of_actors, of_limits, of_motion, of_plans, of_points, of_work
from .register import Definition, Register, Shown

#: All registers, by the names that programs and files call them.
DEFINITIONS: dict[str, Definition[Any]] = {
    definition.name: definition
    for definition in (
        *of_points.DEFINITIONS,
        *of_work.DEFINITIONS,
        *of_motion.DEFINITIONS,
        *of_limits.DEFINITIONS,
        *of_plans.DEFINITIONS,
        *of_actors.DEFINITIONS,
    )
}
#: Those that files have.
REGISTERS = {
    name: definition for name, definition in DEFINITIONS.items() if definition.columns_in(Shown.FILES)
}
#: Those that sites have pages of.
ON_SITES = {name: definition for name, definition in DEFINITIONS.items() if definition.columns_in(Shown.SITE)}


def registers(facts: Facts, names: Iterable[str] = tuple(REGISTERS)) -> tuple[Register, ...]:
    """Some registers of a blueprint, each name one of REGISTERS; their order is that of the names."""
    return tuple(REGISTERS[name].register(facts) for name in names)


def joined(parts: list[tuple[Register, ...]]) -> tuple[Register, ...]:
    """The same registers of several blueprints, at least one, as one of each: row under row."""
    return tuple(
        replace(same[0], rows=tuple(row for each in same for row in each.rows))
        for same in zip(*parts, strict=True)
    )


def repeated_names(blueprints: Iterable[str]) -> list[str]:
    """The names that several blueprints have: the ids of their rows may be the same."""
    seen: dict[str, int] = {}
    for name in blueprints:
        seen[name] = seen.get(name, 0) + 1
    return [name for name, count in seen.items() if count > 1]
