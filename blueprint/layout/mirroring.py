"""A picture turned from left-to-right to right-to-left, and back.

Comes in: a Drawing that is laid out from left to right. Goes out: the same with every x counted from the other side, so that
columns, headings, arrows, rows, bars and the legend follow each other from the right. Texts change their place, not their letters:
each keeps its own direction. The rest of the layout knows one direction only. Deliberately absent: signs that point somewhere
(chevrons, arrows of the legend), which renderers turn by `Drawing.direction`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ..drawing import (
    Anchor,
    Badge,
    Box,
    CardShape,
    CurvePoint,
    Drawing,
    EmotionRow,
    LaneShape,
    LegendItem,
    LineShape,
    MetricsRow,
    PhaseShape,
    Point,
    Route,
    StepShape,
    TextLine,
    TimeBar,
    TimeRow,
)

#: What stands at the other side of its `x` then.
_OPPOSITE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
#: So that turning twice leaves no noise.
_DIGITS = 6
_NEAR = 0.001

Headed = TypeVar("Headed", PhaseShape, LaneShape)
Signed = TypeVar("Signed", Badge, LegendItem)


def turned(drawing: Drawing) -> Drawing:
    """A picture as its direction wants it, from one that is laid out from left to right; or that one again, from a turned one."""
    return mirrored(drawing) if drawing.direction == "rtl" else drawing


def mirrored(drawing: Drawing) -> Drawing:
    """The picture with left and right changed over; mirrored twice it is as it was."""
    return _Mirror(drawing.width).drawing(drawing)


class _Mirror:
    def __init__(self, width: float) -> None:
        self._width = width

    def drawing(self, drawing: Drawing) -> Drawing:
        return replace(
            drawing,
            title=self._lines(drawing.title),
            phases=tuple(map(self._headed, drawing.phases)),
            steps=tuple(map(self._step, drawing.steps)),
            lanes=tuple(map(self._headed, drawing.lanes)),
            lines=tuple(map(self._line_shape, drawing.lines)),
            cards=tuple(map(self._card, drawing.cards)),
            routes=tuple(map(self._route, drawing.routes)),
            badges=tuple(map(self._signed, drawing.badges)),
            emotions=tuple(map(self._emotions, drawing.emotions)),
            times=tuple(map(self._times, drawing.times)),
            metrics=tuple(map(self._metrics, drawing.metrics)),
            junctions=tuple(replace(other, x=self._x(other.x)) for other in drawing.junctions),
            legend=tuple(map(self._signed, drawing.legend)),
        )

    # ── pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _x(self, x: float) -> float:
        return round(self._width - x, _DIGITS)

    def _point(self, point: Point) -> Point:
        return self._x(point[0]), point[1]

    def _points(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(map(self._point, points))

    def _box(self, box: Box) -> Box:
        return replace(box, x=self._x(box.right))

    def _lines(self, lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
        return tuple(map(self._line, lines))

    def _line(self, line: TextLine) -> TextLine:
        return replace(line, x=self._x(line.x), anchor=_OPPOSITE[line.anchor])

    # ── shapes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _headed(self, shape: Headed) -> Headed:
        return replace(shape, box=self._box(shape.box), lines=self._lines(shape.lines))

    def _signed(self, shape: Signed) -> Signed:
        return replace(shape, box=self._box(shape.box), line=self._line(shape.line))

    def _step(self, step: StepShape) -> StepShape:
        border = None if step.border is None else self._x(step.border)
        return replace(step, box=self._box(step.box), lines=self._lines(step.lines), border=border)

    def _line_shape(self, line: LineShape) -> LineShape:
        return replace(
            line,
            left=self._x(line.right),
            right=self._x(line.left),
            lines=self._lines(line.lines),
            label_box=line.label_box and self._box(line.label_box),
        )

    def _card(self, card: CardShape) -> CardShape:
        return replace(
            card,
            box=self._box(card.box),
            lines=self._lines(card.lines),
            start=card.start and self._box(card.start),
            gear=card.gear and self._box(card.gear),
        )

    def _route(self, route: Route) -> Route:
        return replace(
            route,
            points=self._points(route.points),
            leaves=route.leaves and self._point(route.leaves),
            meets=route.meets and self._point(route.meets),
            label=self._lines(route.label),
            label_box=route.label_box and self._box(route.label_box),
        )

    def _emotions(self, row: EmotionRow) -> EmotionRow:
        box, (left, right) = self._box(row.box), row.sides
        end = self._x(left)
        return replace(
            row,
            box=box,
            heading=self._lines(row.heading),
            left=self._x(right),
            right=None if abs(end - box.right) < _NEAR else end,
            points=tuple(map(self._curve_point, row.points)),
            curves=tuple(map(self._points, row.curves)),
            asides=tuple(map(self._points, row.asides)),
            words=self._lines(row.words),
        )

    def _curve_point(self, point: CurvePoint) -> CurvePoint:
        return replace(point, x=self._x(point.x))

    def _times(self, row: TimeRow) -> TimeRow:
        return replace(
            row,
            box=self._box(row.box),
            heading=self._lines(row.heading),
            tracks=tuple(map(self._box, row.tracks)),
            bars=tuple(map(self._bar, row.bars)),
            notes=self._lines(row.notes),
            totals=self._lines(row.totals),
            over=self._lines(row.over),
        )

    def _bar(self, bar: TimeBar) -> TimeBar:
        return replace(
            bar,
            box=self._box(bar.box),
            over=bar.over and self._box(bar.over),
            target=None if bar.target is None else self._x(bar.target),
            lines=self._lines(bar.lines),
        )

    def _metrics(self, row: MetricsRow) -> MetricsRow:
        return replace(
            row, box=self._box(row.box), heading=self._lines(row.heading), lines=self._lines(row.lines)
        )
