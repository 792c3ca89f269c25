"""Charts along an axis: timelines, and curves.

Comes in: a Timeline or a Curve. Goes out: a Canvas. Deliberately absent: words and colours.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import log1p

from blueprint.layout.text.metrics import width

from .canvas import LABEL, LEADING, SMALL, Canvas, fitted, legend, shortened
from .kinds import Course, Curve, Stop, Stretch, Timeline
from .rows import LABELS, START, WIDTH, draw_label

_BAR, _LEVEL, _GAP = 10.0, 18.0, 10.0
#: The least and the most room in px behind the axis of a timeline, for words that end there.
_BEHIND = (24.0, 220.0)
Place = Callable[[float], float]


def draw_timeline(chart: Timeline) -> Canvas:
    """Rows of stretches; stretches that would cover each other's words are put on separate lines."""
    canvas = Canvas(WIDTH)
    place = _place(chart)
    rows = [(course, _levels(course, place)) for course in chart.courses]
    heights = [
        max(
            max((level + 1 for *_, level in found), default=1) * _LEVEL,
            len(fitted(row.label, LABELS)) * LABEL * LEADING,
        )
        for row, found in rows
    ]
    bottom = 22 + sum(heights) + _GAP * len(heights)
    for tick in _kept(chart, place):
        canvas.line(place(tick[0]), 18, place(tick[0]), bottom, "grid")
        canvas.text(place(tick[0]), 12, tick[1], "small muted", anchor="middle")
    y = 24.0
    for (course, found), height in zip(rows, heights, strict=True):
        draw_label(canvas, course.label, y + height / 2, course.href)
        top = y + (height - max((level + 1 for *_, level in found), default=1) * _LEVEL) / 2
        for stretch, side, level in found:
            _draw_stretch(canvas, course, stretch, place, side, top + level * _LEVEL + _LEVEL / 2)
        y += height + _GAP
    legend(canvas, START, chart.legend)
    return canvas


def _place(chart: Timeline) -> Place:
    """Where a time stands, in px: in proportion, or by its logarithm, with 0 at the left end in both cases."""
    first, last = chart.ticks[0].at, chart.ticks[-1].at
    texts = [width(stretch.text, SMALL) + 14 for course in chart.courses for stretch in course.stretches]
    end = WIDTH - min(max([_BEHIND[0], *texts]), _BEHIND[1])
    if chart.logarithmic:
        unit = min((tick.at for tick in chart.ticks if tick.at > 0), default=1.0)
        whole = log1p(last / unit) or 1
        return lambda at: START + (end - START) * min(log1p(max(at, 0) / unit) / whole, 1)
    return lambda at: START + (end - START) * min(max((at - first) / ((last - first) or 1), 0), 1)


def _kept(chart: Timeline, place: Place) -> list[tuple[float, str]]:
    """The ticks whose words do not touch those of the one before."""
    kept: list[tuple[float, str]] = []
    end = -1.0
    for tick in chart.ticks:
        half = width(tick.text, SMALL) / 2
        if place(tick.at) - half > end:
            kept.append((tick.at, tick.text))
            end = place(tick.at) + half + 6
    return kept


def _levels(course: Course, place: Place) -> list[tuple[Stretch, str, int]]:
    """Each stretch with the side that its words stand on, and the first line on which it touches nothing."""
    found: list[tuple[Stretch, str, int]] = []
    taken: list[list[tuple[float, float]]] = []
    for stretch in course.stretches:
        start, end = place(stretch.start) - 6, place(stretch.end) + 6
        wide = width(stretch.text, SMALL) + 8
        side = "right" if end + wide <= WIDTH or start - wide < START else "left"
        room = (start, end + wide) if side == "right" else (start - wide, end)
        level = next(
            (
                number
                for number, line in enumerate(taken)
                if all(room[1] <= a or b <= room[0] for a, b in line)
            ),
            len(taken),
        )
        if level == len(taken):
            taken.append([])
        taken[level].append(room)
        found.append((stretch, side, level))
    return found


def _draw_stretch(
    canvas: Canvas, course: Course, stretch: Stretch, place: Place, side: str, y: float
) -> None:
    start, end = place(stretch.start), place(stretch.end)
    with canvas.thing(f"{course.label}: {stretch.text}"):
        if stretch.end > stretch.start:
            canvas.box(start, y - _BAR / 2, max(end - start, 3), _BAR, f"tone-{stretch.tone}", 3)
        else:
            canvas.path(f"M{start:.2f} {y - 6:.2f}l6 6l-6 6l-6 -6z", y + 6, f"tone-{stretch.tone}")
            end += 6
    baseline = y + SMALL * 0.36
    if side == "right":
        canvas.text(end + 5, baseline, shortened(stretch.text, max(WIDTH - end - 6, 40)), "small")
    else:
        canvas.text(start - 8, baseline, stretch.text, "small", anchor="end")


# ── curves ────────────────────────────────────────────────────────────────────────────────────────────────

_AXIS, _TOP, _HIGH = 64.0, 14.0, 150.0
#: The least and the usual width of a stop.
_STOP, _FULL = 72.0, 700.0


def draw_curve(chart: Curve) -> Canvas:
    """Stops at equal distances; with many of them the chart becomes wider instead of illegible."""
    step = max(_STOP, min(_FULL / max(len(chart.stops), 1), 160))
    canvas = Canvas(_AXIS + step * len(chart.stops) + 4)
    low, high = chart.ticks[0].at, chart.ticks[-1].at
    points = [
        (
            _AXIS + (number + 0.5) * step,
            _TOP + _HIGH * (high - min(max(stop.value, low), high)) / ((high - low) or 1),
        )
        for number, stop in enumerate(chart.stops)
    ]
    for tick in chart.ticks:
        y = _TOP + _HIGH * (high - tick.at) / ((high - low) or 1)
        canvas.line(_AXIS, y, canvas.width, y, "grid")
        canvas.text(
            _AXIS - 8, y + SMALL * 0.36, shortened(tick.text, _AXIS - 10), "small muted", anchor="end"
        )
    for first, last in chart.asides:
        canvas.path(_smooth([points[first], points[last]]), _TOP + _HIGH, "curve aside")
    line = points if chart.line is None else [points[place] for place in chart.line]
    if len(line) > 1:
        canvas.path(_smooth(line), _TOP + _HIGH, "curve")
    for stop, (x, y) in zip(chart.stops, points, strict=True):
        _draw_stop(canvas, stop, x, y, step)
    return canvas


def _smooth(points: list[tuple[float, float]]) -> str:
    """A line through all points that is horizontal at each, so that it never goes beyond their heights."""
    commands = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"] if points else []
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (x + to_x) / 2
        commands.append(f"C{half:.2f} {y:.2f} {half:.2f} {to_y:.2f} {to_x:.2f} {to_y:.2f}")
    return "".join(commands)


def _draw_stop(canvas: Canvas, stop: Stop, x: float, y: float, wide: float) -> None:
    tip = f"{stop.label}: {stop.text}" if stop.text else stop.label
    with canvas.thing(tip, stop.href):
        canvas.dot(x, y, 5, f"dot tone-{stop.tone}")
        lines = fitted(stop.label, wide - 10, SMALL, 3)
        canvas.texts(x, _TOP + _HIGH + 22, lines, "small link" if stop.href else "small", anchor="middle")
