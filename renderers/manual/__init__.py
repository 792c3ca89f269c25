"""The manual: a blueprint as a standard operating procedure for those who work by it, and as a guide for customers.

Comes in: a Scene. Goes out: one HTML file or Markdown, the same on every run. `staff` writes the procedure, `customer` the guide, from
what `public` leaves of the blueprint. Deliberately absent: ratings, findings, and whatever else is for those who improve the service
(`blueprint report`).
"""

from __future__ import annotations

from blueprint.render import FINDINGS_OPTIONS, PICTURE_OPTIONS, Renderer

from . import as_html, as_markdown
from .pages import guidance, work

__all__ = ["GUIDE", "GUIDE_MARKDOWN", "MARKDOWN", "PAGE"]

_IN_TEXT = FINDINGS_OPTIONS | PICTURE_OPTIONS
_IN_PAGES = _IN_TEXT - {"theme", "scheme", "direction"}

# They stand beside the report of the same file, which is called `….html`, and beside each other.
PAGE = Renderer(
    suffix=".manual.html",
    render=lambda scene: as_html.write(work(scene), scene.style),
    ignores=_IN_PAGES,
    help="The manual of those who work.",
)
MARKDOWN = Renderer(
    suffix=".manual.md",
    render=lambda scene: as_markdown.write(work(scene)),
    ignores=_IN_TEXT,
    help="The manual as Markdown.",
)
GUIDE = Renderer(
    suffix=".guide.html",
    render=lambda scene: as_html.write(guidance(scene), scene.style),
    ignores=_IN_PAGES,
    help="The guide for customers.",
)
GUIDE_MARKDOWN = Renderer(
    suffix=".guide.md",
    render=lambda scene: as_markdown.write(guidance(scene)),
    ignores=_IN_TEXT,
    help="The guide as Markdown.",
)
