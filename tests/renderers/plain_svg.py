"""An SVG as a program sees it that knows no style sheet: attributes, and what groups hand down.

Comes in: the text of an SVG. Goes out: its drawn elements, each with what holds for it. Deliberately absent: CSS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

#: What is drawn, and which of its attributes it gets from the groups around it.
SHAPES = ("rect", "path", "line", "circle", "text")
INHERITED = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "shape-rendering",
)


@dataclass(frozen=True)
class Shape:
    """An element that is drawn: its own attributes, and what holds for it in all."""

    tag: str
    own: dict[str, str]
    looks: dict[str, str]
    text: str


def shapes(text: str) -> list[Shape]:
    """The drawn elements of an SVG, in their order."""
    return list(_below(ElementTree.fromstring(text), {}))


def _below(element: ElementTree.Element, handed_down: dict[str, str]) -> Iterator[Shape]:
    own = dict(element.attrib)
    looks = handed_down | {name: own[name] for name in INHERITED if name in own}
    tag = element.tag.rpartition("}")[2]
    if tag in SHAPES:
        yield Shape(tag, own, looks, element.text or "")
    for child in element:
        yield from _below(child, looks)
