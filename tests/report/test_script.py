"""The report in a browser: cards, controls, tables and search, and a page that is complete without any of them."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from blueprint.renderers.page.scripts import OF_REPORT, OF_TABLES, data, script

from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.source import Source

from ..paths import EXAMPLES
from ..poison import Poison, in_source
from ..reports import EVERYTHING, HOSTILE, everything, example, report, scene_of

SERVICE = """
blueprint desk "Desk"
language en
persona family "Family"
persona alone "Traveller"
role clerk "Clerk"
role packer "Packer"
channel phone "Telephone"
metric speed "Speed" now 3 target 2
step ask "Ask" {
  evidence sign "Sign" at come
  customer come "Comes" emotion -1 "Hm" tracks speed
  -> frontstage greet "Greets" by clerk via phone time 2m {
    standard "Within a minute" within 1m
    script "Good day"
    fail late "Nobody is there" severity 8 occurrence 3 detection 2 { prevent "Stand by" }
    pain cold "It is cold" view customer importance high
  }
  greet -> backstage know "Known?" decision by clerk
  know -> customer sit "Sits down" for family when "no" 30%
}
step send "Send" {
  know -> backstage pack "Packs" by packer when "yes" 70%
  -> customer leave "Leaves"
  evidence bag "Bag"
}
"""
#: Eight fail points; their reading order is not that of their ratings.
FAILS = SERVICE + "\n".join(
    f'fail {name} "Lost {name}" severity {severity} occurrence 2 detection 2'
    for name, severity in (
        ("key", 4),
        ("bag", 10),
        ("coat", 7),
        ("dog", 2),
        ("map", 9),
        ("pen", 1),
        ("hat", 5),
    )
)


def open_(browser: Any, what: str = SERVICE, **how: Any) -> Any:
    return browser.open(report(what), **how)


def card(page: Any, key: str) -> Any:
    return page.locator(f'svg g[data-action="{key}"] a')


def choose(page: Any, name: str) -> Any:
    """A list of the picture's controls."""
    return page.locator(".picture-tools label", has_text=name).locator("select")


def lit(page: Any) -> set[str]:
    """The actions that are not dimmed."""
    shown = "svg [data-action]:not(.is-dim, [data-kind=evidence])"
    return set(page.evaluate(f"[...document.querySelectorAll('{shown}')].map(one => one.dataset.action)"))


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_click_on_a_card_shows_all_that_is_known_of_it(browser: Any):
    page = open_(browser).page
    card(page, "ask.greet").click()
    panel = page.locator("#panel")
    assert panel.get_by_role("heading", level=2).inner_text() == "Greets"
    text = panel.inner_text()
    for word in ("1 Ask", "Clerk", "Telephone", "2 min", "Within a minute", "within 1 min", "Good day", "Comes", "Known?",
                 "Nobody is there", "S 8 · O 3 · D 2 · RPN 48", "Stand by", "It is cold", "Importance: high"):  # fmt: skip
        assert word in text, word
    rows = panel.locator("nav a").all_inner_texts()
    assert any("Fail points" in one for one in rows)
    assert (
        page.evaluate("new Set([...document.querySelectorAll('[id]')].map(o => o.id)).size")
        == page.locator("[id]").count()
    )


def test_the_panel_is_opened_and_left_with_the_keyboard(browser: Any):
    page = open_(browser).page
    card(page, "ask.greet").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert page.locator("#panel").get_attribute("aria-labelledby") == "panel-title"
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.closest('[data-action]').dataset.action") == "ask.greet"


def test_links_of_the_panel_lead_to_other_cards_and_to_rows(browser: Any):
    page = open_(browser).page
    card(page, "ask.greet").click()
    page.locator("#panel dd a", has_text="Known?").click()
    assert page.locator("#panel-title").inner_text() == "Known?"
    assert page.locator("svg .is-chosen").get_attribute("data-action") == "ask.know"
    page.locator("#panel nav a").first.click()
    assert page.evaluate("document.querySelector(':target').dataset.action") == "ask.know"


def test_on_a_phone_the_panel_is_a_sheet_at_the_bottom(browser: Any):
    page = open_(browser, size="phone").page
    card(page, "ask.come").click()
    box = page.locator("#panel").bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    assert box["y"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") == 390


# ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_picture_is_zoomed_and_moved(browser: Any):
    page = open_(browser).page
    natural = page.evaluate("document.querySelector('.picture svg').viewBox.baseVal.width")
    frame = page.locator(".picture")

    def width() -> float:
        return page.locator(".picture svg").bounding_box()["width"]

    page.get_by_role("button", name="Actual size").click()
    assert width() == pytest.approx(natural, abs=1)
    page.get_by_role("button", name="Zoom in").click()
    assert width() == pytest.approx(1.25 * natural, abs=1)
    frame.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert width() == pytest.approx(1.25**3 * natural, abs=1)
    frame.hover(position={"x": 300, "y": 200})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_function(
        f"document.querySelector('.picture svg').getBoundingClientRect().width > {2.5 * natural}"
    )
    before = page.evaluate("document.querySelector('.picture').scrollLeft")
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 400, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 200, steps=3)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.picture').scrollLeft") == pytest.approx(
        before + 100, abs=2
    )
    assert not page.locator("#panel").is_visible(), "a drag is no click"
    page.get_by_role("button", name="Fit").click()
    assert width() == pytest.approx(frame.evaluate("one => one.clientWidth"), abs=1)


def test_two_fingers_zoom_the_picture(browser: Any):
    page = open_(browser, size="phone").page
    page.get_by_role("button", name="Actual size").click()
    pinch = """([name, gap]) => {
      const frame = document.querySelector(".picture"), box = frame.getBoundingClientRect();
      const touch = (id, x) => new Touch({identifier: id, target: frame, clientX: x, clientY: box.top + 90});
      const touches = [touch(1, 180 - gap / 2), touch(2, 180 + gap / 2)];
      frame.dispatchEvent(new TouchEvent(name, {touches, cancelable: true, bubbles: true}));
    }"""
    before = page.locator(".picture svg").bounding_box()["width"]
    page.evaluate(pinch, ["touchstart", 50])
    page.evaluate(pinch, ["touchmove", 100])
    assert page.locator(".picture svg").bounding_box()["width"] == pytest.approx(2 * before, rel=0.01)


def test_full_screen_covers_the_window_and_all_else_is_out_of_reach(browser: Any):
    page = open_(browser).page
    page.evaluate("Element.prototype.requestFullscreen = undefined")
    button = page.get_by_role("button", name="Full screen")
    button.click()
    box = page.locator("#picture").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 800)
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate(
        "document.querySelector('nav.contents').inert && document.querySelector('#touchpoints').inert"
    )
    card(page, "ask.greet").click()
    assert page.locator("#panel").is_visible()
    page.locator("#panel nav a").first.click()
    page.wait_for_function("!document.querySelector('.is-full')")
    assert not page.evaluate("document.querySelector('nav.contents').inert")


def test_a_role_a_persona_and_a_flow_are_highlighted_and_said(browser: Any):
    page = open_(browser).page
    everything_ = {"ask.come", "ask.greet", "ask.know", "ask.sit", "send.pack", "send.leave"}
    assert lit(page) == everything_
    choose(page, "Role").select_option(label="Clerk")
    assert lit(page) == {"ask.greet", "ask.know"}
    status = page.locator(".picture-tools output.shown")
    assert status.inner_text() == "2 of 6 cards highlighted"
    assert status.get_attribute("aria-live") == "polite"
    arrows = "one => one.matches('.is-dim')"
    assert page.locator('svg [data-from="ask.come"]').first.evaluate(arrows)
    assert not page.locator('svg [data-from="ask.greet"][data-to="ask.know"]').first.evaluate(arrows)
    page.get_by_role("button", name="Clear").click()
    assert lit(page) == everything_
    choose(page, "Persona").select_option(label="Traveller")
    assert lit(page) == everything_ - {"ask.sit"}
    choose(page, "Persona").select_option(label="Family")
    assert lit(page) == everything_
    card(page, "send.pack").click()
    before = page.get_by_role("button", name="What leads here")
    before.click()
    assert before.get_attribute("aria-pressed") == "true"
    assert lit(page) == {"ask.come", "ask.greet", "ask.know", "send.pack"}
    page.get_by_role("button", name="What follows").click()
    assert lit(page) == {"ask.come", "ask.greet", "ask.know", "send.pack", "send.leave"}
    before.click()
    assert lit(page) == {"send.pack", "send.leave"}


def test_labels_of_arrows_are_dimmed_with_them(browser: Any):
    page = open_(browser).page
    choose(page, "Role").select_option(label="Packer")
    label = page.locator("svg g[data-from][data-to] text", has_text="no").first
    assert label.evaluate("one => Boolean(one.closest('.is-dim'))")


def test_lanes_and_rows_are_hidden_with_all_that_is_in_them(browser: Any):
    page = open_(browser).page
    page.get_by_text("Lanes and rows").click()
    page.get_by_role("checkbox", name="Frontstage").uncheck()
    seen = "one => getComputedStyle(one).visibility"
    assert page.locator('svg [data-action="ask.greet"]').evaluate(seen) == "hidden"
    assert page.locator('svg [data-point="F1"]').evaluate(seen) == "hidden"
    assert page.locator('svg [data-to="ask.greet"]').first.evaluate(seen) == "hidden"
    assert page.locator('svg [data-action="ask.come"]').evaluate(seen) == "visible"
    page.get_by_role("checkbox", name="Emotion").uncheck()
    assert page.locator('svg [data-row="emotion"]').first.evaluate(seen) == "hidden"
    page.get_by_role("checkbox", name="Frontstage").check()
    assert page.locator('svg [data-action="ask.greet"]').evaluate(seen) == "visible"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "summary"


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def column(page: Any, number: int) -> list[str]:
    cells = page.locator(f"#fails .scroll tbody tr:not([hidden]) > :nth-child({number})").all_inner_texts()
    return [one.split("\n")[0] for one in cells]


def test_a_head_sorts_up_down_and_back(browser: Any):
    page = open_(browser, FAILS).page
    head = page.locator("#fails .scroll th", has=page.get_by_role("button", name="S", exact=True))
    original = column(page, 2)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(page, 3) == ["1", "2", "4", "5", "7", "8", "9", "10"]
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(page, 3) == ["10", "9", "8", "7", "5", "4", "2", "1"]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(page, 2) == original


def test_empty_cells_stand_last_both_ways_and_equal_ones_stay_as_they_were(browser: Any):
    page = open_(browser, FAILS + '\nfail none "Unrated"').page
    button = page.locator("#fails .scroll thead").get_by_role("button", name="O", exact=True)
    before = [one for one in column(page, 2) if one not in ("Unrated", "Nobody is there")]
    button.click()
    assert column(page, 2) == [*before, "Nobody is there", "Unrated"]
    button.click()
    assert column(page, 2) == ["Nobody is there", *before, "Unrated"]


def test_on_a_phone_a_list_sorts(browser: Any):
    page = open_(browser, FAILS, size="phone").page
    page.locator("#fails").get_by_label("Sort by").select_option(label="S")
    assert column(page, 3)[0] == "1"
    # Heads that nobody sees are not to be reached with the keyboard.
    assert page.locator("#fails .scroll thead button").first.is_disabled()


def test_a_field_filters_rows_and_says_how_many_are_left(browser: Any):
    page = open_(browser, FAILS).page
    field = page.locator("#fails").get_by_role("searchbox")
    field.fill("LOST coat")
    assert column(page, 2) == ["Lost coat"]
    count = page.locator("#fails output")
    assert count.inner_text() == "1 of 8"
    assert count.get_attribute("aria-live") == "polite"
    # Who follows a link to a row that is filtered out is to see it.
    page.evaluate("location.hash = '#fail-F2'")
    page.wait_for_function("!document.querySelector('#fail-F2').hidden")
    assert field.input_value() == ""
    assert count.inner_text() == ""


def test_columns_of_few_values_have_a_list_to_choose_from(browser: Any):
    page = browser.open(report(FAILS)).page
    page.locator("#fails").get_by_role("combobox", name="Risk", exact=True).select_option(label="high")
    assert set(column(page, 2)) == {"Lost bag", "Lost map"}
    assert page.locator("#fails output").inner_text() == "2 of 8"


def test_few_rows_need_no_filter(browser: Any):
    assert open_(browser).page.locator("#fails input").count() == 0


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_search_lists_what_it_finds_and_leads_there(browser: Any):
    page = open_(browser).page
    page.keyboard.press("/")
    page.keyboard.type("nobody is")
    options = page.get_by_role("option")
    assert "Nobody is there" in options.first.inner_text()
    box = page.get_by_role("combobox", name="Search")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#fail-F1'")
    assert not options.first.is_visible()


def test_the_search_opens_what_is_folded(browser: Any):
    page = open_(browser).page
    assert not page.locator("#about-send\\.pack").is_visible()
    page.get_by_role("combobox", name="Search").fill("packs")
    page.get_by_role("option", name="Packs Actions in detail").click()
    page.locator("#about-send\\.pack").wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "about-send.pack"


def test_a_line_of_the_text_is_opened_where_a_row_leads_to_it(browser: Any):
    page = open_(browser).page
    page.locator("#fail-F1 .is-place a").click()
    assert page.locator(":target").is_visible()
    assert "fail late" in page.locator(":target").inner_text()


def test_what_is_not_there_is_said(browser: Any):
    page = open_(browser).page
    page.get_by_role("combobox", name="Search").fill("qqqq")
    assert page.locator(".search [role=status]").inner_text() == "Nothing found"


# ── around it all ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_script_everything_is_there(browser: Any):
    page = open_(browser, FAILS, script=False).page
    assert page.locator("button, input, select").count() == 0
    article = page.locator("#about-ask\\.greet")
    assert {"Good day", "Telephone"} <= set(article.locator("dd").all_text_contents())
    page.locator("details.shelf summary").first.click()
    assert article.is_visible()
    card(page, "send.pack").click()
    assert page.locator(":target").get_attribute("data-action") == "send.pack"


def test_paper_shows_the_rows_that_the_screen_shows_and_no_controls(browser: Any):
    page = open_(browser, FAILS).page
    page.get_by_role("button", name="Zoom in").click()
    page.locator("#fails").get_by_role("searchbox").fill("LOST coat")
    page.emulate_media(media="print")
    assert page.locator("#fails .scroll tbody tr:visible").count() == 1
    assert page.locator("#fails output").is_visible()
    assert not page.locator("#fails input").is_visible()
    assert not page.locator(".picture-tools button").first.is_visible()
    assert not page.locator("#cards").is_visible()
    svg, frame = (page.locator(one).bounding_box()["width"] for one in (".picture svg", ".picture"))
    assert svg <= frame


@pytest.mark.slow
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_what_the_script_adds(browser: Any, size: str, scheme: str):
    opened = open_(browser, FAILS, size=size, scheme=scheme)
    assert opened.barriers() == []
    card(opened.page, "ask.greet").click()
    opened.page.get_by_role("button", name="What leads here").click()
    # Dimmed cards are less to be read than others: that is what they are dimmed for.
    assert [one for one in opened.barriers() if not one.startswith("color-contrast")] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_card_of_an_example_opens_its_panel(browser: Any, path: Path):
    drawn = scene_of(example(path))
    page = browser.open(report(drawn)).page
    titles = page.evaluate(
        """[...document.querySelectorAll("svg [data-action] a")].map(one => {
          one.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
          return document.querySelector("#panel-title").textContent;
        })"""
    )
    assert titles == [" ".join(one.text.split()) for one in _in_drawing_order(drawn)]


def _in_drawing_order(drawn: Any) -> list[Any]:
    actions = drawn.blueprint.actions
    return [actions[card.key] for card in drawn.drawing.cards if card.key in actions]


_NASTY = HOSTILE + "\u2028\u2029 </script> ]]> \\ ' \" ${1} {count} {total}"


@pytest.mark.parametrize("source", ["everything", "service"])
def test_hostile_texts_leave_the_script_working_and_run_nothing(browser: Any, source: str):
    text = everything(_NASTY) if source == "everything" else in_source(SERVICE, Poison(_NASTY))
    opened = browser.open(report(text))
    page = opened.page
    first = page.locator("svg [data-action] a").first
    first.click()
    assert "alert(1)" in page.locator("#panel-title").inner_text()
    page.keyboard.press("Escape")
    for select in page.locator(".picture-tools select").all():
        select.select_option(index=1)
    for head in page.locator("thead button").all()[:8]:
        head.click()
    page.get_by_role("combobox", name="Search").fill("alert")
    assert page.get_by_role("option").count() > 3
    page.keyboard.press("Enter")
    assert page.evaluate("window.__owned") is None
    assert page.title() != "owned"
    assert page.locator("iframe, img, form, base, link").count() == 0
    assert opened.dialogs == []


def test_no_text_breaks_out_of_the_data():
    value = {"</script><!--": ["&amp;<>\u2028\u2029\x00\ud800é", _NASTY]}
    text = data(value)
    assert json.loads(text) == value
    assert text.isascii()
    assert not re.search(r"[<>&]", text)


def test_the_script_is_small_and_does_nothing_that_a_policy_would_forbid():
    text = script(OF_REPORT)
    assert len(text.encode()) < 30_000
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|fetch\(|https?:", text
    )
    assert 'setAttribute("style"' not in text


def test_an_index_takes_the_tables_and_the_search_without_the_picture(browser: Any):
    rows = "".join(
        f'<tr id="r{n}"><th scope="row" class="is-main"><div dir="auto">Service {n}</div></th>'
        f'<td class="is-number"><div dir="auto">{n % 5}</div></td></tr>'
        for n in range(9)
    )
    from blueprint.renderers.page.scripts import script_words

    from blueprint.words.labels import Words

    opened = browser.open(
        f'<!DOCTYPE html><html lang="en"><title>t</title><nav class="contents"><ul></ul></nav><main><section id="s"><h2>Services</h2>'
        f'<div class="scroll"><table><thead><tr><th>Name</th><th>Count</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f'</section></main><script type="application/json" id="report-data">{data({"words": script_words(Words("en"), OF_TABLES)})}</script>'
        f"<script>{script(OF_TABLES)}</script>"
    )
    opened.page.get_by_role("button", name="Count").click()
    assert opened.page.locator("tbody td").all_inner_texts() == ["0", "0", "1", "1", "2", "2", "3", "3", "4"]
    opened.page.get_by_role("combobox", name="Search").fill("service 7")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("location.hash") == "#r7"


@pytest.mark.slow
def test_a_report_of_three_hundred_steps_is_there_in_a_second(browser: Any):
    steps = "\n".join(
        f'step s{n} "Step {n}" {{\n customer c{n} "Does {n}"\n <-> frontstage f{n} "Answers {n}" time 2m {{ fail x{n} "Fails {n}"'
        f' severity {n % 9 + 1} occurrence 3 detection 2 }}\n <-> backstage b{n} "Fetches {n}"\n}}'
        for n in range(300)
    )
    compiled = compile_source(Source("long.blueprint", f'blueprint long "Long"\n{steps}\n'))
    html = report(scene(compiled))
    # Other tests run on the other cores: the quickest of a few attempts is what it takes.
    took = 9.0
    for _ in range(4):
        began = time.perf_counter()
        page = browser.open(html).page
        took = min(took, time.perf_counter() - began)
        if took < 3:
            break
    card(page, "s1.f1").dispatch_event("click")
    assert page.locator("#panel-title").inner_text() == "Answers 1"
    print(f"{len(html.encode()) / 1e6:.2f} MB, {took:.2f} s")
    assert took < 3  # one second on a machine that has nothing else to do


def test_everything_has_its_field():
    """What EVERYTHING says of its actions stands in their articles."""
    html = report(EVERYTHING.replace('"{', '"').replace('}"', '"'))
    articles = "".join(re.findall(r"<article.*?</article>", html, re.DOTALL))
    told = set(re.findall(r"\bT\d+\b", articles))
    of_actions = {f"T{n}" for n in (*range(25, 39), 40, 41, 42, 43, 44)} - {"T39"}
    assert of_actions - told == set()
