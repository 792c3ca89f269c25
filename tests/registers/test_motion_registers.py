"""The registers of the motion: columns, rows for each persona, unknown numbers, ids that stay."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from blueprint import cli
from blueprint.analysis.facts import gather
from blueprint.analysis.registers.all_registers import registers
from blueprint.cli.tables import as_csv, as_json, as_markdown
from blueprint.compiler import compile_source
from blueprint.source import Source

HEAD = 'blueprint inn "Inn"\n'
#: A round of 15 minutes in 20 of 100 cases, at most one; 5 of 100 are refused.
ROUND = (
    HEAD
    + """step greet "Greeting" {
  customer come "Comes" wait 5m..20m start
  -> customer ready "Room ready?" decision
  ready -> frontstage key "Hands out the key" when "yes" 75% time 2m
  ready -> customer coffee "Has coffee" when "no" 20% wait 15m
  ready -> customer out "Is sent away" when "full" 5% end refused
  coffee -> ready max 1
  key -> customer room "Enters the room" end served
}
"""
)
SILENT = ROUND.replace(" 75%", "").replace(" 20%", "").replace(" 5%", "")
PERSONAS = (
    HEAD
    + """persona guest "Regular guest"
persona guide "Tour guide"
persona child "Child"
step greet "Greeting" {
  customer come "Comes" start
  -> frontstage key "Hands out the key" time 2m for guest
  come -> frontstage list "Reads out the list" time 10m for guide
  key -> customer room "Enters the room" end served
  list -> room
}
"""
)
NO_ARROWS = HEAD + 'step greet "Greeting" {\n  customer come "Comes" time 5m\n}\n'


def found(text: str, name: str) -> list[dict]:
    """The rows of a register, as the JSON of it has them."""
    compiled = compile_source(Source("inn.blueprint", text))
    assert compiled.is_sound, [problem.message for problem in compiled.errors]
    value = json.loads(as_json.write(registers(compiled.facts, [name]), "en"))
    return value["registers"][0]["rows"]


def cells(text: str, name: str, *columns: str) -> list[tuple]:
    return [tuple(row[column] for column in columns) for row in found(text, name)]


def test_ways_are_listed_the_usual_first_with_shares_outcomes_and_seconds():
    columns = ("persona", "answers", "share", "outcome", "lead_low", "lead_usual", "lead_high", "usual")
    # 75 of 100; of 20 that wait, 75 of 80 get a room then, as the answer "no" is closed.
    assert cells(ROUND, "ways", *columns) == [
        (None, ["greet.ready: yes"], 0.75, "served", 420, 870, 1320, True),
        (None, ["greet.ready: no", "greet.ready: yes"], 0.1875, "served", 1320, 1770, 2220, False),
        (None, ["greet.ready: full"], 0.05, "refused", 300, 750, 1200, False),
        (None, ["greet.ready: no", "greet.ready: full"], 0.0125, "refused", 1200, 1650, 2100, False),
    ]


def test_the_lead_time_has_the_usual_way_and_what_all_cases_take():
    (row,) = found(ROUND, "lead")
    mean = 0.75 * 870 + 0.1875 * 1770 + 0.05 * 750 + 0.0125 * 1650
    assert row | {"mean": round(row["mean"], 6)} == row | {
        "id": "inn.lead", "persona": None, "usual": 870, "low": 420, "high": 1320, "mean": round(mean, 6), "median": 870,
        "p95": 1770, "shortest": 750, "longest": 1770, "target": None, "within": None, "not_broken_down": 0,
        "untimed": ["greet.ready", "greet.room"],
    }  # fmt: skip


def test_a_target_has_the_share_of_the_cases_that_keep_it():
    (row,) = found(HEAD + "time 14m30s target 20m\n" + ROUND.removeprefix(HEAD), "lead")
    assert (row["target"], row["within"]) == (1200, 0.8)


def test_outcomes_and_visits_are_of_100_cases():
    assert cells(ROUND, "outcomes", "end", "outcome", "per_100") == [
        ("greet.out", "refused", 6.25),
        ("greet.room", "served", 93.75),
    ]
    assert cells(ROUND, "visits", "action", "persona", "per_100") == [
        ("greet.come", None, 100),
        ("greet.ready", None, 120),
        ("greet.key", None, 93.75),
        ("greet.coffee", None, 20),
        ("greet.out", None, 6.25),
        ("greet.room", None, 93.75),
    ]


def test_what_nobody_says_is_empty():
    assert [row["share"] for row in found(SILENT, "ways")] == [None] * 4
    (row,) = found(SILENT, "lead")
    assert [row[name] for name in ("usual", "mean", "median", "p95", "within")] == [
        870,
        None,
        None,
        None,
        None,
    ]
    assert (row["shortest"], row["longest"]) == (750, 1770)
    assert {row["per_100"] for row in found(SILENT, "outcomes")} == {None}
    assert {row["per_100"] for row in found(SILENT, "visits")} == {None}


def test_an_end_that_a_time_leaves_open_is_empty():
    (row, *_) = found(ROUND.replace("5m..20m", "5m.."), "ways")
    assert (row["lead_low"], row["lead_usual"], row["lead_high"]) == (420, 420, None)


def test_a_way_of_which_the_service_says_nothing_has_no_upper_end():
    rows = found(HEAD + "time 1h\n" + ROUND.removeprefix(HEAD), "ways")
    assert [(row["outcome"], row["lead_usual"], row["lead_high"]) for row in rows[::2]] == [
        ("served", 3600, 3600),
        ("refused", 750, None),
    ]


def test_a_service_without_arrows_has_no_rows():
    assert [found(NO_ARROWS, name) for name in ("ways", "lead", "outcomes", "visits")] == [[], [], [], []]


def test_personas_have_rows_of_their_own_where_they_differ():
    assert cells(PERSONAS, "lead", "persona", "usual", "id") == [
        ("guest", 120, "inn.guest.lead"),
        ("guide", 600, "inn.guide.lead"),
    ]
    assert cells(PERSONAS, "visits", "action", "persona") == [
        ("greet.come", "guest"),
        ("greet.key", "guest"),
        ("greet.room", "guest"),
        ("greet.come", "guide"),
        ("greet.list", "guide"),
        ("greet.room", "guide"),
    ]


def test_who_has_no_row_is_in_those_without_a_persona():
    # Children, whom nothing distinguishes, and whoever else comes.
    text = PERSONAS.replace("  list -> room\n", "  list -> room\n  come -> room\n")
    assert cells(text, "lead", "persona", "usual") == [("guest", 120), ("guide", 600), (None, 0)]


def test_what_is_alike_in_everything_is_still_a_row_for_each_persona():
    text = PERSONAS.replace("10m for guide", "10m for guide, child")
    assert cells(text, "lead", "persona", "usual") == [("guest", 120), ("guide", 600), ("child", 600)]


def test_ways_that_are_not_listed_are_one_row():
    # 2 ** 6 ways, of which the likeliest 50 are listed.
    steps = "".join(
        f'  customer q{n} "Q{n}" decision\n  q{n} -> frontstage a{n} "A" when "yes" 60% time {n}m\n'
        f'  q{n} -> frontstage b{n} "B" when "no" 40%\n  a{n} -> q{n + 1}\n  b{n} -> q{n + 1}\n'
        for n in range(1, 7)
    )
    text = f'{HEAD}step s "S" {{\n  customer q0 "Comes" start\n  q0 -> q1\n{steps}  customer q7 "Done" end served\n}}\n'
    *listed, others = found(text, "ways")
    (lead,) = found(text, "lead")
    assert (others["answers"], others["outcome"], others["lead_low"], others["usual"]) == (
        ["others"],
        None,
        None,
        False,
    )
    assert len(listed) == 50
    assert sum(row["share"] for row in (*listed, others)) == pytest.approx(1)
    assert sum(row["share"] * row["lead_usual"] for row in (*listed, others)) == pytest.approx(lead["mean"])
    assert lead["mean"] == pytest.approx(0.6 * 60 * sum(range(1, 7)))
    assert "all other ways" in written(text, "ways", "en")
    assert "其余路径" in written(text, "ways", "zh")


def written(text: str, name: str, language: str) -> str:
    compiled = compile_source(Source("inn.blueprint", text))
    return as_markdown.write(registers(compiled.facts, [name]), language).decode()


def test_rounds_and_answers_without_a_label_can_be_read():
    text = SILENT.replace(' when "yes"', "").replace("max 1", "max 2")
    ways = [row["answers"] for row in found(text, "ways")]
    assert ["greet.ready: -> greet.key"] in ways
    assert ["greet.ready: no ×2", "greet.ready: -> greet.key"] in ways
    assert "Room ready? → no ×2<br>Room ready? → Hands out the key" in written(text, "ways", "en")


def test_several_beginnings_are_told_apart():
    text = HEAD + (
        'step s "S" {\n  customer ring "Phones" start wait 5m\n  customer walk "Walks in" start wait 20m\n'
        '  customer done "Done" end served\n  ring -> done\n  walk -> done\n}\n'
    )
    assert cells(text, "ways", "answers", "lead_usual") == [
        (["start: s.ring"], 300),
        (["start: s.walk"], 1200),
    ]


def test_people_are_told_names_and_units_and_programs_keys_and_seconds():
    compiled = compile_source(Source("inn.blueprint", ROUND))
    (ways,) = registers(gather(compiled.blueprint), ["ways"])
    markdown = as_markdown.write((ways,), "en").decode()
    assert "| Room ready? → yes | 0.75 | served | 7 min | 14 min 30 s | 22 min | ✓ |" in markdown
    lines = as_csv.write(ways, "en").decode().splitlines()
    assert '"Lead time, low (s)"' in lines[0]
    assert "Room ready? → yes,0.75,served,420,870,1320,TRUE" in lines[1]


def test_ids_stay_when_something_is_written_above():
    moved = ROUND.replace(
        '  customer come "Comes"', '  customer look "Looks for the inn"\n  customer come "Comes"'
    )
    for name in ("ways", "lead", "outcomes"):
        assert {row["id"] for row in found(ROUND, name)} == {row["id"] for row in found(moved, name)}
    assert {row["id"] for row in found(ROUND, "visits")} <= {row["id"] for row in found(moved, "visits")}


def test_the_command_line_has_them(tmp_path):
    path = tmp_path / "inn.blueprint"
    path.write_text(ROUND, encoding="utf-8")
    done = CliRunner().invoke(
        cli.group, ["registers", str(path), "-f", "json", "-r", "outcomes", "-r", "ways"]
    )
    assert done.exit_code == 0
    assert [table["name"] for table in json.loads(done.stdout)["registers"]] == ["outcomes", "ways"]
