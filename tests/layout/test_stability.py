"""An edit moves little: what stands elsewhere keeps its place, so that two pictures of one service can be laid beside each other.

The laws, on the examples, the larger cases and a sample of the made-up corpus: a word moves nothing outside its row and column; a step
that is added moves only what stands on its right, unless arrows pass it that have to choose another way, or its own arrows want a
padding or a gutter of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from blueprint.compiler import compile_source
from blueprint.drawing import Box, Drawing, Route
from blueprint.layout import layout
from blueprint.layout.mirroring import turned
from blueprint.model import Blueprint
from blueprint.source import Source

from ..generate import generate
from ..paths import EXAMPLES, IS_THOROUGH, TESTS

CASES = TESTS / "cases" / "layout"
_NEAR = 0.02
_WORD = "thoroughly"
_EDITS = 6
_STEP = 'step added_one "Added" {{ {lane} added_card "Looks" }}'

TEXTS = {
    **{path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES},
    **{
        name: (CASES / f"{name}.blueprint").read_text(encoding="utf-8")
        for name in ("arabic", "japanese", "every-mark")
    },
    **{
        f"made-up-{seed}": generate(seed, 2 + seed % 11, 3 + seed % 7)
        for seed in range(25 if IS_THOROUGH else 12)
    },
}
#: What has many steps is slow, for each edit is a picture.
_LONG = 1_500
NAMES = [
    pytest.param(name, marks=pytest.mark.slow if len(text) > _LONG else ()) for name, text in TEXTS.items()
]


def read(text: str) -> Blueprint:
    compiled = compile_source(Source("stability", text))
    assert compiled.is_sound, [one.message for one in compiled.errors]
    assert compiled.blueprint
    return compiled.blueprint


@cache
def unchanged(name: str) -> tuple[Blueprint, Drawing]:
    """A text as it stands, before any edit."""
    blueprint = read(TEXTS[name])
    return blueprint, layout(blueprint)


def boxes(drawing: Drawing) -> dict[str, Box]:
    return {card.key: card.box for card in drawing.cards}


def shifts(pairs: Iterable[tuple[float, float]]) -> set[float]:
    """By how much places differ, to a tenth of a px."""
    return {round(after - before, 1) for before, after in pairs}


def turns(route: Route) -> tuple[object, ...]:
    """An arrow without its measures: its ends, and where it goes at each corner."""
    ways = tuple(
        ((x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)) for (x1, y1), (x2, y2) in pairwise(route.points)
    )
    return route.source, route.target, route.kind, ways


# ── one word ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def with_a_word(blueprint: Blueprint, key: str) -> Blueprint:
    """The blueprint with another word in the middle of an action's text."""
    action = blueprint.actions[key]
    words = action.text.split(" ")
    words[len(words) // 2 : len(words) // 2 + 1] = [_WORD] if len(words) > 1 else [words[0], _WORD]
    return replace(blueprint, actions={**blueprint.actions, key: replace(action, text=" ".join(words))})


@pytest.mark.parametrize("name", NAMES)
def test_a_word_moves_nothing_outside_its_row_and_column(name: str):
    blueprint, drawing = unchanged(name)
    keys = sorted(blueprint.actions)
    for key in Random(14).sample(keys, min(_EDITS, len(keys))):
        changed = layout(with_a_word(blueprint, key))
        before, after = boxes(drawing), boxes(changed)
        if abs(after[key].width - before[key].width) < _NEAR:
            assert [turns(route) for route in changed.routes] == [turns(route) for route in drawing.routes], (
                key
            )
            assert {one: box.x for one, box in after.items()} == {
                one: box.x for one, box in before.items()
            }, key
        _assert_columns_keep(key, before, after)
        _assert_rows_keep(key, before, after)


def _assert_columns_keep(key: str, before: dict[str, Box], after: dict[str, Box]) -> None:
    """Where the column gets another width, its gutters may too, for labels that find room elsewhere."""
    column = before[key].x
    others = [one for one in before if before[one].x != column]
    assert all(abs(after[one].width - before[one].width) < _NEAR for one in others), key
    assert shifts((before[one].x, after[one].x) for one in others if before[one].x < column) <= {0.0}, key
    assert len(shifts((before[one].x, after[one].x) for one in others if before[one].x > column)) <= 1, key


def _assert_rows_keep(key: str, before: dict[str, Box], after: dict[str, Box]) -> None:
    """A row changes its height only where the edited card stands, or one of its column if that got another width."""
    # Headings are wrapped to their columns: with the width the top may change, for all rows alike.
    widened = abs(after[key].width - before[key].width) > _NEAR
    top = min(after[one].y for one in after) - min(before[one].y for one in before)
    assert widened or abs(top) < _NEAR, key
    free = {before[one].y for one in before if one == key or (widened and before[one].x == before[key].x)}
    rows = sorted({box.y for box in before.values()})
    shift = top
    for row in rows:
        members = [one for one in before if before[one].y == row]
        moved = shifts((before[one].y, after[one].y) for one in members)
        grown = shifts((before[one].height, after[one].height) for one in members)
        assert len(moved) == 1, (key, row)
        assert abs(moved.pop() - shift) < 0.2, (key, row)
        assert len(grown) == 1, (key, row)
        if row in free:
            shift += grown.pop()
        else:
            assert grown == {0.0}, (key, row)


# ── one step ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def places_of_steps(text: str) -> list[int]:
    """The numbers of the lines at which a step begins."""
    return [
        index for index, line in enumerate(text.splitlines()) if line.lstrip().startswith(("step ", "步骤 "))
    ]


def with_a_step(text: str, lane: str, at: int | None = None) -> str:
    """The text with one more step before a line, or at the end."""
    lines = text.splitlines()
    lines.insert(len(lines) if at is None else at, _STEP.format(lane=lane))
    return "\n".join(lines) + "\n"


def lane_without_journey(blueprint: Blueprint) -> str | None:
    """A lane in which a new card brings no arrow with it."""
    kinds = ("frontstage", "backstage", "support", "partner", "management")
    return next((lane.key for lane in blueprint.lanes.values() if lane.kind in kinds), None)


def arrows_before(drawing: Drawing, end: float) -> list[tuple[object, ...]]:
    """The corners of the arrows that stay on the left of an x."""
    return [
        (route.source, route.target, route.kind, route.points)
        for route in drawing.routes
        if all(x <= end for x, _ in route.points)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_step_at_the_end_moves_nothing(name: str):
    blueprint, drawing = unchanged(name)
    lane = lane_without_journey(blueprint)
    if lane is None:
        pytest.skip("every lane is one of customers")
    # As they are laid out, before a right-to-left one is turned round.
    drawing, longer = turned(drawing), turned(layout(read(with_a_step(TEXTS[name], lane))))
    known = boxes(drawing)
    assert {key: box for key, box in boxes(longer).items() if key in known} == known
    # The gutter at the end is one between steps now: its arrows may run elsewhere in it, and their labels have more room.
    end = max(box.x for box in known.values())
    assert arrows_before(longer, end) == arrows_before(drawing, end)


@pytest.mark.parametrize("name", NAMES)
def test_a_step_between_others_moves_what_stands_on_its_right(name: str):
    """Arrows that pass the place may choose other ways: those that turn, and straight ones in whose way the new card stands.

    So only the places without such arrows are looked at.
    """
    blueprint, drawing = unchanged(name)
    lane = lane_without_journey(blueprint)
    if lane is None:
        pytest.skip("every lane is one of customers")
    before = boxes(drawing)
    for at in places_of_steps(TEXTS[name]):
        longer = layout(read(with_a_step(TEXTS[name], lane, at)))
        after = boxes(longer)
        new = after["added_one.added_card"]
        on_left = {key for key in before if after[key].x < new.x}
        passing = [route for route in longer.routes if (route.source in on_left) != (route.target in on_left)]
        if any(len(route.points) > 2 for route in passing):
            continue
        assert shifts((before[key].x, after[key].x) for key in on_left) <= {0.0}, at
        assert len(shifts((before[key].x, after[key].x) for key in before if key not in on_left)) <= 1, at
        assert shifts((before[key].y, after[key].y) for key in before) == {0.0}, at
        assert {turns(route) for route in drawing.routes} <= {turns(route) for route in longer.routes}, at


@pytest.mark.slow
def test_rows_of_the_examples_mostly_keep_their_places_when_any_step_is_added():
    """With the journey leading through it, and whatever passes: a padding that gets its first track moves what is below."""
    moved, tried = [], 0
    for path in EXAMPLES:
        text = TEXTS[path.stem]
        blueprint, drawing = unchanged(path.stem)
        before = boxes(drawing)
        customer = next(lane.key for lane in blueprint.lanes.values() if lane.kind == "customer")
        for at in [*places_of_steps(text), None]:
            after = boxes(layout(read(with_a_step(text, customer, at))))
            tried += 1
            if shifts((before[key].y, after[key].y) for key in before) != {0.0}:
                moved.append((path.stem, at))
    print(f"{len(moved)} of {tried} moved rows: {moved}")
    assert len(moved) <= tried // 5, moved
