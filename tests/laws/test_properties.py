"""What holds of every text and of every picture, tried on texts made up by chance.

A failure shows the smallest input that Hypothesis finds. `HYPOTHESIS_PROFILE=thorough pytest tests/laws/test_properties.py` tries more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from blueprint.grammar import terminals_by_spelling
from hypothesis import event, given, note
from hypothesis import strategies as st

from blueprint.cli.run.fixes import cure
from blueprint.cli.run.frames import frame
from blueprint.compiler import Compiled, compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.drawing import Drawing
from blueprint.files import decode
from blueprint.layout import layout
from blueprint.model import Blueprint
from blueprint.scene import scene
from blueprint.source import Source, Span
from blueprint.syntax.lexer import Lexer
from blueprint.syntax.parser import parse

from .. import geometry
from ..damaged import PIECES, SHORT, TEXTS, damaged, exchanged, twice, without
from ..generate import generate, write
from ..golden import CASES, read_case
from ..paths import EXAMPLES, IS_THOROUGH, ROOT
from ..recovery import broken, source_of

# Any text


def read_without_fail(text: str) -> Compiled:
    """Everything up to the messages works, and every place that they speak of is in the text."""
    source = Source("any.blueprint", text)
    tree, _ = parse(source)
    for span in (
        tree.span,
        *(item.span for item in tree.items),
        *(one.span for one in tree.comments),
        *tree.skipped,
    ):
        assert 0 <= span.start <= span.end <= len(text)
    compiled = compile_source(source)
    for diagnostic in compiled.diagnostics:
        for span in (diagnostic.span, *(label.span for label in diagnostic.labels)):
            assert span.source is source
            assert 0 <= span.start <= span.end <= len(text)
        assert diagnostic.message
        assert frame(diagnostic, 80)
    for symbol in compiled.symbols:
        for span in symbol.places:
            assert compiled.symbols.occurrence(source, span.start) == (symbol, span)
            assert 0 <= span.start < span.end <= len(text)
    assert compiled.is_sound == (compiled.blueprint is not None and not compiled.errors)
    return compiled


@given(st.text())
def test_any_text_is_read(text: str):
    read_without_fail(text)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_row_of_words_is_read(text: str):
    read_without_fail(text)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_row_of_signs_is_read(text: str):
    read_without_fail("blueprint b\nstep s {\n" + text)


@given(damaged())
def test_any_damaged_text_is_read(text: str):
    compiled = read_without_fail(text)
    if compiled.is_sound:
        event("still sound")
        assert layout(scene(compiled).blueprint)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    found = decode(data, "any.blueprint")
    if isinstance(found, Diagnostic):
        assert found.code == "BP001"
        assert found.message
    else:
        read_without_fail(found.text)


BROKEN_TEXTS = [source_of(path).text for path in broken()]


def _tokens(text: str) -> list[str]:
    """A text in pieces: its tokens, and what stands between them."""
    pieces, end = [], 0
    for token in Lexer(Source("pieces", text), terminals_by_spelling()).tokens():
        pieces += [text[end : token.span.start], text[token.span.start : token.span.end]]
        end = token.span.end
    return [piece for piece in pieces if piece]


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A text of ours, sound or broken, with some tokens or lines lost, doubled, exchanged, or put in from elsewhere."""
    text = draw(st.sampled_from(SHORT + BROKEN_TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        parts = _tokens(text) if draw(st.booleans()) else text.splitlines(keepends=True)
        if not parts:
            continue
        if draw(st.booleans()):
            parts.insert(draw(st.integers(0, len(parts))), draw(PIECES))
        else:
            change = draw(st.sampled_from([without, twice, exchanged]))
            first, second = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
            parts = change(parts, first, second)
        text = "".join(parts)
    return text


@given(mistyped())
def test_any_mistyped_text_is_read_and_what_was_saved_has_a_picture(text: str):
    compiled = read_without_fail(text)
    again = compile_source(compiled.tree.source)
    assert [(one.span, one.code) for one in again.diagnostics] == [
        (one.span, one.code) for one in compiled.diagnostics
    ]
    assert strays(compiled.tree) == []
    if compiled.blueprint is not None:
        layout(compiled.blueprint)


@given(mistyped())
def test_cures_never_add_errors(text: str):
    source = Source("mistyped.blueprint", text)
    compiled = compile_source(source)
    cured = cure(source, compiled.diagnostics)
    if cured.cured:
        event("cured")
        assert len(compile_source(Source(source.name, cured.text)).errors) <= len(compiled.errors)


def strays(node: Any, around: Span | None = None) -> list[str]:
    """The places of nodes that do not lie within the node around them."""
    if isinstance(node, tuple) and not isinstance(node, Span):
        return [stray for one in node for stray in strays(one, around)]
    if not is_dataclass(node):
        return []
    own: Span | None = getattr(node, "span", None)
    inner = [
        stray
        for one in fields(node)
        if one.name not in ("span", "source")
        for stray in strays(getattr(node, one.name), own or around)
    ]
    if own and around and not around.start <= own.start <= own.end <= around.end:
        inner.append(f"{own[1:]} outside of {around[1:]}: {own.text!r}")
    return inner


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_ends_of_lines_and_a_byte_order_mark_change_nothing(end: str, mark: str):
    for text in TEXTS:
        tree, problems = parse(Source("one", text))
        again, same = parse(Source("other", mark + text.replace("\n", end)))
        assert [one.message for one in same] == [one.message for one in problems]
        changed = [one.span.text for one, other in zip(again.items, tree.items, strict=True) if one != other]
        assert changed == []


#: Steps and lanes of what is made up here; `layout/test_corpus.py` has larger ones.
STEPS, LANES = (
    (st.integers(1, 12), st.integers(3, 14)) if IS_THOROUGH else (st.integers(1, 6), st.integers(3, 9))
)


@pytest.mark.slow
@given(st.randoms(use_true_random=False), STEPS, LANES)
def test_what_is_made_up_by_chance_is_sound(random: Random, steps: int, lanes: int):
    compiled = read_without_fail(write(random, steps, lanes))
    assert [one.message for one in compiled.errors] == []
    assert compiled.blueprint is not None
    assert len(compiled.blueprint.steps) == steps
    assert len(compiled.blueprint.lanes) == lanes


def test_the_same_seed_makes_the_same_text():
    assert generate(7, 5, 6) == generate(7, 5, 6) != generate(8, 5, 6)


# Every picture


LAWS: list[Callable[[Drawing, Blueprint], list[str]]] = [
    lambda drawing, _: geometry.overlapping_cards(drawing),
    lambda drawing, blueprint: geometry.strayed_cards(drawing, blueprint),
    lambda drawing, _: geometry.overlapping_bands(drawing),
    lambda drawing, _: geometry.slanted_pieces(drawing),
    lambda drawing, _: geometry.loose_ends(drawing),
    lambda drawing, _: geometry.pierced_cards(drawing),
    lambda drawing, _: geometry.shared_stretches(drawing),
    lambda drawing, _: geometry.labels_outside(drawing),
    lambda drawing, _: geometry.labels_off_their_arrow(drawing),
    lambda drawing, _: geometry.labels_on_cards(drawing),
    lambda drawing, _: geometry.labels_on_labels(drawing),
    lambda drawing, _: geometry.labels_on_arrows(drawing),
    lambda drawing, _: geometry.texts_outside(drawing),
    lambda drawing, _: geometry.misplaced_gears(drawing),
    lambda drawing, _: geometry.gears_on_anything(drawing),
]


def broken_laws(blueprint: Blueprint) -> list[str]:
    """What is wrong with the picture of a blueprint."""
    drawing = layout(blueprint)
    assert {card.key for card in drawing.cards} == blueprint.actions.keys() | blueprint.things.keys()
    assert len(drawing.routes) == len(blueprint.flows)
    return [sentence for law in LAWS for sentence in law(drawing, blueprint)]


@pytest.mark.slow
@given(st.randoms(use_true_random=False), STEPS, LANES)
def test_every_picture_keeps_the_laws(random: Random, steps: int, lanes: int):
    text = write(random, steps, lanes)
    note(text)
    compiled = compile_source(Source("made-up.blueprint", text))
    assert compiled.blueprint is not None
    assert broken_laws(compiled.blueprint) == []


@pytest.mark.parametrize("seed", range(40))
def test_these_pictures_keep_the_laws(seed: int):
    """The same ones on every machine; `generate(seed, …)` shows what fails."""
    text = generate(seed, 1 + seed % 12, 3 + seed * 5 % 12)
    compiled = compile_source(Source("made-up.blueprint", text))
    assert compiled.blueprint is not None
    assert broken_laws(compiled.blueprint) == [], text


DRAWN = [
    *EXAMPLES,
    *sorted((CASES / "layout").glob("*.blueprint")),
    *sorted((CASES / "model").glob("*.blueprint")),
]


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_pictures_of_examples_and_cases_keep_the_laws(path: Path):
    compiled = read_case(path)
    assert compiled.blueprint is not None
    assert broken_laws(compiled.blueprint) == []


def test_the_laws_see_what_is_wrong():
    """A drawing in which everything is pushed to one place breaks nearly every law."""
    from dataclasses import replace

    compiled = read_case(CASES / "layout" / "loops.blueprint")
    assert compiled.blueprint is not None
    drawing = layout(compiled.blueprint)
    box = drawing.cards[1].box
    label = replace(box, x=drawing.width - 5, width=40.0)
    squeezed = replace(
        drawing,
        cards=tuple(replace(card, box=box, gear=box) for card in drawing.cards),
        lanes=tuple(replace(lane, box=replace(lane.box, y=0.0)) for lane in drawing.lanes),
        routes=tuple(
            replace(
                route,
                points=((0.0, box.y + 9), (400.0, box.y + 9), (410.0, 0.0)),
                label_box=route.label_box and label,
            )
            for route in drawing.routes
        ),
    )
    broken = [number for number, law in enumerate(LAWS) if law(squeezed, compiled.blueprint)]
    on_top = replace(
        drawing, routes=tuple(replace(one, label_box=box, label=one.label) for one in drawing.routes)
    )
    broken += [number for number, law in enumerate(LAWS) if law(on_top, compiled.blueprint)]
    assert sorted(set(range(len(LAWS))) - set(broken)) == []


# The same bytes


_RENDER_ALL = """
import hashlib, json, sys
import blueprint
from blueprint.render import find

def digest(path, name):
    found = blueprint.render_as(blueprint.load(path), name)
    return hashlib.sha256(found if isinstance(found, bytes) else found.encode()).hexdigest()

print(json.dumps([[path, name, digest(path, name), digest(path, name)] for path in sys.argv[1:] for name in ("svg", "dot", "html")]))
"""


def _rendered(seed: str, cache: Path) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", _RENDER_ALL, *(str(path.relative_to(ROOT)) for path in EXAMPLES)],
        cwd=ROOT,
        # A cache of its own: the table of the grammar is built anew as well.
        env={**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(cache), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_every_run_gives_the_same_bytes(tmp_path: Path):
    first, second = _rendered("0", tmp_path / "0"), _rendered("1", tmp_path / "1")
    assert len(first) == 3 * len(EXAMPLES)
    assert first == second
    assert [row for row in first if row[2] != row[3]] == [], "and so does every run within one process"
