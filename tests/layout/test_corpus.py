"""The laws of the picture, on hundreds of blueprints made up by chance and on the examples.

`laws/test_properties.py` looks for new failures with other inputs on every run; this corpus is the same for everybody, and its largest
files are larger. A failure names its blueprint: `generate(seed, steps, lanes)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from blueprint.compiler import Compiled, compile_source
from blueprint.drawing import Box, Drawing, Route
from blueprint.layout.fold.folding import fold
from blueprint.model import Blueprint, Line
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View
from blueprint.words import Direction

from .. import geometry
from ..generate import generate, long_service
from ..paths import EXAMPLES, IS_THOROUGH

#: How many blueprints of how many steps. Time grows faster than steps, for everything is compared with everything.
_SIZES = (
    ((220, 1, 6), (70, 7, 14), (16, 15, 30), (6, 31, 60))
    if IS_THOROUGH
    else ((120, 1, 6), (24, 7, 14), (6, 15, 30), (2, 31, 60))
)
_LARGE = 6
#: Parts and folded pictures are tried with so many of them: each is several pictures.
_EVERY = 8
_HEAD = 8.0
_NEAR = 0.02

Point = tuple[float, float]


def _corpus() -> Iterator[tuple[int, int, int]]:
    """Seed, steps and lanes of each blueprint."""
    chance = Random(14)
    seed = 0
    for count, least, most in _SIZES:
        for _ in range(count):
            yield seed, chance.randint(least, most), chance.randint(3, 14)
            seed += 1


def _of_any_size() -> Iterator[object]:
    """All of it; what is large is slow."""
    for seed, steps, lanes in _corpus():
        yield pytest.param(seed, steps, lanes, marks=pytest.mark.slow if steps > _LARGE else ())


@pytest.mark.parametrize(("seed", "steps", "lanes"), list(_of_any_size()))
def test_nothing_lies_on_anything_else(seed: int, steps: int, lanes: int):
    # Every other one from right to left: half the time for both.
    _assert_clean(generate(seed, steps, lanes), "rtl" if seed % 2 else "ltr")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_lies_on_anything_else_in_an_example(path: Path):
    _assert_clean(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_nothing_lies_on_anything_else_in_three_hundred_steps():
    _assert_clean(long_service(300))


def _assert_clean(text: str, direction: Direction = "ltr") -> None:
    drawing = scene(_compiled(text), View(direction=direction)).drawing
    found = [problem for law in _LAWS for problem in law(drawing)]
    assert not found, "\n".join(found[:20])


def _compiled(text: str) -> Compiled:
    compiled = compile_source(Source("corpus", text))
    assert compiled.is_sound, [one.message for one in compiled.errors]
    return compiled


# ── parts and folded pictures ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "steps", "lanes"), list(_corpus())[::_EVERY])
def test_nothing_lies_on_anything_else_in_a_part_or_a_folded_picture(seed: int, steps: int, lanes: int):
    _assert_views_clean(generate(seed, steps, lanes), seed)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_lies_on_anything_else_in_a_part_of_an_example(path: Path):
    for chosen in range(3):
        _assert_views_clean(path.read_text(encoding="utf-8"), chosen)


def _assert_views_clean(text: str, chosen: int) -> None:
    compiled = _compiled(text)
    assert compiled.blueprint is not None
    found = []
    for number, view in enumerate(_views(compiled.blueprint, chosen)):
        view = replace(view, direction="rtl" if (number + chosen) % 2 else "ltr")
        drawing = scene(compiled, view).drawing
        found += [f"{view}: {problem}" for law in _LAWS for problem in law(drawing)]
    assert not found, "\n".join(found[:20])


def _views(blueprint: Blueprint, chosen: int) -> Iterator[View]:
    """Folded to several widths; one of the steps, one of the phases, every other lane, what the customer sees."""
    steps, phases, lanes = list(blueprint.steps), list(blueprint.phases), tuple(blueprint.lanes)
    yield from (View(fold=width) for width in (700, 1200, 2000))
    yield View(only=steps[chosen % len(steps)])
    if phases:
        yield View(only=phases[chosen % len(phases)], fold=1000)
    yield View(lanes=lanes[chosen % 2 :: 2], fold=1600)
    if any(isinstance(band, Line) and band.kind == "visibility" for band in blueprint.bands):
        yield View(customer=True)
        yield View(customer=True, fold=1000)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "steps", "lanes"), list(_corpus())[::_EVERY])
def test_a_folded_picture_is_no_wider_than_wished_and_cut_as_little_as_that_asks(
    seed: int, steps: int, lanes: int
):
    whole = scene(_compiled(generate(seed, steps, lanes))).drawing
    narrowest = fold(whole, 0)
    before = narrowest
    for width in range(600, 4001, 200):
        folded = fold(whole, width)
        assert folded.width <= max(width, narrowest.width)
        # A wider page never makes a narrower picture or more parts.
        assert folded.width >= before.width - 0.01
        assert _parts(folded) <= _parts(before)
        before = folded


def _parts(drawing: Drawing) -> int:
    return max(len(drawing.parts), 1)


# ── laws that only this corpus asks for ──────────────────────────────────────────────────────────────────────────────────────


def hidden_heads(drawing: Drawing) -> list[str]:
    """Arrowheads that a badge, a label or another card covers."""
    ends = [(route, key, head) for route in drawing.routes for key, head in _heads(route)]
    covers = [(f"badge {badge.point}", badge.box, None) for badge in drawing.badges]
    covers += [
        (f"the label from {route.source} to {route.target}", route.label_box, None)
        for route in drawing.routes
        if route.label_box
    ]
    covers += [(f"card {card.key}", card.box, card.key) for card in drawing.cards]
    return [
        f"the head of {route.source} {route.kind} {route.target} at {key} lies under {name}"
        for name, box, owner in covers
        for route, key, head in ends
        if key != owner and _meet(head, box)
    ]


def _heads(route: Route) -> Iterator[tuple[str, Box]]:
    """The heads of an arrow, each with the card that it touches."""
    at_source, at_target = route.heads
    if at_target:
        yield route.target, _head(route.points[-1], route.points[-2])
    if at_source:
        yield route.source, _head(route.points[0], route.points[1])


def _head(tip: Point, before: Point) -> Box:
    (x, y), half = tip, _HEAD / 2
    if x == before[0]:
        return Box(x=x - half, y=y if before[1] > y else y - _HEAD, width=_HEAD, height=_HEAD)
    return Box(x=x if before[0] > x else x - _HEAD, y=y - half, width=_HEAD, height=_HEAD)


def strayed_shapes(drawing: Drawing) -> list[str]:
    """Cards, badges and arrows that leave the picture."""
    shapes = [(card.key, card.box) for card in drawing.cards]
    shapes += [(f"badge {badge.point}", badge.box) for badge in drawing.badges]
    shapes += [
        (f"{route.source} {route.kind} {route.target}", Box(x=x, y=y, width=0, height=0))
        for route in drawing.routes
        for x, y in route.points
    ]
    return [
        f"{name} leaves the picture"
        for name, box in shapes
        if min(box.x, box.y) < 0 or box.right > drawing.width or box.bottom > drawing.height
    ]


def labels_on_badges(drawing: Drawing) -> list[str]:
    """Labels of arrows that lie on a badge."""
    return [
        f"the label from {route.source} to {route.target} lies on badge {badge.point}"
        for route in drawing.routes
        for badge in drawing.badges
        if route.label_box and _meet(route.label_box, badge.box)
    ]


def _meet(one: Box, other: Box) -> bool:
    across = one.x + _NEAR < other.right and other.x + _NEAR < one.right
    return across and one.y + _NEAR < other.bottom and other.y + _NEAR < one.bottom


_LAWS: tuple[Callable[[Drawing], list[str]], ...] = (
    geometry.overlapping_cards,
    geometry.overlapping_bands,
    geometry.slanted_pieces,
    geometry.loose_ends,
    geometry.pierced_cards,
    geometry.shared_stretches,
    geometry.stray_junctions,
    geometry.unsigned_branches,
    geometry.heads_of_joins,
    geometry.labels_on_cards,
    geometry.labels_on_arrows,
    geometry.labels_on_labels,
    geometry.labels_off_their_arrow,
    geometry.labels_outside,
    geometry.texts_outside,
    geometry.misplaced_gears,
    geometry.gears_on_anything,
    geometry.badges_on_anything,
    hidden_heads,
    labels_on_badges,
    strayed_shapes,
)
