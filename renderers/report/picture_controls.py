"""What the picture's controls need to know: the roles, personas and lane of each card.

Comes in: a scene. Goes out: plain values for a data block. Deliberately absent: arrows, which the picture itself names by their ends.
"""

from __future__ import annotations

from blueprint.model import Blueprint
from blueprint.scene import Scene


def switches(scene: Scene) -> dict[str, object]:
    """The cards, things and badges of the picture by key, and what can be chosen, as pairs of key and label."""
    blueprint = scene.blueprint
    actions = blueprint.actions.values()
    acting = {key for action in actions for key in action.by}
    return {
        "cards": {
            action.key: {
                "lane": action.lane,
                "step": action.step,
                "roles": action.by,
                "personas": action.personas,
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


def _names_personas(blueprint: Blueprint) -> bool:
    """Whether anything drawn is for some personas."""
    actions, things = blueprint.actions.values(), blueprint.things.values()
    named = (
        *(a.personas for a in actions),
        *(t.personas for t in things),
        *(f.personas for f in blueprint.flows),
    )
    return any(named)
