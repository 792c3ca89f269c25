"""The page: the parts of the report put into the templates.

Comes in: a Scene. Goes out: HTML text, the same on every run. Deliberately absent: what the sections hold (`contents`), the words
(`blueprint.words`), the look (`renderers/page/page.css`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from blueprint.scene import Scene
from blueprint.source import Source
from blueprint.words import language_tag

from .. import charts
from ..page.environment import environment, read_shared
from ..page.policy import policy
from ..page.scripts import data, script, script_words
from ..page.sheet import looks_of_charts, rules_of_pages, sheet_of_page
from ..page.table import Section
from ..svg.picture import draw
from ..svg.printed import printed
from ..themes.sheet import sheet
from .contents import groups
from .overview import facts, summary
from .picture_controls import switches
from .source_listing import Listing
from .wording import Wording

#: What cards lead to first: what is promised there, then what stands at a point, whose badge leads there as well.
_LEADS = ("touchpoints", "fails", "waits", "decisions", "moments")
#: How far a picture may shrink on a screen before it scrolls instead.
_SHRINKS_TO = 0.8


def render(scene: Scene, home: str | None = None) -> str:
    """The whole report as the text of one HTML file. `home` is the address of the index of the site that it is a page of."""
    wording = Wording(scene)
    grouped = groups(wording)
    parts = [part for group in grouped for part in group.parts]
    looks = replace(scene.style, embed=False)
    on_paper = printed(scene.drawing, looks)
    style = sheet_of_page(scene.style.scheme, rules_of_pages()) + _sheet_of_picture(scene, parts)
    page = _templates().get_template("report.html.j2")
    return page.render(
        blueprint=scene.blueprint,
        direction=scene.direction,
        language=language_tag(scene.blueprint.language),
        policy=policy((style, sheet(looks).text), (script(),)),
        words=wording.words,
        home=home,
        facts=facts(wording),
        summary=summary(wording, parts),
        groups=grouped,
        listing=Listing(_source(scene), parts),
        # These are ours: style sheet, script, and pictures and charts, whose texts their own writer has escaped.
        style=Markup(style),
        picture=Markup(draw(scene.drawing, links=links(parts), reused=bool(on_paper.sheets), style=looks)),
        printed=[(turn, Markup(picture)) for turn, picture in on_paper.sheets],
        turn=on_paper.turn,
        script=Markup(script()),
        # Texts of the file are in it: `data` leaves no character that could end the element.
        data=Markup(data({"words": script_words(wording.words), **switches(scene)})),
        as_table=charts.as_table,
        chart=lambda chart, name: Markup(charts.draw(chart, name, looks_of_charts().of, scene.direction)),
    )


def _source(scene: Scene) -> Source | None:
    """The text of the whole file; None where a part alone is shown, for the rest may not be for everybody's eyes."""
    view = scene.view
    if view.is_cut or view.customer:
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


def _sheet_of_picture(scene: Scene, parts: list[Section]) -> str:
    """The rules that depend on the size of the picture and on the shares that tables show."""
    width = scene.drawing.width
    return (
        _templates()
        .get_template("picture.css.j2")
        .render(
            width=round(width),
            fits_from=round(width * _SHRINKS_TO),
            shares=sorted({piece.bar for part in parts for piece in part.pieces() if piece.bar is not None}),
        )
    )


@cache
def _templates() -> Environment:
    made = environment(_read)
    made.filters["place_in"] = lambda span, listing: listing.place(span)
    return made


def _read(name: str) -> str:
    """A template of the report, or one that all pages share."""
    own = Path(__file__).with_name(name)
    return own.read_text(encoding="utf-8") if own.is_file() else read_shared(name)
