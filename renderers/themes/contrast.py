"""Whether the texts of a picture have enough contrast to be read.

Comes in: a table of colours. Goes out: the pairs of text and background with too little contrast (WCAG 2.2, success criterion 1.4.3),
and colours with enough. Deliberately absent: shapes without text (lines, bars, dots), and where in a file a colour is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from blueprint.lane_kinds import LANE_KINDS

#: The least contrast of texts of a usual size.
LEAST = 4.5

_BANDS: tuple[str, ...] = tuple(LANE_KINDS)
#: The token of a text's colour, and the tokens of all its backgrounds.
GROUNDS: dict[str, tuple[str, ...]] = {
    "ink": ("paper", "card"),
    "strong": ("paper", "phase", *_BANDS),
    "muted": ("paper", "card", *_BANDS),
    "line": ("paper", *_BANDS),
    "failure": ("paper",),
    "badge-text": ("wait", "decision", "moment"),
    **{f"fail-{level}-text": (f"fail-{level}",) for level in range(4)},
}
#: The colours of labels on arrows. Their background of paper is slightly transparent.
ON_PATCHES = ("arrow", "failure")
BELOW_PATCHES = ("paper", "arrow", "failure", "line", *_BANDS)
PATCH = 0.92

Rgb = tuple[float, float, float]


class Weak(NamedTuple):
    """A text with too little contrast: the tokens of its colour and background, the background colour that is seen, and the contrast."""

    text: str
    ground: str
    seen: str
    ratio: float


def linear(colour: str) -> Rgb:
    """The linear values of the three parts of a colour, `#rrggbb`, from 0 to 1, by WCAG 2.2 and sRGB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, whichever of them is the text."""
    darker, lighter = sorted((luminance(text), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str, opacity: float, ground: str) -> str:
    """The colour that is seen where one lies over another."""
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def weak_pairs(table: Mapping[str, str]) -> list[Weak]:
    """The texts of a whole table with too little contrast to one of their backgrounds."""
    found: dict[tuple[str, str], Weak] = {}
    for text, ground, colour in _pairs(table):
        ratio = contrast(table[text], colour)
        # Over several backgrounds the worst one is reported.
        if ratio < min(LEAST, found[text, ground].ratio if (text, ground) in found else LEAST):
            found[text, ground] = Weak(text, ground, colour, ratio)
    return list(found.values())


def _pairs(table: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every text with its background, and the colour that is seen there."""
    for text, grounds in GROUNDS.items():
        for ground in grounds:
            yield text, ground, table[ground]
    for text in ON_PATCHES:
        for below in BELOW_PATCHES:
            yield text, "paper", over(table["paper"], PATCH, table[below])


def better(colour: str, other: str) -> str:
    """The nearest colour with enough contrast, on the same side (lighter or darker) if there is one."""
    ends = ["#000000", "#ffffff"] if luminance(colour) < luminance(other) else ["#ffffff", "#000000"]
    shades = (over(end, share / 50, colour) for end in ends for share in range(1, 51))
    return next(shade for shade in shades if contrast(shade, other) >= LEAST)
