"""Measuring and breaking the text of a picture: widths in px, the same on every machine."""

from blueprint.layout.text.metrics import clusters, direction, width
from blueprint.layout.text.wrap import wrap

__all__ = ["clusters", "direction", "width", "wrap"]
