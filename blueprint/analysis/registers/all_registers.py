"""The registers of a blueprint: what teams keep in tables, with ids that stay.

Comes in: Facts (`Compiled.facts`). Goes out: Registers, always all of them and in one order, empty ones too; those of several
blueprints can be put together. Deliberately absent: file formats (`blueprint.cli.tables`), and the registers of the HTML report, which are
laid out to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..facts import Facts
from . import of_plans as plans
from . import of_work as work
from .register import Register

#: By the names that programs and files call them.
REGISTERS: dict[str, Callable[[Facts], Register]] = {
    "fails": work.fails,
    "touchpoints": work.touchpoints,
    "handoffs": work.handoffs,
    "times": work.times,
    "standards": work.standards,
    "metrics": plans.metrics,
    "goals": plans.goals,
    "risks": plans.risks,
    "pains": plans.pains,
    "ideas": plans.ideas,
    "questions": plans.questions,
    "feedback": plans.feedback,
    "systems": work.systems,
    "items": work.items,
    "roles": work.people,
}


def registers(facts: Facts, names: Iterable[str] = tuple(REGISTERS)) -> tuple[Register, ...]:
    """Some registers of a blueprint, each name one of REGISTERS; their order is that of the names."""
    return tuple(REGISTERS[name](facts) for name in names)


def joined(parts: list[tuple[Register, ...]]) -> tuple[Register, ...]:
    """The same registers of several blueprints, at least one, as one of each: row under row."""
    return tuple(
        replace(same[0], rows=tuple(row for one in same for row in one.rows))
        for same in zip(*parts, strict=True)
    )


def repeated_names(blueprints: Iterable[str]) -> list[str]:
    """The names that several blueprints have: the ids of their rows may be the same."""
    seen: dict[str, int] = {}
    for name in blueprints:
        seen[name] = seen.get(name, 0) + 1
    return [name for name, count in seen.items() if count > 1]
