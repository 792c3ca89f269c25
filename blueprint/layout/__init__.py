"""From the Blueprint to the Drawing: the grid, the routes of the arrows, and where everything stands.

Comes in: a Blueprint. Goes out: a Drawing, the same one on every machine. Deliberately absent: file formats, and fonts other than
the package's own table of widths.
"""

from __future__ import annotations

from ..drawing import Drawing
from ..model import Blueprint
from ..view import WHOLE, View, narrow
from .fold.folding import fold
from .picture import Picture

__all__ = ["layout"]


def layout(blueprint: Blueprint, view: View = WHOLE) -> Drawing:
    """Lay out a blueprint, or the part of it that a view shows.

    Raises NoSuchPart where the view names what the blueprint does not have.
    """
    drawing = Picture(narrow(blueprint, view), view, blueprint).draw()
    return drawing if view.fold is None else fold(drawing, view.fold)
