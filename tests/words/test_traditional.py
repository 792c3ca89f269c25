"""Chinese in traditional characters: made from the simplified catalogue by `tools/traditional.py`, and spoken in every output."""

from __future__ import annotations

import datetime
import importlib.util
import json
import re
from functools import cache
from types import ModuleType

import pytest
from blueprint.grammar import keywords
from click.testing import CliRunner

from blueprint import cli, render_as
from blueprint.checks import RULES
from blueprint.checks.page import read_page
from blueprint.checks.rule import Rule
from blueprint.cli.starters import starter
from blueprint.compiler import compile_source
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.words import Keyword, catalogue, in_words
from blueprint.words.catalogues import gaps
from blueprint.words.labels import Words

from ..paths import ROOT

HANT = "zh-Hant"
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]")
_TYPED = re.compile(r"[A-Za-z][A-Za-z_]+|[0-9]+[smhdw]\b")
CAFE = """blueprint cafe "咖啡館"
language {language}
state to-be
role barista "咖啡師"
step order "點餐" {{
  evidence "菜單"
  customer choose "挑選飲品" start wait ..3m target 2m
  -> frontstage take "接受點餐" by barista time 1m critical emotion -2 "等太久"
  fail wrong "記錯" severity 9 occurrence 5 detection 5
}}
risk power "停電" severity high scope global
"""


def simplified_only(text: str) -> set[str]:
    """Ideographs that Big5, the character set of Taiwan, lacks."""
    return {char for char in _IDEOGRAPHS.findall(text) if not char.encode("cp950", "ignore")}


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("traditional", ROOT / "tools" / "traditional.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_has_the_keys_and_values_of_the_simplified_one():
    assert list(catalogue(HANT)) == list(catalogue("zh"))
    assert {key: gaps(text) for key, text in catalogue(HANT).items()} == {
        key: gaps(text) for key, text in catalogue("zh").items()
    }


def test_no_character_is_simplified():
    assert len(simplified_only("".join(catalogue("zh").values()))) > 200
    assert {key: found for key, text in catalogue(HANT).items() if (found := simplified_only(text))} == {}
    # These are characters of Taiwan, but stand for others there.
    assert [key for key, text in catalogue(HANT).items() if re.search(r"[里瞭臺后]|[“”]", text)] == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("report.report", "服務藍圖"), ("lane.customer", "顧客"), ("lane.frontstage", "前台"), ("lane.backstage", "後台"),
        ("lane.support", "支援流程"), ("term.channel", "管道"), ("term.personas", "人物誌"), ("term.feedback", "回饋閉環"),
        ("term.occurrence", "發生度"), ("term.item", "資訊/物品"), ("report.family.flow", "流程"), ("unit.week", "週"),
        ("term.quote", "「{text}」"), ("message.count.files", "{count} 個檔案"), ("term.touchpoints", "接觸點"),
    ],
)  # fmt: skip
def test_it_says_the_words_of_taiwan(key: str, text: str):
    assert catalogue(HANT)[key] == text


def test_what_a_hint_tells_to_type_can_be_typed():
    """There are no keywords in traditional characters: hints show the English ones, and no other word than the English text has."""
    spelt = {word for one in keywords() for word in one.spellings.get("zh", ()) if len(word) > 1}
    differing, chinese = [], []
    for key, text in catalogue(HANT).items():
        if not re.match(r"BP\d|message\.a\.", key):
            continue
        known = f"{catalogue('en')[key]} {catalogue('zh')[key]}"
        extra = {*_TYPED.findall(re.sub(r"\{\w+\}", " ", text))} - {*_TYPED.findall(known)}
        differing += [(key, extra)] if extra else []
        chinese += [key for quoted in re.findall(r"`([^`]+)`", text) if quoted.split(" ")[0] in spelt]
    assert differing == []
    assert chinese == []


def test_it_is_what_the_tool_makes():
    pytest.importorskip("opencc", reason="tools/traditional.py tells how to install OpenCC")
    assert tool().main(["--check"]) == 0


@pytest.mark.parametrize(
    ("key", "text", "made"),
    [
        ("BP401.cure", "等待 … 目标值 5分", "wait … target 5m"),
        ("BP604.cure.number", "从 数字 到 数字", "from 数字 to 数字"),
        ("BP310.cure", "三项都从 1 到 10 评分", "三项都从 1 到 10 评分"),
        ("BP605.cure", "多急：重要性 高 紧急性 中", "多急：importance high urgency medium"),
        ("BP404.cure", '对应它的有形展示 "…"，或者标准', '对应它的 evidence "…"，或者标准'),
        ("BP011.cure.card", "失败点、痛点、改进、疑问或风险", "失败点、痛点、改进、疑问或风险"),
        ("BP015.when", "“当”前面没有箭头", "“when”前面没有箭头"),
        ("BP015.when.cure", "`当` 只能用在箭头上", "`when` 只能用在箭头上"),
        ("BP403.wait", "等待 {time}", "等待 {time}"),
        ("rule.BP709.title", "注明“观察”", "注明“观察”"),
    ],
)
def test_keywords_of_hints_become_english_and_prose_stays(key: str, text: str, made: str):
    assert tool().with_english_keywords(key, text) == made


def test_a_text_may_be_a_list_of_lines():
    made = tool().converted
    assert made("customer.words", ["顾客", "客户"], str) == ["顾客", "客户"]
    assert made("starter.text", ["# 画图", "蓝图 {name}", '负责人 "人"', ""], str) == [
        "# 画图", "blueprint {name}", "language zh_Hant", 'owner "人"', "",
    ]  # fmt: skip


def test_a_keyword_in_a_message_is_english():
    assert (in_words(Keyword("owner"), HANT), in_words(Keyword("owner"), "zh-TW")) == ("owner", "owner")
    assert (in_words(Keyword("owner"), "zh"), in_words(Keyword("owner"), "zh-Hans")) == ("负责人", "负责人")


# ── what is said ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["zh_Hant", "zh_TW", "zh_HK"])
@pytest.mark.parametrize("kind", ["svg", "html", "text", "manual", "manual-md", "guide"])
def test_every_output_speaks_traditional_characters(language: str, kind: str):
    compiled = compile_source(Source("cafe", CAFE.format(language=language)))
    told = render_as(compiled, kind)
    assert isinstance(told, str)
    assert re.search("顧客|標準", told)
    assert simplified_only(told) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_says_has_traditional_characters(rule: Rule):
    settings = Settings(today=datetime.date(2026, 11, 20))
    page = read_page(rule.page)
    compiled = compile_source(Source("bad", page.bad), lambda source, path: Source(path, page.good), settings)
    for one in compiled.findings:
        labels = [label.text_in(HANT) for label in one.labels]
        for text in (one.message_in(HANT), one.hint_in(HANT) or "", *labels):
            assert simplified_only(text) == set()
            assert not re.search(r"\{\w+\}", text), text


@pytest.mark.parametrize("locale", ["zh_TW.UTF-8", "zh_HK.UTF-8"])
def test_the_command_line_speaks_them(tmp_path, monkeypatch, locale: str):
    monkeypatch.setenv("LC_ALL", locale)
    path = tmp_path / "a.blueprint"
    path.write_text('blueprint b "B"\nstep s "S" {\n  evidence "E"\n  customer c "C" wait ..5m\n}\n', "utf-8")
    said = CliRunner().invoke(cli.group, ["check", str(path)]).output
    assert "警告[BP401]：「C」之前的等待（≤ 5 分鐘）沒有目標值" in said
    assert "建議：寫明最多可以等多久：wait … target 5m" in said
    assert said.endswith("1 個檔案，共 1 個警告\n")


def test_the_starter_file_says_its_language():
    compiled = compile_source(Source("cafe", starter("cafe", HANT)))
    assert compiled.blueprint
    assert compiled.blueprint.language == HANT
    assert simplified_only(starter("cafe", HANT)) == set()


def test_dates_and_numbers_are_those_of_the_place():
    assert (Words("zh-TW").date("2026-11-22"), Words(HANT).date("2026-11-22")) == (
        "2026年11月22日",
        "2026年11月22日",
    )


def test_the_file_is_written_as_the_others_are():
    written = (ROOT / "blueprint" / "words" / "zh-Hant.json").read_bytes()
    assert written == (json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n").encode()
