"""The measures of a picture, in px: type, paddings, distances."""

from __future__ import annotations

from typing import NamedTuple

from ..drawing import TextRole


class Type(NamedTuple):
    """A kind of text: size, distance of baselines, and whether it is measured as bold."""

    size: float
    leading: float
    bold: bool = False


TYPES: dict[TextRole, Type] = {
    "title": Type(20, 26, True),
    "subtitle": Type(12, 16),
    "phase": Type(12, 15, True),
    "step-number": Type(11.5, 15, True),
    "step": Type(11.5, 15),
    "lane": Type(13, 17, True),
    "lane-kind": Type(10.5, 14),
    "line": Type(10.5, 14, True),
    "card": Type(12.5, 16),
    "detail": Type(10.5, 14),
    "evidence": Type(12, 16),
    "flow": Type(10.5, 13, True),
    "badge": Type(10.5, 13, True),
    "legend": Type(11, 15),
    "row": Type(13, 17, True),
    "row-detail": Type(10.5, 14),
    "axis": Type(10.5, 13),
}

#: Text may use this share of its room: a reader's font may be wider than the table.
SAFETY = 0.92
#: From a baseline up to the top of a line of text, as a share of its size.
ASCENT = 0.78

MARGIN = 24.0
HEADING_PADDING = 16.0
HEADING_WIDTHS = (92.0, 150.0)

CARD_WIDTHS = (176.0, 216.0, 264.0)
#: A column takes the next width when its cards have more lines than this.
CARD_LINES = (5, 8)
CARD_PADDING = 12.0
CARD_PADDING_Y = 11.0
CARD_HEIGHT = 56.0
THING_HEIGHT = 40.0
BADGE_HEIGHT = 18.0
BADGE_BETWEEN = 4.0
#: From a row of badges to the next one.
BADGE_PITCH = 26.0
#: The distance of the ring of a high risk from its badge.
RING = 2.5
#: The dot of a start, and how far its middle is from the corner of its card.
START_DOT = 10.0
START_FROM_CORNER = 18.0
#: The sign of automatic actions, with its background.
GEAR = 16.0
#: Arrows stay this far from the corners of a card, where the badges are.
CORNER = 38.0
#: How far a decision's corners are moved inwards.
HEXAGON = 12.0
#: The radius of an event's ends, and how far the tip of a phase reaches.
PILL = 28.0
PHASE_TIP = 9.0

GUTTER = 26.0
LANE_PADDING = 14.0
LANE_HEIGHT = 44.0
#: The white band that a line between lanes stands in, and the border between lanes without a line.
LINE_BAND = 22.0
LANE_BORDER = 2.0
PHASE_HEIGHT = 24.0

#: Distance of arrows that run side by side: in gutters, and at the side of a card.
TRACK = 9.0
PORT = 14.0
#: The room that an arrowhead needs before a card.
ARROWHEAD = 12.0
FLOW_LABEL_WIDTH = 112.0
WIDE_FLOW_LABEL_WIDTH = 160.0
#: Half the side of the square that the sign of a fork or a join stands in.
SIGN = 4.0
#: What the legend shows for the numbers on arrows.
COUNT = "100"
