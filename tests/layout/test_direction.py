"""Pictures from right to left: everything stands on the other side, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from blueprint.renderers.svg import shapes

from blueprint import load, render_as
from blueprint.compiler import compile_source
from blueprint.drawing import Box, Drawing, EmotionRow, TextLine
from blueprint.layout.fold.folding import fold
from blueprint.layout.fold.pages import Sheet, on_paper
from blueprint.layout.mirroring import mirrored
from blueprint.scene import scene
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.view import View
from blueprint.words import Direction

from ..paths import EXAMPLES, TESTS

_LAYOUT = TESTS / "cases" / "layout"
_MARKS = _LAYOUT / "every-mark.blueprint"
#: Fields that hold an x, and those that hold points.
_PLACES = frozenset({"x", "left", "right", "border", "target"})
_POINTS = frozenset({"points", "leaves", "meets", "curves", "asides"})


def drawing_of(path: Any, direction: Direction | None = None, width: float | None = None) -> Drawing:
    return scene(load(path), View(direction=direction, fold=width)).drawing


def xs(shape: Any, name: str = "") -> Iterator[tuple[str, float, float]]:
    """Every left and right end in a drawing, with the name of what it is of, in the order of the fields."""
    if isinstance(shape, Box):
        yield "box", shape.x, shape.right
    elif isinstance(shape, TextLine):
        yield shape.text, shape.left, shape.left + shape.width
    elif (
        isinstance(shape, tuple)
        and name in _POINTS
        and isinstance(shape[:1][0] if shape else None, int | float)
    ):
        yield name, shape[0], shape[0]
    elif isinstance(shape, tuple):
        for each in shape:
            yield from xs(each, name)
    elif is_dataclass(shape):
        if isinstance(shape, EmotionRow):
            yield "levels", *shape.sides
        for field in fields(shape):
            value = getattr(shape, field.name)
            if field.name in _PLACES and isinstance(value, float) and not isinstance(shape, EmotionRow):
                yield field.name, value, value
            yield from xs(value, field.name)


@pytest.mark.parametrize("width", [None, 900])
def test_every_place_is_on_the_other_side(width: float | None):
    left, right = drawing_of(_MARKS, width=width), drawing_of(_MARKS, "rtl", width)
    assert (left.direction, right.direction) == ("ltr", "rtl")
    wide = left.width
    here, there = list(xs(left)), list(xs(mirrored(left)))
    assert len(here) == len(there)
    firsts, lasts = (sorted(wide - place[end] for place in here) for end in (2, 1))
    assert firsts == pytest.approx(sorted(first for _, first, _ in there), abs=0.01)
    assert lasts == pytest.approx(sorted(last for *_, last in there), abs=0.01)
    # Where the language itself is no reason to stand elsewhere, a picture from right to left is the mirrored one.
    assert {card.key: card.box for card in right.cards} == {
        card.key: card.box for card in mirrored(left).cards
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_mirrored_twice_it_is_as_it_was(path: Any):
    for drawing in (drawing_of(path), drawing_of(path, width=1200)):
        for (_, *one), (_, *other) in zip(xs(drawing), xs(mirrored(mirrored(drawing))), strict=True):
            assert one == pytest.approx(other, abs=0.001)


def test_steps_lanes_and_rows_begin_at_the_right():
    drawing = drawing_of(_LAYOUT / "arabic.blueprint")
    assert drawing.direction == "rtl"
    steps = [step.box.x for step in drawing.steps]
    assert steps == sorted(steps, reverse=True)
    for lane in drawing.lanes:
        for line in lane.lines:
            assert line.left > max(step.box.right for step in drawing.steps)
            assert line.left + line.width == pytest.approx(lane.box.right - 16, abs=0.1)
    for row in (*drawing.emotions, *drawing.times, *drawing.metrics):
        assert all(line.left > steps[0] for line in row.heading)
    # Numbers stand in front of the names of their steps.
    for step in drawing.steps:
        number, name, *_ = step.lines
        assert number.left > name.left + name.width - 0.1
    firsts = [item.box.x for item in drawing.legend]
    assert firsts[0] == max(firsts)


def test_texts_keep_their_own_direction():
    text = """blueprint x "نظام"
language ar
step s "خطوة" {
  customer c "Pays, then leaves." emotion 1 "رائع!" time 2d
  <-> frontstage f "يرحب." when "نعم، 10 min"
}
"""
    drawing = scene(compile_source(Source("x", text))).drawing
    lines = {line.text: line.rtl for line in _lines(drawing)}
    assert lines["Pays, then leaves."] is False
    assert [lines[text] for text in ("رائع!", "يرحب.", "نظام", "2 يوم")] == [True] * 4
    assert any("\u206610 min\u2069" in line for line in lines)


def _lines(shape: Any) -> Iterator[TextLine]:
    if isinstance(shape, TextLine):
        yield shape
    elif isinstance(shape, tuple):
        for each in shape:
            yield from _lines(each)
    elif is_dataclass(shape):
        for field in fields(shape):
            yield from _lines(getattr(shape, field.name))


def test_who_says_where_it_begins():
    arabic, english = (
        compile_source(Source("a", 'blueprint a "ا"\nlanguage ar\nstep s {\n customer c "ب"\n}\n')),
        load(EXAMPLES[0]),
    )
    assert scene(arabic).direction == "rtl"
    assert scene(arabic, View(direction="ltr")).direction == "ltr"
    assert scene(english, settings=Settings(direction="rtl")).direction == "rtl"
    assert scene(english, View(direction="ltr"), settings=Settings(direction="rtl")).direction == "ltr"
    assert '<html lang="ar" dir="ltr">' in render_as(arabic, "html", view=View(direction="ltr"))
    assert '<html lang="ar" dir="rtl">' in render_as(arabic, "manual")


def test_parts_and_sheets_of_paper_follow_each_other_from_the_right():
    left, right = drawing_of(EXAMPLES[0]), drawing_of(EXAMPLES[0], "rtl")
    folded, turned = fold(left, 1100), fold(right, 1100)
    assert (folded.width, folded.parts) == (turned.width, turned.parts)
    for first, last in turned.parts:
        boxes = [step.box for step in turned.steps if first <= step.box.y < last]
        assert [box.x for box in boxes] == sorted((box.x for box in boxes), reverse=True)
        assert max(box.right for box in boxes) == pytest.approx(
            max(step.box.right for step in turned.steps), abs=30
        )
    sheet = Sheet(1009.0, 640.0, 0.7)
    pages = on_paper(right, sheet, may_fold=True).drawings
    assert [page.direction for page in pages] == ["rtl"] * len(pages)
    assert len(pages) == len(on_paper(left, sheet, may_fold=True).drawings)
    assert all(box.right <= page.width for page in pages for box in (card.box for card in page.cards))


def test_signs_point_the_way_that_the_picture_runs():
    box = Box(x=10, y=0, width=100, height=20)
    for direction, tip in (("ltr", box.right), ("rtl", box.x)):
        corners = shapes.chevron(box, direction)
        assert next(x for x, y in corners if y == 10) == tip
        assert shapes.along(box, direction)[1] == tip
    assert shapes.stripe(box, "rtl").right == box.right
