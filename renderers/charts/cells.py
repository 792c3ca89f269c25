"""Charts of cells: matrices with things in their cells.

Comes in: a Field. Goes out: a Canvas. Deliberately absent: words and colours.
"""

from __future__ import annotations

from blueprint.layout.text.metrics import width

from .canvas import LABEL, SMALL, Canvas, fitted, legend, shortened
from .kinds import Field, Spot

_PILL, _SPACE, _PAD = 18.0, 4.0, 6.0
#: The least and the greatest size of cells in px.
_NARROW, _WIDE, _LOW = 46.0, 170.0, 30.0
#: The height that the words in the corners take of the first and the last row.
_CORNER = 16.0
#: With words at the rows, the field begins to their right.
_ROWS = 116.0


def draw_field(chart: Field) -> Canvas:
    """Cells as high as their contents need; the words of the axes left and below."""
    rows_wide = min(max((width(row, SMALL) for row in chart.rows), default=0) + 10, _ROWS)
    left = rows_wide + 22
    wide = min(max((700 - left) / len(chart.columns), _NARROW), _WIDE)
    canvas = Canvas(left + wide * len(chart.columns) + 2)
    lines = {
        (column, row): _lines(
            [spot for spot in chart.spots if (spot.column, spot.row) == (column, row)], wide
        )
        for column in range(len(chart.columns))
        for row in range(len(chart.rows))
    }
    least = _LOW if len(chart.rows) > 4 else 76
    heights = [
        max(least, *(_height(lines[column, row]) for column in range(len(chart.columns))))
        for row in range(len(chart.rows))
    ]
    if chart.quadrants is not None:
        heights[0] += _CORNER
        heights[-1] += _CORNER
    tops = [sum(heights[:row]) + 2 for row in range(len(chart.rows) + 1)]
    _draw_grounds(canvas, chart, left, wide, tops)
    _draw_words(canvas, chart, left, wide, tops)
    for (column, row), found in lines.items():
        top, bottom = tops[row], tops[row + 1]
        if chart.quadrants is not None:
            top += _CORNER * (row == 0)
            bottom -= _CORNER * (row == len(chart.rows) - 1)
        _draw_spots(canvas, found, left + column * wide, top, wide, bottom - top)
    legend(canvas, left, chart.legend)
    return canvas


def _size(spot: Spot, most: float) -> float:
    return min(max(width(spot.label, SMALL, bold=True) + 12, 26), most)


def _lines(spots: list[Spot], wide: float) -> list[list[Spot]]:
    """Spots side by side as far as they fit, the rest under them."""
    lines: list[list[Spot]] = []
    used = 0.0
    for spot in spots:
        size = _size(spot, wide - 2 * _PAD)
        if not lines or used + size > wide - 2 * _PAD:
            lines.append([])
            used = 0
        lines[-1].append(spot)
        used += size + _SPACE
    return lines


def _height(lines: list[list[Spot]]) -> float:
    return len(lines) * (_PILL + _SPACE) - _SPACE + 2 * _PAD


def _draw_grounds(canvas: Canvas, chart: Field, left: float, wide: float, tops: list[float]) -> None:
    grounds = {(column, row): tone for column, row, tone in chart.grounds}
    for row in range(len(chart.rows)):
        for column in range(len(chart.columns)):
            tone = grounds.get((column, row), "none")
            canvas.box(
                left + column * wide, tops[row], wide, tops[row + 1] - tops[row], f"cell ground-{tone}"
            )


def _draw_words(canvas: Canvas, chart: Field, left: float, wide: float, tops: list[float]) -> None:
    for row, text in enumerate(chart.rows):
        y = (tops[row] + tops[row + 1]) / 2 + SMALL * 0.36
        canvas.text(left - 8, y, shortened(text, left - 30), "small", anchor="end")
    bottom = tops[-1]
    for column, text in enumerate(chart.columns):
        middle = left + (column + 0.5) * wide
        canvas.texts(middle, bottom + 15, fitted(text, wide - 4, SMALL), "small", anchor="middle")
    canvas.text((left + canvas.width) / 2, canvas.height + 17, chart.across, "label", LABEL, "middle")
    # Horizontal, so that it is easy to read: at the top of its axis.
    canvas.path(f"M10 {bottom:.2f}V{tops[0] + 4:.2f}m-3.5 6l3.5 -6l3.5 6", bottom, "axis")
    _draw_down(canvas, chart.down, tops)
    if chart.quadrants is not None:
        _draw_quadrants(canvas, chart.quadrants, left, tops)


def _draw_down(canvas: Canvas, text: str, tops: list[float]) -> None:
    middle = (tops[0] + tops[-1]) / 2
    half = width(text, LABEL, bold=True) / 2 + 8
    canvas.box(2, middle - half, 16, 2 * half, "paper")
    canvas.turned(10 + LABEL * 0.36, middle, shortened(text, tops[-1] - tops[0], LABEL), "label")


def _draw_quadrants(canvas: Canvas, pair: tuple[str, ...], left: float, tops: list[float]) -> None:
    right = canvas.width - 2
    places = (
        (left + 8, tops[0] + 16),
        (right - 8, tops[0] + 16),
        (left + 8, tops[-1] - 8),
        (right - 8, tops[-1] - 8),
    )
    for number, ((x, y), text) in enumerate(zip(places, pair, strict=True)):
        canvas.text(x, y, text, "quadrant", SMALL, "end" if number % 2 else "start")


def _draw_spots(
    canvas: Canvas, lines: list[list[Spot]], x: float, y: float, wide: float, high: float
) -> None:
    top = y + (high - _height(lines)) / 2 + _PAD
    for line in lines:
        sizes = [_size(spot, wide - 2 * _PAD) for spot in line]
        at = x + (wide - sum(sizes) - _SPACE * (len(line) - 1)) / 2
        for spot, size in zip(line, sizes, strict=True):
            with canvas.thing(f"{spot.label}: {spot.text}", spot.href):
                canvas.box(at, top, size, _PILL, f"pill pill-{spot.tone}", _PILL / 2)
                text = shortened(spot.label, size - 8)
                canvas.text(
                    at + size / 2,
                    top + _PILL / 2 + SMALL * 0.36,
                    text,
                    f"pill-text pill-text-{spot.tone}",
                    anchor="middle",
                )
            at += size + _SPACE
        top += _PILL + _SPACE
