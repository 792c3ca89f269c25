"""The numbers that the language page tells of its examples are those of the motion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blueprint.analysis.motion.results import motions
from blueprint.compiler import compile_source
from blueprint.source import Source
from blueprint.words.times import show_seconds

PAGE = (Path(__file__).parent.parent.parent / "docs" / "language.md").read_text(encoding="utf-8")
TOLD = re.findall(r"```blueprint\n((?:(?!```).)*)```\n\n> Lead time: ([^\n]*)\n", PAGE, re.DOTALL)


def test_the_page_tells_numbers():
    assert len(TOLD) >= 5


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text.split()[1] for text, _ in TOLD])
def test_an_example_takes_as_long_as_the_page_says(text: str, told: str):
    result = compile_source(Source("page.blueprint", text))
    assert result.blueprint
    (motion,) = motions(result.blueprint)
    ways = [
        (f"{(way.share or 0) * 100:.3g} % " if len(motion.ways) > 1 else "") + show_seconds(way.lead.usual)
        for way in motion.ways
    ]
    mean = [f"mean {show_seconds(motion.lead.mean or 0)}"] if len(motion.ways) > 1 else []
    assert " · ".join(ways + mean) == told
