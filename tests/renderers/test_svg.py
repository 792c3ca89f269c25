"""The SVG: sound XML that a page, a reader and a script can use, whatever the texts are."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from blueprint.renderers.svg.picture import card_id, draw
from blueprint.renderers.themes.sheet import sheet
from blueprint.renderers.themes.theme_file import built_in

from blueprint.compiler import Compiled, compile_source
from blueprint.drawing import Drawing
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.style import SCHEMES, Scheme, Style

EMBED = Style(scheme="page", embed=True)

TEXT = """
blueprint cafe "Coffee to go"
persona regular "Regular guest"
lanes {
  evidence "Evidence"
  customer "Guest"
  --- interaction ---
  frontstage counter "Counter"
  --- visibility ---
  support "Till" mode automatic
}
phase visit "Visit" {
  step order "Order" {
    evidence "Menu"
    customer choose "Chooses" start time 1m wait 3m emotion -1 "So many" critical
    <-> counter take "Takes the order" {
      fail unrated "Not heard"
      fail low "Wrong size" severity 3 occurrence 2 detection 2
      fail medium "Wrong cup" severity 5 occurrence 5 detection 3 { recover "Again" !> again }
      fail high "Wrong guest" severity 9 occurrence 6 detection 5
      see "https://example.org/orders?a=1&b=2"
    }
    -> counter known "Known guest?" decision
    known -> support store "Stores the order" when "yes"
    known -> counter again "Asks again" event when "no"
    store ~> counter screen "Shows it" for regular
  }
  step leave "Leave" {
    customer leave "Leaves" end
  }
}
"""


@cache
def compiled(text: str = TEXT) -> Compiled:
    found = compile_source(Source("cafe", text))
    assert found.is_sound, [one.message for one in found.errors]
    return found


@cache
def drawing(text: str = TEXT) -> Drawing:
    return scene(compiled(text)).drawing


def without_links(one: Drawing) -> Drawing:
    return replace(one, cards=tuple(replace(card, link=None) for card in one.cards))


class Picture:
    """An SVG that has been read again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ElementTree.fromstring(text)
        self.all = list(self.root.iter())
        self.parents = {child: one for one in self.all for child in one}

    def tags(self) -> set[str]:
        return {one.tag.removeprefix("{http://www.w3.org/2000/svg}") for one in self.all}

    def ids(self) -> list[str]:
        return [one.attrib["id"] for one in self.all if "id" in one.attrib]

    def with_attribute(self, name: str) -> dict[str, ElementTree.Element]:
        return {one.attrib[name]: one for one in self.all if name in one.attrib}

    def texts(self) -> list[str]:
        return [one.text or "" for one in self.all if one.tag.endswith("}text")]

    def is_hidden(self, one: ElementTree.Element) -> bool:
        while True:
            if one.get("aria-hidden") == "true":
                return True
            if one not in self.parents:
                return False
            one = self.parents[one]

    def name_of(self, key: str) -> str:
        card = self.with_attribute("data-action")[key]
        return next(one.attrib["aria-label"] for one in card.iter() if "aria-label" in one.attrib)


@cache
def picture(standalone: bool = True) -> Picture:
    return Picture(draw(drawing(), standalone=standalone))


# ── nothing but a picture ────────────────────────────────────────────────────────────────────────────────────────────

TAGS = {"svg", "title", "desc", "style", "g", "a", "rect", "path", "line", "circle", "text"}
HOSTILE = "</style></title>]]><script>alert(1)</script>\"' onload='x' &lt; url(javascript:x) \x00\x1b\ud800\ufffe\r\n\t{}*/"
#: What of it XML can hold; the rest is shown as the sign for what cannot be shown.
HARMLESS = re.sub("[\x00\x1b\ud800\ufffe]", "\ufffd", HOSTILE)
_TEXTS = {"text", "key", "name", "source", "target", "action", "lane", "step", "point", "plain_title", "description", "language", "link"}  # fmt: skip


def poisoned(value: Any) -> Any:
    """A Drawing with every text of the author's replaced by one that wants to be more than a text."""
    if isinstance(value, tuple):
        return tuple(poisoned(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        one.name: HOSTILE
        if one.name in _TEXTS and isinstance(getattr(value, one.name), str)
        else poisoned(getattr(value, one.name))
        for one in fields(value)
    }
    return replace(value, **changes)


def assert_inert(found: Picture, style: Style) -> None:
    assert found.tags() <= TAGS
    assert {one.text for one in found.all if one.tag.endswith("}style")} == {sheet(style).text}
    for one in found.all:
        assert not any(name.startswith("on") for name in one.attrib)
        for name, value in one.attrib.items():
            if name not in ("aria-label", "lang", "id") and not name.startswith(("data-", "aria-")):
                assert "url(" not in value
                assert "script" not in value
        assert one.get("href", "https://").startswith(("https://", "#"))
    assert not re.search(r"url\(|@import|@font-face|expression|<", sheet(style).text)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("embed", [False, True])
def test_there_is_no_script_and_nothing_to_fetch(scheme: Scheme, embed: bool):
    style = Style(scheme=scheme, embed=embed)
    assert_inert(Picture(draw(drawing(), style=style)), style)


@pytest.mark.parametrize("style", [Style(), EMBED])
def test_hostile_texts_stay_texts(style: Style):
    found = Picture(draw(poisoned(drawing()), style=style))
    assert_inert(found, style)
    # Text is what it was, but for what XML cannot hold and for the line ends that every parser makes alike; the letters are the legend's.
    assert set(found.texts()) - set("FWDE") == {HARMLESS.replace("\r\n", "\n")}
    assert found.all[1].tag.endswith("}desc")


def test_a_link_is_made_of_safe_addresses_alone():
    one = drawing()
    for address in ("javascript:alert(1)", "data:text/html,x", "//evil.example", HOSTILE):
        cards = tuple(replace(card, link=address) for card in one.cards)
        assert "a" not in Picture(draw(replace(one, cards=cards), standalone=True)).tags()


def test_the_bytes_are_the_same_twice():
    again = scene(compile_source(Source("cafe", TEXT))).drawing
    for style in (Style(), EMBED, Style(scheme="dark")):
        assert draw(drawing(), style=style) == draw(again, style=style)


def test_the_renderer_takes_the_style_of_the_scene():
    style = Style(scheme="dark")
    text = find("svg").render(replace(scene(compiled()), style=style))
    assert text == draw(drawing(), standalone=True, style=style) + "\n"
    assert sheet(style).text in str(text)


def test_the_report_and_the_graph_take_the_style_of_the_scene_too():
    look = built_in("blueprint")
    style = Style(scheme="light", light=look.light, dark=look.dark, embed=True)
    styled = replace(scene(compiled()), style=style)
    report = str(find("html").render(styled))
    assert sheet(style).text in report
    assert f'id="{card_id("order.take")}"' in report
    assert "prefers-color-scheme" not in report
    assert "prefers-color-scheme" in str(find("html").render(scene(compiled())))
    colours = set(re.findall(r"#[0-9a-f]{6}", str(find("dot").render(styled))))
    assert look.light["paper"] in colours
    assert colours <= set(look.light.values())


def test_numbers_have_at_most_two_decimals():
    body = re.sub(r"<style>.*?</style>", "", picture().text, flags=re.DOTALL)
    assert re.findall(r"\d\.\d{3,}", body) == []


# ── found by attributes ──────────────────────────────────────────────────────────────────────────────────────────────


def test_things_are_found_by_their_attributes():
    found, one = picture(), drawing()
    assert list(found.with_attribute("data-action")) == [card.key for card in one.cards]
    assert {badge.point for badge in one.badges} == set(found.with_attribute("data-point"))
    assert {"F1", "F4", "W1", "D1", "E1"} <= set(found.with_attribute("data-point"))
    assert set(found.with_attribute("data-lane")) >= {lane.key for lane in one.lanes}
    assert set(found.with_attribute("data-step")) == {"order", "leave"}
    assert set(found.with_attribute("data-phase")) == {"visit"}
    ends = [(one.get("data-from"), one.get("data-to")) for one in found.all if one.get("data-from")]
    assert ends == [(route.source, route.target) for route in one.routes]


def test_cards_have_the_ids_that_the_report_links_to():
    found = picture(standalone=False).with_attribute("id")
    for card in drawing().cards:
        assert found[card_id(card.key)].get("data-action") == card.key


# ── told without colour ──────────────────────────────────────────────────────────────────────────────────────────────


def test_each_level_of_risk_has_its_own_border():
    found = picture()
    rects = {point: [one.get("class") for one in group.iter() if one.tag.endswith("}rect")]
             for point, group in found.with_attribute("data-point").items()}  # fmt: skip
    assert [rects[f"F{number}"] for number in range(1, 5)] == [
        ["bp-pill bp-pill-fail-0"],
        ["bp-pill bp-pill-fail-1"],
        ["bp-pill bp-pill-fail-2"],
        ["bp-ring", "bp-pill bp-pill-fail-3"],
    ]
    rules = dict(re.findall(r"\.bp-pill-(fail-\d)\{([^}]*)\}", sheet(Style(scheme="light")).text))
    assert ["dash" in rules[f"fail-{risk}"] for risk in range(4)] == [True, False, False, False]
    assert ["stroke:" in rules[f"fail-{risk}"] for risk in range(4)] == [True, True, False, False]


def test_arrows_of_failure_alone_begin_with_a_bar():
    groups = [one for one in picture().all if one.get("data-from")]
    barred = [any(part.get("class") == "bp-bar" for part in one) for one in groups]
    assert barred == [one.get("data-kind") == "failure" for one in groups]
    assert any(barred)


# ── for people who do not see it ─────────────────────────────────────────────────────────────────────────────────────


def test_a_file_without_links_is_one_image():
    root = Picture(draw(without_links(drawing()), standalone=True)).root
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.text, root.get("aria-labelledby")) == ("Coffee to go", title.get("id"))
    assert (desc.text, root.get("aria-describedby")) == (drawing().description, desc.get("id"))


def test_what_has_links_or_stands_in_a_page_is_a_group():
    assert picture().root.get("role") == "group"
    assert Picture(draw(without_links(drawing()))).root.get("role") == "group"
    assert Picture(draw(without_links(drawing()), standalone=True, style=EMBED)).root.get("role") == "group"


@pytest.mark.parametrize("style", [Style(), EMBED])
def test_no_tooltip_lies_over_a_picture_in_a_page(style: Style):
    found = Picture(draw(drawing(), style=style))
    assert "title" not in found.tags()
    assert found.root.get("aria-label") == "Coffee to go"


def test_the_cards_are_a_list_of_images_and_links():
    found = picture()
    for key, card in found.with_attribute("data-action").items():
        assert card.get("role") == "listitem"
        assert found.parents[card].get("role") == "list"
        linked = key == "order.take"
        # The drawing of a card with a link lies under it, and says nothing.
        [inner] = [one for one in card if not found.is_hidden(one)]
        assert len(card) == (2 if linked else 1)
        assert (inner.tag.endswith("}a"), inner.get("role")) == ((True, None) if linked else (False, "img"))
        assert not found.is_hidden(card)


def test_a_card_says_where_its_arrows_lead():
    found = picture()
    assert found.name_of("order.choose") == (
        "Guest, step 1 Order, Chooses, W1, E1; there and back: Takes the order; then: Leaves"
    )
    assert found.name_of("order.known").endswith("; then, yes: Stores the order; then, no: Asks again")
    assert found.name_of("order.take").endswith("; then: Known guest?; on failure: Asks again")
    assert found.name_of("order.store").endswith("; message to: Shows it")
    assert found.name_of("leave.leave") == "Guest, step 2 Leave, Leaves"


def test_a_chinese_card_says_it_in_chinese():
    text = '蓝图 甲 "咖啡"\n语言 zh\n泳道 {\n 顾客\n 前台\n}\n步骤 一 "点单" {\n 顾客 选 "选一杯自己喜欢的手冲咖啡或者热牛奶"\n <-> 前台 记 "把顾客点的东西都一一记在单子上面"\n}\n'
    name = Picture(draw(drawing(text))).name_of("一.选")
    assert name.endswith("；往返：把顾客点的东西都一一记在单子上面")


def test_what_says_nothing_more_is_hidden():
    found = picture()
    for name in ("data-from", "data-step", "data-phase", "data-line"):
        assert all(found.is_hidden(one) for one in found.with_attribute(name).values())
    assert not any(found.is_hidden(one) for one in found.all if one.tag.endswith("}a"))
    assert found.is_hidden(next(one for one in found.all if one.text == "message"))


def test_a_badge_is_named_after_what_it_marks():
    linked = Picture(draw(drawing(), links={"F4": "#row-4", "order.known": "#row-9"}))
    badge, plain = (linked.with_attribute("data-point")[point][0] for point in ("F4", "F3"))
    assert (badge.get("href"), badge.get("aria-label")) == ("#row-4", "F4: Wrong guest")
    assert (plain.get("role"), plain.get("aria-label")) == ("img", "F3: Wrong cup")
    assert linked.with_attribute("data-action")["order.known"][0].get("href") == "#row-9"


def test_a_link_that_has_the_focus_can_be_seen():
    text = sheet(Style()).text
    for part in ("bp-box", "bp-pill"):
        assert re.search(rf"a:focus-visible \.{part}[^{{]*\{{stroke:[^;]+;stroke-width:3", text)


# ── in a page with others ────────────────────────────────────────────────────────────────────────────────────────────


def others() -> list[str]:
    """Pictures that differ in a text, in the theme, or in the scheme only."""
    shorter = drawing(TEXT.replace("Leaves", "Goes"))
    look = built_in("blueprint")
    looks = Style(scheme="page", embed=True, light=look.light, dark=look.dark)
    return [
        draw(drawing(), style=EMBED),
        draw(shorter, style=EMBED),
        draw(drawing(), style=looks),
        draw(drawing(), style=replace(EMBED, scheme="auto")),
    ]


def test_no_two_pictures_of_a_page_share_an_id():
    ids = [one for text in others() for one in Picture(text).ids()]
    ids += picture(standalone=False).ids()
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("style", [Style(), EMBED])
def test_what_is_referred_to_is_there(style: Style):
    found = Picture(draw(drawing(), style=style))
    for one in found.all:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(one.get(name, "").split()) <= set(found.ids())
    assert found.root.get("aria-describedby")


def test_an_embedded_picture_is_as_wide_as_it_was_drawn_or_as_its_place():
    root, fixed = Picture(draw(drawing(), style=EMBED)).root, picture().root
    for one in (root, fixed):
        assert one.attrib["viewBox"] == f"0 0 {one.attrib['width']} {one.attrib['height']}"
    assert root.attrib["style"] == "max-width:100%;height:auto"
    assert "style" not in fixed.attrib


def test_a_figure_scrolls_where_letters_would_be_too_small():
    """What the width of the page cannot bring below nine px."""
    text = draw(drawing(), style=replace(EMBED, figure=True))
    figure = ElementTree.fromstring(text)
    [svg] = figure
    assert (figure.tag, figure.get("tabindex"), figure.get("aria-label")) == ("figure", "0", "Coffee to go")
    assert "overflow-x:auto" in figure.attrib["style"]
    least = float(re.findall(r"min-width:([\d.]+)px", svg.attrib["style"])[0])
    letters = min(
        float(one.attrib["font-size"]) for one in svg.iter() if "font-size" in one.attrib and one.text
    )
    assert letters * least / float(svg.attrib["width"]) == pytest.approx(9, abs=0.01)


def test_ids_begin_with_a_name_that_is_given():
    found = Picture(draw(drawing(), style=replace(EMBED, embed_id="cafe")))
    assert found.ids() == ["cafe-desc", *(f"cafe-{card_id(card.key)}" for card in drawing().cards)]


def test_every_part_is_under_the_class_of_its_sheet():
    for text in others():
        root = Picture(text).root
        scope = re.findall(r"\.(bp-[0-9a-f]{6})[ {]", text)
        assert root.attrib["class"].split() == ["bp", *set(scope)]
