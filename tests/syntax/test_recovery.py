"""Broken files: every mistake is reported, hardly anything else, the rest is kept, and cures make nothing worse."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

from blueprint.checks import RULES, check
from blueprint.cli.run.fixes import cure
from blueprint.compiler import Compiled, compile_source
from blueprint.layout import layout
from blueprint.similar_names import is_slip
from blueprint.source import Source

from ..recovery import Outcome, broken, judge, source_of

FILES = pytest.mark.parametrize("path", broken(), ids=lambda path: path.stem)
ROUNDS = 10
judged = cache(judge)


def compiled(text: str) -> Compiled:
    return compile_source(Source("text", text))


def shown(outcome: Outcome) -> str:
    return "\n".join(f"{one.span.line}: {one.code} {one.message}" for one in outcome.compiled.errors)


def test_there_are_many_files_and_each_has_mistakes():
    assert len(broken()) >= 60
    assert [path.stem for path in broken() if not judged(path).expected.planted] == []


@FILES
def test_every_mistake_is_reported_with_its_code(path: Path):
    assert judged(path).missed == [], shown(judged(path))


@FILES
def test_hardly_anything_else_is_reported(path: Path):
    assert len(judged(path).spurious) <= 1, shown(judged(path))


@FILES
def test_what_is_sound_is_kept(path: Path):
    outcome = judged(path)
    if outcome.expected.keeps:
        assert outcome.compiled.blueprint is not None
        assert [key for key in outcome.expected.keeps if key not in outcome.compiled.blueprint.actions] == []


@FILES
def test_what_is_kept_can_be_checked_and_laid_out(path: Path):
    blueprint = judged(path).compiled.blueprint
    if blueprint is not None:
        check(blueprint, RULES)
        assert {card.key for card in layout(blueprint).cards} >= blueprint.actions.keys()


# Cures


@FILES
def test_cures_make_nothing_worse_and_come_to_an_end(path: Path):
    source = source_of(path)
    before = compile_source(source)
    for _ in range(ROUNDS):
        cured = cure(source, before.diagnostics)
        if not cured.cured:
            break
        source = Source(source.name, cured.text)
        after = compile_source(source)
        assert len(after.errors) <= len(before.errors) - cured.cured, cured.text
        before = after
    else:
        pytest.fail("the cures do not come to an end")


CURES = [
    ('customer a "A" emotoin 1', 'customer a "A" emotion 1'),
    ('customer a "A" time 30 s', 'customer a "A" time 30s'),
    ('customer a "A" time 5min wait 2 hours', 'customer a "A" time 5m wait 2h'),
    ('customer a "A" 用时 ５ 分钟', 'customer a "A" 用时 5分钟'),
    ('customer a "A"\n--> frontstage b "B"', 'customer a "A"\n-> frontstage b "B"'),
    ('customer a "A" // slowly', 'customer a "A" # slowly'),
    ('customer a "A" emotion: 1', 'customer a "A" emotion 1'),
    ('customer a "A" emotion:1', 'customer a "A" emotion 1'),
    ('customer lo\u200bok "A"', 'customer look "A"'),
    ('customer a "A"\n{\n  time 1m\n}', 'customer a "A" {\n  time 1m\n}'),
    ('customer a "A"\nfrontstage b "B"\nsupport c "C"\na -> b -> c', 'customer a "A"\nfrontstage b "B"\nsupport c "C"\na -> b\nb -> c'),
    ('customer look "A" time 1m time 1m', 'customer look "A" time 1m'),
    ('customer look "A" {\n  time 1m\n  time 1m\n}', 'customer look "A" {\n  time 1m\n}'),
    ('customer look "A"\nfrontstage b "B"\nb -> loook', 'customer look "A"\nfrontstage b "B"\nb -> look'),
    ('customer look "A" by waitr', 'customer look "A" by waiter'),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), CURES)
def test_a_cure_is_put_in(wrong: str, right: str):
    frame = 'blueprint b\nrole waiter "Waiter"\nstep s "S" {{\n{}\n}}\n'
    source = Source("text", frame.format(wrong))
    for _ in range(3):
        source = Source("text", cure(source, compile_source(source).errors).text)
    assert source.text == frame.format(right)
    assert [one.message for one in compile_source(source).errors] == []


@pytest.mark.parametrize(
    "wrong",
    [
        'customer a "A" time 30', 'customer check-in "A"', 'customer a "A', 'customer a "A" time 1m time 2m', 'customer a "A" bye b',
        'customer a "A" by mate', 'customer a "A" by desk2', 'customer a "A" colour 1', 'customer a "A" emotion 1,5',
    ],
)  # fmt: skip
def test_what_is_not_certain_has_no_cure(wrong: str):
    errors = compiled(f'blueprint b\nrole mat "M"\nrole desk1 "D"\nstep s "S" {{\n{wrong}\n}}\n').errors
    assert errors
    assert [one.fix for one in errors if one.fix] == []


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("emotoin", "emotion", True), ("emotin", "emotion", True), ("emotionn", "emotion", True), ("emution", "emotion", True),
        ("emotion", "emotion", False), ("emtoino", "emotion", False), ("bye", "by", False), ("desk1", "desk2", False),
        ("desk_a", "deska", False), ("用是", "用时", True), ("体验", "情绪", False),
    ],
)  # fmt: skip
def test_a_slip_is_one_letter(word: str, known: str, expected: bool):
    assert is_slip(word, known) is expected


# Many mistakes


MANY = [
    "this is no blueprint at all\n", 'step "S" {\n  customer "A" emotoin 1\n}\n', 'step "S" {\n  customer "A\n}\n', 'step "S" {\n  customer "A"\n',
    'step "S"\n  customer "A"\n}\n', "}\n", 'step "S" {\n  customer "A"\n  }\n  customer "B"\n}\n', "step {{\n",
    '<<<<<<< a\nrole r\n=======\nrole q\n>>>>>>> b\n', 'step "S" {\n  customer "A" by nobody\n}\n', '"""\n', "//\n", "a -> b -> c\n",
    "<<<<<<< a\n", "=======\n", "[\n", "{\n",
]  # fmt: skip


@pytest.mark.parametrize("one", MANY)
def test_a_thousand_mistakes_take_no_time(one: str):
    begin = time.process_time()
    found = compiled("blueprint b\n" + one * 1000)
    assert time.process_time() - begin < 2
    assert found.errors
