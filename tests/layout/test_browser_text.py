"""In a real browser, in several fonts, no text leaves its card or its lane's heading.

The widths come from a table that travels with the package; here Chromium says how wide the texts really are. Where there is no
Chromium, these tests are skipped and say so.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from blueprint.compiler import compile_source
from blueprint.drawing import Box, CardShape, Drawing
from blueprint.layout.sizes import HEADING_PADDING
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source

from ..browser import program
from ..geometry import outline_inset
from ..labels import COUNT, Label, labels

pytestmark = pytest.mark.browser

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: Families that readers have. Scripts that a family does not have come from the system's others, as they do for readers.
_FAMILIES = (
    "Inter",
    "Arial",
    "Liberation Sans",
    "Helvetica Neue",
    "Noto Sans",
    "Roboto",
    "Segoe UI",
    "DejaVu Sans",
)
_LEAST_FAMILIES = 3
_LANES = 10
#: The forms of cards, one after the other.
_FORMS = ("", " decision", " event", " end", "")
#: The anti-aliasing of one px.
_HAIR = 0.5
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><body>{pictures}<pre id="found"></pre><script>
const probe = document.createElement("span");
probe.textContent = "mmmmmmmmmmlliWQ@ 0123";
document.body.append(probe);
function wide(family) {{ probe.style.font = "40px " + family; return probe.getBoundingClientRect().width; }}
function known(name) {{
  return ["serif", "monospace"].every(other => Math.abs(wide(`"${{name}}",${{other}}`) - wide(other)) > 0.01)
}}
const found = {{}}, seen = new Set(), rule = document.createElement("style");
document.head.append(rule);
for (const name of {families}) {{
  // A name may be another font's alias; the same letters twice would prove nothing.
  if (!known(name) || seen.has(wide(`"${{name}}"`))) continue;
  seen.add(wide(`"${{name}}"`));
  rule.textContent = `svg.bp, svg.bp text {{ font-family: "${{name}}", sans-serif !important }}`;
  found[name] = [...document.querySelectorAll("svg.bp")].map(svg =>
    [...svg.querySelectorAll("[data-lane] text, [data-action] text")].map(text => {{
      const box = text.getBBox(), owner = text.closest("[data-lane], [data-action]").dataset;
      return [owner.lane || owner.action, box.x, box.y, box.width, box.height, text.getComputedTextLength()];
    }}));
}}
document.getElementById("found").textContent = JSON.stringify(found);
</script>"""


class Text(NamedTuple):
    """A text as the browser set it: the lane or card that it belongs to, its box, and the length of its line."""

    owner: str
    box: Box
    length: float


# ── the pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _pictures() -> list[tuple[str, Drawing]]:
    """Every label on a card and as the name of a lane, some of them to a picture: SVG and Drawing."""
    every = labels()
    found = []
    for start in range(0, COUNT, _LANES):
        compiled = compile_source(Source("labels", _source(every[start : start + _LANES])))
        assert compiled.is_sound, compiled.errors
        picture = scene(compiled)
        svg = find("svg").render(picture)
        assert isinstance(svg, str)
        found.append((svg, picture.drawing))
    return found


def _source(some: list[Label]) -> str:
    """A blueprint with a lane for each label, one card in each, and each as a piece of evidence."""
    out = ["blueprint labels", "lanes {", "  evidence"]
    out += [f"  frontstage lane{number} {_written(label)}" for number, label in enumerate(some)]
    out += ["}", "step one {"]
    for number, label in enumerate(some):
        out.append(f"  lane{number} action{number} {_written(label)}{_FORMS[number % len(_FORMS)]}")
        out.append(f"  evidence {_written(label)}")
    return "\n".join([*out, "}"]) + "\n"


def _written(label: Label) -> str:
    text = label.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


# ── the browser ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Text]]]:
    """By family, the texts of each picture as the browser set them."""
    command = program()
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "page.html"
    pictures = "".join(svg for svg, _ in _pictures())
    page.write_text(_PAGE.format(pictures=pictures, families=json.dumps(_FAMILIES)), encoding="utf-8")
    dumped = _dump(command, page, folder)
    found = re.search(r'<pre id="found">(.+?)</pre>', dumped, re.DOTALL)
    assert found, f"the page says nothing: {dumped[-500:]}"
    return {
        family: [[_text(*one) for one in texts] for texts in pictures]
        for family, pictures in json.loads(html.unescape(found[1])).items()
    }


def _dump(program: str, page: Path, folder: Path) -> str:
    command = [program, *_FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    return done.stdout


def _text(owner: str, x: float, y: float, wide: float, high: float, length: float) -> Text:
    return Text(owner, Box(x=x, y=y, width=wide, height=high), length)


# ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_500_labels_in_eight_languages():
    every = labels()
    assert (len(every), len({label.language for label in every})) == (500, 8)
    assert labels() == every


def test_no_text_leaves_its_card_or_heading_in_any_font(measured: dict[str, list[list[Text]]]):
    if len(measured) < _LEAST_FAMILIES:
        pytest.skip(
            f"needs {_LEAST_FAMILIES} of {', '.join(_FAMILIES)}; this machine has {', '.join(measured) or 'none'}"
        )
    strayed = [
        f"{family}: {problem}"
        for family, pictures in measured.items()
        for (_, drawing), texts in zip(_pictures(), pictures, strict=True)
        for problem in _strayed(drawing, texts)
    ]
    assert not strayed, f"{len(strayed)} texts\n" + "\n".join(strayed[:40])


def _strayed(drawing: Drawing, texts: list[Text]) -> Iterator[str]:
    """The texts of one picture that reach beyond what they stand on."""
    cards = {card.key: card for card in drawing.cards}
    # Beside a heading there is room of its own before the first gutter begins.
    headings = {
        lane.key: Box(
            x=lane.box.x, y=lane.box.y, width=lane.heading + HEADING_PADDING / 2, height=lane.box.height
        )
        for lane in drawing.lanes
    }
    written = [line for shapes in (drawing.lanes, drawing.cards) for shape in shapes for line in shape.lines]
    for text, line in zip(texts, written, strict=True):
        ground = _ground(cards[text.owner], text.box) if text.owner in cards else headings[text.owner]
        over = max(
            ground.x - text.box.x,
            text.box.right - ground.right,
            ground.y - text.box.y,
            text.box.bottom - ground.bottom,
        )
        if over > _HAIR:
            yield f"{line.text!r} leaves {text.owner} by {over:.1f} px; set {text.length:.1f}, taken for {line.width:.1f}"


def _ground(card: CardShape, text: Box) -> Box:
    """A card, narrower where its outline draws in at the height of the text."""
    inset = max(outline_inset(card, text.y), outline_inset(card, text.bottom))
    return Box(x=card.box.x + inset, y=card.box.y, width=card.box.width - 2 * inset, height=card.box.height)
