"""What the shell is offered: whatever a user may type next, and never a failure."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from blueprint import cli
from blueprint.checks import RULES
from blueprint.words import LANGUAGES

TEXT = 'blueprint h "H"\nrole clerk "Clerk"\nphase before "Before" {\n  step s "S" {\n    frontstage desk "D" by clerk\n  }\n}\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_BLUEPRINT_COMPLETE", "bash_complete")
    for name in (
        "hotel.blueprint",
        "home stay.blueprint",
        "houses/spa.blueprint",
        "horse.txt",
        ".hidden.blueprint",
        "team.toml",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    return tmp_path


def offered(*words: str) -> list[tuple[str, str]]:
    """The candidates for the last word, each with its kind."""
    *before, begun = words
    found = ShellComplete(cli.group, {}, "blueprint", "_BLUEPRINT_COMPLETE").get_completions(before, begun)
    return [(item.type, item.value) for item in found]


def values(*words: str) -> list[str]:
    return [value for _, value in offered(*words)]


@pytest.mark.parametrize("command", ["check", "fmt", "render", "report", "manual", "registers"])
def test_blueprints_and_folders_are_offered_where_files_are_wanted(command: str) -> None:
    assert offered(command, "ho") == [
        ("file", "home stay.blueprint"),
        ("file", "hotel.blueprint"),
        ("file", "houses"),
    ]
    assert values(command, "houses/") == ["houses/spa.blueprint"]
    assert offered(command, "nothing") == [("file", "nothing")], "the shell may know more"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("render -f sv", ["svg"]),
        ("render --format p", ["png", "pdf"]),
        ("render --view c", ["customer"]),
        ("render --page a", ["a4", "a3"]),
        ("render --scheme d", ["dark"]),
        ("render --theme pr", ["print"]),
        ("render --theme t", ["team.toml"]),
        ("render hotel.blueprint --only ", ["before", "s"]),
        ("render hotel.blueprint --lanes cus", ["customer"]),
        ("render hotel.blueprint --lanes customer,fr", ["customer,frontstage"]),
        ("render --lang z", ["zh", "zh-Hant"]),
        ("manual hotel.blueprint --role cl", ["clerk"]),
        ("manual --format m", ["markdown"]),
        ("registers -r fa", ["fails"]),
        ("check -f sa", ["sarif"]),
        ("check --select BP40", [rule.code for rule in RULES if rule.code.startswith("BP40")]),
        ("check --ignore BP401,wait-without", ["BP401,wait-without-target"]),
        ("check --severity BP401", ["BP401="]),
        ("check --severity BP401=w", ["BP401=warning"]),
        ("check --config ", ["houses", "team.toml"]),
        ("check --today n", ["none"]),
        ("explain wait-without-t", ["wait-without-target"]),
        ("fmt --keywords ", ["en", "zh"]),
        ("--lang ", list(LANGUAGES)),
        ("exp", ["explain"]),
    ],
)
def test_values_are_offered(words: str, expected: list[str]) -> None:
    assert values(*words.split(" ")) == expected


def test_every_option_with_a_value_that_can_be_known_offers_something() -> None:
    unknowable = {"fold", "scale", "embed_id"}
    for name in cli.COMMANDS:
        command = cli.group.get_command(click.Context(cli.group), name)
        assert command is not None
        context = click.Context(command, info_name=name)
        for param in command.params:
            takes_value = isinstance(param, click.Argument) or not getattr(param, "is_flag", False)
            needs_file = param.name in ("only", "lanes", "role")
            if takes_value and not needs_file and param.name not in unknowable:
                assert param.shell_complete(context, ""), f"{name} {param.name}"


def test_what_cannot_be_read_has_no_names_and_makes_no_failure(here: Path) -> None:
    (here / "bad.blueprint").write_bytes(b"\xff\x00 {{{")
    assert values("render", "bad.blueprint", "--lanes", "") == []
    assert values("render", "none.blueprint", "--only", "") == []


@pytest.mark.parametrize("shell", [BashComplete, ZshComplete, FishComplete])
def test_each_shell_gets_the_candidates(shell: type[ShellComplete], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMP_WORDS", "blueprint render hot")
    monkeypatch.setenv("COMP_CWORD", "hot" if shell is FishComplete else "2")
    told = shell(cli.group, {}, "blueprint", "_BLUEPRINT_COMPLETE").complete()
    assert "file" in told
    assert "hotel.blueprint" in told
