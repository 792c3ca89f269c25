"""PNG: as large as the drawing, in its colours, with every word of it."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from blueprint.drawing import TextLine
from blueprint.installation import install_command
from blueprint.layout.sizes import TYPES
from blueprint.render import RenderError

from .pictures import (
    cjk,
    drawn,
    image,
    of,
    pillow,
    resvg,
    small,
)


@resvg
@pillow
@pytest.mark.parametrize("scale", [1.0, 2.0, 1.5])
def test_a_png_has_the_size_of_the_drawing_times_the_scale(scale: float):
    shown = small("Asks", scale=scale)
    size = image(shown).size
    assert size == pytest.approx((shown.drawing.width * scale, shown.drawing.height * scale), abs=1)


@resvg
@pillow
@pytest.mark.parametrize(
    ("scheme", "card", "lane"), [("light", "#ffffff", "#e8f1fb"), ("dark", "#19212d", "#12233a")]
)
def test_a_png_has_the_colours_of_its_scheme(scheme: Any, card: str, lane: str):
    shown = small("Asks", scheme=scheme)
    picture, box = image(shown), shown.drawing.cards[0].box
    band = next(one.box for one in shown.drawing.lanes if one.kind == "customer")
    assert picture.getpixel((round(box.right * 2 - 12), round(box.y * 2 + 12))) == rgb(card)
    assert picture.getpixel((round(band.right * 2 - 6), round(band.y * 2 + 6))) == rgb(lane)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@resvg
@pillow
@pytest.mark.parametrize(
    "text",
    [
        "Gives name and ID",
        "Größe, Žluťoučký kůň, Việt Nam",
        "Δίνει το όνομά του",
        "Называет своё имя",
        "in → out, ≤ 5 €, ✓ ★",
        pytest.param("把身份证交给前台", marks=cjk),
        pytest.param("チェックインする", marks=cjk),
        pytest.param("체크인을 합니다", marks=cjk),
    ],
)
def test_every_word_of_a_card_is_drawn(text: str):
    shown = small(text)
    picture = image(shown)
    for line in shown.drawing.cards[0].lines:
        assert ink(picture, line) > 0.05, f"hardly anything is drawn of '{line.text}'"


def ink(picture: Any, line: TextLine) -> float:
    """The share of dark pixels in the place of a line of text."""
    size = TYPES[line.role].size
    places = (line.left, line.y - size * 0.8, line.left + line.width, line.y)
    part = picture.crop(tuple(round(place * 2) for place in places)).convert("L")
    return sum(part.histogram()[:110]) / (part.width * part.height)


@resvg
@pillow
@cjk
def test_bold_chinese_is_bolder_than_regular_chinese():
    shown = of('blueprint a "办理入住手续"\nlanguage zh\nstep one "一" { customer "办理入住手续" }')
    picture = image(shown)
    assert ink(picture, shown.drawing.title[0]) > 1.25 * ink(picture, shown.drawing.cards[0].lines[0])


@resvg
def test_too_large_a_png_is_refused_before_it_is_drawn():
    with pytest.raises(RenderError, match="too large: take a smaller scale"):
        drawn("png", small("Asks", scale=99.0))
    with pytest.raises(RenderError, match="cannot be drawn at scale 0"):
        drawn("png", small("Asks", scale=0.0))


@pytest.mark.parametrize(("name", "package"), [("png", "resvg_py"), ("pdf", "typst")])
def test_what_is_not_installed_is_named(name: str, package: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RenderError, match=re.escape(install_command(name))):
        drawn(name, small("Asks"))
