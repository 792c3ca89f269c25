"""A run on a part of a project says nothing that a run on the whole would not say."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint import cli

SERVICE = """blueprint {name} "{name}"
import "{team}"
step one "One" {{
  evidence "E"
  customer "X"
  <-> desk "B"{by}
}}
"""
TEAM = 'role clerk "Clerk"\nrole cook "Cook"\nrole idle "Idle"\nlanes {\n evidence "E"\n customer "C"\n frontstage desk "D" by clerk\n}\n'
FILES = {
    "team.blueprint": TEAM,
    "a.blueprint": SERVICE.format(name="a", team="team.blueprint", by=""),
    "b.blueprint": SERVICE.format(name="b", team="team.blueprint", by=" by cook"),
    "sub/c.blueprint": SERVICE.format(name="c", team="../team.blueprint", by=""),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def findings(*arguments: str) -> set[tuple[str, str, str]]:
    result = CliRunner().invoke(cli.group, ["check", "-f", "json", *arguments])
    assert result.exit_code in (0, 1), result.output
    found = json.loads(result.stdout)["findings"]
    return {(each["file"], each["code"], each["message"]) for each in found}


@pytest.mark.usefixtures("here")
def test_a_part_finds_nothing_that_the_whole_does_not_find():
    whole = findings(".")
    assert [message for _, code, message in whole if code == "BP805"] == ['no file uses the role "Idle"']
    for count in range(1, len(FILES)):
        for part in combinations(FILES, count):
            assert findings(*part) <= whole, part
    assert findings(*FILES) == whole, "every file by its name is the whole"
    assert findings("sub", "team.blueprint") <= whole


def test_a_file_that_cannot_be_read_may_use_anything(here: Path):
    (here / "b.blueprint").write_text(FILES["b.blueprint"] + "nonsense {")
    assert not [code for _, code, _ in findings(".") if code == "BP805"]


def test_a_part_misses_nothing_of_a_baseline(here: Path):
    runner = CliRunner()
    assert runner.invoke(cli.group, ["check", "--write-baseline", "baseline.json", "."]).exit_code == 0
    assert "Idle" in (here / "baseline.json").read_text()
    result = runner.invoke(
        cli.group, ["check", "--baseline", "baseline.json", "team.blueprint", "a.blueprint"]
    )
    assert (result.exit_code, result.stderr) == (0, "")
    (here / "b.blueprint").write_text(FILES["b.blueprint"].replace("by cook", "by idle"))
    result = runner.invoke(cli.group, ["check", "--baseline", "baseline.json", "."])
    assert (result.exit_code, result.stderr.count("gone")) == (1, 1)
