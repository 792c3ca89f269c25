"""A part of a service: arrows that cross its edge end at stubs that name the step there, and empty lanes can be left out."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from blueprint.renderers.graphviz.dot import dot
from blueprint.renderers.svg.picture import draw

from blueprint.compiler import Compiled, compile_source
from blueprint.drawing import Drawing
from blueprint.model import Blueprint
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from .. import geometry
from ..generate import generate
from ..paths import EXAMPLES

_TEXT = """blueprint shop "Shop"
lanes {
  customer "Buyer"
  frontstage desk "Desk"
  backstage office "Secret office"
  --- visibility ---
  support "Systems"
}
phase before "Before" {
  step look "Look" { customer look "Looks" }
}
phase buy "Buy" {
  step pay "Pay" {
    customer pay "Pays"
    pay -> desk take "Takes the money" decision
    take -> office book "Books it" when "yes"
    take -> look.look when "no"
  }
  step pack "" { customer pack "Waits" }
}
phase after "After" {
  step leave "Leave" {
    customer leave "Leaves"
    pay.book ~> office file "Confidential filing" when "later"
  }
}
"""


def _compiled(text: str) -> Compiled:
    compiled = compile_source(Source("part", text))
    assert compiled.is_sound, [error.message for error in compiled.errors]
    return compiled


def _drawn(view: View, text: str = _TEXT) -> Drawing:
    return scene(_compiled(text), view).drawing


def _stubs(drawing: Drawing) -> dict[str, str]:
    return {card.key: card.name for card in drawing.cards if card.form == "stub"}


def test_arrows_out_of_a_phase_and_into_it_end_at_stubs() -> None:
    drawing = _drawn(View(only="buy"))
    assert _stubs(drawing) == {"look.look": "1 Look", "leave.leave": "4 Leave", "leave.file": "4 Leave"}
    crossing = {(route.source, route.target) for route in drawing.routes} - {("pay.pay", "pay.take"), ("pay.take", "pay.book"), ("pay.pay", "pack.pack")}  # fmt: skip
    assert crossing == {
        ("look.look", "pay.pay"),
        ("pay.take", "look.look"),
        ("pack.pack", "leave.leave"),
        ("pay.book", "leave.file"),
    }
    places = {card.key: card.box.x for card in drawing.cards}
    assert places["look.look"] < places["pay.pay"] < places["leave.leave"]
    assert [step.key for step in drawing.steps] == ["pay", "pack"]


def test_a_step_without_a_name_is_named_by_its_number() -> None:
    assert _stubs(_drawn(View(only="leave")))["pack.pack"] == "step 3"


def test_stubs_tell_nothing_of_what_is_not_shown() -> None:
    for view in (
        View(only="buy"),
        View(only="pay", lanes=("customer", "desk")),
        View(only="pay", customer=True),
    ):
        drawing = _drawn(view)
        assert "Confidential" not in draw(drawing)
        assert "Confidential" not in dot(drawing)
    assert "leave.file" not in _stubs(_drawn(View(only="pay", lanes=("customer", "desk"))))


def test_used_lanes_are_those_with_something_in_them() -> None:
    assert [lane.key for lane in _drawn(View(only="pack", lanes=("used",))).lanes] == ["customer"]
    assert [lane.key for lane in _drawn(View(lanes=("used",))).lanes] == ["customer", "desk", "office"]
    assert [lane.key for lane in _drawn(View(only="pack", lanes=("used", "desk"))).lanes] == [
        "customer",
        "desk",
    ]
    drawing = _drawn(View(only="leave", lanes=("used",)))
    assert set(_stubs(drawing)) == {"pack.pack", "pay.book"}


def test_a_lane_of_that_name_is_meant_by_it() -> None:
    text = 'blueprint x "X"\nlanes { customer "C"\n frontstage used "Second hand" }\nstep s "S" { customer a "Asks"\n -> used b "Answers" }\n'
    assert [lane.key for lane in _drawn(View(lanes=("used",)), text).lanes] == ["used"]


def _crossing(whole: Blueprint, steps: set[str]) -> int:
    inside = {key for key, action in whole.actions.items() if action.step in steps}
    return sum((flow.source in inside) != (flow.target in inside) for flow in whole.flows)


def _assert_whole(compiled: Compiled) -> None:
    """Every arrow of a part is drawn, and nothing covers anything."""
    whole = compiled.blueprint
    assert whole is not None
    parts = chain(
        ((key, {key}) for key in whole.steps), ((key, set(p.steps)) for key, p in whole.phases.items())
    )
    for key, steps in list(parts)[:4]:
        drawing = scene(compiled, View(only=key)).drawing
        stubs = _stubs(drawing)
        assert sum((r.source in stubs) != (r.target in stubs) for r in drawing.routes) == _crossing(
            whole, steps
        )
        laws = (geometry.overlapping_cards, geometry.loose_ends, geometry.pierced_cards, geometry.shared_stretches,
                geometry.texts_outside, geometry.badges_on_anything, geometry.labels_on_cards)  # fmt: skip
        assert not [problem for law in laws for problem in law(drawing)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_arrow_of_a_part_of_an_example_is_drawn(path: Path) -> None:
    _assert_whole(_compiled(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", range(6))
def test_every_arrow_of_a_part_is_drawn(seed: int) -> None:
    _assert_whole(_compiled(generate(seed, 3 + seed, 3 + seed % 4)))
