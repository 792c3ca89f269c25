"""What the command line says of formats: it reads all of it from the formats themselves."""

from __future__ import annotations

import re

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from blueprint import cli, render
from blueprint.cli import listings, tables
from blueprint.cli.run import looks
from blueprint.render import ENDINGS, FINDINGS_OPTIONS, PICTURE_OPTIONS, Renderer, find, names

from ..paths import ROOT


class Entry:
    """An entry point, as a package of somebody else's has it."""

    def __init__(self, found: object) -> None:
        self._found = found

    def load(self) -> object:
        if isinstance(self._found, Exception):
            raise self._found
        return self._found


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Renderer(suffix=".sketch", render=lambda scene: "", help="A sketch.")
    entries = {
        "sketch": entry,
        "bare": Renderer(suffix=".bare", render=lambda scene: ""),
        "torn": ValueError("no such thing"),
    }
    monkeypatch.setattr(render, "_foreign", lambda: {name: Entry(one) for name, one in entries.items()})


def listed(command: str) -> dict[str, str]:
    """The formats in the help of a command."""
    text = (
        CliRunner().invoke(cli.group, [command, "--help"], terminal_width=300, max_content_width=300).stdout
    )
    lines = text.partition("Formats:\n")[2].partition("\n\n")[0].splitlines()
    return dict(re.split(r"  +", line.strip(), maxsplit=1) for line in lines)


@pytest.mark.parametrize("name", names())
def test_a_format_says_what_it_is_for_and_what_its_files_end_with(name: str):
    one = find(name)
    assert one.suffix.startswith(".")
    assert re.fullmatch(r"[A-Z].{5,70}\.", one.help)


def test_the_help_of_render_lists_all_formats():
    found = listed("render")
    assert list(found) == names()
    assert found["png"] == f"{find('png').help} [.png]"
    assert found["svg"].endswith("[.svg; the default]")


def test_formats_of_others_are_listed_even_those_that_do_not_load(foreign: None):
    found = listed("render")
    assert found["sketch"] == "A sketch. [.sketch]"
    assert found["bare"] == "[.bare]"
    assert "no such thing" in found["torn"]


def test_endings_are_those_of_the_renderers():
    first = {name: ending for ending, name in reversed(ENDINGS.items())}
    assert first == {name: find(name).suffix for name in first}
    # What stands before it belongs to the name of a file.
    assert all(ending.count(".") == 1 for ending in ENDINGS)


def test_the_shell_completes_formats_with_what_they_are_for(foreign: None):
    completion = ShellComplete(cli.group, {}, "blueprint", "_BLUEPRINT_COMPLETE")
    found = completion.get_completions(["render", "-f"], "p")
    assert [(one.value, one.help) for one in found] == [
        (name, listed("render")[name]) for name in ("png", "pdf")
    ]
    assert "sketch" in {one.value for one in completion.get_completions(["render", "-f"], "")}
    assert [one.value for one in completion.get_completions(["registers", "-r"], "me")] == ["metrics"]


def test_the_documentation_lists_all_formats_with_their_endings():
    rows = re.findall(
        r"^\| (`.*?) \| (`.*?) \|", (ROOT / "docs" / "formats.md").read_text("utf-8"), re.MULTILINE
    )
    every = {name: ending for row in rows for name, ending in zip(*map(codes, row), strict=True)}
    assert every == {name: find(name).suffix for name in names()}


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_options_that_formats_ignore_are_options():
    @looks.part_options
    @looks.colour_options
    @looks.file_options
    def command() -> None:
        """Do nothing."""

    options = {one.opts[-1].removeprefix("--") for one in click.command()(command).params}
    assert options - {"only", "lanes", "view"} == PICTURE_OPTIONS
    assert all(find(name).ignores <= PICTURE_OPTIONS | FINDINGS_OPTIONS for name in names())


# ── tables and listings ────────────────────────────────────────────────────────────────────────────────────


def test_the_help_of_registers_lists_the_formats_of_tables():
    found = listed("registers")
    assert list(found) == list(tables.NAMES)
    for name, text in found.items():
        assert text == f"{tables.find(name).help} [{tables.find(name).suffix}]"
    assert len({suffix for suffix, _ in tables.suffixes()}) == len(tables.NAMES)


def test_the_help_of_check_lists_the_formats_of_findings():
    found = listed("check")
    assert list(found) == ["text", *listings.FORMATS]
    assert all(found[name] == listings.find(name).help for name in listings.FORMATS)
