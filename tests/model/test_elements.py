"""What a Blueprint holds, by kind and key, and what it is called: one way for all kinds."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from blueprint.compiler import compile_source
from blueprint.model import CARDS, KINDS, Blueprint, Card, Declaration, Element, Keyed, Ref
from blueprint.source import Source

from ..examples import compiled

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "examples").glob("*.blueprint"), *(ROOT / "tests" / "cases").rglob("*.blueprint")])
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")

NAMES = """
blueprint shop "The shop" owner "Ann"
persona guest "A guest"
role clerk ""
risk clash "A risk"
lanes {
  customer
  frontstage desk "Desk"
}
phase ahead "Before" {
  step come {
    customer enter "Comes in" {
      fail lost "Loses the way"
    }
    desk ""
    pain "Waits"
  }
  step "" {
    customer "Goes"
  }
}
"""


def of(path: Path) -> Blueprint | None:
    return compiled(path).blueprint


@pytest.fixture(scope="module")
def shop() -> Blueprint:
    found = compile_source(Source("shop.blueprint", NAMES)).blueprint
    assert found is not None
    return found


def within(value: object) -> set[int]:
    """The identities of all keyed elements somewhere in a value."""
    found = {id(value)} if isinstance(value, Keyed) else set()
    if isinstance(value, dict):
        parts = list(value.values())
    elif isinstance(value, tuple):
        parts = list(value)
    else:
        own = fields(value) if is_dataclass(value) and isinstance(value, Element) else ()
        parts = [getattr(value, one.name) for one in own if one.name != "span"]
    return found.union(*map(within, parts)) if parts else found


# Laws


def test_the_kinds_are_all_fields_that_hold_elements_by_key():
    held = {one.name for one in fields(Blueprint) if str(one.type).startswith("dict[")}
    assert set(KINDS) == held | {"lanes"}
    assert len(KINDS) == len(set(KINDS))
    assert set(CARDS) < set(KINDS)


@every_file
def test_elements_are_all_that_has_a_key(path):
    blueprint = of(path)
    if blueprint is None:
        return
    listed = list(blueprint.elements())
    assert {id(one) for _, one in listed} == within(blueprint)
    assert [ref.kind for ref, _ in listed] == sorted((ref.kind for ref, _ in listed), key=KINDS.index)
    for ref, one in listed:
        assert ref.key == one.key
        assert blueprint.get(ref) is one


@every_file
def test_every_element_is_called_something(path):
    blueprint = of(path)
    for ref, one in blueprint.elements() if blueprint else ():
        assert one.called.strip(), ref
        assert blueprint.name_of(*ref) == one.called
    assert blueprint is None or blueprint.called.strip()


@every_file
def test_cards_and_declarations_are_of_their_kinds(path):
    blueprint = of(path)
    for ref, one in blueprint.elements() if blueprint else ():
        assert isinstance(one, Card) == (ref.kind in CARDS)
        assert isinstance(one, Declaration) == (KINDS.index(ref.kind) >= KINDS.index("roles"))


def test_the_files_have_elements_of_every_kind():
    seen = {ref.kind for path in FILES if of(path) for ref, _ in of(path).elements()}
    assert seen == set(KINDS)


# One blueprint


def test_an_element_is_called_by_its_label_or_what_it_says_and_else_by_its_key(shop):
    called = {ref: one.called for ref, one in shop.elements()}
    assert called[Ref("personas", "guest")] == "A guest"
    assert called[Ref("actions", "come.enter")] == "Comes in"
    assert called[Ref("fails", "lost")] == "Loses the way"
    assert called[Ref("lanes", "customer")] == "Customer"
    assert called[Ref("steps", "come")] == "come"
    assert called[Ref("steps", "step-2")] == "step-2"
    assert called[Ref("roles", "clerk")] == "clerk"
    assert called[Ref("actions", "come.desk-1")] == "come.desk-1"
    assert shop.called == "The shop"
    assert shop.points[0].called == "F1"
    assert shop.flows[0].called == ""


def test_elements_of_some_kinds_come_in_the_order_in_which_they_are_named(shop):
    assert [ref.kind for ref, _ in shop.elements("pains", "fails", "personas")] == [
        "pains",
        "fails",
        "personas",
    ]
    assert list(shop.elements("goals")) == []
    with pytest.raises(ValueError, match="no 'flows'"):
        list(shop.elements("flows"))


def test_a_reference_to_nothing_gives_nothing(shop):
    assert shop.get(Ref("fails", "clash")) is None
    assert shop.get(Ref("items", "form")) is None
    assert shop.get(Ref("flows", "0")) is None
    assert shop.name_of("roles", "nobody") == "nobody"


def test_the_blueprint_has_a_reference_too(shop):
    assert shop.get(Ref("blueprint", "shop")) is shop
    assert shop.get(Ref("blueprint", "other")) is None


def test_the_kind_of_a_key_is_the_first_that_has_it(shop):
    assert shop.kind_of("lost", "risks", *CARDS) == "fails"
    assert shop.kind_of("clash", *CARDS, "risks") == "risks"
    assert shop.kind_of("clash", *CARDS) is None
