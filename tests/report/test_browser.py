"""In a real browser: everybody can read the report, on a screen, on a phone, on paper, by keyboard and by ear."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ..browser import SIZES, Browser
from ..paths import EXAMPLES
from ..reports import example, report

_SCROLLING = """[...document.querySelectorAll("*")].filter(one =>
  one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))"""


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def page_of(request: pytest.FixtureRequest) -> str:
    """The report of an example."""
    path: Path = request.param
    return report(example(path))


#: Each example in both sizes and in both schemes, and each size in each scheme with several examples: axe takes many seconds.
_LOOKED_AT = [
    pytest.param(path, size, scheme, id=f"{path.stem}-{size}-{scheme}")
    for number, path in enumerate(EXAMPLES)
    for size, scheme in zip(["desktop", "phone"], ["light", "dark"][:: (1, -1)[number % 2]], strict=True)
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "size", "scheme"), _LOOKED_AT)
def test_axe_finds_no_barrier(browser: Browser, path: Path, size: str, scheme: str):
    assert browser.open(report(example(path)), size=size, scheme=scheme).barriers() == []


@pytest.mark.slow
def test_axe_finds_barriers_where_there_are_some(browser: Browser):
    page = browser.open(report(example(EXAMPLES[0])))
    page.ask("document.querySelector('h2').style.color = '#ddd'")
    page.ask(
        "document.querySelector('nav').removeAttribute('aria-label'); document.documentElement.lang = ''"
    )
    rules = {one.split(":")[0] for one in page.barriers()}
    assert {"color-contrast", "html-has-lang"} <= rules


@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_nothing_but_tables_and_picture_scrolls_sideways_on_a_phone(
    browser: Browser, page_of: str, size: str
):
    page = browser.open(page_of, size=size)
    assert page.ask("document.documentElement.scrollWidth") == SIZES[size][0]


def test_everything_that_scrolls_is_reached_by_the_keyboard(browser: Browser, page_of: str):
    page = browser.open(page_of, size="tablet")
    assert page.ask(f"{_SCROLLING}.length") > 0
    unnamed = "one.tabIndex < 0 || !one.matches('[aria-labelledby], [aria-label]')"
    assert page.ask(f"{_SCROLLING}.filter(one => {unnamed}).map(one => one.outerHTML.slice(0, 99))") == []


def test_the_first_stop_of_the_keyboard_is_the_way_past_the_head(browser: Browser, page_of: str):
    page = browser.open(page_of)
    page.page.keyboard.press("Tab")
    assert page.ask("document.activeElement.className") == "skip"
    assert page.ask("document.activeElement.getBoundingClientRect().left") >= 0
    page.page.keyboard.press("Enter")
    assert page.ask("location.hash") == "#picture"
    page.page.keyboard.press("Tab")
    assert page.ask("document.activeElement.closest('main') !== null")


def test_headings_come_in_order_and_every_part_is_a_landmark(browser: Browser, page_of: str):
    page = browser.open(page_of)
    levels = page.ask("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.localName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    counts = "['header', 'nav', 'main', 'footer'].map(one => document.querySelectorAll(one).length)"
    assert page.ask(counts) == [1] * 4
    assert page.ask(
        "[...document.querySelectorAll('main > *')].every(one => one.matches('section[aria-labelledby]'))"
    )


@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_no_cell_is_cut_or_squeezed_on_a_phone(browser: Browser, page_of: str, size: str):
    page = browser.open(page_of, size=size)
    cells = """[...document.querySelectorAll("tbody th, tbody td, dd, .tile")].filter(one => one.offsetWidth > 0)"""
    assert page.ask(f"{cells}.length") > 50
    assert (
        page.ask(f"{cells}.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)")
        == []
    )
    # Two Chinese characters find room beside each other.
    assert page.ask(f"Math.min(...{cells}.map(one => one.offsetWidth))") > 40


def test_without_script_everything_is_there(browser: Browser, page_of: str):
    page = browser.open(page_of, script=False)
    assert len(page.texts("section.part h2")) == page.page.locator("section.part").count() > 5
    # What is folded up opens without any script too.
    rows = "tbody tr:not(details *)"
    assert len(page.texts(rows)) == page.page.locator(rows).count() > 20
