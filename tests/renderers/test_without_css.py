"""What a program sees that knows no style sheet: the light picture, element by element."""

from __future__ import annotations

import gzip
import re
from functools import cache

import pytest
from blueprint.renderers.page.sheet import looks_of_charts
from blueprint.renderers.svg.picture import draw
from blueprint.renderers.themes.sheet import fixed_table, sheet
from blueprint.renderers.themes.theme_file import built_in

import blueprint
from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.style import Style

from ..paths import EXAMPLES, ROOT
from .plain_svg import INHERITED, shapes

_THEME = built_in("blueprint")
STYLES = {
    "default": Style(),
    "page": Style(scheme="page"),
    "dark": Style(scheme="dark"),
    "blueprint": Style(light=_THEME.light, dark=_THEME.dark),
    "pasted": Style(embed=True, scheme="page"),
    "figure": Style(embed=True, figure=True),
}
#: Between them they have all that a picture can have.
FILES = ["online-checkout.blueprint", "telecom-hall.blueprint"]
#: What SVG has where nobody says anything; black shapes and letters of some size are what nobody wants.
_INITIAL = {"fill-opacity": "1", "stroke": "none", "stroke-width": "1", "stroke-opacity": "1", "stroke-dasharray": "none",
            "font-weight": "400", "shape-rendering": "auto"}  # fmt: skip


@cache
def drawing(name: str) -> Drawing:
    return scene(blueprint.load(next(path for path in EXAMPLES if path.name == name))).drawing


@cache
def rules(look: str) -> list[tuple[str, set[str], dict[str, str]]]:
    """The rules of a style sheet where nothing is dark and nothing is pointed at: element, classes, declarations."""
    style = STYLES[look]
    text = re.sub(r"@media [^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", sheet(style).text)
    text = re.sub(r"var\(--bp-([\w-]+)\)", lambda found: fixed_table(style)[found[1]], text)
    found = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = [one.split(":", 1) for one in body.split(";") if one]
        for selector in selectors.split(","):
            if selector.count(" ") == 1 and ":" not in selector:
                element, *classes = selector.split()[1].split(".")
                told = {name: value.removesuffix("px") for name, value in pairs if name in INHERITED}
                found.append((element, set(classes), told))
    return found


@cache
def by_sheet(look: str, tag: str, classes: str) -> dict[str, str]:
    """What the style sheet of a picture says of an element: an own, simple cascade."""
    wearing = set(classes.split())
    hits = [rule for rule in rules(look) if rule[0] in ("", tag) and rule[1] <= wearing]
    told: dict[str, str] = {}
    for _, _, declared in sorted(hits, key=lambda rule: len(rule[1])):
        told |= declared
    return told


@pytest.mark.parametrize("look", STYLES)
def test_the_attributes_of_an_element_are_what_the_style_sheet_says(look: str):
    style = STYLES[look]
    for name in FILES:
        for shape in shapes(draw(drawing(name), style=style, standalone=True)):
            told = by_sheet(look, shape.tag, shape.own.get("class", ""))
            names = ("font-size", "font-weight", "fill") if shape.tag == "text" else _INITIAL
            for name in [*names, *(["fill"] if shape.tag != "line" else [])]:
                if told.get("stroke", "none") == "none" and name.startswith("stroke-"):
                    continue
                assert shape.looks.get(name, _INITIAL.get(name)) == told.get(name, _INITIAL.get(name)), (
                    name,
                    shape,
                )


@pytest.mark.parametrize("look", STYLES)
@pytest.mark.parametrize("name", FILES)
def test_everything_has_a_colour_of_the_theme_and_letters_have_a_size(name: str, look: str):
    style = STYLES[look]
    colours = {"none", *fixed_table(style).values()}
    for shape in shapes(draw(drawing(name), style=style, standalone=True)):
        assert shape.looks.get("stroke", "none") in colours
        if shape.tag == "line":
            assert shape.own["stroke"] in colours - {"none"}
        else:
            assert shape.own["fill"] in colours
        if shape.tag == "text":
            assert float(shape.own["font-size"]) >= 9
            assert shape.looks["font-family"].endswith("sans-serif")


def test_what_has_no_style_sheet_has_no_other_meaning_of_light_and_dark():
    one = drawing("hotel-stay.blueprint")
    light, auto = (shapes(draw(one, style=Style(scheme=scheme))) for scheme in ("light", "auto"))
    assert light == auto


@pytest.mark.parametrize("name", FILES)
def test_the_attributes_cost_little(name: str):
    """A picture with the sheet alone, in which each colour had its rule twice, is what it is compared with."""
    text = draw(drawing(name), standalone=True)
    bare = re.sub(r' (?:fill|stroke|font)-?[a-z]*="[^"]*"| style="[^"]*"', "", text)
    assert len(_packed(text)) < 1.2 * len(_packed(bare))


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def test_what_is_in_a_link_is_drawn_by_programs_that_pass_over_links():
    """Of a file: a page's pictures are for browsers."""
    text = """blueprint a "A"
step s "S" {
  customer order "Orders" {
    see "https://example.org"
  }
}
"""
    one = scene(compile_source(Source("a", text))).drawing
    alone = draw(one, standalone=True)
    assert '<a href="https://example.org"' in alone
    left = re.sub(r"<a .*?</a>", "", alone, flags=re.DOTALL)
    assert [shape.text for shape in shapes(left)] == [
        shape.text for shape in shapes(alone) if shape.own.get("class") != "bp-area"
    ]
    assert "Orders" in [shape.text for shape in shapes(left)]


def test_every_tone_of_charts_has_its_colours_as_attributes():
    looks = looks_of_charts()
    sheet_of_charts = (ROOT / "renderers" / "page" / "charts.css").read_text(encoding="utf-8")
    tones = re.findall(r"\.((?:tone|ground)-[\w]+)", sheet_of_charts)
    assert len(tones) > 20
    for tone in tones:
        assert re.fullmatch("#[0-9a-f]{6}", looks.of("rect", tone)["fill"]), tone
    assert looks.of("text", "label") == {"fill": "#111827", "font-size": "12", "font-weight": "500"}
    # What is more particular counts, wherever it stands.
    assert looks.of("circle", "dot tone-low")["stroke"] == "#ffffff"
    assert "stroke" not in looks.of("rect", "pill pill-high")
