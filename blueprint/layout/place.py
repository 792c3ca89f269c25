"""What the rows under the lanes stand on, and their headings.

Comes in: a frame, names. Goes out: boxes and lines of text. Deliberately absent: what the rows show (`rows`, `ladder`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..drawing import Box, TextLine, TextRole
from ..model import Blueprint
from ..words import Direction
from .cards import block
from .frame import Frame
from .sizes import HEADING_PADDING, MARGIN
from .text_lines import begins_right, stacked

_HEADING: tuple[TextRole, TextRole] = ("row", "row-detail")


class Place(NamedTuple):
    """What every row stands on: the frame, the columns of the steps, the width of the headings, the language, and the direction that the
    picture will have."""

    blueprint: Blueprint
    frame: Frame
    columns: Mapping[str, tuple[int, int]]
    heading: float
    language: str
    direction: Direction

    def box(self, top: float, height: float) -> Box:
        """The box of a row over the whole width."""
        return Box(x=MARGIN, y=top, width=self.frame.right - MARGIN, height=height)

    def row_heading(self, names: tuple[str, str], top: float) -> tuple[TextLine, ...]:
        """A name and a smaller second line, in the column of headings, from a y downwards."""
        lines: list[TextLine] = []
        left = MARGIN + HEADING_PADDING
        for name, role in zip(names, _HEADING, strict=True):
            other = block(role, name, self.heading)
            at_right = begins_right(self.language, self.direction, name)
            lines += stacked(other, left, left + self.heading, top, at_right=at_right)
            top += other.height
        return tuple(lines)

    def sides(self, step: str) -> tuple[float, float]:
        """The left and the right side of a step."""
        return self.frame.columns_box(*self.columns[step])


def heading_height(names: tuple[str, str], room: float) -> float:
    """The height of a heading."""
    return sum(block(role, name, room).height for name, role in zip(names, _HEADING, strict=True))
