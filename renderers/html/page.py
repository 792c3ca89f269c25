"""The page: the parts of the report put into the templates.

Comes in: a Scene. Goes out: HTML text, the same on every run. Deliberately absent: what the registers say
(`parts`), the words (`renderers/words`), the look (`report.css`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from blueprint.render import Scene
from blueprint.source import Source
from blueprint.style import Scheme

from .. import charts
from ..svg import draw
from ..theme import DARK, FONTS, LIGHT, sheet, tokens
from ..words import direction, tag
from .listing import Listing
from .overview import facts, summary
from .parts import groups
from .phrases import Phrases
from .policy import policy
from .scripts import data, said, script
from .switches import switches
from .table import Section

#: What HTML forbids in a text, or browsers drop: most control characters, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

#: Our style sheets, in the order in which they hold.
_SHEETS = ("report.css", "summary.css", "charts.css", "work.css", "interactive.css")

#: What cards lead to first: what is promised there, then what stands at a point, whose badge leads there as well.
_LEADS = ("touchpoints", "fails", "waits", "decisions", "moments")
#: How far a picture may shrink on a screen before it scrolls instead.
_SHRINKS_TO = 0.8
#: When the page is dark, here and in `report.css`, unless its scheme is fixed.
_DARK = "screen and (prefers-color-scheme: dark)"
#: Pictures wider than this many pixels are printed on A3.
_WIDE = 1600


def render(scene: Scene, home: str | None = None) -> str:
    """The whole report as the text of one HTML file. `home` is the address of the index of the site that it is a page of."""
    say = Phrases(scene)
    grouped = groups(say, scene)
    parts = [part for group in grouped for part in group.parts]
    looks = replace(scene.style, embed=False)
    style = sheet_of_page(scene.style.scheme, rules_of_reports()) + _sheet_of_picture(scene, parts)
    page = _templates().get_template("report.html.j2")
    return page.render(
        blueprint=scene.blueprint,
        direction=direction(scene.blueprint.language),
        language=tag(scene.blueprint.language),
        policy=policy((style, sheet(looks).text), (script(),)),
        words=say.words,
        home=home,
        facts=facts(say),
        summary=summary(say, parts),
        groups=grouped,
        listing=Listing(_source(scene), parts),
        # These are ours: style sheet, script, and pictures and charts, whose texts their own writer has escaped.
        style=Markup(style),
        picture=Markup(draw(scene.drawing, links=links(parts), style=looks)),
        script=Markup(script()),
        # Texts of the file are in it: `data` leaves no character that could end the element.
        data=Markup(data({"words": said(say.words), **switches(scene)})),
        as_table=charts.as_table,
        chart=lambda chart, name: Markup(charts.draw(chart, name)),
    )


def _source(scene: Scene) -> Source | None:
    """The text of the whole file; None where a part alone is shown, for the rest may not be for everybody's eyes."""
    view = scene.view
    if scene.whole is None or view.only or view.lanes or view.customer:
        return None
    return scene.blueprint.span.source


def links(parts: list[Section]) -> dict[str, str]:
    """Where the cards (`step.action`) and points (`F1`) of the picture lead: to the first row about each, else to the article."""
    found: dict[str, str] = {}
    for part in sorted(parts, key=lambda part: _LEADS.index(part.id) if part.id in _LEADS else len(_LEADS)):
        for table in part.tables:
            for row in table.rows:
                if row.action is not None:
                    found.setdefault(row.action, f"#{row.id}")
                kind, _, label = row.id.partition("-")
                if kind in ("fail", "wait", "decision", "moment"):
                    found[label] = f"#{row.id}"
    for part in parts:
        for article in part.articles():
            found.setdefault(article.action, f"#{article.id}")
    return found


def rules_of_reports() -> str:
    """The rules of a report's page; colours and fonts are still to be put before them (`sheet_of_page`)."""
    return "".join(map(_read, _SHEETS))


def sheet_of_page(scheme: Scheme, rules: str) -> str:
    """A style sheet, in the colours and fonts of a picture of the default theme. Paper is white, whatever the screen is."""
    dark = f"@media {_DARK}{{:root{{{tokens(DARK)}}}}}"
    text = f":root{{--fonts:{FONTS};{tokens(LIGHT)}}}\n{dark}\n{rules}"
    if scheme == "auto":
        return text
    # No page is around this one to say that it is dark.
    return text.replace(_DARK, "all" if scheme == "dark" else "not all")


def _sheet_of_picture(scene: Scene, parts: list[Section]) -> str:
    """The rules that depend on the size of the picture and on the shares that tables show."""
    width = scene.drawing.width
    return (
        _templates()
        .get_template("picture.css.j2")
        .render(
            width=round(width),
            fits_from=round(width * _SHRINKS_TO),
            is_wide=width > _WIDE,
            shares=sorted({piece.bar for part in parts for piece in part.pieces() if piece.bar is not None}),
        )
    )


@cache
def _templates() -> Environment:
    made = environment(_read)
    made.filters["place_in"] = lambda span, listing: listing.place(span)
    return made


def environment(read: Callable[[str], str]) -> Environment:
    """Templates that escape whatever is put into them; `read` finds their texts by name."""
    return Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def visible(value: object) -> object:
    """A text without characters that HTML forbids: signs that can be seen take their place."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _FORBIDDEN.sub(lambda found: _picture_of(found[0]), value)


def _picture_of(char: str) -> str:
    """The control picture of an ASCII control character, the replacement character for anything else."""
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"
