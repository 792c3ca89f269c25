"""Which manual is made of a scene, and its pictures.

Comes in: a Scene. Goes out: the manual for those who work, or the guide for customers, each with its pictures. Deliberately absent: how
either is written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from blueprint.layout import layout
from blueprint.layout.fold.folding import fold
from blueprint.layout.fold.pages import Pages, Sheet, on_paper
from blueprint.model import Blueprint
from blueprint.scene import Scene
from blueprint.view import Row, View, narrow

from .customer import guide
from .document import Manual
from .public import public
from .staff import manual

#: An A4 page that lies, within the margins of manual.css, in px; no letter of a picture gets smaller than seven tenths.
_SHEET = Sheet(1009.0, 640.0, 0.7)
_WITHOUT: frozenset[Row] = frozenset({"title", "emotion", "time", "metrics"})


class Content(NamedTuple):
    """A manual, and the Blueprint that it tells of."""

    manual: Manual
    blueprint: Blueprint


def work(scene: Scene) -> Content:
    """The manual of a scene, or its guide where the view is that of customers. Raises NoSuchPart for a role that is not there."""
    if scene.view.customer:
        return guidance(scene)
    blueprint = scene.blueprint
    return Content(manual(blueprint, scene.view.role), blueprint)


def guidance(scene: Scene) -> Content:
    """The guide for customers. Raises NoSuchPart for a blueprint without a line of visibility."""
    whole = scene.whole.blueprint if scene.whole and scene.whole.blueprint else scene.blueprint
    told = public(_part(whole, scene.view.only))
    return Content(guide(told), told.blueprint)


def _part(whole: Blueprint, only: str | None) -> Blueprint:
    """A phase or a step; loops that begin elsewhere are none of it, and do not begin nowhere instead."""
    part = narrow(whole, View(only=only))
    kept = (None, *part.actions)
    return replace(part, feedback={key: one for key, one in whole.feedback.items() if one.after in kept})


def picture(blueprint: Blueprint) -> Pages | None:
    """The picture of a manual on sheets of paper, None where there is nothing to draw.

    The page around it has its title, and numbers of how it goes are no part of a manual.
    """
    if not blueprint.steps:
        return None
    drawing = layout(blueprint, View(without=_WITHOUT))
    # Broken as for a page that lies, parts are wide, which is better on screens, too; not where many lanes make them too high.
    lying = on_paper(fold(drawing, _SHEET.width / _SHEET.least), _SHEET, may_fold=False)
    return lying if lying.is_legible else on_paper(drawing, _SHEET, may_fold=True)
