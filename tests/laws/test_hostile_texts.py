"""In a real browser: whatever the texts and names of a file say, none of it is run, fetched, or taken for markup.

Each page with poison in it stands beside the same page with as many harmless words. Both are used: everything that can be clicked is clicked.
Then they must consist of the same elements with the same attributes and scripts, and neither may have done anything. So scripts of our own may
be on a page, and may build parts of it out of the texts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest

from blueprint.compiler import compile_source
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.style import Style

from ..browser import Browser, Open
from ..paths import IS_THOROUGH
from ..poison import (
    OWN,
    POISONS,
    TOTAL,
    UNPRINTABLE,
    Poison,
    classes,
    filled,
    in_source,
    poisoned,
    renamed,
    texts_of,
)
from ..reports import EVERYTHING

#: EVERYTHING of the report's tests, and what it has not: all texts of the model are in this one. There is an unseen character in it, for a
#: finding speaks of those.
SOURCE = (
    EVERYTHING.replace('frontstage "{T19}"', '--- "A line" ---\n  frontstage "{T19}" by r via c using s')
    + """
language en
step two "Two" {
  customer again "Comes again" for p input paper output receipt
  -> frontstage look "Looks it up" by r using s time 2m time p 4m due 5m after come tracks m status observed source "Book" {
    see "https://handbook.example/page"
    note "A \u202e note"
  }
  evidence ticket "Ticket" at again for p
  look ~> again "Sends" carries receipt for p within 5m
}
"""
)
_NAMED = ["p", "r", "s", "c", "m", "g", "old", "ph", "one", "come", "serve", "f", "pa", "i", "q", "d", "ri", "fe", "pi", "two", "again",
          "look", "ticket", "receipt", "paper"]  # fmt: skip
_SAFE = {"file:", "https:", "http:", "mailto:"}
_ELEMENTS = """() => [...document.querySelectorAll("*")].map(one => ({
  name: one.localName,
  attributes: one.getAttributeNames().sort().join(" "),
  isDrawn: one.closest("svg") !== null,
  script: one.localName === "script" ? one.textContent : "",
  leads: ["href", "xlink:href", "src", "action", "formaction", "data", "srcdoc", "poster", "background"]
    .filter(name => one.hasAttribute(name)).map(name => new URL(one.getAttribute(name), document.baseURI).protocol),
}))"""
#: Charts cut their labels by how wide they are, and the tables beside them have them whole.
_WORDS = """(() => {
  const copy = document.documentElement.cloneNode(true);
  for (const one of copy.querySelectorAll("svg.chart text")) one.remove();
  return copy.textContent;
})()"""
#: Two of each sort in each part of the page are used. Links that lead elsewhere are left alone.
_USE = """() => {
  const used = new Map();
  for (const one of document.querySelectorAll("[data-action], [data-point], [data-step], [data-lane], button, summary, input, select, th, a")) {
    if (one.localName === "a" && !(one.getAttribute("href") ?? "").startsWith("#")) continue;
    const sort = [one.closest("section")?.id, one.localName, one.getAttribute("class"), one.hasAttribute("data-action")].join();
    used.set(sort, (used.get(sort) ?? 0) + 1);
    if (used.get(sort) > 2) continue;
    for (const kind of ["mouseover", "focus", "click", "input", "change"])
      one.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  }
}"""


@dataclass(frozen=True)
class Looks:
    """What a page is made of once it has been used."""

    html: Counter[tuple[str, str]]
    drawn: frozenset[tuple[str, str]]
    scripts: tuple[str, ...]
    schemes: frozenset[str]
    title: str
    words: str


def _script(text: str) -> str:
    """A script as it stands; of data, in which texts of the file may be, the shape alone."""
    return str(_shape(json.loads(text))) if text.startswith("{") else text


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return [_shape(one) for one in value.values()]
    if isinstance(value, list):
        return [_shape(one) for one in value]
    return "text" if isinstance(value, str) else value


def _looks(page: Open) -> Looks:
    page.ask(_USE)
    elements = page.ask(_ELEMENTS)
    shapes = [((one["name"], one["attributes"]), one["isDrawn"]) for one in elements]
    return Looks(
        html=Counter(shape for shape, is_drawn in shapes if not is_drawn),
        drawn=frozenset(shape for shape, is_drawn in shapes if is_drawn),
        scripts=tuple(_script(one["script"]) for one in elements if one["script"]),
        schemes=frozenset(scheme for one in elements for scheme in one["leads"]),
        title=page.page.title(),
        words="".join(page.ask(_WORDS).split()),
    )


def _in_text(poison: Poison, text: str = SOURCE) -> Scene:
    # A page names files without their folders, and a slash ends the name of one.
    name = poison.into("hostile").replace("/", "∕")
    compiled = compile_source(Source(f"{name}.blueprint", in_source(text, poison)))
    assert compiled.is_sound, compiled.errors
    return scene(compiled)


def _in_model(poison: Poison) -> Scene:
    compiled = compile_source(Source("hostile.blueprint", SOURCE))
    assert compiled.is_sound, compiled.errors
    return scene(replace(compiled, blueprint=poisoned(compiled.blueprint, poison)))


def _written(form: str, drawn: Scene) -> str:
    style = Style(embed=form == "embedded SVG")
    text = find("html" if form.startswith("report") else "svg").render(replace(drawn, style=style))
    assert isinstance(text, str)
    if form == "report, its policy off":
        assert 'http-equiv="Content-Security-Policy"' in text
        return text.replace('http-equiv="Content-Security-Policy"', 'name="no-policy"')
    return (
        f"<!DOCTYPE html><meta charset=utf-8><title>a page</title>{text}" if form == "embedded SVG" else text
    )


#: All texts but the labels of charts, which are cut off where there is no room; their tables have them in full.
_WORDS = """(() => {
  const all = document.documentElement.cloneNode(true);
  all.querySelectorAll(".chart text").forEach(one => one.remove());
  return all.textContent;
})()"""


def _opened(browser: Browser, form: str, drawn: Scene) -> Looks:
    page = browser.open(_written(form, drawn), suffix=".svg" if form == "SVG" else ".html")
    found = _looks(page)
    assert page.visits == []
    assert page.trouble() == []
    assert page.ask("window.__owned === undefined")
    page.page.close()
    return found


def _compare(browser: Browser, hostile: Scene, tame: Scene, *forms: str, names: bool = True) -> None:
    """`names`: names of the hostile one lead where those of the tame one do, so that its script builds as much."""
    for form in forms:
        found, expected = _opened(browser, form, hostile), _opened(browser, form, tame)
        assert set(found.html) <= set(expected.html)
        assert not names or found.html == expected.html
        assert {element for element, _ in found.drawn} <= {element for element, _ in expected.drawn}
        assert not names or found.drawn == expected.drawn
        assert len(found.drawn) > 10
        assert found.scripts == expected.scripts
        assert found.schemes <= _SAFE
        assert found.title != "owned"
        # Nothing is swallowed, nothing is worked out.
        assert not names or found.words.count("owned") == expected.words.count("owned")
        assert TOTAL not in found.words


def test_no_text_of_the_model_is_left_out():
    blueprint = _in_text(Poison()).blueprint
    left_out = {(cls.__name__, name) for cls in classes() for name in texts_of(cls)} - set(filled(blueprint))
    # Only a blueprint that imports another one has this, the name of a file.
    assert left_out == {("WholeImport", "file")}


#: The page without its policy, which would hide a fault, and the picture as a file of its own.
_FORMS = ("report, its policy off", "SVG")
#: Addresses are all of a kind: a browser is shown two of them, and all of them where there is time.
_SHOWN = [
    name
    for name, bad in (POISONS | UNPRINTABLE).items()
    if IS_THOROUGH or bad.after or name in ("script", "data address")
]
_TOGETHER = "".join(bad.after for bad in POISONS.values() if not bad.before)


@pytest.mark.slow
@pytest.mark.parametrize("poison", _SHOWN)
def test_no_string_or_name_of_a_model_is_more_than_a_text(browser: Browser, poison: str):
    bad = (POISONS | UNPRINTABLE)[poison]
    # A sign that no page can hold is replaced, and a name with it in its middle is not found again; no text has such names.
    _compare(browser, _in_model(bad), _in_model(bad.tamed()), _FORMS[0], names=poison in POISONS)


@pytest.mark.slow
@pytest.mark.parametrize("poison", [Poison(_TOGETHER), POISONS["unseen"]], ids=["all", "unseen"])
def test_no_string_or_name_of_a_model_is_more_than_a_text_of_a_picture(browser: Browser, poison: Poison):
    # Each of them stands whole in the picture, for nothing of them is taken for markup; else the pictures differ.
    _compare(browser, _in_model(poison), _in_model(poison.tamed()), _FORMS[1])


class _Addresses(HTMLParser):
    """The schemes of all addresses of a page, as browsers read them: without signs that cannot be seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.schemes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in (
                "href",
                "xlink:href",
                "src",
                "action",
                "formaction",
                "data",
                "srcdoc",
                "poster",
                "background",
            ):
                read = re.sub(r"[\t\n\r]", "", (value or "").lstrip("".join(map(chr, range(33)))))
                self.schemes |= set(re.findall(r"^[a-z][a-z0-9+.-]*:", read.lower()))


@pytest.mark.parametrize("form", ["report", "SVG"])
def test_no_address_of_a_model_leads_elsewhere_than_to_a_page(form: str):
    for name, bad in (POISONS | UNPRINTABLE).items():
        if bad.before:
            found = _Addresses(_written(form, _in_model(bad))).schemes
            assert found <= _SAFE, name
    assert "https:" in _Addresses(_written(form, _in_model(Poison()))).schemes


@pytest.mark.slow
@pytest.mark.parametrize("poison", ["all that comes after a text", "script", "unseen"])
def test_no_string_of_a_file_is_more_than_a_text(browser: Browser, poison: str):
    bad = POISONS.get(poison) or Poison(_TOGETHER)
    _compare(browser, _in_text(bad), _in_text(bad.tamed()), *_FORMS[:1])


@pytest.mark.slow
def test_pages_with_their_policy_and_pictures_in_other_pages_do_as_well(browser: Browser):
    bad = Poison(POISONS["markup"].after + POISONS["data"].after)
    _compare(browser, _in_model(bad), _in_model(bad.tamed()), "report", "embedded SVG")


@pytest.mark.slow
def test_names_that_mean_something_to_scripts_are_names_like_others(browser: Browser):
    _compare(browser, _in_text(Poison(), renamed(SOURCE, _NAMED)), _in_text(Poison()), "report", "SVG")


def test_an_address_that_is_not_one_is_an_error():
    for one in POISONS.values():
        if one.before:
            text = SOURCE.replace(
                "https://handbook.example", one.before.replace("\n", "\\n").replace("\r", "")
            )
            assert not compile_source(Source("hostile.blueprint", text)).is_sound, one.before


@pytest.mark.parametrize("poison", ["markup", "svg"])
def test_the_same_texts_unescaped_would_do_a_lot(browser: Browser, poison: str):
    page = browser.open(
        f"<!DOCTYPE html><meta charset=utf-8><title>t</title>{POISONS[poison].after}", watched=False
    )
    assert page.dialogs
    assert page.requests


def test_the_policy_stops_what_escaping_has_missed(browser: Browser):
    smuggled = f"<script>{OWN}</script><img src=x onerror={OWN}><p id=p style='color:red'>p</p><style>p{{color:red}}</style>"
    text = _written("report", _in_text(Poison()))
    page = browser.open(text.replace("</body>", f"{smuggled}</body>"), watched=False)
    assert page.ask("window.__owned === undefined")
    assert page.dialogs == page.requests == []
    assert len([one for one in page.console if "Content Security Policy" in one]) >= 4
    assert page.ask("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
