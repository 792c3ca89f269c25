"""Lines of text put in their places."""

from __future__ import annotations

from ..drawing import Box, TextLine, TextRole
from ..model import Line
from ..words import Direction, script_direction
from ..words.bidi import in_order
from .cards import Block, block
from .sizes import HEADING_PADDING, MARGIN, SAFETY, TYPES
from .text import direction, width


def begins_right(language: str, way: Direction, text: str = "") -> bool:
    """Whether labels stand at the right of their room while the picture is laid out from left to right.

    Where it stays so (`way` is `ltr`), all of them in a right-to-left language do, in others those that begin from the right. In a
    picture that will be mirrored none does: all will stand at the right then.
    """
    return way == "ltr" and (script_direction(language) == "rtl" or direction(text) == "rtl")


def stacked(text: Block, left: float, right: float, y: float, *, at_right: bool) -> list[TextLine]:
    """The lines of a block under each other, at the left or at the right side."""
    leading = TYPES[text.role].leading
    rtl = direction(" ".join(text.lines)) == "rtl"
    return [
        text_line(line, text.role, y + (index + 0.77) * leading, left, right, at_right=at_right, rtl=rtl)
        for index, line in enumerate(text.lines)
    ]


def text_line(
    text: str,
    role: TextRole,
    baseline: float,
    left: float,
    right: float,
    *,
    at_right: bool,
    rtl: bool | None = None,
) -> TextLine:
    """A line between two sides, at the left or at the right one; its letters decide its direction.

    A line of a longer text has the direction of the whole text: `rtl`.
    """
    kind = TYPES[role]
    if rtl is None:
        rtl = direction(text) == "rtl"
    return TextLine(
        x=right if at_right else left,
        y=baseline,
        text=in_order(text),
        role=role,
        width=width(text, kind.size, kind.bold),
        anchor="start" if at_right == rtl else "end",
        rtl=rtl,
    )


def line_block(line: Line, right: float) -> Block:
    """The label of a line between lanes, wrapped to the room on the left of an x."""
    return block("line", line.label, max(right - MARGIN - HEADING_PADDING, 60.0))


def line_label_box(label: Block, y: float) -> Box:
    """Where the label of a line stands, with its background: at the left, around the y of the line."""
    kind = TYPES[label.role]
    widest = max(width(line, kind.size, kind.bold) for line in label.lines)
    return Box(
        x=MARGIN + HEADING_PADDING - 7,
        y=y - label.height / 2 - 1,
        width=widest / SAFETY + 14,
        height=label.height + 2,
    )
