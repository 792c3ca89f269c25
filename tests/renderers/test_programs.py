"""The picture in the programs that people open it with: the same lanes, cards, arrows and texts, in the same colours."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from blueprint.renderers.svg.picture import draw
from blueprint.renderers.themes.sheet import fixed_table

import blueprint
from blueprint.drawing import Drawing
from blueprint.scene import scene
from blueprint.style import Style
from blueprint.view import View

from ..paths import EXAMPLES
from .pictures import of, pillow
from .programs import PROGRAMS, image, is_there

#: By how much each part of a colour may differ: programs reckon edges and opacity differently.
NEAR = 24
Point = tuple[float, float]


def middles(drawing: Drawing, table: dict[str, str]) -> Iterator[tuple[str, Point, str]]:
    """What is where, and in which colour: stripes and bands of lanes, insides and edges of cards, arrows, badges, bars."""
    for lane in drawing.lanes:
        yield f"stripe of {lane.key}", (lane.box.x + 2, lane.box.y + 9), table[f"{lane.kind}-accent"]
        yield f"band of {lane.key}", (lane.box.right - 4, lane.box.y + 9), table[lane.kind]
    for card in drawing.cards:
        x, y = card.box.x, card.box.middle[1]
        inside = table[card.kind if card.form == "thing" else "card"]
        yield f"inside of {card.key}", (card.box.right - 16, card.box.bottom - 8), inside
        if card.form not in ("thing", "decision") and not card.is_optional:
            yield f"edge of {card.key}", (x, y), table[f"{card.kind}-accent"]
    for route in drawing.routes:
        if route.kind != "message" and not route.is_optional:
            colour = table["failure" if route.kind == "failure" else "arrow"]
            (x1, y1), (x2, y2) = max(itertools.pairwise(route.points), key=lambda ends: _length(*ends))
            for share in (0.35, 0.4, 0.45):
                at = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
                yield f"arrow from {route.source} to {route.target}", at, colour
    for badge in drawing.badges:
        kind = f"fail-{badge.risk}" if badge.kind == "fail" else badge.kind
        yield f"badge {badge.point}", (badge.box.x + 4, badge.box.middle[1]), table[kind]


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def nearest(picture: Any, at: Point, colour: str, around: int = 2) -> float:
    """How far the nearest pixel around a place is from a colour."""
    wanted = bytes.fromhex(colour[1:])
    x, y = round(at[0]), round(at[1])
    pixels = (
        picture.getpixel((x + dx, y + dy))
        for dx in range(-around, around + 1)
        for dy in range(-around, around + 1)
        if 0 <= x + dx < picture.width and 0 <= y + dy < picture.height
    )
    return min(max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) for pixel in pixels)


def assert_drawn(picture: Any, drawing: Drawing, style: Style) -> None:
    table = dict(fixed_table(style))
    assert abs(picture.width - drawing.width) <= 2
    assert abs(picture.height - drawing.height) <= 2
    found: dict[str, list[float]] = {}
    for name, at, colour in middles(drawing, table):
        # A line between two rows of pixels is paler in some programs than in others.
        thin = name.startswith(("arrow", "edge"))
        found.setdefault(name, []).append(nearest(picture, at, colour) - 80 * thin)
    wrong = {name: min(far) for name, far in found.items() if min(far) > NEAR}
    assert not wrong
    assert_letters(picture, drawing, table)


def assert_letters(picture: Any, drawing: Drawing, table: dict[str, str]) -> None:
    """Every text of a card is there: something dark within the first letters, whatever font it has."""
    for card in drawing.cards:
        for line in card.lines:
            if line.text.isascii() and not line.rtl and line.anchor == "start":
                area = picture.crop(
                    (round(line.x), round(line.y - 9), round(line.x + 24), round(line.y + 2))
                ).convert("L")
                darkest, lightest = area.getextrema()
                assert lightest - darkest > 60, (card.key, line.text)


SMALL = """
blueprint cafe "Coffee to go"
step order "Order" {
  evidence "Menu"
  customer choose "Chooses" start wait 3m emotion -1 "So many" critical
  <-> frontstage take "Takes the order" {
    fail low "Wrong size" severity 3 occurrence 2 detection 2
    fail high "Wrong guest" severity 9 occurrence 6 detection 5 { recover "Again" !> again }
    see "https://example.org/orders"
  }
  -> frontstage known "Known guest?" decision
  known -> support store "Stores the order" when "yes"
  known -> frontstage again "Asks again" event when "no"
}
"""


@pillow
@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_small_picture_is_drawn(program: str, tmp_path: Path):
    """With links, in a dark theme, and for a page."""
    _needs(program, is_light=program not in ("Inkscape", "LibreOffice"))
    drawing = of(SMALL).drawing
    # CairoSVG takes `height:auto` of a picture for a page for no height.
    embedded = [] if program == "CairoSVG" else [Style(embed=True)]
    for style in (Style(), Style(scheme="dark"), *embedded):
        assert_drawn(image(program, draw(drawing, style=style, standalone=True), tmp_path), drawing, style)


HEBREW = """
blueprint cafe "בית קפה"
language he
step order "הזמנה" {
  customer choose "בוחר משקה"
  -> frontstage take "רושם"
}
"""


@pillow
@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_texts_from_right_to_left_stay_in_their_cards(program: str, tmp_path: Path):
    """Also in programs that know no direction: their letters are at the right of the card, and none beside it."""
    _needs(program, is_light=program not in ("Inkscape", "LibreOffice"))
    drawing = of(HEBREW).drawing
    picture = image(program, draw(drawing, standalone=True), tmp_path).convert("L")
    for card in drawing.cards:
        for line in card.lines:
            assert line.rtl
            inside, beside = (
                picture.crop(
                    (round(left), round(line.y - 9), round(left + 12), round(line.y + 2))
                ).getextrema()
                for left in (line.x - 12, card.box.right + 3)
            )
            assert inside[1] - inside[0] > 60, line.text
            assert beside[1] - beside[0] < 10, line.text


@pillow
@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_examples_are_drawn(program: str, example: Path, tmp_path: Path):
    """Step by step, for LibreOffice makes large pictures smaller."""
    _needs(program)
    compiled = blueprint.load(example)
    assert compiled.blueprint is not None
    for step in list(compiled.blueprint.steps)[:3]:
        drawing = scene(compiled, View(only=step)).drawing
        assert max(drawing.width, drawing.height) < 2048
        assert_drawn(image(program, draw(drawing, standalone=True), tmp_path), drawing, Style())


def _needs(program: str, *, is_light: bool = False) -> None:
    if not is_light and not os.environ.get("BLUEPRINT_PROGRAMS"):
        pytest.skip("takes minutes; with BLUEPRINT_PROGRAMS=1 it runs")
    if not is_there(program):
        pytest.skip(f"{program} is not on this machine")
