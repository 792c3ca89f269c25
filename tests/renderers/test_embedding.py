"""A picture inside the pages of others: it looks as it looks alone, fits its place, and comes whole through Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from blueprint.renderers.svg.picture import draw
from blueprint.renderers.themes.sheet import LIGHT

from blueprint.drawing import Drawing
from blueprint.render import find
from blueprint.style import Style

from ..browser import Browser, Open
from .pictures import needs, of

SCRIPT = Path(__file__).with_name("hostile_page.js").read_text(encoding="utf-8")
EMBED = Style(embed=True)
TEXT = r"""blueprint m "Mail *order* {{ x }}"
step order "Order {% y %}" {
  customer choose "Fills in `form` *A* and _B_ \\[link](x) ~~s~~ :smile: @me" wait 5m {
    fail high "Wrong <b>size</b> &amp; colour" severity 9 occurrence 6 detection 5
    see "https://example.org/a_b*c*?d=1&e=2"
  }
  -> frontstage greet "Adds 5 * 3 items * tax, ![i](y) $x$ #12 | a | b" decision
  greet -> backstage pack "Packs" when "yes *now*"
}
"""


@cache
def drawing(text: str) -> Drawing:
    return of(text).drawing


def svg(style: Style = EMBED, text: str = TEXT) -> str:
    return draw(drawing(text), style=style)


# ── Markdown and templates ───────────────────────────────────────────────────────────────────────────────────────────


def tags_and_texts(text: str) -> tuple[list[str], list[str]]:
    """What is between tags, and the tags, without values that mean the same written otherwise."""
    found = re.split(r"(<[^>]*>)", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
    return found[1::2], found[0::2]


@pytest.mark.parametrize("style", [EMBED, replace(EMBED, figure=True)])
def test_a_pasted_picture_holds_nothing_that_markdown_or_a_template_takes_for_its_own(style: Style):
    lines = svg(style).split("\n")
    # An HTML block begins with a tag that is alone on its line, and ends at an empty one.
    assert re.fullmatch("<[^<>]*>", lines[0])
    assert all(line.strip() and not line[0].isspace() for line in lines)
    tags, texts = tags_and_texts(svg(style))
    assert not re.search(r"[\\`*_~^|$:@\[\]{}]", "".join(texts))
    assert not re.search(r"[\\`*\[\]{}\n]", "".join(tags))
    [sheet] = re.findall("<style>(.*?)</style>", svg(style), flags=re.DOTALL)
    assert not re.search(r"""["'&\\`_\n]|\{[{%#]|\*\S*\*""", sheet)


class _Read(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in ("p", "h1"):
            self.found.append((tag, attrs))

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        self.found += [data.strip()] if data.strip() else []


@needs("markdown_it")
@pytest.mark.parametrize("style", [EMBED, replace(EMBED, figure=True)])
@pytest.mark.parametrize("before", ["", "# Title\n\n", "Right below a text\n"])
def test_a_picture_comes_whole_through_commonmark(style: Style, before: str):
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark", {"html": True}).render(f"{before}{svg(style)}\n\nAfter\n")
    inside = page[page.index(svg(style)[:5]) : page.rindex("After")]
    assert _Read(inside).found == _Read(svg(style)).found


@needs("markdown")
@pytest.mark.parametrize("style", [EMBED, replace(EMBED, figure=True)])
@pytest.mark.parametrize("extensions", [[], ["extra", "smarty", "toc", "admonition"]])
def test_a_picture_comes_whole_through_python_markdown(style: Style, extensions: list[str]):
    import markdown

    page = markdown.markdown(f"# Title\n\n{svg(style)}\n\nAfter\n", extensions=extensions)
    inside = page[page.index(svg(style)[:5]) : page.rindex("After")]
    if "smarty" in extensions and not style.figure:
        # Dashes of the style sheet become longer ones, and the light picture is left.
        inside, whole = (re.sub("<style>.*?</style>", "", one) for one in (inside, svg(style)))
        assert _Read(inside).found == _Read(whole).found
    else:
        assert _Read(inside).found == _Read(svg(style)).found


# ── what a page hands down ───────────────────────────────────────────────────────────────────────────────────────────


def compared(page: Open, picture: str, without: list[str], css: str = "inherited()") -> dict[str, str]:
    """How a picture in a parent that sets everything differs from one in a bare page."""
    script = f"([svg, without]) => {{ {SCRIPT}; const css = {css}; return differences(seen(svg, {{}}, without), seen(svg, css, without)) }}"
    return dict(page.ask(script, [picture, without]))


@pytest.mark.parametrize("without", [[], ["sheet"]])
def test_nothing_that_a_page_hands_down_reaches_a_picture(browser: Browser, without: list[str]):
    page = browser.open("<!doctype html><meta charset=utf-8><title>t</title><body>")
    handed = page.ask(f"() => {{ {SCRIPT}; return inherited() }}")
    assert len(handed) > 100
    assert {"direction", "letter-spacing", "text-transform", "stroke", "line-height", "writing-mode"} <= set(
        handed
    )
    assert set(compared(page, svg(), without)) <= {"-webkit-user-modify"}
    # The whole, as a file on its own is pasted.
    alone = draw(drawing(TEXT), standalone=True)
    assert set(compared(page, alone, without)) <= {"-webkit-user-modify"}


def test_where_styles_of_every_kind_are_dropped_what_svg_has_attributes_for_is_reset(browser: Browser):
    page = browser.open("<!doctype html><meta charset=utf-8><title>t</title><body>")
    for css in (
        "direction:rtl;text-anchor:end;writing-mode:vertical-rl;dominant-baseline:hanging",
        "letter-spacing:5px;word-spacing:9px;font:italic small-caps 900 30px/3 monospace;font-stretch:condensed",
        "fill:red;stroke:red;stroke-width:5;stroke-dasharray:4;stroke-linecap:round;stroke-opacity:.2;fill-opacity:.2;fill-rule:evenodd",
        "paint-order:stroke;marker-start:url(#m);shape-rendering:crispEdges;text-rendering:geometricPrecision;cursor:move",
    ):
        given = str(dict(one.split(":", 1) for one in css.split(";")))
        assert set(compared(page, svg(), ["sheet", "style"], given)) <= {"line-height"}, css


def test_the_sheet_changes_nothing_in_a_light_page(browser: Browser):
    """Element by element the attributes come to what the style sheet says."""
    page = browser.open("<!doctype html><meta charset=utf-8><title>t</title><body>")
    script = f"svg => {{ {SCRIPT}; return differences(seen(svg, {{}}, []), seen(svg, {{}}, ['sheet'])) }}"
    found = page.ask(script, svg())
    # A link's own colour and pointer; nothing is drawn in them.
    assert {name for name in found if not name.endswith("color")} <= {
        "transform-origin",
        "cursor",
        "text-decoration",
        "text-decoration-line",
    }


def test_a_page_hides_a_picture_as_it_hides_an_image(browser: Browser):
    page = browser.open(
        f"<!doctype html><meta charset=utf-8><title>t</title><body style='visibility:hidden'>{svg()}"
    )
    assert page.texts("text") == []


def test_links_have_the_looks_of_the_picture_and_not_of_the_page(browser: Browser):
    rules = "<style>a{font-weight:900;letter-spacing:4px;text-transform:uppercase;fill:red}</style>"
    linked = draw(drawing(TEXT), links={"order.choose": "#a", "order.greet": "#b"})
    page = browser.open(f"<!doctype html><meta charset=utf-8><title>t</title>{rules}{linked}")
    looks = """() => { const found = getComputedStyle(document.querySelector('svg a text.bp-card'));
        return [found.fontWeight, found.letterSpacing, found.textTransform] }"""
    assert page.ask(looks) == ["400", "normal", "none"]


def test_a_report_hands_nothing_down_to_its_picture(browser: Browser):
    """Its policy refuses style attributes; its picture has the sheet."""
    page = browser.open(str(find("html").render(of(TEXT))))
    page.ask(
        """() => { const added = new CSSStyleSheet();
        added.replaceSync(".picture{letter-spacing:4px;line-height:3;font-weight:900;text-align:right;stroke:red}");
        document.adoptedStyleSheets = [added] }"""
    )
    looks = """() => { const found = getComputedStyle(document.querySelector('.picture svg text.bp-card'));
        return [found.letterSpacing, found.lineHeight, found.fontWeight, found.textAlign, found.stroke] }"""
    assert page.ask(looks) == ["normal", "normal", "400", "start", "none"]


def test_forced_colours_are_the_readers(browser: Browser):
    for scheme in ("auto", "light", "dark"):
        page = browser.open(
            f"<!doctype html><meta charset=utf-8><title>t</title>{svg(replace(EMBED, scheme=scheme))}"
        )
        page.page.emulate_media(forced_colors="active")
        canvas, ink = page.ask(
            "() => { document.body.style.cssText = 'background:Canvas;color:CanvasText'; const s = getComputedStyle(document.body); return [s.backgroundColor, s.color] }"
        )
        fills = page.ask(
            "() => [...document.querySelectorAll('svg text')].map(each => getComputedStyle(each).fill)"
        )
        assert set(fills) == {ink}
        behind = page.ask(
            "() => ['.bp-box', '.bp-pill', '.bp-edge', '.bp-paper'].map(each => getComputedStyle(document.querySelector(each)).fill)"
        )
        assert set(behind) == {canvas}
        assert canvas != ink


def test_one_picture_twice_in_a_page_is_described_even_where_the_first_is_not_shown(browser: Browser):
    """The same bytes have the same ids; what refers to them finds the same words."""
    page = browser.open(
        f"<!doctype html><meta charset=utf-8><title>t</title><div style='display:none'>{svg()}</div><div id=two>{svg()}</div>"
    )
    told = page.page.locator("#two svg").aria_snapshot()
    assert "Fills in `form`" in told
    session = page.page.context.new_cdp_session(page.page)
    found = session.send("Runtime.evaluate", {"expression": "document.querySelector('#two svg')"})
    ask = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
    [node] = session.send("Accessibility.getPartialAXTree", ask)["nodes"]
    assert node["description"]["value"].startswith("Service blueprint.")
    paper = page.ask("() => getComputedStyle(document.querySelector('#two .bp-paper')).fill")
    assert paper == f"rgb{tuple(bytes.fromhex(LIGHT['paper'][1:]))}"


# ── its size ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PLACES = {
    "block": "<div>{}</div>",
    "paragraph": "<p>{}</p>",
    "figure": "<figure style='width:fit-content;margin:0 auto'>{}</figure>",
    "item of a flexible row": "<div style='display:flex'><div>{}</div></div>",
    "flexible row": "<div style='display:flex'>{}</div>",
    "flexible column": "<div style='display:flex;flex-direction:column;align-items:center'>{}</div>",
    "row in a line": "<div style='display:inline-flex'>{}</div>",
    "grid": "<div style='display:grid;justify-items:center'>{}</div>",
    "column of a grid": "<div style='display:grid;grid-template-columns:auto 1fr'><div>{}</div></div>",
    "table": "<table style='border-spacing:0'><tr><td style='padding:0'>{}</td></tr></table>",
    "float": "<div style='float:left'>{}</div>",
    "block in a line": "<div style='display:inline-block'>{}</div>",
    "out of the flow": "<div style='position:absolute'>{}</div>",
    "list": "<ul style='padding:0'><li style='list-style:none'>{}</li></ul>",
}


def test_a_picture_has_its_size_in_every_place_and_shrinks_where_there_is_less_room(browser: Browser):
    small = svg(EMBED, 'blueprint c "Coffee"\nstep s "Order" {\n  customer a "Chooses"\n}\n')
    framed = svg(
        replace(EMBED, figure=True), 'blueprint c "Coffee"\nstep s "Order" {\n  customer a "Chooses"\n}\n'
    )
    wide, least = (float(re.findall(rf"{name}([\d.]+)", framed)[0]) for name in ('width="', "min-width:"))
    measure = """([place, picture]) => { document.body.innerHTML = place.replace('{}', picture);
        const box = document.querySelector('svg').getBoundingClientRect();
        return [Math.round(box.width), Math.round(box.width / box.height * 100), document.documentElement.scrollWidth] }"""
    for width in (1000, 300):
        page = browser.open(
            "<!doctype html><meta charset=utf-8><title>t</title><body style='margin:0'>", size=(width, 800)
        )
        for name, place in PLACES.items():
            plain, frame = (page.ask(measure, [place, picture]) for picture in (small, framed))
            assert plain[0] == round(min(wide, width)), name
            assert frame[0] == round(max(least, min(wide, width))), name
            # The page itself never scrolls, and nothing is out of shape.
            assert plain[2] == frame[2] == width, name
            assert abs(plain[1] - frame[1]) <= 1, name


def test_a_figure_begins_where_its_picture_does_in_a_page_of_another_direction(browser: Browser):
    picture = svg(replace(EMBED, figure=True))
    for direction in ("ltr", "rtl"):
        page = browser.open(
            f"<!doctype html><html dir={direction}><meta charset=utf-8><title>t</title>{picture}",
            size="phone",
        )
        lefts = page.ask(
            "() => ['figure', 'svg'].map(each => Math.round(document.querySelector(each).getBoundingClientRect().left))"
        )
        assert lefts[0] == lefts[1]


def test_a_figure_that_scrolls_has_no_barriers(browser: Browser):
    picture = svg(replace(EMBED, figure=True))
    page = browser.open(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>t</title><main><h1>Service</h1>{picture}</main>",
        size="narrow",
    )
    assert page.barriers() == []
