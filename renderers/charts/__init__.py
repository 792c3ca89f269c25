"""Charts of the report: inline SVG in the picture's colours, each with a table of the same numbers."""

from __future__ import annotations

from .as_table import as_table
from .draw import draw
from .kinds import (
    Bar,
    Bars,
    Chart,
    Course,
    Curve,
    Field,
    Mark,
    Part,
    Scale,
    Scales,
    Spot,
    Stop,
    Stretch,
    Tick,
    Timeline,
)

__all__ = [
    "Bar", "Bars", "Chart", "Course", "Curve", "Field", "Mark", "Part", "Scale", "Scales", "Spot", "Stop", "Stretch",
    "Tick", "Timeline", "as_table", "draw",
]  # fmt: skip
