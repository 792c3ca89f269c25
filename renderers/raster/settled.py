"""SVG for programs that can do less than a browser: with fixed colours, weights, places and fonts.

Comes in: a drawing and a style. Goes out: SVG without a style sheet, its weights those that the fonts have, and a `<tspan>` with a place
and a font of its own for each script in a text: such programs change the font of a whole stretch where one character asks for another
one. Deliberately absent: the programs (`png`, `pdf`) and the choice of fonts (`typefaces`).
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

from blueprint.drawing import Drawing
from blueprint.lean_dataclasses import dataclass
from blueprint.style import Style

from ..markup import number
from ..svg import picture
from ..themes.sheet import tables
from .typefaces import Typefaces

_NAMESPACE = "http://www.w3.org/2000/svg"
# A stretch of right-to-left text, as these programs know no `direction`.
_RTL_START, _RTL_END = picture.RTL_START, picture.RTL_END
_TIE = "\u00a0"
_TURNED = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A picture that any SVG program draws the same way, with the font files that it wants; its size in px and its background."""

    svg: str
    fonts: list[Path]
    width: float
    height: float
    paper: str


def settled(drawing: Drawing, style: Style) -> Settled:
    """The picture of a drawing; light, unless the style says dark.

    Raises RenderError where a character has no font.
    """
    dark = style.scheme == "dark"
    style = replace(style, scheme="dark" if dark else "light", embed=False)
    faces = Typefaces(added=style.fonts, language=drawing.language)
    text = settle(picture.draw(drawing, standalone=True, style=style), faces)
    faces.complain()
    paper = tables(style)[dark]["paper"]
    return Settled(svg=text, fonts=faces.paths, width=drawing.width, height=drawing.height, paper=paper)


def settle(text: str, faces: Typefaces) -> str:
    """An SVG of ours, of a fixed scheme, with fonts chosen; what no font has is left in `faces.missing`."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.fromstring(text)
    for sheet in list(root.iter(f"{{{_NAMESPACE}}}style")):
        sheet.text = ""
    for group in root.iter(f"{{{_NAMESPACE}}}g"):
        for name in ("style", "font-family"):
            group.attrib.pop(name, None)
    for element in list(root.iter(f"{{{_NAMESPACE}}}text")):
        _Text(element, faces).settle()
    return ET.tostring(root, encoding="unicode")


class _Text:
    """One `<text>` element."""

    def __init__(self, element: ET.Element, faces: Typefaces) -> None:
        self._element = element
        self._faces = faces
        self._take_out_direction()
        self._text = element.text or ""
        self._size = float(element.get("font-size", "12"))
        self._bold = int(element.get("font-weight", "400")) >= 600
        element.set("font-weight", "700" if self._bold else "400")

    def _take_out_direction(self) -> None:
        """What says in the text that it runs from right to left is an attribute here, until the fonts of its parts are found."""
        text = self._element.text or ""
        if text.startswith(_RTL_START):
            self._element.text = text.removeprefix(_RTL_START).removesuffix(_RTL_END)
            self._element.set("direction", "rtl")
            self._element.set("text-anchor", _TURNED[self._element.get("text-anchor", "start")])

    def settle(self) -> None:
        if self._runs_left():
            self._settle_rtl()
            return
        runs = self._faces.runs(self._text, self._bold)
        if len(runs) == 1:
            self._wear(self._element, runs[0].family)
            return
        anchor = self._element.attrib.pop("text-anchor", "start")
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        x = float(self._element.get("x", "0")) - share * self._size * sum(run.width for run in runs)
        self._element.text = None
        for run in runs:
            part = ET.SubElement(self._element, f"{{{_NAMESPACE}}}tspan", {"x": number(x)})
            part.text = run.text
            self._wear(part, run.family)
            x += run.width * self._size

    def _runs_left(self) -> bool:
        return "direction" in self._element.attrib or any(
            unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in self._text
        )

    def _settle_rtl(self) -> None:
        """Leaves order and shaping to the program, which can do both within one font; parts of several follow each other as the text
        runs."""
        is_rtl = self._element.attrib.pop("direction", None) == "rtl"
        runs = self._faces.runs_together(self._text, self._bold)
        anchor = self._element.attrib.pop("text-anchor", "start")
        if len(runs) == 1:
            self._element.text = _embedded(self._text) if is_rtl else self._text
            self._element.set("text-anchor", _TURNED[anchor] if is_rtl else anchor)
            self._wear(self._element, runs[0].family)
            return
        share = {"start": float(is_rtl), "middle": 0.5, "end": float(not is_rtl)}[anchor]
        x = float(self._element.get("x", "0")) - share * self._size * sum(run.width for run in runs)
        self._element.text = None
        for run in reversed(runs) if is_rtl else runs:
            part = ET.SubElement(self._element, f"{{{_NAMESPACE}}}tspan", {"x": number(x)})
            part.text = _embedded(run.text) if is_rtl else run.text
            self._wear(part, run.family)
            x += run.width * self._size

    def _wear(self, element: ET.Element, family: str) -> None:
        element.set("font-family", family)
        # Without this, some programs draw a variable font in its thinnest weight.
        element.set("style", f"font-variation-settings:'wght' {700 if self._bold else 400}")


def _embedded(text: str) -> str:
    """A stretch that runs from right to left. Spaces at its end would stand at its beginning, unless they keep words together."""
    inner = text.strip(" ")
    before, after = text.partition(inner)[::2] if inner else (text, "")
    return f"{_RTL_START}{_TIE * len(before)}{inner}{_TIE * len(after)}{_RTL_END}"
