"""The signs of the legend, each drawn as in the picture."""

from __future__ import annotations

from blueprint.drawing import Box, LegendItem
from blueprint.layout.sizes import COUNT, GEAR, RING, START_DOT
from blueprint.words import Direction

from ..markup import Markup
from . import shapes

_LETTERS = {"fail": "F", "wait": "W", "decision": "D", "moment": "E"}


def draw_sign(out: Markup, item: LegendItem, direction: Direction) -> None:
    """The sign of one entry, in its box, as the picture runs."""
    box = item.box
    x, y = box.middle
    if item.sign in _LETTERS:
        kind = "fail-3" if item.sign == "fail" else item.sign
        # The sign of a high risk with its ring is as large as the other signs.
        by = RING if item.sign == "fail" else 0.0
        shapes.pill(out, Box(x=box.x + by, y=box.y + by, width=22 - 2 * by, height=18 - 2 * by), kind)
        extra = " bp-badge-fail-3" if item.sign == "fail" else ""
        out.text(
            "text", _LETTERS[item.sign], class_=f"bp-badge{extra}", x=x, y=box.y + 12.8, text_anchor="middle"
        )
    elif item.sign in ("return", "message", "failure", "then"):
        _arrow(out, item.sign, box, direction)
    elif item.sign == "start":
        shapes.start(out, Box(x=x - START_DOT / 2, y=y - START_DOT / 2, width=START_DOT, height=START_DOT))
    elif item.sign in ("fork", "join"):
        _branches(out, item.sign, box, direction)
    elif item.sign == "automatic":
        shapes.gear(out, Box(x=x - GEAR / 2, y=y - GEAR / 2, width=GEAR, height=GEAR))
    elif item.sign == "target":
        out.empty("rect", class_="bp-track", x=box.x, y=y - 3.5, width=box.width, height=7, rx=2)
        out.empty("line", class_="bp-target", x1=x, y1=y - 7, x2=x, y2=y + 7)
    elif item.sign == "flow":
        out.empty("rect", class_="bp-patch", x=box.x, y=y - 8, width=box.width, height=16, rx=3)
        out.text("text", COUNT, class_="bp-flow", x=x, y=y + 3.8, text_anchor="middle")
    elif item.sign == "aside":
        begin, end = shapes.along(box, direction)
        ends = ((begin, y + 4), (end, y - 4))
        out.empty("path", class_="bp-curve bp-curve-aside", d=shapes.curve(ends))
    elif item.sign == "note":
        return
    elif item.sign == "rest":
        out.empty("rect", class_="bp-rest", x=box.x, y=y - 3.5, width=box.width, height=7, rx=2)
    elif item.sign == "over":
        out.empty("rect", class_="bp-over", x=box.x, y=y - 3.5, width=box.width, height=7, rx=2)
    else:
        _outline(out, item.sign, box)


def _arrow(out: Markup, sign: str, box: Box, direction: Direction) -> None:
    y = box.middle[1]
    start, end = ((x, y) for x in shapes.along(box, direction))
    failure = sign == "failure"
    out.empty(
        "path", class_=f"bp-arrow bp-arrow-{sign}", d=shapes.arrow_path((start, end), tail=sign == "return")
    )
    if failure:
        out.empty("path", class_="bp-bar", d=shapes.bar(start, end))
    head = "bp-head bp-head-failure" if failure else "bp-head"
    out.empty("path", class_=head, d=shapes.head(start, end))
    if sign == "return":
        out.empty("path", class_=head, d=shapes.head(end, start))


def _branches(out: Markup, sign: str, box: Box, direction: Direction) -> None:
    """Two arrows that part at a dot, or two lines that meet at a bar."""
    x, y = box.middle
    begin, end = shapes.along(box, direction)
    forward = 1 if begin < end else -1
    above, below = y - 5, y + 5
    if sign == "fork":
        x -= 4 * forward
        for height in (above, below):
            line = ((begin, y), (x, y), (x, height), (end, height))
            out.empty("path", class_="bp-arrow", d=shapes.arrow_path(line, square={(x, y)}))
            out.empty("path", class_="bp-head", d=shapes.head(*line[-2:]))
        shapes.dot(out, x, y)
        return
    x -= forward
    for height in (above, below):
        line = ((begin, height), (x, height), (x, y), (end, y))
        out.empty("path", class_="bp-arrow", d=shapes.arrow_path(line, square={(x, y)}))
    out.empty("path", class_="bp-head", d=shapes.head((x, y), (end, y)))
    shapes.gate(out, x, y, upright=False)


def _outline(out: Markup, sign: str, box: Box) -> None:
    y, high = box.y + 2, box.height - 4
    classes = "bp-box bp-card-customer" + (" bp-optional" if sign == "optional" else "")
    out.empty(
        "rect", class_=classes, x=box.x, y=y, width=box.width, height=high, rx=7 if sign == "event" else 3
    )
    if sign == "end":
        inner = "bp-inner bp-card-customer"
        out.empty("rect", class_=inner, x=box.x + 2.5, y=y + 2.5, width=box.width - 5, height=high - 5, rx=2)
