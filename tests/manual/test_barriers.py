"""Manuals and guides keep nobody out: axe finds no barrier in them."""

import pytest

from blueprint import render_as

from ..browser import Browser
from ..examples import compiled
from ..paths import EXAMPLES


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["manual", "guide"])
@pytest.mark.parametrize(
    ("number", "size", "scheme"), [(0, "desktop", "light"), (2, "phone", "dark"), (3, "phone", "light")]
)
def test_axe_finds_no_barrier(browser: Browser, number: int, size: str, scheme: str, kind: str):
    page = str(render_as(compiled(EXAMPLES[number]), kind))
    assert browser.open(page, size=size, scheme=scheme).barriers() == []
