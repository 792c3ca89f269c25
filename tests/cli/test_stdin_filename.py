"""Standard input that stands for a file: an editor's, with the imports, the configuration and the name of that file."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blueprint import cli

SERVICE = 'blueprint s "S"\nimport "../a/team.blueprint"\n\nstep one "One" {\n  customer x "X"\n  -> frontstage y "Y" by r { see "form.pdf" }\n}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (".git", "a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "team.blueprint").write_text('role r "R"\n')
    (tmp_path / "b" / "blueprint.toml").write_text('[per-file-ignores]\n"s.blueprint" = ["BP107"]\n')
    (tmp_path / "b" / "s.blueprint").write_text(SERVICE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.group, arguments, input=SERVICE.encode())


@pytest.mark.parametrize(
    "command",
    [
        ("check", "-f", "json"), ("check", "-f", "sarif"), ("check", "-f", "junit"), ("check",), ("fmt", "--diff"),
        ("render", "-o", "-"), ("render", "-f", "json", "-o", "-"), ("report", "-o", "-"), ("manual", "-o", "-"),
        ("registers", "-r", "roles"), ("render", "-o", "out/x.svg"), ("report", "-o", "out/x.html"), ("manual", "-o", "out/x.md"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("folder", [".", "b"])
def test_it_is_as_if_the_file_were_given(
    here: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], folder: str
):
    # Imports may come from the whole repository: its root is the nearest one of the two marks otherwise.
    (here / "b" / "blueprint.toml").rename(here / "blueprint.toml")
    monkeypatch.chdir(here / folder)
    name = os.path.relpath(here / "b" / "s.blueprint")
    written = Path(command[-1]) if "out" in command[-1] else None
    seen = []
    for way in ((name,), ("--stdin-filename", name, "-")):
        result = run(*command, *way)
        assert result.exit_code == int(command[0] == "fmt"), result.output
        seen.append((result.stdout_bytes, result.stderr, written.read_bytes() if written else b""))
    assert seen[0] == seen[1]


def test_its_configuration_is_that_of_its_place(here: Path):
    (here / "a" / "team.blueprint").rename(here / "b" / "team.blueprint")
    text = SERVICE.replace("../a/", "").encode()
    runner = CliRunner()
    named = runner.invoke(cli.group, ["check", "--stdin-filename", "b/s.blueprint", "-"], input=text)
    assert (named.exit_code, named.output) == (0, "No findings in 1 file\n")
    other = runner.invoke(
        cli.group, ["check", "-f", "json", "--stdin-filename", "b/new.blueprint", "-"], input=text
    )
    assert [each["file"] for each in json.loads(other.stdout)["findings"]] == ["b/new.blueprint"], (
        "there is no such file"
    )


def test_a_name_without_standard_input_is_wrong_usage():
    result = run("check", "--stdin-filename", "b/s.blueprint", "b/s.blueprint")
    assert result.exit_code == 2
    assert "'-' is not among the files" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="streams are closed in another way there")
@pytest.mark.parametrize(
    ("arguments", "closed", "told"),
    [
        ("check -", "<&-", "standard input is closed"),
        ("fmt -", "<&-", "standard input is closed"),
        ("render s.blueprint -o -", ">&-", "standard output is closed"),
        ("check -f json b/s.blueprint", ">&-", "standard output is closed"),
        ("check b/s.blueprint", ">&- 2>&-", ""),
    ],
)
def test_closed_streams_end_in_a_sentence(here: Path, arguments: str, closed: str, told: str):
    (here / "s.blueprint").write_text('blueprint s "S"\nstep s {\n  customer x "X"\n}\n')
    command = f"{sys.executable} -m blueprint {arguments} {closed}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    err = result.stderr.decode()
    assert told in err
    assert "internal error" not in err
    assert result.returncode == (2 if told else 1)


def test_standard_input_may_be_missing_in_a_process(monkeypatch: pytest.MonkeyPatch):
    from blueprint.cli.run.console import Failure
    from blueprint.cli.run.inputs import read_stdin

    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Failure, match="closed"):
        read_stdin()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    assert read_stdin() == b"x"
