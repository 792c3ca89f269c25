"""The tool that compares outputs: it writes them all, the same on every run, and shows each difference."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "compare_outputs.py"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'
SMALL = """\
# A case with a file to import.
blueprint small "Small"
import "roles.blueprint"
step ask "Ask" {
  customer come "Comes" wait ..5m
  -> frontstage greet "Greets" by clerk
}
# file: roles.blueprint
role clerk "Clerk"
"""


def tool(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, TOOL, *arguments]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def shown(
    tmp_path: Path, before: dict[str, str | bytes], after: dict[str, str | bytes]
) -> tuple[int, str, str]:
    """What the page of two folders says: exit code, what is printed, the page."""
    folders = put(tmp_path / "before", before), put(tmp_path / "after", after)
    ran = tool("page", *folders, "-o", tmp_path / "page.html")
    return ran.returncode, ran.stdout, (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_all_outputs_of_a_case_are_written_with_what_was_run(tmp_path: Path):
    cases = put(
        tmp_path / "cases", {"topic/small.blueprint": SMALL, "wrong.blueprint": "blueprint b\nstep s {"}
    )
    nothing = put(tmp_path / "examples", {})
    nothing.mkdir()
    for name in ("out", "again"):
        ran = tool("write", tmp_path / name, "--cases", cases, "--examples", nothing)
        assert ran.returncode == 0, ran.stderr
    small = tmp_path / "out" / "cases" / "topic" / "small" / "small"
    names = {path.name for path in small.iterdir()}
    assert names >= {
        "baseline.json", "check.sarif", "check.zh.txt", "customer.svg", "data.json", "folded.dot", "formatted.zh.blueprint",
        "guide.md", "manual.clerk.md", "only.svg", "picture.svg", "registers", "registers.zh.md", "report.customer.html", "runs.txt",
    }  # fmt: skip
    runs = (small / "runs.txt").read_text(encoding="utf-8")
    assert "exit 1: blueprint check cases/topic/small/small.blueprint --today" in runs
    assert str(tmp_path) not in runs
    wrong = (tmp_path / "out" / "cases" / "wrong" / "runs.txt").read_text(encoding="utf-8")
    assert "exit 1: blueprint report cases/wrong.blueprint -o - --lang zh\n    错误" in wrong
    common = tmp_path / "out" / "all"
    assert len(list((common / "rules").glob("BP*.txt"))) > 80
    assert tool("page", tmp_path / "out", tmp_path / "again", "-o", tmp_path / "page.html").returncode == 0
    assert {path.stem for path in (common / "help").iterdir()} >= {"blueprint", "check", "registers"}


def test_a_folder_of_somebody_else_is_not_written_over(tmp_path: Path):
    mine = put(tmp_path / "mine", {"letter.txt": "Dear all"})
    assert tool("write", mine).returncode == 2
    assert (mine / "letter.txt").exists()


def test_equal_folders_have_no_difference(tmp_path: Path):
    files = {"a.txt": "x\n", "b/c.svg": PICTURE.format(1)}
    code, printed, page = shown(tmp_path, files, files)
    assert (code, printed) == (0, "2 files: 0 missing, 0 new, 0 different\n")
    assert "<h2>" not in page


def test_missing_new_and_different_files_are_counted_and_pictures_stand_side_by_side(tmp_path: Path):
    before = {"gone.txt": "x", "same.txt": "x", "picture.svg": PICTURE.format(1), "raw.bin": b"\xff"}
    after = {"come.txt": "x", "same.txt": "x", "picture.svg": PICTURE.format(2), "raw.bin": b"\xfe\xff"}
    code, printed, page = shown(tmp_path, before, after)
    assert (code, printed) == (1, "5 files: 1 missing, 1 new, 2 different\n")
    assert page.count("data:image/svg+xml;base64,") == 2
    assert "<del>-&lt;text&gt;1&lt;/text&gt;</del>\n<ins>+&lt;text&gt;2&lt;/text&gt;</ins>" in page
    assert "not text: 1 bytes before, 2 after" in page
    assert set(re.findall(r'(?:src|href)="(\w+:)', page)) == {"data:"}


def test_the_same_difference_of_several_files_is_shown_once(tmp_path: Path):
    before = {f"{name}.txt": "same\n" * lines + "old <b>\n" for name, lines in (("a", 3), ("b", 9), ("c", 5))}
    after = {name: str(text).replace("old", "new") for name, text in before.items()}
    code, _, page = shown(tmp_path, before, after)
    assert code == 1
    assert page.count("<del>-old &lt;b&gt;</del>\n<ins>+new &lt;b&gt;</ins>") == 1
    assert "a.txt and 2 more" in page


@pytest.mark.parametrize("which", ["before", "after"])
def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, which: str):
    folders = {name: put(tmp_path / name, {"a.txt": "x"}) for name in ("before", "after")}
    shutil.rmtree(folders[which])
    ran = tool("page", *folders.values(), "-o", tmp_path / "page.html")
    assert ran.returncode == 2
    assert "there is no folder" in ran.stderr
