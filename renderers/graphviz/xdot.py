"""Strokes and shapes in Graphviz' own drawing language, xdot, for the background of a graph.

Comes in: shapes in px, y downwards, and colours. Goes out: a text for the attribute `_background`, which Graphviz draws under nodes and
edges, in this order; one px is one point. Deliberately absent: words; they are labels of nodes, so nothing here needs escaping.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from blueprint.drawing import Box

Point = tuple[float, float]
_NONE = "transparent"
#: How far the control points of a quarter of a circle stand off its ends, as a share of the radius.
_ROUND = 0.5523
#: Graphviz reads no more than 16 kB of a string at once; a string continues after a backslash at the end of a line.
_BREAK = " \\\n"
_POINTS_IN_A_LINE = 100


class Canvas:
    """What has been drawn so far. `height` is that of the picture: Graphviz counts y upwards from its lower edge."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._parts: list[str] = []
        self._pen: tuple[str, float, str] = ("", 0.0, "")
        self._fill = ""

    def __str__(self) -> str:
        # What is drawn after the background starts with its last pen.
        plain = [f"S {_counted('setlinewidth(1)')}", f"S {_counted('solid')}"]
        return _BREAK.join([*self._parts, *plain])

    def polygon(
        self, corners: Sequence[Point], *, fill: str = "", line: str = _NONE, wide: float = 1.0,
        style: str = "solid",
    ) -> None:  # fmt: skip
        """A closed shape with straight sides, filled, with a border, or both; `style` is solid, dashed or dotted."""
        self._dip(fill)
        self._take(line, wide, style)
        self._draw("P" if fill else "p", corners)

    def rectangle(
        self, box: Box, radius: float = 0.0, *, fill: str = "", line: str = _NONE, wide: float = 1.0,
        style: str = "solid",
    ) -> None:  # fmt: skip
        """A rectangle, with round corners where a radius is given."""
        radius = min(radius, box.height / 2, box.width / 2)
        if radius <= 0:
            corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
            self.polygon(corners, fill=fill, line=line, wide=wide, style=style)
            return
        self._dip(fill)
        self._take(line, wide, style)
        self._parts.append(f"{'b' if fill else 'B'} 28 {self._rounded(box, radius)}")

    def circle(
        self, x: float, y: float, radius: float, *, fill: str, line: str = _NONE, wide: float = 1.0
    ) -> None:
        """A filled circle."""
        self._dip(fill)
        self._take(line, wide, "solid")
        self._parts.append(f"E {px(x)} {px(self._height - y)} {px(radius)} {px(radius)}")

    def stroke(self, ends: Sequence[Point], colour: str, wide: float = 1.0, style: str = "solid") -> None:
        """A line from point to point."""
        self._take(colour, wide, style)
        self._draw("L", ends)

    def curve(self, chain: Sequence[Point], colour: str, wide: float, style: str = "solid") -> None:
        """A chain of cubic pieces: the first point, then three for each piece."""
        self._take(colour, wide, style)
        self._draw("B", chain)

    def _draw(self, operation: str, points: Sequence[Point]) -> None:
        places = [f"{px(x)} {px(self._height - y)}" for x, y in points]
        starts = range(0, len(places), _POINTS_IN_A_LINE)
        lines = (" ".join(places[start : start + _POINTS_IN_A_LINE]) for start in starts)
        self._parts.append(f"{operation} {len(points)} {_BREAK.join(lines)}")

    def _rounded(self, box: Box, radius: float) -> str:
        """The outline of a rectangle with round corners, from the middle of its upper side."""
        # A picture has hundreds of these, so each number is formatted only once.
        off = radius * (1 - _ROUND)
        middle, left, left_off, left_in = map(px, (box.middle[0], box.x, box.x + off, box.x + radius))
        right, right_off, right_in = map(px, (box.right, box.right - off, box.right - radius))
        up, down = self._height - box.y, self._height - box.bottom
        top, top_off, top_in = map(px, (up, up - off, up - radius))
        base, base_off, base_in = map(px, (down, down + off, down + radius))
        return (
            f"{middle} {top} {middle} {top} {right_in} {top} {right_in} {top} "
            f"{right_off} {top} {right} {top_off} {right} {top_in} "
            f"{right} {top_in} {right} {base_in} {right} {base_in} "
            f"{right} {base_off} {right_off} {base} {right_in} {base} "
            f"{right_in} {base} {left_in} {base} {left_in} {base} "
            f"{left_off} {base} {left} {base_off} {left} {base_in} "
            f"{left} {base_in} {left} {top_in} {left} {top_in} "
            f"{left} {top_off} {left_off} {top} {left_in} {top} "
            f"{left_in} {top} {middle} {top} {middle} {top}"
        )

    def _dip(self, colour: str) -> None:
        """Fill with a colour from here on."""
        if colour and colour != self._fill:
            self._fill = colour
            self._parts.append(f"C {_counted(colour)}")

    def _take(self, colour: str, wide: float, style: str) -> None:
        """Draw lines in a colour, a width and a style from here on; only changes are written."""
        old_colour, old_wide, old_style = self._pen
        if colour != old_colour:
            self._parts.append(f"c {_counted(colour)}")
        if wide != old_wide and colour != _NONE:
            self._parts.append(f"S {_counted(f'setlinewidth({px(wide)})')}")
        if style != old_style:
            self._parts.append(f"S {_counted(style)}")
        self._pen = (colour, wide if colour != _NONE else old_wide, style)


@lru_cache(maxsize=8192)  # Cards stand in rows and columns, so the same numbers are repeated.
def px(value: float) -> str:
    """A length with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _counted(text: str) -> str:
    """A string as xdot has it, after the number of its bytes."""
    return f"{len(text.encode())} -{text}"
