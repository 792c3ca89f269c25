"""The graph that Graphviz gets, and what Graphviz makes of it: cards and arrows stand where the Drawing says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from blueprint.renderers import graphviz

from blueprint.compiler import compile_source, scene
from blueprint.drawing import Drawing
from blueprint.render import RenderError, find
from blueprint.source import Source

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.blueprint"))
WILD = '<b>bold</b> & "quotes" \\\\N \\\\G <>]; evil [label=<PWNED>] {{ x }} 房卡 🏨'


def drawing_of(path: Path) -> Drawing:
    return scene(compile_source(Source(path.name, path.read_text(encoding="utf-8")))).drawing


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
    lines = plain(graphviz.dot(drawing))
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
        assert wide == pytest.approx(card.box.width, abs=8.1)  # The second border of an end stands outside.
    keys = {card.key for card in drawing.cards}
    edges = [words for words in lines if words[0] == "edge" and words[1] in keys]
    assert [(words[1], words[2]) for words in sorted(edges)] == sorted(
        (route.source, route.target) for route in drawing.routes
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_corner_of_an_arrow_is_given_to_graphviz(path: Path) -> None:
    drawing = drawing_of(path)
    text = graphviz.dot(drawing)
    for route in drawing.routes:
        x, y = route.points[-1]
        tip = f"e,{graphviz._n(x)},{graphviz._n(drawing.height - y)} "
        assert tip in text


def test_wild_texts_are_texts_in_the_graph() -> None:
    source = f"""blueprint wild "{WILD.replace('"', "“")}"
lanes {{ customer node "{WILD.replace('"', "“")}"; frontstage edge "x" }}
step graph "{WILD.replace('"', "“")}" {{
  node digraph "{WILD.replace('"', "“")}"
  -> edge subgraph "y" when "{WILD.replace('"', "“")}"
}}
"""
    drawn = find("dot-svg").render(scene(compile_source(Source("wild", source))))
    assert isinstance(drawn, str)
    root = ET.fromstring(drawn)
    assert "evil [label=" in "".join(root.itertext())
    assert not re.search(r"<!DOCTYPE|<!--|<script|PWNED</title>", drawn)


def test_without_any_graphviz_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(RenderError, match=r"service-blueprint\[dot\]"):
        graphviz.drawn(drawing_of(EXAMPLES[0]))
