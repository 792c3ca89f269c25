"""Measuring and breaking the text of a picture: widths in px, the same on every machine."""

from .metrics import clusters, direction, width
from .wrapping import wrap

__all__ = ["clusters", "direction", "width", "wrap"]
