"""Which manual a scene asks for.

Comes in: a Scene. Goes out: the guide for a customer's view, the manual for all others. Deliberately absent: how either is written.
"""

from __future__ import annotations

from blueprint.render import Scene

from .customer import guide
from .document import Manual
from .staff import manual


def of_scene(scene: Scene) -> Manual:
    """The manual of a scene. Raises NoSuchPart for a role that is not there."""
    if not scene.view.customer:
        return manual(scene.blueprint, scene.view.role)
    whole = scene.whole.blueprint if scene.whole and scene.whole.blueprint else scene.blueprint
    return guide(scene.blueprint, whole)
