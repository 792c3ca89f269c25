"""Text: everything that the picture says, in tables that stand straight, and nothing that commands a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.terminal_text import cells
from blueprint.view import View

from ..golden import ADVICE
from ..paths import EXAMPLES, ROOT
from .pictures import (
    FORMATS,
    of,
    of_file,
    small,
    written,
)


def test_the_text_is_as_its_golden_file_says(update_golden: bool):
    golden = FORMATS / "hotel-stay.txt"
    actual = written("text", of_file(FORMATS / "hotel-stay.blueprint"))
    if update_golden:
        golden.write_text(actual, encoding="utf-8", newline="\n")
    assert golden.exists(), ADVICE
    assert actual == golden.read_text(encoding="utf-8"), f"if the change is right, {ADVICE}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_text_holds_every_step_action_and_point(path: Path):
    shown = of_file(path)
    text = written("text", shown)
    blueprint = shown.blueprint
    for one in (*blueprint.actions.values(), *blueprint.things.values(), *blueprint.fails.values()):
        assert " ".join(one.text.split()) in text
    for step in blueprint.steps.values():
        assert step.label in text
    for point in blueprint.points:
        assert re.search(rf"^\| {point.label} +\| ", text, re.MULTILINE)


def test_a_chinese_text_has_chinese_words_and_headings_as_wide_as_they_look():
    text = written("text", of('蓝图 a "入住"\n语言 zh\n步骤 s "抵店" { 顾客 c "排队" 等待 5m }'))
    assert "步骤 1：抵店\n------------\n" in text
    assert re.search(r"\| W1 +\| 等待点：排队（顾客，步骤 1；5 分钟）", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_bars_of_all_tables_stand_under_each_other(path: Path):
    rows = [line for line in written("text", of_file(path)).splitlines() if line.startswith("|")]
    # The first column ends with a blank and a bar; the second may have bars, which are escaped.
    ends = {cells(re.split(r"(?<!\\)\|", row)[1]).width for row in rows}
    assert len(rows) > 20
    assert len(ends) == 1


def test_a_bar_in_a_text_is_no_border():
    assert r"| Asks a\|b" in written("text", small("Asks a|b"))


def test_a_changed_word_changes_one_line():
    text = 'blueprint a "A"\nstep s "S" { customer "Pays" by one }\nrole one "{}"'
    before, after = (
        written("text", of(text.replace("{}", word))) for word in ("Clerk", "Clerk at the counter")
    )
    differ = [b for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert [line.split("|")[2] for line in differ] == ["   by Clerk at the counter"]


@pytest.mark.parametrize(
    ("view", "gone"),
    [
        (View(without=frozenset({"title"})), "===="),
        (View(without=frozenset({"phases"})), "| Phase "),
        (View(without=frozenset({"emotion"})), "emotion −2"),
        (View(without=frozenset({"time"})), "| Time "),
        (View(without=frozenset({"metrics"})), "| Metrics "),
        (View(without=frozenset({"legend"})), "D decision"),
        (View(only="arrive"), "Step 4"),
        (View(lanes=("customer", "desk")), "| Back office "),
        (View(customer=True), "Assigns the room\n"),
        (View(customer=True), "Three people are watching me"),
    ],
)
def test_a_text_leaves_out_what_its_view_leaves_out(view: View, gone: str):
    path = ROOT / "examples" / "hotel-stay.blueprint"
    compiled = compile_source(Source("hotel", path.read_text(encoding="utf-8")))
    assert gone in written("text", scene(compiled))
    assert gone not in written("text", scene(compiled, view))


def test_a_text_adds_up_the_times_and_names_a_promise_that_is_not_kept():
    step = 'step s "S" { customer a "A" wait 20m time 5m value waste\n -> frontstage b "B" time 10m value adding\n -> customer c "C" }'
    text = written("text", of(f'blueprint a "A"\ntime 40m target 15m\n{step}'))
    for said in (
        "wait 20 min; work 15 min",
        "wait 20 min",
        "work 15 min",
        "5 min not broken down",
        "67 % of the work adds value",
        "in all 40 min, target 15 min, over target",
    ):
        assert re.search(rf"^\| Time +\| {re.escape(said)}$", text, re.MULTILINE)


def test_a_text_tells_where_ways_differ_and_for_how_many():
    step = """step s "S" {
      customer ask "Asks" time 1m
      -> frontstage look "Is it there?" decision
      look -> customer has "Has it" when "yes" 60% end served
    }
    step t "T" {
      look -> frontstage fetch "Fetches it" time 10m when "no" 40%
      fetch -> frontstage how "Which way?" decision
      how -> customer gets "Gets it" wait 1h when "by post" 50% end served
      how -> customer takes "Takes it" when "here" 50% end served
    }"""
    text = written("text", of(f'blueprint a "A"\n{step}'))
    for told in (
        "wait 30 min on average (none or 1 h); work 10 min; for 40 of 100",
        "in all 17 min",
        "usual way 1 min",
    ):
        assert re.search(rf"^\| Time +\| {re.escape(told)}$", text, re.MULTILINE)
    assert re.search(r"^\| Time +\| Total, on average$", text, re.MULTILINE)


def test_a_text_cannot_command_a_terminal():
    shown = small("Asks")
    (key,) = shown.blueprint.actions
    action = replace(shown.blueprint.actions[key], text="a\x1b[31mb\nc\x9b\u202ed")
    bad = replace(shown, blueprint=replace(shown.blueprint, actions={key: action}))
    text = written("text", bad)
    assert "a[31mb cd" in text
    assert all(char == "\n" or char.isprintable() for char in text)
