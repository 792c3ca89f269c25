"""Reports as Chromium prints them: light, whole, and with their headings on every page."""

from __future__ import annotations

import re
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
_A4, _UPRIGHT, _A3 = (843, 596), (596, 843), (842, 1191)
#: The smallest letters of a picture on paper, in points, and the pages of the longest example.
_SMALLEST, _MOST_PAGES = 5.0, 26
_COLOURS = """[...document.querySelectorAll("*")].map(one => {
  const style = getComputedStyle(one);
  const named = ["color", "backgroundColor", "backgroundImage", "borderTopColor", "borderBottomColor", "boxShadow", "fill", "stroke"];
  return [one.localName, one.getAttribute("class"), ...named.map(name => style[name])].join(" ");
})"""
#: Of each section with a table the heading, and the first cell of each row.
_SECTIONS = """[...document.querySelectorAll("section.part:has(> .scroll)")].map(one => [
  one.querySelector("h2").textContent,
  [...(one.querySelector(".figure") ?? one.querySelector(".scroll")).querySelectorAll("figcaption, tbody th")].map(part => part.textContent),
  one.querySelector(".figure") !== null])"""
#: Tables of so few rows are not cut.
_FEW = 4


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def page_of(request: pytest.FixtureRequest) -> str:
    """The report of an example."""
    path: Path = request.param
    return report(example(path))


def _pages(pdf: bytes) -> list[str]:
    """The texts of all pages but those of the picture, without spaces: where lines break does not matter."""
    return [_bare(page.extract_text()) for page in pypdf.PdfReader(BytesIO(pdf)).pages if _size(page) == _A4]


def _size(page: Any) -> tuple[int, int]:
    return round(float(page.mediabox.width)), round(float(page.mediabox.height))


def _bare(text: str) -> str:
    """Without spaces and the dots between the lines of a cell, and with letters for the ligatures that some fonts have."""
    return "".join(normalize("NFKC", text).replace("·", "").split())


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
def test_pages_are_as_large_as_the_paper_few_and_numbered(browser: Browser, page_of: str):
    pages = pypdf.PdfReader(BytesIO(browser.open(page_of).pdf())).pages
    sizes = [_size(page) for page in pages]
    assert set(sizes) <= {_A4, _UPRIGHT, _A3}
    assert sizes.count(_A3) <= 2
    assert len(pages) <= _MOST_PAGES
    for number, page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in _bare(page.extract_text())


def test_the_picture_is_legible_on_paper(page_of: str):
    """It is folded where its letters were too small otherwise, and every sheet holds all that is on it."""
    paper = re.search(r'<div class="printed">(.*?)\n</section>', page_of, re.DOTALL)
    assert paper is not None
    sheets = re.findall(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)" viewBox="0 0 ([\d.]+)', paper[1])
    assert len(sheets) > 1
    turns = re.findall(r'<div class="is-([a-z-]+)">', paper[1])
    for turn, sheet in zip(turns, sheets, strict=True):
        wide, high, whole = map(float, sheet)
        assert wide / whole * 10.5 * 0.75 >= _SMALLEST - 0.01
        # A4 and Letter less the margins; A3 for a step that they do not hold.
        larger = 1.42 if turn.startswith("large") else 1.0
        sides = (wide, high) if turn.endswith("upright") else (high, wide)
        assert sides[0] <= 733 * larger
        assert sides[1] <= 995 * larger
    assert sum(turn.startswith("large") for turn in turns) <= 2
    cards = set(re.findall(r'data-action="([^"]+)" data-kind', page_of))
    taken = [href.replace("card-", "") for href in re.findall(r'<use href="#([^"]+)"', paper[1])]
    assert sorted(taken) == sorted(card.replace(" ", "-") for card in cards)


def test_a_small_picture_is_printed_as_it_is() -> None:
    assert 'class="printed"' not in report('blueprint x "X"\nstep s "S" { customer "Comes" }\n')


@pytest.mark.slow
def test_the_cards_of_the_printed_picture_look_like_those_on_the_screen(browser: Browser, page_of: str):
    page = browser.open(page_of, media="print")
    assert page.ask("getComputedStyle(document.querySelector('.picture')).display") == "none"
    assert page.ask("getComputedStyle(document.querySelector('.printed')).display") == "block"
    shown = "document.querySelector('.picture [data-action]').classList.contains('bp')"
    assert page.ask(shown) is True


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
    headings = "[...document.querySelectorAll('#steps thead th:not(.is-place)')].map(one => one.textContent).join('')"
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
    # An action and where it stands are on one line, if there is room: that is a third of the pages.
    assert set(page.ask(styles.format("td.is-main > div", "display"))) == {"inline"}
