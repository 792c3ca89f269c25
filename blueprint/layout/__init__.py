"""From the Blueprint to the Drawing: the grid, the routes of the arrows, and where everything stands.

Comes in: a Blueprint. Goes out: a Drawing, the same one on every machine. Deliberately absent: file formats, and fonts other than
the package's own table of widths.
"""

from __future__ import annotations

from ..analysis.facts import Facts, gather
from ..drawing import Drawing
from ..model import Blueprint
from ..settings import USUAL, Limits
from ..view import WHOLE, View, narrow

__all__ = ["layout", "layout_part"]


def layout(blueprint: Blueprint, view: View = WHOLE, limits: Limits = USUAL.limits) -> Drawing:
    """Lay out a blueprint, or the part of it that a view shows; `limits` say which risks are high.

    Raises NoSuchPart where the view names what the blueprint does not have.
    """
    part = narrow(blueprint, view)
    journey = gather(blueprint)
    return layout_part(part, blueprint, gather(part) if view.customer else journey, view, limits, journey)


def layout_part(
    part: Blueprint, whole: Blueprint, facts: Facts, view: View, limits: Limits, journey: Facts | None = None
) -> Drawing:
    """Lay out the part of a blueprint that a view has left of it; `facts` are those that its times are of (`Scene.facts_of_times`),
    `journey` those that tell which feeling comes after which (the same, if not given)."""
    # Imported on use: formats without a picture need only a word or a width from this package.
    from .fold.folding import fold
    from .mirroring import turned
    from .picture import Picture
    from .stubs import with_stubs

    drawing = turned(
        Picture(with_stubs(part, whole, view), view, whole, facts, limits, journey or facts).draw()
    )
    return drawing if view.fold is None else fold(drawing, view.fold)
