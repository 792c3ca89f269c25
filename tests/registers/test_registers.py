"""Registers: what stands in them, ids that stay, and files that no spreadsheet takes for anything but data."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from blueprint import cli, load
from blueprint.analysis.facts import gather
from blueprint.analysis.registers.all_registers import REGISTERS, joined, registers
from blueprint.analysis.registers.register import Cell, Column, Register
from blueprint.analysis.risk.action_priority import Priorities, read_priorities
from blueprint.cli.tables import as_csv, as_json, as_markdown, as_xlsx
from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.values import Duration
from blueprint.words import LANGUAGES, Keyword, in_words
from blueprint.words.catalogues import find

from ..examples import compiled
from ..paths import EXAMPLES

SMALL = """blueprint inn "Inn"
role clerk "Clerk" of "Desk"
role cleaner "Cleaner" of "House"
system pms "PMS"
channel lobby "Lobby"
metric speed "Speed" unit "min" baseline 9 now 8 target 5.5 better lower
phase arrival "Arrival" {
  step greet "Greeting" {
    time 20m target 15m
    evidence "Sign"
    customer come "Comes" wait 10m target 4m emotion -1 "What a queue"
    <-> frontstage hello "Greets" by clerk via lobby using pms critical standard "At once" within 1m {
    fail lost "Booking lost" {
      severity 8
      occurrence 3
      detection 6
      cause "Not synchronised"
      cause "Typo"
      recover "Give any room" !> hello
      within 10m
      owner clerk
      due 2027-02-28
    }
    }
    backstage clean "Cleans" by cleaner
    hello -> clean "goes out" carries key
    pain "Long queue"
    pain "Cold lobby"
  }
}
"""


def meant(text: str) -> Blueprint:
    compiled = compile_source(Source("inn.blueprint", text))
    assert compiled.is_sound, [one.message for one in compiled.errors]
    assert compiled.blueprint is not None
    return compiled.blueprint


def rows(blueprint: Blueprint, name: str) -> list[dict[str, Cell]]:
    (found,) = registers(gather(blueprint), [name])
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


# What stands in them


def test_a_fail_point_has_what_an_fmea_asks():
    (row,) = rows(meant(SMALL), "fails")
    assert in_words(row.pop("level")) == "high"
    line = SMALL[: SMALL.index("fail lost")].count("\n") + 1
    assert row == {
        "blueprint": "inn", "id": "inn.greet.hello.lost", "fail": "Booking lost", "severity": 8, "occurrence": 3,
        "detection": 6, "rpn": 144, "priority": Keyword("medium"), "causes": ("Not synchronised", "Typo"), "effects": (), "prevention": (),
        "recovery": ("Give any room",), "goes_on": ("Greets",), "within": Duration(600, 60), "owner": "Clerk",
        "due": datetime.date(2027, 2, 28), "step": "Greeting", "phase": "Arrival", "file": "inn.blueprint", "line": line,
    }  # fmt: skip


def test_a_project_has_its_own_action_priorities():
    table = read_priorities("severity,occurrence,detection,priority\n1-10,1-10,1-10,high\n")
    assert isinstance(table, Priorities)
    blueprint = compile_source(Source("inn.blueprint", SMALL)).blueprint
    assert blueprint is not None
    (fails,) = registers(gather(blueprint, Settings(priorities=table)), ["fails"])
    column = [one.name for one in fails.columns].index("priority")
    assert {row[column] for row in fails.rows if row[column]} == {Keyword("high")}


def test_a_touchpoint_has_both_sides():
    (row,) = rows(meant(SMALL), "touchpoints")
    assert (row["customer_action"], row["frontstage_action"]) == (("Comes",), "Greets")
    assert (row["channel"], row["evidence"]) == (("Lobby",), ("Sign",))
    assert (row["standard"], row["within"]) == ("At once", Duration(60, 60))
    assert (row["emotion"], row["emotion_words"], row["moment"]) == (-1, "What a queue", True)


def test_a_hand_off_is_an_arrow_from_some_roles_to_others():
    (row,) = rows(meant(SMALL), "handoffs")
    assert (row["from_role"], row["from_department"], row["from_action"]) == (("Clerk",), ("Desk",), "Greets")
    assert (row["to_role"], row["to_department"], row["to_action"]) == (("Cleaner",), ("House",), "Cleans")
    assert row["id"] == "inn.greet.hello>greet.clean"


def test_times_say_by_how_much_they_are_over():
    found = {row["id"]: row for row in rows(meant(SMALL), "times")}
    assert list(found) == ["inn.greet.time", "inn.greet.come.wait"]
    assert [row["over"] for row in found.values()] == [Duration(300, 60), Duration(360, 60)]
    assert in_words(found["inn.greet.come.wait"]["kind"]) == "wait"


def test_a_maximum_counts_as_what_it_says():
    (_, row) = rows(meant(SMALL.replace("wait 10m", "wait ..10m")), "times")
    ten = Duration(600, 60)
    assert (row["usual"], row["longest"], row["over"]) == (ten, ten, Duration(360, 60))


def test_a_metric_has_its_gap():
    (row,) = rows(meant(SMALL), "metrics")
    assert (row["baseline"], row["now"], row["target"], row["gap"], row["unit"]) == (9, 8, 5.5, -2.5, "min")


def test_systems_and_roles_know_their_actions():
    (system,) = rows(meant(SMALL), "systems")
    assert (system["roles"], system["actions"], system["steps"]) == (("Clerk",), ("Greets",), ("Greeting",))
    clerk, cleaner = rows(meant(SMALL), "roles")
    assert (clerk["actions"], clerk["systems"], cleaner["actions"]) == (("Greets",), ("PMS",), ("Cleans",))


def test_an_item_that_an_arrow_carries_has_the_arrow_s_place():
    (row,) = rows(meant(SMALL), "items")
    assert (row["item"], row["carried"], row["step"]) == ("key", True, "Greeting")


# Ids


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_sound_registers(path):
    blueprint = compiled(path).blueprint
    for one in registers(compiled(path).facts):
        ids = [row[1] for row in one.rows]
        assert len(set(ids)) == len(ids)
        assert all(identity.startswith(f"{blueprint.name}.") for identity in ids)
        for row in one.rows:
            for cell, column in zip(row, one.columns, strict=True):
                assert fits(cell, column), (one.name, column, cell)


def test_every_register_has_rows_in_some_example():
    assert all(one.rows for one in joined([registers(compiled(path).facts) for path in EXAMPLES]))


def fits(cell: Cell, column: Column) -> bool:
    kinds = {"list": tuple, "number": (int, float), "date": datetime.date, "duration": Duration, "flag": bool}
    kind = kinds.get(column.kind)
    if cell is None:
        return column.kind not in ("list", "flag")
    return isinstance(cell, kind) if kind else not isinstance(cell, tuple | int | float | Duration)


def ids(text: str) -> dict[str, list[Cell]]:
    return {one.name: [row[1] for row in one.rows] for one in registers(gather(meant(text)))}


def test_ids_stay_when_something_is_written_above():
    before = ids(SMALL)
    assert ids(SMALL.replace("phase arrival", "# one line\n\nphase arrival")) == before
    more = SMALL.replace('    pain "Long queue"', '    pain "Draught"\n    pain "Long queue"')
    assert [one for one in ids(more)["pains"] if one in before["pains"]] == before["pains"]
    later = SMALL.replace(
        "phase arrival",
        'phase before "Before" {\n  step look "Looks" {\n    customer "Looks"\n  }\n}\nphase arrival',
    )
    for name, found in ids(later).items():
        assert set(before[name]) <= set(found), name


def test_two_things_with_the_same_words_have_two_ids():
    found = ids(SMALL.replace("Cold lobby", "Long queue"))["pains"]
    assert len(set(found)) == 2
    assert found[1] == f"{found[0]}-2"


# Titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_in_the_catalogue(language):
    for one in registers(gather(meant(SMALL))):
        titles = [in_words(column.title, language) for column in one.columns]
        assert len(set(titles)) == len(titles), one.name
        for key in (one.key, *(column.title.key for column in one.columns)):
            found = find(key, language)
            assert found
            assert found.language == language
        assert not re.search(r"[\[\]:*?/\\]", in_words(one.title, language))
    assert len({in_words(one.title, language) for one in registers(gather(meant(SMALL)))}) == len(REGISTERS)


# Formats

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\ufeff=1", "＝1", "=cmd|' /C calc'!A0", "http://a.example",
    "{=1}", 'a"b', "a,b", "a\r\nb", "a|b", "<img src=x>", "`a`", "[a](b)", "\\", "\x01\x1f", "_x0041_", "\u202e", "\ud800", "x" * 40000,
]  # fmt: skip


def table(text: str) -> Register:
    columns = (Column("column.item"), Column("column.roles", "list"), Column("column.line", "number"))
    return Register("register.items", columns, ((text, (text, text), -5),))


def parsed(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_gets_out_of_its_cell(text):
    harmless_in_csv(text)
    one = table(text)
    assert json.loads(as_json.write((one,), "en"))["registers"][0]["rows"][0]["line"] == -5
    lines = as_markdown.write((one,), "en").decode().splitlines()
    assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines[2:]] == [4, 4, 4]
    assert "<img" not in re.sub(r"\\.", "", lines[4])


@given(st.text())
def test_no_text_is_a_formula_in_csv(text):
    harmless_in_csv(text)


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text())
def test_no_text_that_begins_like_a_formula_is_one(sign, text):
    harmless_in_csv(sign + text)


def harmless_in_csv(text: str) -> None:
    _, row = parsed(as_csv.write(table(text), "en"))
    assert row[2] == "-5"
    for cell in row[:2]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert row[0].removeprefix("'") == text.encode("utf-8", "replace").decode().removeprefix("'")


def test_csv_is_that_of_the_standard_and_has_a_mark_where_wanted():
    plain = as_csv.write(table('a "b", c'), "en")
    assert plain == b'Item,Roles,Line\r\n"a ""b"", c","a ""b"", c; a ""b"", c",-5\r\n'
    assert as_csv.write(table("a"), "en", mark=True).startswith(b"\xef\xbb\xbfItem,")


def sheet(data: bytes, number: int = 1) -> tuple[list[str], ElementTree.Element]:
    """The shared texts of a workbook, and a sheet of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(part.text or "" for part in one.iter(f"{space}t")) for one in shared]
        return strings, ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_a_workbook_are_texts(text):
    pytest.importorskip("xlsxwriter")
    strings, found = sheet(as_xlsx.write((table(text),), "en"))
    tags = {one.tag.rpartition("}")[2] for one in found.iter()}
    assert not tags & {"f", "hyperlink", "hyperlinks"}
    kinds = [one.get("t") for one in found.iter() if one.tag.endswith("}c")][3:]
    assert kinds == ["s", "s", None]
    assert all(len(one) <= 32767 for one in strings)


def test_a_workbook_is_the_same_on_every_day_and_has_numbers_and_dates():
    pytest.importorskip("xlsxwriter")
    every = registers(gather(meant(SMALL)))
    data = as_xlsx.write(every, "zh")
    assert as_xlsx.write(registers(gather(meant(SMALL))), "zh") == data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
        assert {one.date_time[0] for one in book.infolist()} == {1980}
    strings, fails = sheet(data)
    assert "失败点" in strings
    values = [one.text for one in fails.iter() if one.tag.endswith("}v")]
    assert str((datetime.date(2027, 2, 28) - datetime.date(1899, 12, 30)).days) in values
    assert any(value == "144" for value in values)
    assert any(one.tag.endswith("}pane") for one in fails.iter())


def test_the_same_registers_are_the_same_bytes():
    one, other = (joined([registers(read(path).facts) for path in EXAMPLES]) for read in (compiled, load))
    for language in LANGUAGES:
        assert_same_bytes(one, other, language)


def assert_same_bytes(one: list[Register], other: list[Register], language: str) -> None:
    assert as_json.write(one, language) == as_json.write(other, language)
    assert as_markdown.write(one, language) == as_markdown.write(other, language)
    assert [as_csv.write(part, language) for part in one] == [as_csv.write(part, language) for part in other]


# The command


@pytest.fixture
def inn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inn.blueprint").write_text(SMALL, encoding="utf-8")
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(cli.group, ["registers", *arguments])


def test_one_register_goes_to_standard_output(inn):
    done = run("inn.blueprint", "--register", "fails")
    assert done.exit_code == 0
    assert parsed(done.stdout_bytes)[1][:3] == ["inn", "inn.greet.hello.lost", "Booking lost"]


def test_a_folder_takes_a_file_for_each_register(inn):
    assert run("inn.blueprint", "-o", "out/").exit_code == 0
    assert sorted(path.name for path in (inn / "out").iterdir()) == sorted(
        f"{name}.csv" for name in REGISTERS
    )


def test_rows_of_several_files_stand_together_and_broken_ones_are_told(inn):
    (inn / "pub.blueprint").write_text(SMALL.replace("blueprint inn", "blueprint pub"), encoding="utf-8")
    (inn / "torn.blueprint").write_text('blueprint torn "T"\nstep s "S" {\n  customer "C" by nobody\n}\n')
    done = run(".", "-r", "fails")
    assert done.exit_code == 1
    assert [row[0] for row in parsed(done.stdout_bytes)[1:]] == ["inn", "pub"]
    assert "torn.blueprint:3" in done.stderr


def test_files_of_one_name_are_told(inn):
    (inn / "second.blueprint").write_text(SMALL, encoding="utf-8")
    assert "several files are called 'inn'" in run(".", "-r", "fails").stderr


def test_titles_are_in_the_language_of_the_file_and_never_of_the_system(inn, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert parsed(run("inn.blueprint", "-r", "fails").stdout_bytes)[0][0] == "Blueprint"
    assert parsed(run("inn.blueprint", "-r", "fails", "--lang", "zh").stdout_bytes)[0][0] == "蓝图"
    (inn / "inn.blueprint").write_text(SMALL + "language zh\n", encoding="utf-8")
    assert parsed(run("inn.blueprint", "-r", "fails").stdout_bytes)[0][0] == "蓝图"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-r", "fail"), "did you mean 'fails'?"),
        ((), "one register"),
        (("-f", "xlsx"), "name a file with -o"),
        (("-o", "a.pdf"), "no table has the ending '.pdf'"),
        (("-f", "json", "-o", "out/"), "is a folder"),
        (("-f", "json", "--bom"), "CSV alone"),
        (("-f", "json", "-o", "inn.blueprint"), "is a blueprint"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(inn, arguments, said):
    done = run("inn.blueprint", *arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert (inn / "inn.blueprint").read_text(encoding="utf-8") == SMALL


def test_empty_registers_are_left_out_of_pages_unless_asked_for(inn):
    assert "## Goals" not in run("inn.blueprint", "-f", "markdown").stdout
    assert "## Goals" in run("inn.blueprint", "-f", "markdown", "-r", "goals").stdout
    every = json.loads(run("inn.blueprint", "-f", "json").stdout)["registers"]
    assert [one["name"] for one in every] == list(REGISTERS)
