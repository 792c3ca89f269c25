"""What `fmt --diff` and `check --diff` print is a patch, whatever the file is called and holds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint.cli import group
from blueprint.cli.run import patches
from blueprint.cli.run.patches import difference

MISTAKE = 'blueprint c "C"\nstep s "S" {\n\tcustomer a "A \x1b[2J \u2028 end"\n\tgret -> a "x"\n\tfrontstage greet "G"\n}\n'
NAMES = ["a.blueprint", "a b.blueprint", 'quo"te.blueprint', "back\\slash.blueprint", "房.blueprint"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_patch_of_check_applies(
    name: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.write_bytes(MISTAKE.rstrip("\n").encode() + end.encode())
    patch = CliRunner().invoke(group, ["check", "--diff", "--", name]).stdout_bytes
    subprocess.run(["git", "apply", "--whitespace=nowarn"], input=patch, check=True, cwd=tmp_path)
    assert path.read_bytes() == MISTAKE.replace("gret", "greet").rstrip("\n").encode() + end.encode()


def test_on_a_terminal_a_patch_controls_nothing_and_keeps_its_tabs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    patch = difference("a", MISTAKE, MISTAKE.replace("gret", "greet"))
    monkeypatch.setattr(patches.sys.stdout, "isatty", lambda: True)
    patches.print_exactly(patch)
    shown = capsys.readouterr().out
    assert "-\tgret" in shown
    assert "\x1b" not in shown
    assert shown.count("\n") == patch.count("\n")
