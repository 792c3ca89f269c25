"""Charts as inline SVG.

Comes in: a Chart and the id of its title. Goes out: markup, the same bytes every time. Deliberately absent: words of our own, colours
(`charts.css`).
"""

from __future__ import annotations

from ..markup import Markup
from .kinds import Chart


def draw(chart: Chart, name: str) -> str:
    """The SVG of a chart; `name` is an id that no other element of the page has, and the prefix of the ids in the SVG."""
    out = Markup()
    with out.inside(
        "svg", class_="chart", id=name, role="img", viewBox="0 0 640 40", aria_labelledby=f"{name}-title"
    ):
        out.text("title", chart.title, id=f"{name}-title")
    return str(out)
