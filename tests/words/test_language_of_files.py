"""Which language a file speaks, and that `--lang` is obeyed in all that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint import cli
from blueprint.compiler import compile_source
from blueprint.source import Source
from blueprint.words.scripts import language_of_texts

TEXTS = {
    "zh": ("咖啡外带", "选饮品", "接单", "等人叫号"),
    "zh-Hant": ("咖啡外帶", "選飲品", "接單", "請客人點餐"),
    "ja": ("コーヒー", "飲み物を選ぶ", "注文を受ける", "待つ"),
    "ko": ("커피", "음료를 고른다", "주문을 받는다", "기다린다"),
    "ar": ("قهوة", "يختار مشروبا", "يأخذ الطلب", "ينتظر"),
    "fa": ("قهوه", "نوشیدنی را برمی‌گزیند", "سفارش می‌گیرد", "چای می‌آورد"),
    "he": ("קפה", "בוחר משקה", "לוקח הזמנה", "מחכה"),
}
LATIN = ("Coffee", "Picks a drink", "Takes the order", "Waits for the call")
ENGLISH = 'blueprint c "{0}"\nstep s "{1}" {{\n  customer a "{1}" wait ..5m\n  -> frontstage b "{2}"\n  -> customer d "{3}"\n}}\n'
CHINESE = (
    '蓝图 c "{0}"\n步骤 s "{1}" {{\n  顾客 a "{1}" 等待 ..5分\n  -> 前台 b "{2}"\n  -> 顾客 d "{3}"\n}}\n'
)


def language(text: str) -> str | None:
    blueprint = compile_source(Source("c.blueprint", text)).blueprint
    assert blueprint is not None
    return blueprint.language


@pytest.mark.parametrize("keywords", [ENGLISH, CHINESE])
@pytest.mark.parametrize("tag", TEXTS)
def test_texts_tell_the_language_whatever_the_keywords_are(tag: str, keywords: str) -> None:
    assert language(keywords.format(*TEXTS[tag])) == tag
    mixed = (*TEXTS[tag][:3], "WiFi")
    assert language(keywords.format(*mixed)) == tag


def test_where_texts_do_not_tell_the_first_keyword_does() -> None:
    assert language(ENGLISH.format(*LATIN)) is None
    assert language(CHINESE.format(*LATIN)) == "zh"
    assert language(ENGLISH.format(*LATIN[:3], TEXTS["zh"][0])) is None


def test_what_is_declared_outweighs_texts_and_keywords() -> None:
    for keywords in (ENGLISH, CHINESE):
        assert language(keywords.format(*TEXTS["ja"]) + "language es\n") == "es"


def test_comments_and_names_tell_nothing() -> None:
    assert language_of_texts('# 这里是一句"中文的说明"\n' * 9 + 'blueprint 咖啡馆 "Café"\n') is None


def test_messages_are_in_the_language_of_the_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    path = tmp_path / "c.blueprint"
    path.write_text(ENGLISH.format(*TEXTS["zh"]), "utf-8")
    assert "警告" in CliRunner().invoke(cli.group, ["check", str(path)]).output
    # A vocabulary and a broken file have texts, too.
    path.write_text('role r "店员"\nrole r "店员"\n', "utf-8")
    assert "错误" in CliRunner().invoke(cli.group, ["check", str(path)]).output


@pytest.mark.parametrize(
    "order",
    [
        ("render", "-f", "svg"),
        ("render", "-f", "dot"),
        ("render", "-f", "text"),
        ("report",),
        ("manual",),
        ("manual", "-f", "markdown", "--customer"),
        ("registers", "-f", "markdown"),
    ],
    ids=lambda order: "-".join(order),
)
@pytest.mark.parametrize(
    ("declared", "ordered"), [("", "zh"), ("zh", "en"), ("en", "es"), ("ja", "ar"), ("en_US", "en")]
)
def test_a_language_that_is_ordered_is_as_one_that_is_declared(
    order: tuple[str, ...], declared: str, ordered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, but for the listing of the file; a variety of the same language stays."""
    monkeypatch.chdir(tmp_path)
    text = CHINESE.format(*LATIN)
    written = []
    for tag, options in ((declared, ("--lang", ordered)), (ordered, ())):
        tag = declared if declared.startswith(ordered) else tag
        line = f'language "{tag}"' if tag else "# of no language"
        Path("c.blueprint").write_text(f"{text}{line}\n", "utf-8")
        ran = CliRunner().invoke(cli.group, [*order, "c.blueprint", "-o", "-", *options])
        assert ran.exit_code == 0, ran.output
        # The report ends with the file itself.
        written.append(ran.stdout_bytes.partition(b'<section id="source"')[0])
    assert written[0] == written[1]
