"""What the rows under the lanes stand on, and their headings.

Comes in: a frame, names. Goes out: boxes and lines of text. Deliberately absent: what the rows show (`rows`, `ladder`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..drawing import Box, TextLine, TextRole
from ..model import Blueprint
from .cards import block
from .frame import Frame
from .sizes import HEADING_PADDING, MARGIN
from .text_lines import begins_right, stacked

_HEADING: tuple[TextRole, TextRole] = ("row", "row-detail")


class Place(NamedTuple):
    """What every row stands on: the frame, the columns of the steps, the width of the headings, and the language."""

    blueprint: Blueprint
    frame: Frame
    columns: Mapping[str, tuple[int, int]]
    heading: float
    language: str

    def box(self, top: float, height: float) -> Box:
        """The box of a row over the whole width."""
        return Box(x=MARGIN, y=top, width=self.frame.right - MARGIN, height=height)

    def sides(self, step: str) -> tuple[float, float]:
        """The left and the right side of a step."""
        return self.frame.columns_box(*self.columns[step])


def row_heading(names: tuple[str, str], top: float, room: float, language: str) -> list[TextLine]:
    """A name and a smaller second line, in the column of headings, from a y downwards."""
    lines: list[TextLine] = []
    for name, role in zip(names, _HEADING, strict=True):
        other = block(role, name, room)
        left, at_right = MARGIN + HEADING_PADDING, begins_right(language, name)
        lines += stacked(other, left, left + room, top, at_right=at_right)
        top += other.height
    return lines


def heading_height(names: tuple[str, str], room: float) -> float:
    """The height of a heading."""
    return sum(block(role, name, room).height for name, role in zip(names, _HEADING, strict=True))
