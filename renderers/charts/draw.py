"""Charts as inline SVG.

Comes in: a Chart, and a name for its ids. Goes out: markup, the same bytes every time. Deliberately absent: words of our own, colours
(`renderers/page/charts.css`).
"""

from __future__ import annotations

from blueprint.words import Direction

from ..markup import Looks
from .canvas import Canvas
from .cells import draw_field
from .courses import draw_curve, draw_timeline
from .kinds import Bars, Chart, Field, Scales, Timeline
from .rows import draw_bars, draw_scales


def draw(chart: Chart, name: str, looks: Looks | None = None, direction: Direction = "ltr") -> str:
    """The SVG of a chart, as wide as it is meant to be seen; `name` is the prefix of its ids, which no other chart of the page has.

    Where the page begins at the right, so do labels, axes and bars.
    """
    return _canvas(chart).write(chart.title, name, looks, direction)


def _canvas(chart: Chart) -> Canvas:
    if isinstance(chart, Bars):
        return draw_bars(chart)
    if isinstance(chart, Scales):
        return draw_scales(chart)
    if isinstance(chart, Field):
        return draw_field(chart)
    return draw_timeline(chart) if isinstance(chart, Timeline) else draw_curve(chart)
