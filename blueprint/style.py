"""How a picture looks: a theme, and whether it is for light or dark surroundings.

Comes in: names and tokens. Goes out: one value that the renderers take. Deliberately absent: CSS; a theme is a table of colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from .lean_dataclasses import dataclass

#: `auto` follows the reader's system and the page, `page` the page's `data-theme` alone; the others are fixed.
Scheme = Literal["auto", "page", "light", "dark"]
Page = Literal["fit", "a4", "a3"]
SCHEMES: tuple[Scheme, ...] = ("auto", "page", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The looks of a picture. `light` and `dark` are whole tables of tokens: name and colour as `#rrggbb`; empty for the default theme."""

    scheme: Scheme = "auto"
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    #: For use inside a page: no wider than its place, and ids of its own.
    embed: bool = False
    #: With `embed`: inside a `<figure>` that scrolls where letters would become too small to be read.
    figure: bool = False
    #: With `embed`: what all ids begin with, for links to cards or a page that shows one picture twice; empty for a hash of the picture.
    embed_id: str = ""
    #: Font files for the characters that the fonts of PNG and PDF pictures lack.
    fonts: tuple[str, ...] = ()
    #: Pixels of a PNG picture for each px of the drawing.
    scale: float = 2.0
    #: The page of a PDF picture: as large as the picture, or a sheet of paper that it is made to fit.
    page: Page = "fit"


PLAIN = Style()
