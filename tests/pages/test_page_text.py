"""The text of a page, which golden files hold: nothing may get lost on the way, for no golden file would show it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from blueprint import render_as
from blueprint.project import load

from ..page_text import page_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "hotel-stay.blueprint"
UNREAD = {"style", "script", "svg", "pre"}


def of(body: str) -> str:
    return page_text(f'<html lang="en" dir="ltr"><head><title>T</title></head><body>{body}</body></html>')


class Texts(HTMLParser):
    """The pieces of text of a page, with single spaces, but for styles, scripts, pictures and listings."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unread = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._unread:
            self.found.append(re.sub(r"\s+", " ", data).strip())


@pytest.mark.parametrize("form", ["html", "manual", "guide"])
def test_no_text_of_a_page_is_lost_and_their_order_is_kept(form: str):
    html = render_as(load(EXAMPLE), form)
    assert isinstance(html, str)
    text, at = page_text(html).replace("\u00a0", " "), 0
    found = Texts(html).found
    assert len(found) > 200
    for piece in found:
        at = text.find(piece.replace("\u00a0", " "), at)
        assert at >= 0, piece


def test_headings_rows_terms_and_items_each_have_their_form():
    assert of("<h2>Two <b>3</b></h2><p>A\n b</p>") == "page: T (en, ltr)\n\n## Two 3\nA b\n"
    table = "<table><thead><tr><th>A<th>B</tr></thead></table>".replace("<th>B", "</th><th>B</th>")
    assert of(table).endswith("\nA | B\n---\n")
    rows = "<table><tbody><tr><th>1</th><td><div>x</div><div>y</div></td><td></td></tr></tbody></table>"
    assert of(rows).endswith("\n1 | x / y |\n")
    assert of("<dl><dt>A</dt><dd>x</dd><dd>y</dd><dt>B</dt></dl>").endswith("\nA: x / y\nB:\n")
    assert of("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>").endswith("\n- a\n  - b\n- c\n")
    assert of('<ol aria-label="Found"><li><b>1.2</b><p>a</p></li></ol>').endswith("\n[Found]\n- 1.2 a\n")


def test_pictures_and_listings_are_a_mark_and_the_words_of_scripts_are_there():
    assert of('<svg class="bp" aria-label="P"><text>x</text></svg>').endswith("\n[picture P]\n")
    assert of('<svg class="chart"><text>x</text></svg>').endswith("\n[chart]\n")
    assert of('<pre aria-label="f">a\nb\n</pre>').endswith("\n[listing f: 2 lines]\n")
    script = '<script type="application/json">{"words": {"b": "B", "a": "A"}}</script><script>1</script>'
    assert of(script).endswith("\n[words for the script]\na: A\nb: B\n")


def test_what_a_style_sheet_sets_apart_is_apart_and_a_title_stands_behind():
    assert of('<p><span>a</span><span>b</span>, <abbr title="R: does it">R</abbr></p>').endswith(
        "\na b, R [R: does it]\n"
    )
