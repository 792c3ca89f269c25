"""The manual: a blueprint as a standard operating procedure for those who work by it, or as a guide for customers.

Comes in: a Scene; a customer's view makes the guide. Goes out: one HTML file or Markdown, the same on every run. Deliberately absent:
the picture, ratings, findings, and whatever else is for those who improve the service (`blueprint report`).
"""

from __future__ import annotations

from blueprint.render import OF_PICTURES, Renderer

from .as_html import render as as_html
from .as_markdown import render as as_markdown

__all__ = ["MARKDOWN", "PAGE"]

# A manual stands beside the report of the same file, which is called `….html`.
PAGE = Renderer(suffix=".manual.html", render=as_html, ignores=OF_PICTURES - {"scheme"})
MARKDOWN = Renderer(suffix=".manual.md", render=as_markdown, ignores=OF_PICTURES)
