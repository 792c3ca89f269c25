"""Messages: how sentences are said, and who is spoken to in which language."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from blueprint.grammar import keywords
from click import unstyle
from click.testing import CliRunner

from blueprint import cli, load, render_as
from blueprint.checks import RULES
from blueprint.checks.page import read_page
from blueprint.checks.rule import Rule
from blueprint.cli.run import config as configuration
from blueprint.cli.run.frames import frame
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.render import RenderError
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.values import Duration, TimeSpan
from blueprint.words import Keyword, catalogue, in_words, listing, phrase

GAP = re.compile(r"\{(\w+)\}")
CHINESE = r"[\u3400-\u9fff“”]"
WEAK = 'blueprint b "B"\nstep s "S" {\n  evidence "E"\n  customer c "C" wait ..5m\n}\n'


# Saying


def test_things_in_a_row_are_joined_as_the_language_does():
    row = listing(["a", "b", "c"])
    assert (in_words(row), in_words(row, "zh")) == ("a, b and c", "a、b和c")
    assert (in_words(listing(["a"])), in_words(listing(["a", "b"], "or")), in_words(listing(["a", "b"], "comma"))) == (
        "a", "a or b", "a, b",
    )  # fmt: skip


def test_a_sentence_holds_what_the_user_wrote_unchanged():
    assert in_words(phrase("message.did-you-mean", name="{name}")) == "did you mean '{name}'?"


def test_one_thing_has_a_sentence_of_its_own():
    counted = [phrase("message.count.files", count=count) for count in (0, 1, 2)]
    assert [in_words(one) for one in counted] == ["0 files", "1 file", "2 files"]
    assert [in_words(one, "zh") for one in counted] == ["0 个文件", "1 个文件", "2 个文件"]


def test_times_and_keywords_are_said_in_the_language():
    span = TimeSpan(least=60, most=120)
    assert (in_words(span), in_words(span, "zh")) == ("1–2 min", "1–2 分钟")
    assert (in_words(Duration(90)), in_words(Duration(90), "zh")) == ("1 min 30 s", "1 分钟 30 秒")
    assert (in_words(Keyword("owner")), in_words(Keyword("owner"), "zh")) == ("owner", "负责人")
    assert in_words(Keyword("no keyword"), "zh") == "no keyword"


def test_every_keyword_can_be_said():
    assert [in_words(Keyword(one.english), "en") for one in keywords()] == [one.english for one in keywords()]


def test_a_language_without_catalogue_is_spoken_to_in_english():
    assert in_words(phrase("BP006"), "xx") == "this block is not closed"
    assert catalogue("xx") == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_says_is_said_in_chinese(rule: Rule):
    settings = Settings(today=datetime.date(2026, 11, 20))
    page = read_page(rule.page)
    compiled = compile_source(Source("bad", page.bad), lambda source, path: Source(path, page.good), settings)
    found = [one for one in compiled.findings if one.code == rule.code]
    assert found
    for one in found:
        labels = [label.text_in("zh") for label in one.labels]
        for text in (one.message_in("zh"), one.hint_in("zh") or "", *labels):
            assert re.search(CHINESE, text), text
            assert not GAP.search(text), text


# Whom the command line speaks to


def weak() -> Diagnostic:
    (found, *_) = compile_source(Source("weak", WEAK)).findings
    return found


def test_a_chinese_frame():
    assert unstyle(frame(weak(), 80, "zh")).splitlines() == [
        "警告[BP401]：“C”之前的等待（≤ 5 分钟）没有目标值",
        " --> weak:4:3",
        "  |",
        '4 |   customer c "C" wait ..5m',
        "  |   ^^^^^^^^^^^^^^",
        "  |",
        "  = 建议：写明最多可以等多久：等待 … 目标值 5分",
    ]


@pytest.mark.parametrize("language", ["es", "ja"])
def test_a_frame_is_english_where_a_language_has_no_messages(language):
    """Its times and signs as well."""
    assert frame(weak(), 80, language) == frame(weak(), 80, "en")


def checked(tmp_path: Path, text: str, *options: str) -> str:
    path = tmp_path / "a.blueprint"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli.group, ["check", str(path), *options]).output


@pytest.mark.parametrize(
    ("text", "options", "locale", "said"),
    [
        pytest.param(WEAK, (), "C.UTF-8", "1 warning in 1 file", id="English by default"),
        pytest.param(WEAK, (), "de_DE.UTF-8", "1 warning in 1 file", id="a language without catalogue"),
        pytest.param(WEAK, (), "zh_CN.UTF-8", "1 个文件，共 1 个警告", id="the system's"),
        pytest.param(WEAK, ("--lang", "en"), "zh_CN.UTF-8", "1 warning in 1 file", id="the option wins"),
        pytest.param(WEAK, ("--lang", "zh"), "C.UTF-8", "1 个文件，共 1 个警告", id="the option"),
        pytest.param(WEAK + "language zh_Hans\n", (), "C.UTF-8", "1 个文件，共 1 个警告", id="the setting"),
        pytest.param(WEAK + "language en\n", (), "zh_CN.UTF-8", "1 warning in 1 file", id="set to English"),
        pytest.param("蓝图 b\n步骤 s {\n  顾客 c “C” 等待 ..5分\n}\n", (), "C.UTF-8", "个文件，", id="Chinese keywords"),
        pytest.param("角色 r\n角色 r\n", (), "C.UTF-8", "1 个文件，共 1 个错误", id="a Chinese vocabulary"),
        pytest.param("蓝图：店\n", (), "C.UTF-8", "1 个文件，", id="a first line that cannot be read"),
        pytest.param("role r\nrole r\n", (), "C.UTF-8", "1 error in 1 file", id="an English vocabulary"),
        pytest.param("", (), "zh_CN.UTF-8", "1 个文件，共 1 个错误", id="an empty file"),
    ],
)  # fmt: skip
def test_messages_are_in_the_reader_s_language(tmp_path, monkeypatch, text, options, locale, said):
    monkeypatch.setenv("LC_ALL", locale)
    assert said in checked(tmp_path, text, *options)


def test_the_first_variable_of_the_locale_decides(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", "zh_TW")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "警告" in checked(tmp_path, WEAK)


def test_files_in_two_languages_are_counted_in_that_of_the_system(tmp_path):
    (tmp_path / "b.blueprint").write_text(WEAK + "language zh\n", encoding="utf-8")
    checked(tmp_path, WEAK)
    output = CliRunner().invoke(cli.group, ["check", str(tmp_path)]).output
    assert "warning[BP401]" in output
    assert "警告[BP401]" in output
    assert output.endswith("2 warnings in 2 files\n")


@pytest.mark.parametrize("command", ["render", "report"])
def test_a_picture_that_cannot_be_drawn_is_explained_in_the_language(tmp_path, command):
    path = tmp_path / "a.blueprint"
    path.write_text("blueprint b\nrole r\nrole r\n", encoding="utf-8")
    said = CliRunner().invoke(cli.group, [command, str(path), "--lang", "zh"]).output
    assert "错误[BP012]：角色“r”声明了两次" in said


def test_mistakes_of_a_theme_are_said_in_the_language(tmp_path):
    path, theme = tmp_path / "a.blueprint", tmp_path / "a.toml"
    path.write_text(WEAK, encoding="utf-8")
    theme.write_text('extends = "default"\nsame = 1\n', encoding="utf-8")
    said = CliRunner().invoke(cli.group, ["render", str(path), "--theme", str(theme), "--lang", "zh"]).output
    assert "错误[BP030]：“same”只能是 true 或 false，不能是 1" in said


def test_a_report_says_its_findings_in_its_own_language():
    compiled = compile_source(Source("weak", WEAK + "language zh\n"))
    assert "“C”之前的等待（≤ 5 分钟）没有目标值" in render_as(compiled, "html")
    assert "的等待" not in render_as(compile_source(Source("weak", WEAK)), "html")


def test_a_configuration_that_cannot_be_used_is_explained_in_the_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    configuration._projects.cache_clear()
    Path("blueprint.toml").write_text("[limits]\nrisc = 80\n", encoding="utf-8")
    Path("b.blueprint").write_text('blueprint b "B"\n', encoding="utf-8")
    ran = CliRunner().invoke(cli.group, ["check", "--lang", "zh", "b.blueprint"], prog_name="blueprint")
    assert "没有“risc”这个上限；是不是想写“risk”？" in ran.output
    (found,) = load("b.blueprint").errors
    assert found.message == "there is no limit 'risc'; did you mean 'risk'?"
    configuration._projects.cache_clear()


def test_what_a_renderer_cannot_do_is_said_in_the_language(tmp_path):
    (tmp_path / "b.blueprint").write_text(
        'blueprint b "B"\nlanguage zh\nstep s "S" {\n  customer "𓀀"\n}\n', encoding="utf-8"
    )
    ran = CliRunner().invoke(
        cli.group,
        ["render", str(tmp_path / "b.blueprint"), "-o", str(tmp_path / "b.png")],
        prog_name="blueprint",
    )
    assert ran.exit_code == 2
    assert "字体中没有这些字符" in ran.output
    assert str(RenderError(phrase("message.render.png-scale", scale=0))) == "a PNG cannot be drawn at scale 0"
    assert RenderError("their own").message_in("zh") == "their own"
