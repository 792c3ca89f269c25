"""The properties of an action: each is declared once, and every output shows it where that declaration says."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_args

import pytest
from blueprint.grammar import english_by_terminal, grammar_file

from blueprint.analysis.registers.all_registers import registers
from blueprint.cli.tables import as_json
from blueprint.compiler import Compiled, compile_source
from blueprint.model import Action, Blueprint, Timing
from blueprint.properties import PROPERTIES, Format, Place, Told
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.values import TimeSpan

from ..added_field import declared, grown, the_property

#: Where an action stands, and what it is called.
FRAME = {"span", "key", "name", "step", "lane", "text"}
#: What says more of a property: whether those named by `by` do it together.
MORE = {"jointly"}
TEXT = """\
blueprint shop "Shop"
language {language}
currency "EUR"
role smith "Blacksmith"
lanes {{
  customer guest "Guest"
  --- interaction ---
  frontstage desk "Desk"
  --- visibility ---
}}
step buy "Buy" {{
  guest ask "Asks"
  -> desk answer "Answers" via counter {{
    standard "At once"
  }}
}}
channel counter "Counter"
"""
#: For each format that outputs can show by itself: a value, and how the value is seen in English.
VALUES: dict[Format, tuple[Any, str]] = {
    "text": ("a hammer", "a hammer"),
    "speech": ("a hammer", "a hammer"),
    "items": (("hammer", "tongs"), "hammer, tongs"),
    "names": (("smith",), "Blacksmith"),
    "mark": ("served", "end, served"),
    "word": ("served", "end, served"),
    "number": (7.5, "7.5"),
    "money": (7.5, "7.5 EUR"),
    "time": (Timing(span=TimeSpan(usual_value=420)), "7 min"),
    "wait": (Timing(span=TimeSpan(usual_value=420)), "7 min"),
}
#: What programs read in place of what people do.
DATA = {"money": "7.5", "time": "420", "wait": "420", "mark": "served", "word": "served"}


@cache
def shop(language: str = "en") -> Compiled:
    compiled = compile_source(Source("shop.blueprint", TEXT.format(language=language)))
    assert compiled.is_sound, compiled.errors
    return compiled


def outputs(value: Any, language: str = "en") -> dict[str, str]:
    """What is made of a shop in which the new field of all elements holds a value."""
    drawn = scene(replace(shop(language), blueprint=grown(shop(language).blueprint, value)))
    texts = {form: str(find(form).render(drawn)) for form in ("svg", "text", "html", "manual", "manual-md")}
    picture = re.compile(r"<svg.*?</svg>", re.DOTALL)
    return {
        "card": " ".join(re.findall(r'<text class="bp-detail"[^>]*>([^<]*)', texts["svg"])),
        "text": texts["text"],
        "panel": picture.sub("", texts["html"]),
        "manual": texts["manual-md"],
        "registers": as_json.write(registers(drawn.facts), language).decode(),
    }


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_field_of_an_action_is_a_property_or_its_frame():
    declared_fields = [one.field for one in PROPERTIES]
    assert len(set(declared_fields)) == len(declared_fields)
    assert {one.name for one in fields(Action)} == FRAME | MORE | set(declared_fields)


def test_every_property_can_be_written_and_everything_that_can_be_written_is_one():
    rule = re.search(r"^_action_attribute: (.*?)\n\n", grammar_file(), re.DOTALL | re.MULTILINE)
    assert rule
    names = set(re.findall(r"\w+", rule[1])) - {"when", "at", "_knowledge"} | {"status"}
    keywords = set()
    for name in names:
        body = re.search(rf"^{name}: (.*)$", grammar_file(), re.MULTILINE)
        assert body, name
        terminals = body[1].split(" | ") if name == "flag" else [body[1].split()[0]]
        keywords |= {english_by_terminal()[one] for one in terminals}
    assert keywords == {one.keyword for one in PROPERTIES}


def test_names_are_those_of_declarations():
    kinds = {one.name for one in fields(Blueprint)}
    for one in PROPERTIES:
        assert (one.format == "names") == bool(one.kind) == bool(one.namespace)
        assert not one.kind or one.kind in kinds


def test_what_excludes_a_property_knows_its_keyword():
    assert {other for one in PROPERTIES for other in one.excludes} <= {one.keyword for one in PROPERTIES}


def test_what_is_in_a_guide_is_in_the_view_as_well():
    for one in PROPERTIES:
        assert one.told in get_args(Told), one.field


# ── the outputs ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", VALUES)
def test_a_property_that_is_declared_is_on_card_panel_text_manual_and_in_registers(form: Format):
    value, seen = VALUES[form]
    with declared(the_property(form)):
        made = outputs(value)
    for name in ("card", "panel", "text", "manual"):
        assert seen in made[name], name
    shown = DATA.get(form, seen if form != "items" else '"hammer",')
    assert shown in made["registers"]


@pytest.mark.parametrize("form", VALUES)
def test_a_property_that_nobody_writes_is_shown_nowhere(form: Format):
    empty = {"items": (), "names": (), "time": Timing()}.get(form)
    before = outputs(empty)
    with declared(the_property(form)):
        after = outputs(empty)
    for name in ("card", "panel", "text", "manual"):
        assert after[name] == before[name], name


def test_a_property_goes_by_the_term_of_its_keyword_in_the_language_of_the_file():
    with declared(the_property("text")):
        english, chinese = outputs("a hammer"), outputs("a hammer", "zh")
    assert "Owner: a hammer" in english["card"]
    assert "负责人：a hammer" in chinese["card"]
    assert "Owner: “a hammer”" in english["text"]
    assert "负责人：“a hammer”" in chinese["text"]
    for name, made in (("Owner", english), ("负责人", chinese)):
        assert f"<dt>{name}</dt>" in made["panel"]
        assert f"*{name}*" in made["manual"]
        assert f'"title": "{name}"' in made["registers"]


def test_a_property_may_be_called_otherwise_by_an_output():
    other = the_property("text")._replace(
        panel=Place("frame", words=("report.script",)), text=Place("details", words=("text.standard",)),
        manual=Place("doing", words=("manual.script",)), registers=(Place("touchpoints", words=("column.unit",)),),
    )  # fmt: skip
    with declared(other):
        made = outputs("a hammer")
    assert "<dt>Script</dt>" in made["panel"]
    # The catalogue says where the value stands.
    assert "standard “a hammer”" in made["text"]
    assert "*Say* — a hammer" in made["manual"]
    assert '"unit": "a hammer"' in made["registers"]


def test_a_property_stands_where_its_order_says():
    first, last = (the_property("text")._replace(text=Place("details", order)) for order in (-1, 1))
    for one, place in (
        (first, "  Owner: “a hammer”; via Counter"),
        (last, "standard “At once”; Owner: “a hammer”"),
    ):
        with declared(one):
            assert place in outputs("a hammer")["text"]


def test_a_flag_is_a_mark_everywhere():
    flag = the_property("flag")._replace(
        card=Place("marks"), panel=Place("kind"), text=Place("marks"), manual=Place("marks"),
    )  # fmt: skip
    with declared(flag):
        made, without = outputs(True), outputs(False)
    assert "Owner" in made["card"]
    assert "Owner" not in without["card"]
    assert "(Owner)" in made["text"]
    assert 'class="chip">Owner<' in made["panel"]
    assert "Owner" in made["manual"]
    assert '"owner": true' in made["registers"]
    assert '"owner": false' in without["registers"]


def test_a_use_of_a_declaration_counts():
    """Else the role would be called unused."""
    from blueprint.analysis.references import used

    assert "smith" not in used(shop().blueprint)["roles"]
    with declared(the_property("names")):
        assert "smith" in used(grown(shop().blueprint, ("smith",)))["roles"]
