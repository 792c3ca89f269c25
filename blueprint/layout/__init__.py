"""From the Blueprint to the Drawing: the grid, the ways of the arrows, and where everything stands.

Comes in: a Blueprint. Goes out: a Drawing, the same one on every machine. Deliberately absent: file formats, and fonts other than
the package's own table of widths.
"""

from __future__ import annotations

from ..drawing import Drawing
from ..model import Blueprint
from .picture import Picture

__all__ = ["layout"]


def layout(blueprint: Blueprint) -> Drawing:
    """Lay out a blueprint."""
    return Picture(blueprint).draw()
