"""The picture as PDF, made by Typst with the fonts of this package: vector, with text that can be searched and copied.

Comes in: a scene. Goes out: the bytes of a PDF file, the same on every machine for one version of Typst: there is no date in it. It is
one page as large as the picture, or sheets of paper. It is tagged as PDF/UA-1 asks; the picture's description is its text alternative.
With Arabic letters it claims no standard: Typst has no text for the parts that fonts draw them of. Links of cards can be clicked.
Deliberately absent: what goes on which sheet (`blueprint.layout.fold.pages`).
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from blueprint.drawing import Drawing
from blueprint.files import link_or_copy
from blueprint.layout.fold.pages import Pages, Sheet, on_paper
from blueprint.layout.sizes import TYPES
from blueprint.render import FINDINGS_OPTIONS, Renderer, RenderError, RenderWarning
from blueprint.safe_links import is_safe
from blueprint.scene import Scene
from blueprint.style import Page
from blueprint.view import View
from blueprint.words import Phrase, phrase
from blueprint.words.bidi import runs_left

from .settled import Settled, settled

#: Points for each px: CSS has 96 px to the inch, PDF 72 points.
_POINT = 0.75
#: The long and the short side of paper, and the margin that printers need, in points.
_PAPER: dict[Page, tuple[float, float]] = {"a4": (841.89, 595.28), "a3": (1190.55, 841.89)}
_MARGIN = 28.35
#: The smallest letters on paper, in points; the words of cards are a fifth larger.
_SMALLEST = 5.0
_LEAST_TYPE = min(kind.size for kind in TYPES.values())
Standard = Literal["ua-1"]
#: What Typst says of letters that a font draws of several parts, such as most Arabic ones with their dots.
_PARTS_WITHOUT_TEXT = "missing codepoints"
#: No side of a PDF page may be longer.
_LONGEST = 14400.0
# Everything that comes from the file is data here, never markup. `place` puts an invisible box over each card that is a link.
_SOURCE = b"""\
#let it = json(bytes(sys.inputs.data))
#set document(title: it.title, description: it.description, date: none)
#set text(lang: it.language)
#set page(width: it.page.at(0) * 1pt, height: it.page.at(1) * 1pt, margin: 0pt, fill: rgb(it.paper))
#for (number, one) in it.pages.enumerate() {
  if number > 0 { pagebreak() }
  place(top + left, dx: one.left * 1pt, dy: one.top * 1pt,
    image(bytes(one.svg), format: "svg", alt: one.description, width: one.width * 1pt))
  for link-box in one.links {
    place(top + left, dx: link-box.x * 1pt, dy: link-box.y * 1pt,
      link(link-box.href, box(width: link-box.width * 1pt, height: link-box.height * 1pt)))
  }
}
"""


class _Laid(NamedTuple):
    """The pictures of all pages, the size of a page in points, and the scale of the pictures."""

    drawings: tuple[Drawing, ...]
    size: tuple[float, float]
    scale: float


def render(scene: Scene) -> bytes:
    """The picture of a scene on a page, or on sheets of paper.

    Raises RenderError where Typst or a glyph is missing; warns where the letters are too small to be read on paper.
    """
    laid = _laid(scene.drawing, scene.view, scene.style.page)
    pictures = [settled(drawing, scene.style) for drawing in laid.drawings]
    try:
        import typst
    except ImportError as problem:
        from blueprint.installation import install_command

        raise RenderError(
            phrase("message.render.package", format="PDF", package="typst", command=install_command("pdf"))
        ) from problem
    inputs = {"data": json.dumps(_document(scene, laid, pictures))}
    with _folder(list(dict.fromkeys(path for picture in pictures for path in picture.fonts))) as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])

        def compiled(standard: Standard | None) -> bytes:
            found: bytes = typst.compile(
                _SOURCE,
                font_paths=fonts,
                sys_inputs=inputs,
                format="pdf",
                pdf_standards=[standard] if standard else [],
            )
            return found

        try:
            return _compiled(compiled, has_rtl=any(runs_left(picture.svg) for picture in pictures))
        except RuntimeError as problem:
            raise RenderError(
                phrase("message.render.failed", program="Typst", problem=str(problem))
            ) from problem


def _compiled(compiled: Callable[[Standard | None], bytes], *, has_rtl: bool) -> bytes:
    """The file by the standard for readers who do not see it, as far as its letters let it."""
    try:
        return compiled("ua-1")
    except RuntimeError as problem:
        if not (has_rtl and _PARTS_WITHOUT_TEXT in str(problem)):
            raise
    return compiled(None)


def _document(scene: Scene, laid: _Laid, pictures: Sequence[Settled]) -> dict[str, Any]:
    """The contents of the file, in points."""
    whole = scene.drawing
    language = re.match("[a-z]{2,3}(?![a-z])", whole.language.lower())
    return {
        "title": whole.plain_title or whole.name,
        "description": whole.description,
        "language": language[0] if language else "en",
        "page": laid.size,
        "paper": pictures[0].paper,
        "pages": [_page(laid, *pair) for pair in zip(laid.drawings, pictures, strict=True)],
    }


def _page(laid: _Laid, drawing: Drawing, picture: Settled) -> dict[str, Any]:
    wide, high = (side * _POINT * laid.scale for side in (picture.width, picture.height))
    # With several pages, each begins at its top.
    left, top = (laid.size[0] - wide) / 2, (laid.size[1] - high) / 2 if len(laid.drawings) == 1 else _MARGIN
    return {
        "svg": picture.svg,
        "description": drawing.description,
        "left": left,
        "top": top,
        "width": wide,
        "links": list(_links(drawing, left, top, laid.scale * _POINT)),
    }


def _laid(drawing: Drawing, view: View, page: Page) -> _Laid:
    if page == "fit":
        wide, high = drawing.width * _POINT, drawing.height * _POINT
        scale = min(1.0, _LONGEST / max(wide, high))
        return _Laid((drawing,), (wide * scale, high * scale), scale)
    sides = [(side - 2 * _MARGIN) / _POINT for side in _PAPER[page]]
    pages = on_paper(
        drawing,
        Sheet(sides[0], sides[1], _SMALLEST / (_LEAST_TYPE * _POINT)),
        may_fold=view.fold is None,
    )
    if not pages.is_legible:
        warnings.warn(RenderWarning(_too_small(pages, view, page)), stacklevel=3)
    size = tuple(side * _POINT + 2 * _MARGIN for side in pages.sheet[:2])
    return _Laid(pages.drawings, (size[0], size[1]), pages.scale)


def _too_small(pages: Pages, view: View, page: Page) -> Phrase:
    size = f"{_LEAST_TYPE * _POINT * pages.scale:.1f}"
    paper = page.upper()
    if view.fold is not None:
        return phrase("message.render.small.folded", size=size, page=paper)
    if page == "a3":
        return phrase("message.render.small.step", size=size, page=paper)
    return phrase("message.render.small.step-larger", size=size, page=paper)


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
    """A folder with only these fonts, since Typst takes only folders."""
    with TemporaryDirectory() as folder:
        for index, path in enumerate(fonts):
            link_or_copy(path, Path(folder, f"{index:03}-{path.name}"))
        yield folder


PDF = Renderer(
    suffix=".pdf",
    render=render,
    ignores=FINDINGS_OPTIONS | {"embed", "embed-id", "scale"},
    help="A picture for print and archives.",
)
