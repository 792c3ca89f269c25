"""Scenes of small texts and files, drawn in a format; and marks for tests that want a package which may be missing.

Comes in: texts, files, styles. Goes out: scenes, bytes, images, texts. Deliberately absent: what should be in them.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from blueprint.compiler import compile_source
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.style import Style

from ..paths import TESTS

FORMATS = TESTS / "formats"


def needs(package: str) -> pytest.MarkDecorator:
    reason = f"{package} is not installed; it comes with: pip install -e '.[test]'"
    return pytest.mark.skipif(find_spec(package) is None, reason=reason)


resvg, pillow, typst, pypdf = (needs(name) for name in ("resvg_py", "PIL", "typst", "pypdf"))
cjk, jsonschema = needs("manimgx_fonts_cjk"), needs("jsonschema")
rtl = needs("fontpkg_ibm_plex_sans_arabic")


def of(text: str, **style: Any) -> Scene:
    return replace(_scene(text), style=Style(**style))


@lru_cache(50)
def _scene(text: str) -> Scene:
    compiled = compile_source(Source("test.blueprint", text))
    assert not compiled.errors, compiled.errors
    return scene(compiled)


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
