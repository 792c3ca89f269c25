"""What stands between a picture and the page around it.

Comes in: a Drawing. Goes out: the size and the figure of an embedded picture, and the attributes that keep out what a page hands down.
Deliberately absent: what is drawn.

A page hands down more than fonts: letter-spacing, text-transform, direction, stroke and forty more, most of which SVG knows no
attribute for. `all:initial` resets them all, also those that browsers will have later (`themes.sheet.RESET`). It stands on a group, not on
the `<svg>`, whose size and place are the page's to choose. Where a page's policy drops styles of every kind, the properties that SVG knows
as attributes are still reset.
`visibility` and `pointer-events` are let in, as into an `<img>`: a page hides its parts by them, and a picture that shines through a
closed panel is wrong.
"""

from __future__ import annotations

from blueprint.drawing import Drawing

from ..markup import Attribute, Markup, number
from ..themes.sheet import PLAIN_FONTS, RESET, presentation

#: The letters of an embedded picture that scrolls get no smaller than this many px.
_LEAST_LETTERS = 9.0
#: It scrolls, whatever it stands in: a table or a flexible box would be as wide as what is in it, but for the column of no least width.
_FIGURE = "display:grid;grid-template-columns:minmax(0,max-content);width:fit-content;max-width:100%;margin:0;overflow-x:auto"
_RESET_WITHOUT_STYLE = {
    "direction": "ltr",
    "writing_mode": "horizontal-tb",
    "text_anchor": "start",
    "dominant_baseline": "auto",
    "letter_spacing": "normal",
    "word_spacing": "normal",
    "font_size": "12",
    "font_size_adjust": "none",
    "font_stretch": "normal",
    "font_style": "normal",
    "font_variant": "normal",
    "font_weight": "400",
    "fill": "#000",
    "fill_opacity": "1",
    "fill_rule": "nonzero",
    "clip_rule": "nonzero",
    "stroke": "none",
    "stroke_width": "1",
    "stroke_opacity": "1",
    "stroke_dasharray": "none",
    "stroke_dashoffset": "0",
    "stroke_linecap": "butt",
    "stroke_linejoin": "miter",
    "stroke_miterlimit": "4",
    "paint_order": "normal",
    "marker_start": "none",
    "marker_mid": "none",
    "marker_end": "none",
    "color_interpolation": "sRGB",
    "shape_rendering": "auto",
    "text_rendering": "auto",
    "cursor": "auto",
}


def reset(*, is_file: bool, is_pasted: bool) -> dict[str, Attribute]:
    """The attributes of the group that all is drawn in.

    A page of ours refuses style attributes, and has the sheet; a page of others may drop the sheet. A file on its own is drawn by programs
    that need none of it, but may be pasted.
    """
    found: dict[str, Attribute] = {"class_": "bp-all", "font_family": PLAIN_FONTS}
    if is_file or is_pasted:
        found["style"] = RESET
    return found if is_file else {**found, **_RESET_WITHOUT_STYLE}


def size(drawing: Drawing, *, scrolls: bool) -> str:
    """The style of an embedded picture: as wide as it was drawn, where there is room; it shrinks to its letters' least size, if it can
    scroll then."""
    style = "max-width:100%;height:auto"
    return f"{style};min-width:{number(_least_width(drawing))}px" if scrolls else style


def _least_width(drawing: Drawing) -> float:
    return drawing.width * min(1.0, _LEAST_LETTERS / smallest_letters())


def smallest_letters() -> float:
    """The size in px of the smallest letters in pictures."""
    return min(presentation().sizes())


def figure(picture: str, drawing: Drawing) -> str:
    """The figure around a picture, which keys scroll too. It begins where the picture does, in a page of any direction."""
    out = Markup(inert=True)
    style = f"direction:{drawing.direction};{_FIGURE}"
    with out.inside("figure", tabindex="0", aria_label=drawing.plain_title, style=style):
        pass
    start, end = str(out).split("><")
    return f"{start}>\n{picture}\n<{end}"
