"""What the picture's controls need to know: the roles, personas and lane of each card.

Comes in: a scene. Goes out: plain values for a data block. Deliberately absent: arrows, which the picture itself names by their ends.
"""

from __future__ import annotations

from blueprint.model import Action, Blueprint
from blueprint.properties import PROPERTIES
from blueprint.scene import Scene

#: Whom a reader can choose, by kind, and the properties of an action that name them.
_CHOICES = {
    kind: tuple(declared.field for declared in PROPERTIES if declared.kind == kind)
    for kind in ("roles", "personas")
}


def switches(scene: Scene) -> dict[str, object]:
    """The cards, things and badges of the picture by key, and what can be chosen, as pairs of key and label."""
    blueprint = scene.blueprint
    actions = blueprint.actions.values()
    acting = {key for action in actions for key in _named(action, "roles")}
    return {
        "cards": {
            action.key: {
                "lane": action.lane,
                "step": action.step,
                **{kind: _named(action, kind) for kind in _CHOICES},
            }
            for action in actions
        },
        "things": {
            thing.key: {"lane": thing.lane, "step": thing.step, "at": thing.at, "personas": thing.personas}
            for thing in blueprint.things.values()
        },
        "points": {point.label: point.action for point in blueprint.points if point.action},
        "flows": [
            {"from": flow.source, "to": flow.target, "personas": flow.personas}
            for flow in blueprint.flows
            if flow.personas
        ],
        "roles": [(key, role.label) for key, role in blueprint.roles.items() if key in acting],
        # What names no persona is for all: as soon as something names one, each of them sees a service of their own.
        "personas": [(key, persona.label) for key, persona in blueprint.personas.items()]
        if _names_personas(blueprint)
        else [],
        # A folded picture has each lane once a part.
        "lanes": [
            (key, blueprint.lanes[key].label)
            for key in dict.fromkeys(lane.key for lane in scene.drawing.lanes)
            if key in blueprint.lanes
        ],
    }


def _named(action: Action, kind: str) -> tuple[str, ...]:
    """The keys of a kind that an action names."""
    return tuple(key for field in _CHOICES[kind] for key in getattr(action, field))


def _names_personas(blueprint: Blueprint) -> bool:
    """Whether anything drawn is for some personas."""
    named = (
        *(_named(action, "personas") for action in blueprint.actions.values()),
        *(thing.personas for thing in blueprint.things.values()),
        *(flow.personas for flow in blueprint.flows),
    )
    return any(named)
