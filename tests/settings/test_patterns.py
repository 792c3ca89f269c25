"""Patterns mean what they mean in .gitignore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint import cli
from blueprint.patterns import fixed_part, is_meant, matches

PATTERNS = [
    ["drafts"], ["drafts/"], ["/drafts"], ["drafts/*"], ["drafts/**"], ["**/drafts"], ["team/drafts"], ["team/**/x.blueprint"],
    ["*.blueprint"], ["d?afts"], ["[a-e]*"], ["[!d]*"], ["[^d]*"], ["x.blueprint"], ["*/x.blueprint"], ["team/*/x.blueprint"],
    ["*", "!x.blueprint"], ["*.blueprint", "!/x.blueprint"], ["drafts", "!drafts/x.blueprint"], ["drafts/*", "!drafts/x.blueprint"],
    ["**"], ["/**"], ["**/"], ["a**b"], ["[z-a]"], ["[]x]*"], ["[x"], ["\\*"], ["{drafts,team}"], ["drafts/x*"], ["草稿"], ["/team/"],
    ["te*m/drafts/"], ["team/dra*"], ["**/team/**"], ["drafts", "!drafts"], ["X.BLUEPRINT"], ["!drafts"],
]  # fmt: skip
FILES = [
    "x.blueprint", "drafts/x.blueprint", "drafts/deep/x.blueprint", "team/x.blueprint", "team/drafts/x.blueprint",
    "team/one/two/x.blueprint", "草稿/房.blueprint", "a/b", "ab", "axb", "drafts.blueprint", "*", "{drafts,team}/y.blueprint",
]  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the judge")
def test_patterns_mean_what_git_means_by_them(tmp_path: Path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    differing = {}
    for patterns in PATTERNS:
        (tmp_path / ".git" / "info" / "exclude").write_text(
            "".join(f"{each}\n" for each in patterns), encoding="utf-8"
        )
        ran = subprocess.run(
            ["git", "check-ignore", "--stdin", "-z"], cwd=tmp_path, input="\0".join(FILES).encode(), capture_output=True, check=False,
        )  # fmt: skip
        git = {name for name in ran.stdout.decode().split("\0") if name}
        own = {name for name in FILES if is_meant(patterns, name)}
        if git != own:
            differing[tuple(patterns)] = (git - own, own - git)
    assert differing == {}


def test_unicode_forms_do_not_count():
    assert is_meant(["cafe\u0301"], "caf\u00e9/x.blueprint")
    assert is_meant(["caf\u00e9/"], "cafe\u0301/x.blueprint")


def test_where_capitals_do_not_count_they_do_not_count_here(monkeypatch: pytest.MonkeyPatch):
    # Such a system cannot be had here: only its comparison is.
    monkeypatch.setattr(os.path, "normcase", str.lower)
    assert is_meant(["Drafts of 2024"], "drafts OF 2024/x.blueprint")


def test_one_pattern_and_its_beginning():
    assert matches("!drafts/x", "drafts/x")
    assert not matches("drafts/", "drafts")
    assert [fixed_part(each) for each in ("a/b/*.x", "/a", "a", "./a/b/", "**/a", "a/b[c]")] == [
        "a/b",
        "a",
        "",
        "a/b",
        "",
        "a",
    ]


# ── on the command line ─────────────────────────────────────────────────────────────────────────────────────

SOUND = 'blueprint a "A"\n\nstep s "S" {\n  customer x "Asks"\n}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.blueprint", "drafts/d.blueprint", "team/drafts/e.blueprint", "team/t.blueprint"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SOUND)
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.group, arguments, input=stdin)
    return result.exit_code, result.stdout, result.stderr


def exclude(here: Path, *patterns: str) -> None:
    listed = ", ".join(f'"{pattern}"' for pattern in patterns)
    (here / "blueprint.toml").write_text(f"exclude = [{listed}]\n", encoding="utf-8")


@pytest.mark.parametrize("pattern", ["drafts", "drafts/", "**/drafts/*", "*raft*"])
def test_a_folder_is_left_alone_by_its_name(here: Path, pattern: str):
    exclude(here, pattern)
    assert run("check", ".") == (0, "No findings in 2 files\n", "")
    assert run("check", "team") == (0, "No findings in 1 file\n", "")


def test_a_pattern_that_matches_nothing_is_named_once(here: Path):
    exclude(here, "drafts", "draft", "team/*.old", "team/drafts/e.blueprint")
    code, _, err = run("check", ".", "./team")
    assert code == 0
    assert err == (
        "blueprint.toml: the pattern 'draft' of exclude matches nothing\n"
        "blueprint.toml: the pattern 'team/*.old' of exclude matches nothing\n"
    )


def test_a_run_on_a_part_does_not_judge_patterns(here: Path):
    exclude(here, "draft", "drafts")
    assert run("check", "team", "a.blueprint")[2] == ""


def test_folders_that_are_passed_over_anyway_may_be_named(here: Path):
    (here / "node_modules" / "x").mkdir(parents=True)
    (here / ".hidden" / "x").mkdir(parents=True)
    exclude(here, "node_modules", ".hidden/x", "node_modules/x/*.blueprint", "drafts", "drafts/*.blueprint")
    assert run("check", ".")[2] == ""


@pytest.mark.parametrize("command", ["check", "fmt", "render", "report", "manual", "registers"])
def test_files_given_by_name_are_excluded_on_demand(here: Path, command: str):
    exclude(here, "drafts")
    options = {"check": [], "fmt": [], "registers": ["-r", "fails"]}.get(command, ["-o", "out/"])
    assert run(command, "drafts/d.blueprint", *options)[0] == 0
    before = sorted(here.rglob("*"))
    assert run(command, "--force-exclude", "drafts/d.blueprint", "a.blueprint", *options)[0] == 0
    assert not [path for path in here.rglob("*") if path not in before and path.name.startswith("d.")]
    code, _, err = run(command, "--force-exclude", "drafts/d.blueprint", *options)
    assert code == 0, err


def test_a_text_that_stands_for_an_excluded_file_comes_back_as_it_was(here: Path):
    exclude(here, "drafts")
    untidy = SOUND.replace("  ", "       ").encode()
    arguments = ("--stdin-filename", "drafts/d.blueprint", "-")
    assert run("fmt", "--force-exclude", *arguments, stdin=untidy) == (0, untidy.decode(), "")
    assert run("fmt", *arguments, stdin=untidy) == (0, SOUND, "")
    assert run("check", "--force-exclude", *arguments, stdin=b"nonsense")[0] == 0
    assert run("check", *arguments, stdin=b"nonsense")[0] == 1


def test_where_all_is_excluded_that_is_said_and_no_mistake(here: Path):
    exclude(here, "*.blueprint")
    assert run("check", ".") == (
        0,
        "",
        "every .blueprint file in folder '.' is excluded by the configuration\n",
    )
