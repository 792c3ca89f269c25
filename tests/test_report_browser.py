"""In a real browser: nothing that a file says is run, and everybody can read the report.

Chromium is driven by Playwright, accessibility judged by axe-core (`pip install '.[browser]'`). Where any of them is missing, these
tests are skipped and say so; with BLUEPRINT_NEEDS_BROWSER set, as the gate does, they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from blueprint.compiler import compile_source, scene
from blueprint.render import Scene, find
from blueprint.source import Source
from blueprint.style import Style

from .poison import HOSTILE, OWN, UNPRINTABLE, classes, filled, in_source, poisoned, texts_of
from .test_report import EVERYTHING

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.blueprint"))
#: What neither the examples nor EVERYTHING of test_report have.
_MORE = """
blueprint more "More"
lang en
persona p "P"
step one "One" {
  customer come "Comes"
  come -> frontstage serve "Serves" for p
  evidence ticket "Ticket"
}
"""
_PHONE = 390
_SIZES = {"desktop": 1280, "phone": _PHONE}
_ELEMENTS = """[...document.querySelectorAll("*")].map(one => ({
  tag: one.localName,
  attributes: one.getAttributeNames(),
  href: one.href === undefined ? null : String(one.href.baseVal ?? one.href),
}))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("no Playwright: pip install '.[browser]'")
    if program is None:
        _missing("no chromium, chromium-browser or google-chrome on PATH")
    with sync_playwright() as driver:
        # As root, as in many containers, Chromium runs without its sandbox only.
        launched = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-quic"])
        yield launched
        launched.close()


def _missing(what: str) -> None:
    if os.environ.get("BLUEPRINT_NEEDS_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


# ── what a page does ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Seen:
    """What happened while a page was open: its elements, title, and whatever it tried to do."""

    title: str = ""
    owned: bool = False
    elements: list[dict[str, Any]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    @property
    def tags(self) -> set[str]:
        return {one["tag"] for one in self.elements}

    def did(self) -> list[str]:
        """What it did or could do that no report does; empty where all is well."""
        handlers = [name for one in self.elements for name in one["attributes"] if name.startswith("on")]
        allowed = ("file:", "https:", "http:", "mailto:")
        links = [one["href"] for one in self.elements if one["href"] and "javascript:" in one["href"][:20]]
        strange = [
            one["href"]
            for one in self.elements
            if one["href"] and not one["href"].startswith((*allowed, "#"))
        ]
        return (
            (["ran a script"] if self.owned or self.title == "owned" else [])
            + handlers + links + strange + self.fetched + self.dialogs + self.console
        )  # fmt: skip


def seen(browser: Any, file: Path) -> Seen:
    """A file opened in the browser."""
    found = Seen()
    page = browser.new_page()
    page.on(
        "request",
        lambda one: None if one.url == file.as_uri() else found.fetched.append(f"fetched {one.url}"),
    )
    page.on("console", lambda one: found.console.append(one.text))

    def close(dialog: Any) -> None:
        found.dialogs.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", close)
    page.goto(file.as_uri(), wait_until="load")
    found.title = page.title()
    found.owned = page.evaluate("window.__owned !== undefined")
    found.elements = page.evaluate(_ELEMENTS)
    page.close()
    return found


# ── hostile files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sources() -> list[str]:
    return [EVERYTHING, _MORE, *(path.read_text(encoding="utf-8") for path in EXAMPLES)]


def _scene(text: str, payload: str = "", in_model: str = "") -> Scene:
    compiled = compile_source(Source("hostile.blueprint", in_source(text, payload)))
    assert compiled.is_sound, compiled.errors
    return scene(replace(compiled, blueprint=poisoned(compiled.blueprint, in_model)))


@cache
def _hostile_scenes() -> tuple[Scene, ...]:
    """Each source poisoned in its text, and in its model, where names, too, and what no file can hold are in."""
    texts = [_scene(text, payload=HOSTILE) for text in _sources()]
    return (*texts, *(_scene(text, in_model=HOSTILE + UNPRINTABLE) for text in _sources()))


def _written(form: str, drawn: Scene) -> str:
    text = find("html" if form.startswith("report") else "svg").render(drawn)
    assert isinstance(text, str)
    if form == "report, its policy off":
        assert 'http-equiv="Content-Security-Policy"' in text
        return text.replace('http-equiv="Content-Security-Policy"', 'name="no-policy"')
    return (
        f"<!DOCTYPE html><meta charset=utf-8><title>a page</title>{text}" if form == "embedded SVG" else text
    )


def test_no_text_of_the_model_is_left_out():
    there = {one for text in _sources() for one in filled(_scene(text).blueprint)}
    assert {(cls.__name__, name) for cls in classes() for name in texts_of(cls)} - there == set()


@pytest.mark.parametrize("form", ["report", "report, its policy off", "embedded SVG", "SVG"])
def test_nothing_that_a_file_says_is_run(browser: Any, tmp_path: Path, form: str):
    file = tmp_path / ("page.svg" if form == "SVG" else "page.html")
    style = Style(embed=form == "embedded SVG")
    tags: set[str] = set()
    for text in _sources():
        file.write_text(_written(form, replace(_scene(text), style=style)), encoding="utf-8")
        tags |= seen(browser, file).tags
    for drawn in _hostile_scenes():
        file.write_text(_written(form, replace(drawn, style=style)), encoding="utf-8")
        found = seen(browser, file)
        assert found.did() == []
        assert found.tags <= tags
        assert len(found.elements) > 50


def test_the_same_texts_unescaped_would_do_a_lot(browser: Any, tmp_path: Path):
    file = tmp_path / "page.html"
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>t{HOSTILE}", encoding="utf-8")
    found = seen(browser, file)
    assert found.owned
    assert found.dialogs
    assert found.fetched
    assert {"onerror", "onload"} <= set(found.did())


def test_the_policy_stops_what_escaping_has_missed(browser: Any, tmp_path: Path):
    file = tmp_path / "page.html"
    text = _written("report", _scene(EVERYTHING))
    smuggled = f"<script>{OWN}</script><img src=x onerror={OWN}><p id=p style='color:red'>p</p><style>p{{color:red}}</style>"
    file.write_text(text.replace("</body>", f"{smuggled}</body>"), encoding="utf-8")
    found = seen(browser, file)
    assert not found.owned
    assert not found.dialogs
    assert len([one for one in found.console if "Content Security Policy" in one]) >= 4
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    page.close()


# ── for everybody ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The report of an example, as a file."""
    file = tmp_path / "report.html"
    file.write_text(_written("report", _scene(request.param.read_text(encoding="utf-8"))), encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", _SIZES)
def test_axe_finds_no_barrier(browser: Any, report: Path, size: str, scheme: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_page(viewport={"width": _SIZES[size], "height": 844}, color_scheme=scheme)
    page.goto(report.as_uri())
    found = axe.Axe().run(page).response
    page.close()
    # WCAG 2 A and AA, and axe's best practices; contrast is among what it has looked at.
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert "color-contrast" in {one["id"] for one in found["passes"]}


def test_nothing_but_tables_and_picture_scrolls_sideways_on_a_phone(browser: Any, report: Path):
    page = browser.new_page(viewport={"width": _PHONE, "height": 844})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == _PHONE
    page.close()


def test_everything_that_scrolls_is_reached_by_the_keyboard(browser: Any, report: Path):
    page = browser.new_page(viewport={"width": 800, "height": 844})
    page.goto(report.as_uri())
    scrolling = """[...document.querySelectorAll("*")].filter(one =>
      one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))"""
    assert page.evaluate(f"{scrolling}.length") > 0
    unnamed = "one.tabIndex < 0 || !one.hasAttribute('aria-labelledby')"
    assert page.evaluate(f"{scrolling}.filter(one => {unnamed}).map(one => one.outerHTML.slice(0, 99))") == []
    page.close()


def test_the_first_stop_of_the_keyboard_is_the_way_past_the_head(browser: Any, report: Path):
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#picture"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_headings_come_in_order_and_every_part_is_a_landmark(browser: Any, report: Path):
    page = browser.new_page()
    page.goto(report.as_uri())
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.localName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert (
        page.evaluate("['header', 'nav', 'main', 'footer'].map(one => document.querySelectorAll(one).length)")
        == [1] * 4
    )
    assert page.evaluate(
        "[...document.querySelectorAll('main > *')].every(one => one.matches('section[aria-labelledby]'))"
    )
    page.close()
