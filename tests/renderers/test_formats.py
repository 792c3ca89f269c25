"""All formats but SVG: the same bytes on every run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from blueprint import model
from blueprint.compiler import compile_source
from blueprint.drawing import TextLine
from blueprint.layout.fold.pages import Sheet, on_paper
from blueprint.layout.sizes import TYPES
from blueprint.render import RenderError, RenderWarning, find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.style import Style
from blueprint.terminal_text import cells
from blueprint.values import TimeSpan
from blueprint.view import View

from ..geometry import loose_ends, texts_outside
from ..golden import ADVICE, read_case
from ..golden import cases as all_cases
from ..paths import EXAMPLES, ROOT, TESTS

FORMATS = TESTS / "formats"


def needs(package: str) -> pytest.MarkDecorator:
    reason = f"{package} is not installed; it comes with: pip install -e '.[test]'"
    return pytest.mark.skipif(find_spec(package) is None, reason=reason)


resvg, pillow, typst, pypdf = (needs(name) for name in ("resvg_py", "PIL", "typst", "pypdf"))
cjk, jsonschema = needs("manimgx_fonts_cjk"), needs("jsonschema")


def of(text: str, **style: Any) -> Scene:
    compiled = compile_source(Source("test.blueprint", text))
    assert not compiled.errors, compiled.errors
    return replace(scene(compiled), style=Style(**style))


def of_file(path: Path, **style: Any) -> Scene:
    return of(path.read_text(encoding="utf-8"), **style)


def small(*texts: str, **style: Any) -> Scene:
    cards = "\n".join(f'  customer "{text}"' for text in texts)
    return of(f'blueprint small "Small"\nstep one "One" {{\n{cards}\n}}\n', **style)


def drawn(name: str, shown: Scene) -> bytes:
    data = find(name).render(shown)
    assert isinstance(data, bytes)
    return data


def image(shown: Scene) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(drawn("png", shown))).convert("RGB")


def written(name: str, shown: Scene) -> str:
    text = find(name).render(shown)
    assert isinstance(text, str)
    return text


# ── PNG ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
from .pictures import (
    FORMATS,
    resvg,
    typst,
)

_PROGRAM = """
import hashlib, sys
from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.render import find
from blueprint.source import Source
for line in sys.stdin.read().split():
    name, path = line.split("=")
    made = find(name).render(scene(compile_source(Source(path, open(path, encoding="utf-8").read()))))
    print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
"""


@resvg
@typst
def test_two_runs_make_the_same_bytes():
    orders = "\n".join(
        f"{name}={FORMATS / 'hotel-stay.blueprint'}" for name in ("png", "pdf", "text", "json")
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=orders, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
    assert runs.pop().count("\n") == 4
