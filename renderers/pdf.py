"""The picture as PDF, made by Typst with the fonts of this package: vector, with text that can be searched and copied.

Comes in: a scene. Goes out: the bytes of a PDF file of one page, the same on every machine for one version of Typst: there is no date
in it. It is tagged as PDF/UA-1 asks; the picture's description is its text alternative. Links of cards can be clicked. Deliberately
absent: several pages; a wide picture is folded before it comes here.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from blueprint.drawing import Drawing
from blueprint.links import is_safe
from blueprint.render import Renderer, RenderError, Scene
from blueprint.style import Page

from .raster import Settled, settled

#: Points for each px: CSS has 96 px to the inch, PDF 72 points.
_POINT = 0.75
#: The long and the short side of paper, and the margin that printers need, in points.
_PAPER: dict[Page, tuple[float, float]] = {"a4": (841.89, 595.28), "a3": (1190.55, 841.89)}
_MARGIN = 28.35
#: No side of a PDF page may be longer.
_LONGEST = 14400.0
# Everything that comes from the file is data here, never markup. `place` puts an invisible box over each card that is a link.
_SOURCE = b"""\
#let it = json(bytes(sys.inputs.data))
#set document(title: it.title, description: it.description, date: none)
#set text(lang: it.language)
#set page(width: it.page.at(0) * 1pt, height: it.page.at(1) * 1pt, margin: 0pt, fill: rgb(it.paper))
#place(top + left, dx: it.left * 1pt, dy: it.top * 1pt,
  image(bytes(sys.inputs.svg), format: "svg", alt: it.description, width: it.width * 1pt))
#for one in it.links {
  place(top + left, dx: one.x * 1pt, dy: one.y * 1pt,
    link(one.href, box(width: one.width * 1pt, height: one.height * 1pt)))
}
"""


def render(scene: Scene) -> bytes:
    """The picture of a scene on a page.

    Raises RenderError where Typst or a glyph is missing.
    """
    picture = settled(scene)
    try:
        import typst
    except ImportError as problem:
        raise RenderError("PDF needs the package typst: pip install 'service-blueprint[pdf]'") from problem
    inputs = {"data": json.dumps(_page(scene, picture)), "svg": picture.svg}
    with _folder(picture.fonts) as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        try:
            found: bytes = typst.compile(
                _SOURCE, font_paths=fonts, sys_inputs=inputs, format="pdf", pdf_standards="ua-1"
            )
        except RuntimeError as problem:
            raise RenderError(f"Typst failed: {problem}") from problem
    return found


def _page(scene: Scene, picture: Settled) -> dict[str, Any]:
    """What the page is to hold, in points."""
    wide, high = picture.width * _POINT, picture.height * _POINT
    page, factor = _fitted(scene.style.page, wide, high)
    left, top = (page[0] - wide * factor) / 2, (page[1] - high * factor) / 2
    drawing = scene.drawing
    return {
        "title": drawing.plain_title or drawing.name,
        "description": drawing.description,
        "language": found[0]
        if (found := re.match("[a-z]{2,3}(?![a-z])", drawing.language.lower()))
        else "en",
        "page": page,
        "paper": picture.paper,
        "left": left,
        "top": top,
        "width": wide * factor,
        "links": list(_links(drawing, left, top, factor * _POINT)),
    }


def _fitted(page: Page, wide: float, high: float) -> tuple[tuple[float, float], float]:
    """The size of the page, and how much smaller the picture is on it; it is never made larger than it is."""
    if page == "fit":
        factor = min(1.0, _LONGEST / max(wide, high))
        return (wide * factor, high * factor), factor
    long, short = _PAPER[page]
    # Paper is turned the way the picture lies.
    size = (long, short) if wide >= high else (short, long)
    return size, min(1.0, (size[0] - 2 * _MARGIN) / wide, (size[1] - 2 * _MARGIN) / high)


def _links(drawing: Drawing, left: float, top: float, factor: float) -> Iterator[dict[str, Any]]:
    for card in drawing.cards:
        if card.link and is_safe(card.link):
            box = card.box
            yield {
                "href": card.link,
                "x": left + box.x * factor,
                "y": top + box.y * factor,
                "width": box.width * factor,
                "height": box.height * factor,
            }


@contextmanager
def _folder(fonts: Sequence[Path]) -> Iterator[str]:
    """A folder that holds these fonts and no others: Typst takes folders alone."""
    with TemporaryDirectory() as folder:
        for index, path in enumerate(fonts):
            target = Path(folder, f"{index:03}-{path.name}")
            try:
                target.symlink_to(path.resolve())
            except OSError:  # Some systems allow links to few users only.
                shutil.copyfile(path, target)
        yield folder


PDF = Renderer(suffix=".pdf", render=render, ignores=frozenset({"embed", "scale"}))
