"""Forks and joins: which arrows are all taken, which are all waited for, and how the picture says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint.analysis.motion.branching import Branching, branching
from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout import layout
from blueprint.model import Blueprint
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from .. import geometry
from ..generate import generate
from ..paths import TESTS

TWENTY = TESTS / "cases" / "layout" / "twenty-forks.blueprint"
_HEAD = """blueprint b
persona new "New"
persona old "Old"
lanes { customer; frontstage desk; backstage office; support systems }
step s {
"""


def model(body: str) -> Blueprint:
    compiled = compile_source(
        Source("b", body if body.startswith(("blueprint", "#")) else f"{_HEAD}{body}\n}}\n")
    )
    assert compiled.is_sound, [one.message for one in compiled.errors]
    assert compiled.blueprint is not None
    return compiled.blueprint


def found(body: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The targets of each fork, and the sources of each join, by the names of actions."""
    facts: Branching = branching(model(body))
    forks = {key: [flow.target for flow in flows] for key, flows in facts.forks.items()}
    joins = {key: [flow.source for flow in flows] for key, flows in facts.joins.items()}
    return _plain(forks), _plain(joins)


def _plain(by_key: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key.removeprefix("s."): [one.removeprefix("s.") for one in keys] for key, keys in by_key.items()}


def test_a_fork_and_its_join():
    assert found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D"
        c -> d
    """) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_answers_that_reunite_are_neither_fork_nor_join():
    assert found("""
        desk a "A?" decision
        a -> office b "B" when "yes"
        a -> systems c "C" when "no"
        b -> desk d "D"
        c -> d
    """) == ({}, {})


def test_answers_reunite_also_where_their_branches_forked_and_met_before():
    forks, joins = found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D?" decision
        c -> d
        d -> office e "E" when "yes"
        d -> systems f "F" when "no"
        e -> desk g "G"
        f -> g
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_an_answer_and_what_runs_beside_the_decision_are_a_join():
    _, joins = found("""
        desk a "A"
        a -> office b "B?" decision
        a -> systems c "C"
        b -> desk d "D" when "yes"
        b -> office e "E" when "no"
        e -> d
        c -> d
    """)
    assert joins == {"d": ["b", "e", "c"]}


def test_what_comes_back_is_not_waited_for():
    assert found("""
        desk a "A"
        a -> desk b "B"
        b -> office c "C"
        c -> b
    """) == ({}, {})
    _, joins = found("""
        desk a "A"
        a -> desk b "B"
        b -> office c "Again?" decision
        c -> b when "yes"
        c -> systems d "D" when "no"
    """)
    assert joins == {}


def test_a_loop_around_a_fork_leaves_its_join_a_join():
    forks, joins = found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D"
        c -> d
        d -> desk e "Again?" decision
        e -> a when "yes"
        e -> office f "F" when "no"
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_a_recovery_is_not_waited_for():
    _, joins = found("""
        desk a "A"
        a -> office b "B"
        a !> systems c "C"
        b -> desk d "D"
        c -> d
    """)
    assert joins == {}


def test_other_arrows_fork_nothing():
    assert found("""
        desk a "A"
        a -> office b "B"
        a ~> systems c "C"
        a <-> desk d "D"
        a !> systems e "E"
        a -> a
    """) == ({}, {})


def test_arrows_for_different_personas_are_alternatives():
    assert found("""
        desk a "A"
        office b "B"
        systems c "C"
        desk d "D"
        a -> b for new
        a -> c for old
        b -> d
        c -> d
    """) == ({}, {})


def test_arrows_for_one_persona_and_for_all_are_a_fork():
    forks, joins = found("""
        desk a "A"
        office b "B"
        systems c "C" for new
        desk d "D"
        a -> b
        a -> c
        b -> d
        c -> d
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_the_journey_belongs_to_no_fork():
    assert found("""
        customer a "A"
        -> desk b "B"
        customer c "C"
        a -> c
    """)[0] == {"a": ["b", "c"]}
    assert found("""
        customer a "A"
        -> desk b "B"
        customer c "C"
    """) == ({}, {})


def test_two_starts_that_meet_are_alternatives():
    assert found("""
        desk a "Calls" start
        office b "Writes" start
        systems c "C"
        a -> c
        b -> c
    """) == ({}, {})


def test_a_long_chain_of_forks_is_no_matter():
    lines = ['desk a0 "A"']
    for n in range(3000):
        lines += [f'a{n} -> office b{n} "B"', f'a{n} -> systems c{n} "C"']
        lines += [f'b{n} -> desk a{n + 1} "A"', f"c{n} -> a{n + 1}"]
    forks, joins = found("\n".join(lines))
    assert len(forks) == len(joins) == 3000


# ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def drawing(view: View | None = None) -> Drawing:
    blueprint = model(TWENTY.read_text(encoding="utf-8"))
    return layout(blueprint, view or View())


def test_every_fork_and_join_is_signed():
    facts = branching(model(TWENTY.read_text(encoding="utf-8")))
    assert len(facts.forks) + len(facts.joins) >= 20
    signed = {(one.kind, one.card) for one in drawing().junctions}
    assert signed == {*(("fork", key) for key in facts.forks), *(("join", key) for key in facts.joins)}


@pytest.mark.parametrize("view", [View(), View(only="across"), View(lanes=("desk", "office", "systems"))])
def test_signs_stand_where_arrows_part_and_meet(view: View):
    one = drawing(view)
    laws = (
        geometry.shared_stretches,
        geometry.stray_junctions,
        geometry.unsigned_branches,
        geometry.heads_of_joins,
        geometry.labels_on_arrows,
    )
    assert [problem for law in laws for problem in law(one)] == []


def test_the_law_sees_arrows_that_share_more_than_their_stem():
    one = drawing()
    assert any(route.leaves for route in one.routes)
    assert any(route.meets for route in one.routes)

    apart = replace(one, routes=tuple(replace(route, is_fork=False, is_join=False) for route in one.routes))
    assert geometry.shared_stretches(apart)
    assert geometry.stray_junctions(apart)
    assert geometry.unsigned_branches(replace(one, junctions=()))


@pytest.mark.parametrize("width", [700, 1000, 1500])
def test_a_folded_picture_keeps_the_signs_with_their_arrows(width: int):
    for text in (TWENTY.read_text(encoding="utf-8"), generate(3, 12, 8), generate(8, 12, 8)):
        blueprint = model(text)
        whole, folded = layout(blueprint), layout(blueprint, View(fold=width))
        assert {(one.kind, one.card) for one in folded.junctions} == {
            (one.kind, one.card) for one in whole.junctions
        }
        assert len(folded.junctions) == len(whole.junctions)
        assert not [one for one in geometry.stray_junctions(folded) if "none of its arrows" in one]


def test_the_legend_names_the_signs_that_are_used():
    def signs(body: str) -> list[str]:
        return [one.line.text for one in layout(model(body)).legend]

    fork = 'desk a "A"\na -> office b "B"\na -> systems c "C"'
    assert signs(fork) == ["all at once"]
    assert signs(fork + '\nb -> desk d "D"\nc -> d') == ["all at once", "waits for all"]
    assert signs('desk a "A"\na -> office b "B"') == []
    chinese = (
        _HEAD.replace("blueprint b", "blueprint b\nlanguage zh") + fork + '\nb -> desk d "D"\nc -> d\n}\n'
    )
    assert signs(chinese) == ["同时进行", "等全部到齐"]


def test_a_stem_is_drawn_once_and_a_join_has_one_head():
    compiled = compile_source(Source("b", _HEAD + 'office x "X"\noffice y "Y"\nx -> desk d "D"\ny -> d\n}\n'))
    assert compiled.blueprint is not None
    meeting = [route for route in layout(compiled.blueprint).routes if route.target == "s.d"]
    assert sum(route.heads[1] for route in meeting) == len({route.points[-1] for route in meeting})


def test_who_does_not_see_it_hears_it():
    text = _HEAD + 'desk a "A"\na -> office b "B"\na -> systems c "C"\nb -> desk d "D"\nc -> d\n}\n'

    svg = find("svg").render(scene(compile_source(Source("b", text))))
    assert "all at once: B; all at once: C" in svg
    assert "waits for all" in svg
