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
    return layout_part(narrow(blueprint, view), gather(blueprint), view, limits)


def layout_part(part: Blueprint, whole: Facts, view: View, limits: Limits) -> Drawing:
    """Lay out the part of a blueprint that a view has left of it; `whole` are the facts of all of it.

    Times are those of the whole: a step takes what it takes, whatever is shown beside it. A customer's view goes by what customers are
    told alone.
    """
    # Imported on use: formats without a picture take but a word or a width from this package.
    from .fold.folding import fold
    from .picture import Picture

    facts = gather(part, whole.settings) if view.customer else whole
    drawing = Picture(part, view, whole.blueprint, facts, limits).draw()
    return drawing if view.fold is None else fold(drawing, view.fold)
