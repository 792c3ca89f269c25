"""Forks and joins in the picture: their signs, their stems, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint.analysis.structure.branching import branching
from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout import layout
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from .. import geometry
from ..branches import HEAD, model
from ..generate import generate
from ..paths import TESTS

TWENTY = TESTS / "cases" / "layout" / "twenty-forks.blueprint"


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
        HEAD.replace("blueprint b", "blueprint b\nlanguage zh") + fork + '\nb -> desk d "D"\nc -> d\n}\n'
    )
    assert signs(chinese) == ["同时进行", "等全部到齐"]


def test_a_stem_is_drawn_once_and_a_join_has_one_head():
    compiled = compile_source(Source("b", HEAD + 'office x "X"\noffice y "Y"\nx -> desk d "D"\ny -> d\n}\n'))
    assert compiled.blueprint is not None
    meeting = [route for route in layout(compiled.blueprint).routes if route.target == "s.d"]
    assert sum(route.heads[1] for route in meeting) == len({route.points[-1] for route in meeting})


def test_who_does_not_see_it_hears_it():
    text = HEAD + 'desk a "A"\na -> office b "B"\na -> systems c "C"\nb -> desk d "D"\nc -> d\n}\n'

    svg = find("svg").render(scene(compile_source(Source("b", text))))
    assert "all at once: B; all at once: C" in svg
    assert "waits for all" in svg
