"""A manual as one HTML file, to read on a screen or a telephone and to print.

Comes in: a manual with its picture. Goes out: HTML text, the same on every run. Deliberately absent: scripts, and anything that a
browser would have to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup

from blueprint.style import Style
from blueprint.words import language_tag

from ..page.environment import environment
from ..page.policy import policy
from ..page.sheet import sheet_of_page
from ..svg.picture import draw
from ..themes.sheet import sheet
from .document import Manual, Task
from .pages import Content, picture
from .wording import ManualWording

if TYPE_CHECKING:
    from blueprint.layout.fold.pages import Pages

#: How far a picture may shrink on a screen before it scrolls instead.
_SHRINKS_TO = 0.8


def write(content: Content, style: Style) -> str:
    """The whole manual as the text of one HTML file."""
    looks = replace(style, embed=False)
    shown = picture(content)
    rules = sheet_of_page(style.scheme, _read("manual.css")) + _rules_of_picture(shown)
    sheets = shown.drawings if shown else ()
    # Ids of a picture begin with its name.
    drawings = [replace(other, name=f"{other.name}-{number}") for number, other in enumerate(sheets, 1)]
    links = _links(content.manual)
    return (
        _templates()
        .get_template("manual.html.j2")
        .render(
            manual=content.manual,
            wording=ManualWording(content.blueprint),
            language=language_tag(content.blueprint.language),
            direction=content.direction,
            policy=policy((rules, sheet(looks).text)),
            # Both are ours: the style sheet, and the pictures, whose texts their own writer has escaped.
            style=Markup(rules),
            pictures=[Markup(draw(drawing, links=links, style=looks)) for drawing in drawings],
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


def _rules_of_picture(shown: Pages | None) -> str:
    """The rules that depend on the size of the picture."""
    if shown is None:
        return ""
    width = shown.drawings[0].width
    return (
        _templates()
        .get_template("picture.css.j2")
        .render(
            width=round(width),
            least=round(width * _SHRINKS_TO),
            printed=round(width * shown.scale),
            lies=shown.sheet.width > shown.sheet.height,
        )
    )


@cache
def _templates() -> Environment:
    return environment(_read)


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
