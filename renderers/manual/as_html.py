"""A manual as one HTML file, to read on a screen or a telephone and to print.

Comes in: a Scene. Goes out: HTML text, the same on every run. Deliberately absent: scripts, and anything that a browser would have to
fetch.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from blueprint.render import Scene

from ..html.page import environment, sheet
from ..html.words import direction
from .pages import of_scene
from .wording import Wording


def render(scene: Scene) -> str:
    """The whole manual as the text of one HTML file."""
    return (
        _templates()
        .get_template("manual.html.j2")
        .render(
            manual=of_scene(scene),
            say=Wording(scene.blueprint),
            language=scene.blueprint.language or "en",
            direction=direction(scene.blueprint.language),
            # It is ours.
            style=Markup(sheet(scene.style.scheme, _read("manual.css"))),
        )
    )


@cache
def _templates() -> Environment:
    return environment(_read)


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
