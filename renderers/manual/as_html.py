"""A manual as one HTML file, to read on a screen or a telephone and to print.

Comes in: a manual with its picture. Goes out: HTML text, the same on every run. Deliberately absent: scripts, and anything that a
browser would have to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from blueprint.layout.pages import Pages
from blueprint.style import Style

from ..html.page import environment, sheet_of_page
from ..html.policy import policy
from ..svg import draw
from ..theme import sheet
from ..words import direction
from .document import Manual, Task
from .pages import Content
from .wording import Wording

#: How far a picture may shrink on a screen before it scrolls instead.
_SHRINKS_TO = 0.8


def write(content: Content, style: Style) -> str:
    """The whole manual as the text of one HTML file."""
    looks = replace(style, embed=False)
    rules = sheet_of_page(style.scheme, _read("manual.css")) + _rules_of_picture(content.picture)
    drawings = content.picture.drawings if content.picture else ()
    links = _links(content.manual)
    return (
        _templates()
        .get_template("manual.html.j2")
        .render(
            manual=content.manual,
            say=Wording(content.blueprint),
            language=content.blueprint.language or "en",
            direction=direction(content.blueprint.language),
            policy=policy(rules, sheet(looks).text),
            # Both are ours: the style sheet, and the pictures, whose texts their own writer has escaped.
            style=Markup(rules),
            pictures=[Markup(draw(one, links=links, style=looks)) for one in drawings],
        )
    )


def _links(manual: Manual) -> dict[str, str]:
    """Where the cards of the picture lead: to the first task of each."""
    found: dict[str, str] = {}
    for task in _tasks(manual):
        found.setdefault(task.action, f"#{task.id}")
    return found


def _tasks(manual: Manual) -> Iterator[Task]:
    for chapter in manual.chapters:
        for group in chapter.groups:
            for section in group.sections:
                yield from section.tasks


def _rules_of_picture(picture: Pages | None) -> str:
    """The rules that depend on the size of the picture."""
    if picture is None:
        return ""
    width = picture.drawings[0].width
    return (
        _templates()
        .get_template("picture.css.j2")
        .render(
            width=round(width),
            least=round(width * _SHRINKS_TO),
            printed=round(width * picture.scale),
            lies=picture.sheet.width > picture.sheet.height,
        )
    )


@cache
def _templates() -> Environment:
    return environment(_read)


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
