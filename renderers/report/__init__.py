"""The report: one HTML file with the picture, its registers and the findings.

Comes in: a Scene. Goes out: HTML text, the same on every run. Deliberately absent: anything that a browser would have
to fetch, and anything to read that only a script would show. `page` puts the report together.
"""

from __future__ import annotations

from blueprint.render import Renderer

from .page import render

__all__ = ["REPORT"]

REPORT = Renderer(
    suffix=".html",
    render=render,
    ignores=frozenset({"embed", "embed-id", "page", "scale", "font"}),
    help="The whole report: the picture and its registers on one page.",
)
