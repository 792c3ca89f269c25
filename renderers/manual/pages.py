"""Which manual is made of a scene, and its pictures.

Comes in: a Scene. Goes out: the manual for those who work, or the guide for customers, each with its pictures. Deliberately absent: how
either is written.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.facts import Facts, gather
from blueprint.model import Blueprint
from blueprint.render import RenderWarning
from blueprint.scene import Scene
from blueprint.settings import Limits
from blueprint.view import Row, View, narrow
from blueprint.words import Direction, phrase

from .customer import guide
from .document import Manual
from .public import public
from .staff import manual

if TYPE_CHECKING:
    from blueprint.layout.fold.pages import Pages

#: A landscape A4 page within the margins of manual.css, in px, and the least scale of pictures.
_SHEET = (1009.0, 640.0, 0.7)
_WITHOUT: frozenset[Row] = frozenset({"title", "emotion", "time", "metrics"})


class Content(NamedTuple):
    """A manual, the Blueprint that it tells of, the limits that say which risks are high in its picture, and where both begin."""

    manual: Manual
    blueprint: Blueprint
    limits: Limits
    direction: Direction


def work(scene: Scene) -> Content:
    """The manual of a scene, or the guide if the view is the customer's. Raises NoSuchPart for a role that is not there."""
    if scene.view.customer:
        return guidance(scene)
    blueprint = scene.blueprint
    return Content(manual(blueprint, scene.view.role), blueprint, scene.settings.limits, scene.direction)


def guidance(scene: Scene) -> Content:
    """The guide for customers, with a warning where it tells how the service is today.

    Raises NoSuchPart for a blueprint without a line of visibility.
    """
    told = public(_facts(scene))
    if scene.blueprint.state == "as-is":
        warnings.warn(RenderWarning(phrase("message.guide.as-is")), stacklevel=2)
    return Content(guide(told), told.blueprint, scene.settings.limits, scene.direction)


def _facts(scene: Scene) -> Facts:
    """The facts of the whole, or of a phase or step, without feedback loops that begin elsewhere."""
    facts = scene.whole.facts
    if scene.view.only is None:
        return facts
    part = narrow(facts.blueprint, View(only=scene.view.only))
    kept = (None, *part.actions)
    loops = {key: loop for key, loop in facts.blueprint.feedback.items() if loop.after in kept}
    return gather(replace(part, feedback=loops), scene.settings)


def picture(content: Content) -> Pages | None:
    """The picture of a manual on sheets of paper, None where there is nothing to draw.

    Without the title, which the page has, and without emotions, times and metrics.
    """
    if not content.blueprint.steps:
        return None
    # Imported on use: Markdown has no picture.
    from blueprint.layout import layout
    from blueprint.layout.fold.folding import fold
    from blueprint.layout.fold.pages import Sheet, on_paper

    sheet = Sheet(*_SHEET)
    view = View(without=_WITHOUT, direction=content.direction)
    drawing = layout(content.blueprint, view, content.limits)
    # Folded for landscape pages, parts are wide, which is better on screens, too; not where many lanes make them too high.
    lying = on_paper(fold(drawing, sheet.width / sheet.least), sheet, may_fold=False)
    return lying if lying.is_legible else on_paper(drawing, sheet, may_fold=True)
