"""Reports as Chromium prints them: light, whole, and with their headings on every page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from blueprint.compiler import compile_source
from blueprint.source import Source

from ..browser import Browser
from ..paths import EXAMPLES
from ..reports import example, report

pypdf = pytest.importorskip("pypdf")

#: Width and height in points.
_A4, _A3 = (842, 595), (1191, 842)
_COLOURS = """[...document.querySelectorAll("*")].map(one => {
  const style = getComputedStyle(one);
  const named = ["color", "backgroundColor", "backgroundImage", "borderTopColor", "borderBottomColor", "boxShadow", "fill", "stroke"];
  return [one.localName, one.getAttribute("class"), ...named.map(name => style[name])].join(" ");
})"""
#: Of each section with a table the heading, and the first cell of each row.
_SECTIONS = """[...document.querySelectorAll("section.part:has(> .scroll)")].map(one => [
  one.querySelector("h2").textContent,
  [...one.querySelectorAll(one.querySelector(".figure") ? "figcaption" : ".scroll tbody th")].map(part => part.textContent),
  one.querySelector(".figure") !== null])"""
#: Sections of so few rows fit on a page.
_FEW = 5


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def page_of(request: pytest.FixtureRequest) -> str:
    """The report of an example."""
    path: Path = request.param
    return report(example(path))


def _pages(pdf: bytes) -> list[str]:
    """The texts of all pages but a large one with the picture, without spaces: where lines break does not matter."""
    return [_bare(page.extract_text()) for page in pypdf.PdfReader(BytesIO(pdf)).pages if _size(page) == _A4]


def _size(page: Any) -> tuple[int, int]:
    return round(float(page.mediabox.width)), round(float(page.mediabox.height))


def _bare(text: str) -> str:
    """Without spaces, and with letters for the ligatures that some fonts have."""
    return "".join(normalize("NFKC", text).split())


@pytest.mark.slow
def test_paper_is_white_whatever_the_screen_is(browser: Browser, page_of: str):
    pages = [browser.open(page_of, scheme=scheme, media="print") for scheme in ("light", "dark")]
    light, dark = (page.ask(_COLOURS) for page in pages)
    assert dark == light
    assert pages[0].ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.open(page_of, scheme="dark").ask(_COLOURS) != light


def test_what_only_screens_can_do_is_not_printed(browser: Browser, page_of: str):
    page = browser.open(page_of, media="print")
    assert page.texts(".skip, footer, .screen") == []
    assert (
        page.ask(
            "[...document.querySelectorAll('nav, thead')].map(one => getComputedStyle(one).position)"
        ).count("sticky")
        == 0
    )
    scrolling = "['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX)"
    assert (
        page.ask(f"[...document.querySelectorAll('.scroll, .picture')].filter(one => {scrolling}).length")
        == 0
    )


@pytest.mark.slow
def test_pages_are_a4_and_only_a_wide_picture_has_a_larger_one(browser: Browser, page_of: str):
    pages = pypdf.PdfReader(BytesIO(browser.open(page_of).pdf())).pages
    sizes = [_size(page) for page in pages]
    assert set(sizes) <= {_A4, _A3}
    assert sizes.count(_A3) <= 1


#: Chinese cannot be looked for in a PDF: fonts have one shape for a character and for the radical that looks like it.
_ENGLISH = [
    path for path in EXAMPLES if compile_source(Source(path.name, example(path))).blueprint.language != "zh"
]


@pytest.mark.slow
@pytest.mark.parametrize("path", _ENGLISH, ids=lambda path: path.stem)
def test_a_section_begins_with_its_first_row_and_a_short_one_stays_whole(browser: Browser, path: Path):
    page = browser.open(report(example(path)))
    printed, sections = _pages(page.pdf()), page.ask(_SECTIONS)
    assert len(sections) > 5
    for heading, rows, charts in sections:
        # A chart stands before the rows, which may all have to go on to the next page.
        together = [] if charts else rows if len(rows) <= _FEW else rows[:1]
        assert any(_in_order(text, [heading, *together]) for text in printed), heading


def _in_order(text: str, parts: list[str]) -> bool:
    """Whether the first part stands in the text, and all others behind it."""
    _, found, rest = text.partition(_bare(parts[0]))
    return bool(found) and all(_bare(part) in rest for part in parts[1:])


@pytest.mark.slow
def test_a_long_table_has_its_headings_on_every_page(browser: Browser):
    count = 90
    steps = "\n".join(
        f'step s{n} "Step {n}" {{ time 5m target 4m; customer c{n} "Comes" }}' for n in range(count)
    )
    page = browser.open(report(f'blueprint long "Long"\n{steps}\n'))
    headings = "[...document.querySelectorAll('#steps thead th')].map(one => one.textContent).join('')"
    row = _bare(page.ask(headings))
    with_steps = [text.partition(row)[2] for text in _pages(page.pdf()) if row in text]
    assert len(with_steps) > 2
    # Below the headings of all pages together, no row stands twice and none is left out.
    assert [sum(text.count(f"{n + 1}Step{n}5min") for text in with_steps) for n in range(count)] == [
        1
    ] * count


def test_every_table_repeats_its_headings_and_cuts_no_row(browser: Browser, page_of: str):
    page = browser.open(page_of, media="print", size="A4")
    styles = "[...document.querySelectorAll('{}')].map(one => getComputedStyle(one).{})"
    assert set(page.ask(styles.format("thead", "display"))) == {"table-header-group"}
    assert set(page.ask(styles.format("tbody tr", "breakInside"))) == {"avoid"}
    assert set(page.ask(styles.format("h2, h3", "breakAfter"))) == {"avoid"}
