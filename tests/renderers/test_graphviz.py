"""The graph that Graphviz gets, and what Graphviz makes of it: cards and arrows stand where the Drawing says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from blueprint.renderers.graphviz import dot
from blueprint.renderers.graphviz.xdot import px
from blueprint.renderers.svg import picture, shapes
from blueprint.renderers.themes.sheet import DARK, LIGHT

from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout.fold.folding import fold
from blueprint.render import RenderError, find
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.style import Style

from ..examples import drawn
from ..generate import generate
from ..paths import EXAMPLES, TESTS

CASES = EXAMPLES + sorted((TESTS / "cases" / "layout").glob("*.blueprint"))
Points = list[tuple[float, float]]
WILD = '<b>bold</b> & "quotes" \\\\N \\\\G <>]; evil [label=<PWNED>] {{ x }} 房卡 🏨'


def drawing_of(path: Path) -> Drawing:
    return drawn(path).drawing


@cache
def picture_of(path: Path) -> str:
    return picture.draw(drawing_of(path))


def program() -> str:
    found = shutil.which("graphviz-pure", path=str(Path(sys.executable).parent)) or shutil.which("dot")
    if found is None:
        pytest.skip("neither graphviz-pure nor Graphviz is installed")
    return found


def plain(text: str) -> list[list[str]]:
    """The lines of Graphviz' plain output, cut into words; lengths are in inches."""
    done = subprocess.run(
        [program(), "-Kneato", "-n2", "-Tplain"], input=text.encode(), capture_output=True, check=True
    )
    joined = done.stdout.decode().replace("\\\n", "")
    return [shlex.split(line, posix=True) for line in joined.splitlines() if re.match(r"(node|edge) ", line)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_graphviz_puts_cards_and_arrows_where_the_drawing_says(path: Path) -> None:
    drawing = drawing_of(path)
    lines = plain(dot.dot(drawing))
    nodes = {words[1]: [float(word) * 72 for word in words[2:6]] for words in lines if words[0] == "node"}
    # Graphviz counts from the corner of what it draws, a hair outside of ours.
    first = drawing.cards[0]
    off_x = nodes[first.key][0] - first.box.middle[0]
    off_y = nodes[first.key][1] + first.box.middle[1]
    assert abs(off_x) < 1
    assert abs(off_y - drawing.height) < 1
    for card in drawing.cards:
        x, y = card.box.middle
        left, up, wide, _ = nodes[card.key]
        assert left - off_x == pytest.approx(x, abs=0.1)
        assert off_y - up == pytest.approx(y, abs=0.1)
        assert wide == pytest.approx(card.box.width, abs=0.1)
    keys = {card.key for card in drawing.cards}
    edges = [words for words in lines if words[0] == "edge" and words[1] in keys]
    assert [(words[1], words[2]) for words in sorted(edges)] == sorted(
        (route.source, route.target) for route in drawing.routes
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_corner_of_an_arrow_is_given_to_graphviz(path: Path) -> None:
    drawing = drawing_of(path)
    text = dot.dot(drawing)
    for route in drawing.routes:
        x, y = route.points[-1]
        tip = f"e,{px(x)},{px(drawing.height - y)} "
        assert tip in text


# ── the signs ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Shapes:
    """What Graphviz drew that belongs to no node and no edge, in the places of the Drawing."""

    def __init__(self, drawing: Drawing) -> None:
        root = ET.fromstring(dot.drawn(drawing))
        graph = next(one for one in root.iter() if one.get("class") == "graph")
        self._height = drawing.height
        #: The kind of each shape, its filling, its line, its points.
        self.all = [
            (one.tag.rpartition("}")[2], one.get("fill", ""), one.get("stroke", ""), self._points(one))
            for one in self._ground(graph)
            if one.tag.rpartition("}")[2] in ("polygon", "path", "polyline", "ellipse")
        ]

    def _ground(self, group: ET.Element) -> Iterator[ET.Element]:
        for one in group:
            if one.get("class") not in ("node", "edge"):
                yield one
                yield from self._ground(one)

    def _points(self, one: ET.Element) -> Points:
        if one.get("cx"):
            return [(float(one.get("cx", "")), float(one.get("cy", "")) + self._height)]
        numbers = [float(word) for word in re.findall(r"-?[\d.]+", one.get("points") or one.get("d") or "")]
        return [(x, y + self._height) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    def count(self, kind: str, *, fill: str = "", line: str = "", points: int = 0) -> int:
        """How many there are of a kind with that filling, that line and so many points."""
        return sum(
            one == kind and fill in ("", in_) and line in ("", on) and points in (0, len(places))
            for one, in_, on, places in self.all
        )

    def __contains__(self, points: Points) -> bool:
        """Whether a shape has these points; a closed one ends where it begins."""
        return any(
            len(places) in (len(points), len(points) + 1)
            and all(one == pytest.approx(other, abs=0.02) for one, other in zip(places, points, strict=False))
            for _, _, _, places in self.all
        )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_graphviz_draws_the_signs_that_the_svg_has(path: Path) -> None:
    program()
    whole, folded = drawing_of(path), fold(drawing_of(path), 900)
    for drawing in (whole, folded) if folded != whole else (whole,):
        found = Shapes(drawing)
        ours = picture_of(path) if drawing is whole else picture.draw(drawing)
        teeth = len(shapes.gear_teeth()) + 1
        gears = found.count("polygon", fill=LIGHT["muted"], points=teeth)
        assert gears == ours.count('class="bp-gear"')
        assert found.count("path", fill=LIGHT["paper"], line=LIGHT["fail-3"]) == ours.count('class="bp-ring"')
        bars = found.count("polyline", line=LIGHT["failure"], points=2)
        assert bars == ours.count('class="bp-bar"')
        assert found.count("path", fill="none", points=28) == len(
            re.findall(r'class="bp-inner |class="[^"]*bp-thing"', ours)
        )
        for card in drawing.cards:
            if card.form == "decision":
                assert shapes.outline(shapes.hexagon(card.box)) in ours
                assert list(shapes.hexagon(card.box)) in found
            if card.gear:
                x, y = card.gear.middle
                assert [(x + dx, y + dy) for dx, dy in shapes.gear_teeth()] in found
        for phase in drawing.phases:
            assert shapes.outline(shapes.chevron(phase.box, drawing.direction)) in ours
            assert list(shapes.chevron(phase.box, drawing.direction)) in found
        for row in drawing.emotions:
            for points in (*row.curves, *row.asides):
                if len(points) > 1:
                    assert f'd="{shapes.curve(points)}"' in ours
                    assert shapes.smooth_curve(points) in found


def test_the_examples_have_all_the_signs() -> None:
    drawings = [drawing_of(path) for path in CASES]
    pictures = "".join(map(picture_of, CASES))
    for sign in ("bp-gear", "bp-ring", "bp-bar", "bp-chevron", "bp-curve", "bp-thing", "bp-inner"):
        assert sign in pictures.replace(f".{sign}{{", ""), sign
    assert any(card.form == "decision" for drawing in drawings for card in drawing.cards)


def test_bands_lie_under_cards_and_these_under_gears_and_badges() -> None:
    drawing = drawing_of(EXAMPLES[0])
    found = Shapes(drawing).all
    decision = next(card for card in drawing.cards if card.form == "decision")
    tip = pytest.approx(shapes.hexagon(decision.box)[0], abs=0.02)
    teeth = len(shapes.gear_teeth()) + 1
    bands = [n for n, one in enumerate(found) if one[1] == LIGHT["customer"]]
    cards = [n for n, one in enumerate(found) if one[3][0] == tip]
    over = [n for n, one in enumerate(found) if one[2] == LIGHT["fail-3"] or len(one[3]) == teeth]
    assert bands
    assert cards
    assert over
    assert max(bands) < min(cards)
    assert max(bands) < min(over)
    assert max(cards) < max(over)


def test_dark_pictures_have_dark_grounds() -> None:
    text = dot.dot(drawing_of(EXAMPLES[0]), Style(scheme="dark"))
    assert f"-{DARK['card']} " in text
    assert f"-{LIGHT['card']} " not in text


def test_a_large_background_is_read_as_a_whole() -> None:
    """Graphviz reads 16 kB of a string at once, and says so by an error."""
    words = re.sub(r'"[^"]*[^\x00-\x7f"][^"]*"', '"Words"', generate(3, 60, 6))
    text = dot.dot(scene(compile_source(Source("large", words))).drawing)
    assert len(text) > 2 * 16384
    assert max(map(len, text.splitlines())) < 8192
    emotions = "\n".join(f'step s{n} "S" {{\n customer a{n} "A" emotion {n % 5 - 2}\n}}' for n in range(400))
    curve = scene(compile_source(Source("curve", f'blueprint curve "C"\n{emotions}'))).drawing
    assert len(curve.emotions[0].points) == 400
    for graph in (text, dot.dot(curve)):
        done = subprocess.run(
            [program(), "-Kneato", "-n2", "-Tsvg"], input=graph.encode(), capture_output=True, check=True
        )
        assert b"rror" not in done.stderr
        assert max(map(len, graph.splitlines())) < 8192
        assert done.stdout.count(b"<path") > 400


def test_wild_texts_are_texts_in_the_graph() -> None:
    source = f"""blueprint wild "{WILD.replace('"', "“")}"
lanes {{ customer node "{WILD.replace('"', "“")}"; frontstage edge "x" }}
step graph "{WILD.replace('"', "“")}" {{
  node digraph "{WILD.replace('"', "“")}"
  -> edge subgraph "y" when "{WILD.replace('"', "“")}"
}}
"""
    made = find("dot-svg").render(scene(compile_source(Source("wild", source))))
    assert isinstance(made, str)
    root = ET.fromstring(made)
    assert "evil [label=" in "".join(root.itertext())
    assert not re.search(r"<!DOCTYPE|<!--|<script|PWNED</title>", made)


def test_without_any_graphviz_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(RenderError, match=r"\[dot\]"):
        dot.drawn(drawing_of(EXAMPLES[0]))


def test_backslashes_and_entities_of_a_text_stay_what_they_are() -> None:
    """Graphviz puts names in place of `\\N`, `\\G` … in all its labels and tooltips, and reads entities there."""
    words = " ".join([*(f"a\\\\{letter}b" for letter in "NGLETHnlr"), "a&lt;b", "a&amp;b", "a&#92;b", "a<b>"])
    text = f'blueprint g "{words}"\nphase p "{words}" {{\nstep s "{words}" {{\n  customer n "{words}"\n  -> frontstage m "M" when "{words}"\n}}\n}}\n'
    compiled = compile_source(Source("g.blueprint", text))
    assert compiled.is_sound
    shown = set(words.replace("\\\\", "\\").split())
    assert program()
    elements = list(ET.fromstring(dot.drawn(scene(compiled).drawing)).iter())
    drawn = " ".join(element.text or "" for element in elements).split()
    tips = " ".join(
        value for element in elements for name, value in element.items() if name.endswith("}title")
    )
    for found in (drawn, tips.replace(",", " ").split()):
        assert {word for word in found if re.match(r"a[\\&<]", word)} == shown
