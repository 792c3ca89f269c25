"""What short runs import: a module more is a fraction of a millisecond more, at every press of TAB and in every hook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.cli import COMMANDS

SOUND = 'blueprint sound "Sound"\nstep come "Comes" {\n  customer enter "Enters the shop" with door\n}\nevidence door "Door"\n'
#: Other people's packages of which no short run needs any.
_LARGE = (
    "jinja2",
    "graphviz",
    "lark",
    "babel",
    "importlib.metadata",
    "typst",
    "resvg_py",
    "xlsxwriter",
    "email",
)
#: What reads, checks or draws a file.
_WORK = tuple(
    f"blueprint.{name}"
    for name in (
        "compiler", "project", "scene", "syntax", "resolver", "analysis", "checks", "layout", "renderers", "grammar", "cli.jobs",
    )
)  # fmt: skip
_DRAWING = (
    "blueprint.layout",
    "blueprint.renderers",
    "blueprint.drawing",
    "blueprint.scene",
    "blueprint.render",
)


def _modules(folder: Path, arguments: list[str], **environment: str) -> set[str]:
    """What a run has imported at its end."""
    code = (
        "import sys; from blueprint import cli\n"
        "cli._tame_streams()\n"
        "try: cli._run(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n', *sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(result.stdout.splitlines()[-1].split())


def _start(folder: Path) -> set[str]:
    """What is there before the program begins: an editable install's finder, say."""
    code = "import sys, click; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


def _among(modules: set[str], packages: tuple[str, ...]) -> list[str]:
    return sorted(
        name
        for name in modules
        if name.startswith(tuple(f"{part}." for part in packages)) or name in packages
    )


TAB = {"_BLUEPRINT_COMPLETE": "bash_complete"}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--version"], {}),
        (["--help"], {}),
        ([], {**TAB, "COMP_WORDS": "blueprint ren", "COMP_CWORD": "1"}),
    ],
    ids=["version", "help", "tab"],
)
def test_what_is_asked_of_the_program_itself_imports_no_command(
    arguments: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    found = _modules(tmp_path, arguments, **environment)
    own = {name for name in found if name.partition(".")[0] == "blueprint"}
    # What completes values is light, too; a shell asks it.
    completion = (
        {"blueprint.cli.run", "blueprint.cli.run.completion", "blueprint.source"} if environment else set()
    )
    assert own == {"blueprint", "blueprint.cli", "blueprint.cli.spoken"} | completion
    more = found - _start(tmp_path)
    assert not _among(more, _LARGE)
    assert not more & {"dataclasses", "json", "tomllib", "hashlib"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_completion_of_options_imports_nothing_that_reads_or_draws(command: str, tmp_path: Path) -> None:
    found = _modules(tmp_path, [], **TAB, COMP_WORDS=f"blueprint {command} --", COMP_CWORD="2")
    assert f"blueprint.cli.commands.{command}" in found
    assert not _among(found - _start(tmp_path), _LARGE)
    # `registers` names them all in the help of an option, which a shell shows.
    if command != "registers":
        assert not _among(found, _WORK)


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["check", "sound.blueprint"], (*_DRAWING, "blueprint.analysis.registers")),
        (["fmt", "--check", "sound.blueprint"], (*_DRAWING, "blueprint.analysis", "blueprint.checks")),
        (["render", "sound.blueprint"], ("blueprint.checks", "blueprint.analysis.registers", "blueprint.renderers.report",
                                         "blueprint.renderers.page", "blueprint.renderers.raster")),
        (["registers", "sound.blueprint"], ("blueprint.layout", "blueprint.renderers")),
    ],
    ids=["check", "fmt", "render", "registers"],
)  # fmt: skip
def test_a_run_imports_what_its_command_needs(
    arguments: list[str], absent: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "sound.blueprint").write_text(SOUND, encoding="utf-8")
    # The first run may have to build the grammar's table.
    _modules(tmp_path, ["fmt", "--check", "sound.blueprint"])
    found = _modules(tmp_path, arguments)
    assert not _among(found - _start(tmp_path), _LARGE)
    assert not _among(found, absent)
    assert _among(found, ("blueprint.cli.commands",)) == [
        "blueprint.cli.commands",
        f"blueprint.cli.commands.{arguments[0]}",
    ]
