"""The background of a Graphviz graph: all of the picture except words, arrows and letters of badges.

Graphviz' own shapes differ from ours: the tips of its hexagons are a quarter of their width, so that our arrows would not reach them,
and it has no gears. So bands, chevrons, cards and signs are drawn here, point by point as in the SVG.

Comes in: a Drawing and a table of colours. Goes out: xdot. Deliberately absent: what is drawn above arrows.
"""

from __future__ import annotations

from collections.abc import Mapping

from blueprint.drawing import (
    Badge,
    Box,
    CardShape,
    Drawing,
    EmotionRow,
    LaneShape,
    LegendItem,
    LineShape,
    TimeBar,
    TimeRow,
)
from blueprint.layout.sizes import GEAR, RING

from ..svg import shapes
from .xdot import Canvas

_RULES = {
    "interaction": ("solid", 1.3),
    "visibility": ("dashed", 2.0),
    "internal interaction": ("dotted", 1.4),
    None: ("dashed", 1.4),
}
#: Signs of the legend that are badges, with their letters.
LETTERS = {"fail": "F", "wait": "W", "decision": "D", "moment": "E"}
#: Signs of the legend that are arrows.
ARROWS = ("return", "message", "failure")

#: How wide the curves of emotions are.
_CURVES = {"solid": 2.0, "dashed": 1.5}
#: Opacity as two hexadecimal digits.
_PALE = "66"


def background(drawing: Drawing, colours: Mapping[str, str]) -> str:
    """The background of a whole picture."""
    return _Ground(drawing, colours).draw()


class _Ground:
    def __init__(self, drawing: Drawing, colours: Mapping[str, str]) -> None:
        self._drawing = drawing
        self._colours = colours
        self._canvas = Canvas(drawing.height)

    def draw(self) -> str:
        drawing, canvas = self._drawing, self._canvas
        # It also fixes the size of the picture, whatever border Graphviz uses.
        whole = Box(x=0, y=0, width=drawing.width, height=drawing.height)
        canvas.rectangle(whole, fill=self._colours["paper"])
        self._frame()
        for row in drawing.emotions:
            self._emotions(row)
        for times in drawing.times:
            self._times(times)
        for card in drawing.cards:
            self._card(card)
        self._bars()
        for badge in drawing.badges:
            self._badge(badge)
        for item in drawing.legend:
            self._sign(item)
        return str(canvas)

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _frame(self) -> None:
        drawing, canvas = self._drawing, self._canvas
        for phase in drawing.phases:
            canvas.polygon(shapes.chevron(phase.box, drawing.direction), fill=self._colours["phase"])
        for lane in drawing.lanes:
            self._lane(lane)
        for step in drawing.steps:
            if step.border is not None:
                # A tenth of the ink, as hexadecimal opacity.
                ends = ((step.border, step.box.y), (step.border, step.box.bottom))
                canvas.stroke(ends, self._colours["ink"] + "1a")
        for line in drawing.lines:
            self._line(line)

    def _lane(self, lane: LaneShape) -> None:
        box = lane.box
        self._canvas.rectangle(box, fill=self._colours[lane.kind], line=self._colours["edge"])
        stripe = shapes.stripe(box, self._drawing.direction)
        self._canvas.rectangle(stripe, fill=self._colours[f"{lane.kind}-accent"])

    def _line(self, line: LineShape) -> None:
        style, wide = _RULES[line.kind]
        for x1, x2 in line.strokes:
            self._canvas.stroke(((x1, line.y), (x2, line.y)), self._colours["line"], wide, style)

    # ── cards and their signs ────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: CardShape) -> None:
        canvas, edge = self._canvas, self._colours[f"{card.kind}-accent"]
        fill = "" if card.form in ("thing", "stub") else self._colours["card"]
        style = "dashed" if card.form in ("thing", "stub") or card.is_optional else "solid"
        radius = shapes.radius(card)
        if card.form == "decision":
            canvas.polygon(shapes.hexagon(card.box), fill=fill, line=edge, wide=1.1, style=style)
        else:
            canvas.rectangle(card.box, radius, fill=fill, line=edge, wide=1.1, style=style)
        if card.form == "end":
            canvas.rectangle(_grown(card.box, -3), radius - 2, line=edge)
        if card.gear:
            self._gear(card.gear)

    def _gear(self, box: Box) -> None:
        x, y = box.middle
        paper, canvas = self._colours["paper"], self._canvas
        canvas.circle(x, y, box.width / 2, fill=paper)
        teeth = [(x + dx, y + dy) for dx, dy in shapes.gear_teeth()]
        canvas.polygon(teeth, fill=self._colours["muted"])
        canvas.circle(x, y, shapes.GEAR_HOLE, fill=paper)

    def _bars(self) -> None:
        """The strokes across the beginnings of arrows of failure."""
        for route in self._drawing.routes:
            if route.kind == "failure" and route.starts:
                self._canvas.stroke(shapes.bar_ends(*route.points[:2]), self._colours["failure"], 1.8)

    def _badge(self, badge: Badge) -> None:
        self._pill(badge.box, shapes.pill_kind(badge.kind, badge.risk))

    def _pill(self, box: Box, kind: str) -> None:
        canvas, colours = self._canvas, self._colours
        if kind == "fail-3":
            ring = _grown(box, RING)
            canvas.rectangle(ring, 9 + RING, fill=colours["paper"], line=colours["fail-3"], wide=1.2)
        edge = colours[f"{kind}-text"] if kind in ("fail-0", "fail-1") else colours["mark-edge"]
        style = "dashed" if kind == "fail-0" else "solid"
        canvas.rectangle(box, 9, fill=colours[kind], line=edge, wide=1.2, style=style)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _emotions(self, row: EmotionRow) -> None:
        canvas, colours = self._canvas, self._colours
        left, right = row.sides
        for y in row.levels:
            canvas.stroke(((left, y), (right, y)), colours["grid"])
        for style, curves in (("dashed", row.asides), ("solid", row.curves)):
            for curve in curves:
                if len(curve) > 1:
                    canvas.curve(
                        shapes.smooth_curve(curve), colours["customer-accent"], _CURVES[style], style
                    )
        for point in row.points:
            feeling = "muted" if not point.score else "good" if point.score > 0 else "bad"
            canvas.circle(point.x, point.y, 4.5, fill=colours[feeling], line=colours["mark-edge"], wide=1.5)

    def _times(self, row: TimeRow) -> None:
        for track in row.tracks:
            self._canvas.rectangle(track, 2, fill=self._colours["grid"])
        for bar in row.bars:
            self._bar(bar)

    def _bar(self, bar: TimeBar) -> None:
        canvas, colours = self._canvas, self._colours
        canvas.rectangle(bar.box, 2, fill=colours["waiting"] if bar.kind == "wait" else self._fill(bar.kind))
        if bar.over:
            canvas.rectangle(bar.over, 2, fill=colours["failure"])
        if bar.target is not None:
            ends = ((bar.target, bar.box.y - 3), (bar.target, bar.box.bottom + 3))
            canvas.stroke(ends, colours["ink"], 1.5)

    def _fill(self, kind: str) -> str:
        """What nobody broke down is as pale as in the SVG."""
        return self._colours["work"] + (_PALE if kind == "rest" else "")

    # ── the legend ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _sign(self, item: LegendItem) -> None:
        canvas, colours, box = self._canvas, self._colours, item.box
        x, y = box.middle
        slim = Box(x=box.x, y=y - 3.5, width=box.width, height=7)
        if item.sign in ("flow", "note"):
            return  # words alone
        if item.sign in LETTERS:
            self._pill(sign_box(item), "fail-3" if item.sign == "fail" else item.sign)
        elif item.sign in ("start", "fork", "join"):
            return  # nodes of the graph, as they are in the picture
        elif item.sign == "automatic":
            self._gear(Box(x=x - GEAR / 2, y=y - GEAR / 2, width=GEAR, height=GEAR))
        elif item.sign == "target":
            canvas.rectangle(slim, 2, fill=colours["grid"])
            canvas.stroke(((x, y - 7), (x, y + 7)), colours["ink"], 1.5)
        elif item.sign == "over":
            canvas.rectangle(slim, 2, fill=colours["failure"])
        elif item.sign == "aside":
            begin, end = shapes.along(box, self._drawing.direction)
            chain = shapes.smooth_curve(((begin, y + 4), (end, y - 4)))
            canvas.curve(chain, colours["customer-accent"], _CURVES["dashed"], "dashed")
        elif item.sign == "rest":
            canvas.rectangle(slim, 2, fill=self._fill("rest"))
        elif item.sign == "failure":
            begin, end = shapes.along(box, self._drawing.direction)
            canvas.stroke(shapes.bar_ends((begin, y), (end, y)), colours["failure"], 1.8)
        elif item.sign not in ARROWS:
            self._outline(item)

    def _outline(self, item: LegendItem) -> None:
        edge = self._colours["customer-accent"]
        box = Box(x=item.box.x, y=item.box.y + 2, width=item.box.width, height=item.box.height - 4)
        style = "dashed" if item.sign == "optional" else "solid"
        radius = 7 if item.sign == "event" else 3
        self._canvas.rectangle(box, radius, fill=self._colours["card"], line=edge, wide=1.1, style=style)
        if item.sign == "end":
            self._canvas.rectangle(_grown(box, -2.5), 2, line=edge)


def sign_box(item: LegendItem) -> Box:
    """The badge of an entry of the legend; with its ring it is as large as the other signs."""
    return _grown(item.box, -RING) if item.sign == "fail" else item.box


def _grown(box: Box, by: float) -> Box:
    return Box(x=box.x - by, y=box.y - by, width=box.width + 2 * by, height=box.height + 2 * by)
