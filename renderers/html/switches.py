"""What the switches of the picture have to know: whose a card is, for whom, and in which lane.

Comes in: a scene. Goes out: plain values for a data block. Deliberately absent: arrows, which the picture itself names by their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from blueprint.model import Declaration
from blueprint.render import Scene


def switches(scene: Scene) -> dict[str, object]:
    """The cards, things and badges of the picture by key, and what can be chosen: (key, label) pairs, only those in use."""
    blueprint = scene.blueprint
    actions = blueprint.actions.values()
    return {
        "cards": {
            one.key: {"lane": one.lane, "step": one.step, "roles": one.by, "personas": one.personas} for one in actions
        },
        "things": {one.key: {"lane": one.lane, "step": one.step, "at": one.at} for one in blueprint.things.values()},
        "points": {point.label: point.action for point in blueprint.points if point.action},
        "flows": [
            {"from": flow.source, "to": flow.target, "personas": flow.personas} for flow in blueprint.flows if flow.personas
        ],
        "roles": _used(blueprint.roles, (key for one in actions for key in one.by)),
        "personas": _used(
            blueprint.personas, (key for one in (*actions, *blueprint.flows) for key in one.personas)
        ),
        # A folded picture has each lane once a part.
        "lanes": [
            (key, blueprint.lanes[key].label)
            for key in dict.fromkeys(lane.key for lane in scene.drawing.lanes)
            if key in blueprint.lanes
        ],
    }


def _used(declared: Mapping[str, Declaration], keys: Iterable[str]) -> list[tuple[str, str]]:
    """Those of the declared things that some action or arrow names, in the order of the file."""
    named = set(keys)
    return [(key, one.label) for key, one in declared.items() if key in named]
