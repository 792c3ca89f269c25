"""What charts are drawn on: shapes and texts with classes, in px from the top left.

Comes in: shapes, in the order in which they lie on each other. Goes out: an SVG of its natural size. Deliberately absent: colours
(`renderers/page/charts.css`) and what the shapes stand for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from blueprint.layout.text.metrics import clusters, width
from blueprint.layout.text.wrapping import wrap
from blueprint.words import Direction
from blueprint.words.bidi import first_strong, in_order

from .. import markup
from ..markup import Attribute, Looks, Markup

#: The sizes of texts in px: labels of rows, and everything smaller.
LABEL, SMALL = 12.0, 10.5
#: The distance of lines from baseline to baseline, as a multiple of the size.
LEADING = 1.3
Anchor = Literal["start", "middle", "end"]
#: The anchor of a text that stands on the other side of its x.
_OPPOSITE: dict[Attribute, Attribute] = {None: "end", "end": None, "middle": "middle"}


class _Shape(NamedTuple):
    name: str
    attributes: dict[str, Attribute]
    content: str | None = None


class _Group(NamedTuple):
    """Shapes that form one thing, with its tooltip and its link (`href`)."""

    shapes: list[_Shape]
    tip: str
    href: str | None


class Canvas:
    """A drawing in the making. `width` is its natural width in px; its height follows from what is drawn."""

    def __init__(self, width: float) -> None:
        self.width, self.height = width, 0.0
        self._groups: list[_Group] = []
        self._open: list[_Shape] | None = None

    # ── shapes ────────────────────────────────────────────────────────────────────────────────────────────

    def box(self, x: float, y: float, wide: float, high: float, style: str, round_: float = 0) -> None:
        """A rectangle; one without width is not drawn."""
        if wide > 0 and high > 0:
            self._add("rect", y + high, class_=style, x=x, y=y, width=wide, height=high, rx=round_ or None)

    def line(self, x: float, y: float, to_x: float, to_y: float, style: str) -> None:
        """A straight line."""
        self._add("line", max(y, to_y), class_=style, x1=x, y1=y, x2=to_x, y2=to_y)

    def dot(self, x: float, y: float, radius: float, style: str) -> None:
        """A circle."""
        self._add("circle", y + radius, class_=style, cx=x, cy=y, r=radius)

    def path(self, commands: str, bottom: float, style: str) -> None:
        """Any other outline; `bottom` is its lowest y."""
        self._add("path", bottom, class_=style, d=commands)

    def text(
        self, x: float, y: float, text: str, style: str, size: float = SMALL, anchor: Anchor = "start"
    ) -> None:
        """A text on one line with its baseline at y; the size comes from its class, and is only used for measuring here."""
        if text.strip():
            at = None if anchor == "start" else anchor
            self._add("text", y + size * 0.3, text, class_=style, x=x, y=y, text_anchor=at)

    def texts(
        self, x: float, y: float, lines: list[str], style: str, size: float = SMALL, anchor: Anchor = "start"
    ) -> None:
        """Lines under each other, the first with its baseline at y."""
        for number, line in enumerate(lines):
            self.text(x, y + number * size * LEADING, line, style, size, anchor)

    def turned(self, x: float, y: float, text: str, style: str) -> None:
        """A text that runs upwards, its middle at y, its baseline at x."""
        turn = _upwards(x, y)
        self._add("text", y, text, class_=style, x=x, y=y, text_anchor="middle", transform=turn)

    @contextmanager
    def thing(self, tip: str, href: str | None = None) -> Iterator[None]:
        """What is drawn inside forms one thing."""
        self._open = []
        yield
        self._groups.append(_Group(self._open, tip, href))
        self._open = None

    def _add(self, name: str, bottom: float, content: str | None = None, **attributes: Attribute) -> None:
        self.height = max(self.height, bottom)
        shape = _Shape(name, attributes, content)
        if self._open is None:
            self._groups.append(_Group([shape], "", None))
        else:
            self._open.append(shape)

    # ── the whole ─────────────────────────────────────────────────────────────────────────────────────────

    def write(self, title: str, name: str, looks: Looks | None = None, direction: Direction = "ltr") -> str:
        """The SVG; `name` is the prefix of its ids, `looks` give its elements attributes for where a page's style sheet is dropped.

        From right to left, it is drawn as in a mirror, but for its letters.
        """
        out = Markup(looks)
        mirror = self.width if direction == "rtl" else None
        wide, high = self.width, self.height + 4
        size: dict[str, Attribute] = {
            "width": wide,
            "height": high,
            "viewBox": f"0 0 {markup.number(wide)} {markup.number(high)}",
            "font_family": "sans-serif" if looks else None,
        }
        # For screen readers a picture with links is a group of things, not one image.
        role = "group" if any(group.href for group in self._groups) else "img"
        with out.inside("svg", class_="chart", role=role, aria_labelledby=f"{name}-name", **size):
            out.text("title", title, id=f"{name}-name")
            for group in self._groups:
                _write(out, group, mirror)
        return str(out)


def _write(out: Markup, group: _Group, mirror: float | None) -> None:
    if not group.tip:
        _write_shapes(out, group.shapes, mirror)
        return
    with out.inside("a" if group.href else "g", href=group.href):
        out.text("title", group.tip)
        _write_shapes(out, group.shapes, mirror)


def _write_shapes(out: Markup, shapes: list[_Shape], mirror: float | None) -> None:
    for shape in shapes:
        attributes = shape.attributes if mirror is None else _mirrored(shape, mirror)
        if shape.content is None:
            out.empty(shape.name, **attributes)
        else:
            out.text(shape.name, in_order(shape.content), **_directed(attributes, shape.content))


def _directed(attributes: dict[str, Attribute], text: str) -> dict[str, Attribute]:
    """The attributes of a text, which runs as its first letter does and stays where it is."""
    if first_strong(text) != "rtl":
        return attributes
    anchor = _OPPOSITE[attributes.get("text_anchor")]
    return attributes | {"text_anchor": anchor, "direction": "rtl"}


def _mirrored(shape: _Shape, width: float) -> dict[str, Attribute]:
    """The attributes of a shape on the other side of a drawing of that width."""
    found = dict(shape.attributes)
    for name in ("x", "x1", "x2", "cx"):
        if isinstance(x := found.get(name), int | float):
            wide = found.get("width")
            found[name] = width - x - (wide if isinstance(wide, int | float) else 0)
    if shape.name == "path":
        found["transform"] = f"translate({markup.number(width)} 0) scale(-1 1)"
    elif shape.content is not None and "transform" in found:
        # It runs upwards: its letters stand on the left of its x, on either side of the drawing.
        x, y = width - _number(shape.attributes["x"]) + 2 * LABEL * 0.36, _number(found["y"])
        found |= {"x": x, "transform": _upwards(x, y)}
    elif shape.content is not None:
        found["text_anchor"] = _OPPOSITE[found.get("text_anchor")]
    return found


def _number(value: Attribute) -> float:
    assert isinstance(value, int | float), "places are numbers"
    return value


def _upwards(x: float, y: float) -> str:
    return f"rotate(-90 {x:.2f} {y:.2f})"


# ── texts that fit ────────────────────────────────────────────────────────────────────────────────────────


def fitted(text: str, wide: float, size: float = LABEL, lines: int = 2) -> list[str]:
    """A text on at most so many lines, none wider than `wide`; what does not fit ends in `…`."""
    found = wrap(text, wide, size)
    if len(found) <= lines:
        return found
    return [*found[: lines - 1], shortened(" ".join(found[lines - 1 :]), wide, size)]


def shortened(text: str, wide: float, size: float = SMALL) -> str:
    """A text on one line, cut off with `…` where it is wider than `wide`."""
    if width(text, size) <= wide:
        return text
    kept = clusters(text)
    # Cut first, since measuring a text of many pages cluster by cluster takes minutes. A cluster changes the width of those before it
    # by less than its own width, so a margin of four widest letters is enough.
    far = bisect_right(
        range(len(kept)), wide + 4 * size, key=lambda count: width("".join(kept[:count]), size)
    )
    del kept[far:]
    while kept and width("".join(kept).rstrip() + "…", size) > wide:
        kept.pop()
    return "".join(kept).rstrip() + "…"


def legend(canvas: Canvas, x: float, entries: tuple[tuple[str, str], ...]) -> None:
    """The tones in use and their words, in lines under all that has been drawn."""
    left, y = x, canvas.height + 18
    for tone, entry in entries:
        wide = 16 + width(entry, SMALL) + 18
        if left > x and left + wide > canvas.width:
            left, y = x, y + 18
        canvas.box(left, y - 9, 11, 11, f"tone-{tone}", 2.5)
        canvas.text(left + 16, y, entry, "small")
        left += wide
