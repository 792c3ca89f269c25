"""`blueprint manual`, from arguments to files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint import cli
from blueprint.render import names

from .shop import SHOP, in_text, read


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.blueprint").write_text(SHOP, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    ran = CliRunner().invoke(cli.group, ["manual", *arguments])
    return ran.exit_code, " ".join(ran.output.split())


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        ([], "shop.manual.html"),
        (["--customer"], "shop.guide.html"),
        (["--format", "markdown"], "shop.manual.md"),
        (["--format", "markdown", "--customer"], "shop.guide.md"),
        (["-o", "out.md"], "out.md"),
        (["-o", "out.html"], "out.html"),
        (["-o", "out/"], "out/shop.manual.html"),
        (["-o", "plain", "--format", "markdown"], "plain"),
    ],
)
def test_the_manual_is_written_where_it_belongs(shop: Path, arguments: list[str], written: str):
    code, said = run("shop.blueprint", *arguments)
    assert code == 0, said
    text = read(shop / written)
    assert text.startswith("# " if written.endswith("md") or written == "plain" else "<!DOCTYPE html>")
    assert ("Order them" not in text) is ("--customer" in arguments)


def test_a_folder_gives_a_manual_for_each_file(shop: Path):
    (shop / "deep").mkdir()
    (shop / "deep" / "two.blueprint").write_text(SHOP, encoding="utf-8")
    code, said = run(".", "-o", "out", "--format", "markdown")
    assert code == 0, said
    assert sorted(str(one.relative_to(shop / "out")) for one in (shop / "out").rglob("*.md")) == [
        "deep/two.manual.md", "shop.manual.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["all.md", "all.html"])
def test_one_file_takes_no_manuals_of_many(shop: Path, name: str):
    code, said = run(".", "-o", name)
    assert code == 2
    assert "name a folder" in said
    assert not (shop / name).exists()


def test_a_manual_goes_to_standard_output(shop: Path):
    ran = CliRunner().invoke(cli.group, ["manual", "-", "-o", "-", "--format", "markdown"], input=SHOP)
    assert ran.exit_code == 0
    assert ran.output == in_text(SHOP, "manual-md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.pdf"], "a manual is HTML"),
        (["-o", "out.md", "--format", "html"], "is called like markdown"),
        (["--customer", "--role", "clerk"], "exclude each other"),
        (["-o", "shop.blueprint"], "HTML"),
        (["--format", "docx"], "docx"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(shop: Path, arguments: list[str], said: str):
    code, output = run("shop.blueprint", *arguments)
    assert code == 2
    assert said in output
    assert [one.name for one in shop.iterdir()] == ["shop.blueprint"]


def test_of_many_files_those_without_the_role_are_named(shop: Path):
    (shop / "other.blueprint").write_text(
        'blueprint b "B"\nstep s "S" {\n  frontstage "F"\n}\n', encoding="utf-8"
    )
    code, said = run("shop.blueprint", "other.blueprint", "--role", "clerk")
    assert code == 1
    assert "other.blueprint: there is no role 'clerk'; there are frontstage" in said
    assert (shop / "shop.manual.html").exists()
    assert not (shop / "other.manual.html").exists()


def test_a_broken_file_has_no_manual(shop: Path):
    (shop / "bad.blueprint").write_text('blueprint b "B"\nstep s "S" {\n', encoding="utf-8")
    code, _ = run("bad.blueprint", "shop.blueprint", "--lang", "zh")
    assert code == 1
    assert not (shop / "bad.manual.html").exists()
    assert (shop / "shop.manual.html").exists()


def test_manuals_are_formats_like_others():
    assert {"manual", "manual-md", "guide", "guide-md"} <= set(names())
