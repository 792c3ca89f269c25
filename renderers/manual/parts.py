"""The parts of a manual: each role with its tasks, and each lane whose work has no role.

Comes in: a Blueprint, and the name of a role as the user typed it. Goes out: the parts of a manual. Deliberately absent: their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.diagnostics import did_you_mean, there_are
from blueprint.lean_dataclasses import dataclass
from blueprint.model import Blueprint, Card
from blueprint.view import NoSuchPart
from blueprint.words import phrase

#: Where a card stands: the kind of the place, and its key, which is unique in that kind alone.
Place = tuple[str, str | None]


def place_of(card: Card) -> Place:
    """Where a card stands."""
    return card.place, card.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One chapter to come: its role, or else None, and the numbers of its tasks by action, in the order of the journey.

    `places` are its actions with their steps, phases and the customers beside it: where its fail points are.
    """

    id: str
    key: str
    title: str
    role: str | None
    about: str
    tasks: dict[str, str]
    places: frozenset[Place]

    def id_of(self, key: str) -> str:
        """The id of an action or a step in this chapter; the same as long as nobody renames it."""
        return f"{self.id}.{key}".replace(" ", "-")


def parts(blueprint: Blueprint) -> tuple[Part, ...]:
    """The chapters of a manual: one for each role, then one for each lane with work that has no role."""
    return (*_roles(blueprint), *_lanes(blueprint))


def find_part(blueprint: Blueprint, every: tuple[Part, ...], asked: str) -> Part:
    """The part of a role, or of a lane without roles, by its name or label.

    Raises NoSuchPart, which names what there is and what may have been meant.
    """
    wanted = asked.strip().casefold()
    for part in every:
        if wanted == part.key.casefold():
            return part
    for part in every:
        if wanted == part.title.casefold():
            return part
    if not every:
        raise NoSuchPart(phrase("message.part.no-roles", name=asked, file=blueprint.name))
    # If a name and a label are equally near, the name is suggested.
    near = did_you_mean(asked, [*(part.title for part in every), *(part.key for part in every)])
    known = there_are(part.key for part in every)
    hint = phrase("message.part.near", near=near, known=known) if near else known
    raise NoSuchPart(phrase("message.part.role", name=asked, hint=hint))


def _roles(blueprint: Blueprint) -> Iterator[Part]:
    for key, role in blueprint.roles.items():
        mine = [other for other in _ordered(blueprint) if key in blueprint.actions[other].by]
        yield _part(blueprint, f"role-{key}", key, role.label, mine, role=key, about=role.department or "")


def _lanes(blueprint: Blueprint) -> Iterator[Part]:
    for key, lane in blueprint.lanes.items():
        actions = blueprint.actions
        free = [
            other for other in _ordered(blueprint) if actions[other].lane == key and not actions[other].by
        ]
        if free and lane.zone != "customer":
            yield _part(blueprint, f"lane-{key}", key, lane.label, free)


def _ordered(blueprint: Blueprint) -> list[str]:
    return [key for step in blueprint.steps.values() for key in step.actions]


def _part(
    blueprint: Blueprint,
    identity: str,
    key: str,
    title: str,
    actions: list[str],
    role: str | None = None,
    about: str = "",
) -> Part:
    return Part(
        id=identity,
        key=key,
        title=title,
        role=role,
        about=about,
        tasks=_numbered(blueprint, actions),
        places=frozenset(_places(blueprint, actions)),
    )


def _places(blueprint: Blueprint, actions: list[str]) -> Iterator[Place]:
    for key in actions:
        step = blueprint.steps[blueprint.actions[key].step]
        yield from (("action", key), ("step", step.key), ("phase", step.phase))
        yield from (("action", text) for text in customers_in(blueprint, step.key))


def customers_in(blueprint: Blueprint, step: str) -> list[str]:
    """The actions of customers in a step; customers have no chapter."""
    lanes, actions = blueprint.lanes, blueprint.actions
    return [key for key in blueprint.steps[step].actions if lanes[actions[key].lane].kind == "customer"]


def _numbered(blueprint: Blueprint, tasks: Iterable[str]) -> dict[str, str]:
    """The number of each task: that of its step, and its place among those of the chapter in it."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for key in tasks:
        step = blueprint.steps[blueprint.actions[key].step]
        counts[step.key] = counts.get(step.key, 0) + 1
        found[key] = f"{step.number}.{counts[step.key]}"
    return found
