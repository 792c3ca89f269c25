"""The author's own word for customers: Chinese has 顾客 and 客户."""

from __future__ import annotations

import pytest

from blueprint import render_as
from blueprint.cli.run.language import language_of
from blueprint.compiler import compile_source
from blueprint.source import Source
from blueprint.words import best_language, word
from blueprint.words.customers import authors_language
from blueprint.words.labels import Words
from blueprint.words.phrases import Keyword, in_words

LANES = 'lanes { customer "%s"; --- interaction ---; frontstage "前台" }\n'
STEP = 'step s "步骤" {\n  customer c "来办事"\n  -> frontstage f "办理%s"\n}\n'


def compiled(text: str):
    return compile_source(Source("a", f'blueprint a "服务"\nlanguage zh\n{text}'))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        pytest.param(LANES % "客户" + STEP % "", "zh-x-1", id="the lane is called so"),
        pytest.param(LANES % "客户" + STEP % "顾客的事", "zh-x-1", id="the lane decides"),
        pytest.param(LANES % "顾客" + STEP % "客户的事", "zh", id="the lane decides for the usual word, too"),
        pytest.param(LANES % "患者" + STEP % "客户的事", "zh-x-1", id="the texts say so"),
        pytest.param(STEP % "客户的事", "zh-x-1", id="no lanes, and the texts say so"),
        pytest.param(STEP % "客户与顾客的事", "zh", id="the texts say both"),
        pytest.param((STEP % "").replace("customer", "客户"), "zh-x-1", id="the keywords"),
        pytest.param((STEP % "客户").replace("customer", "顾客"), "zh-x-1", id="texts go before keywords"),
        pytest.param(STEP % "", "zh", id="nothing says so"),
    ],
)
def test_the_author_s_word_for_customers(text, tag):
    found = compiled(text)
    assert found.blueprint
    assert found.blueprint.words_language == tag
    assert (language_of(None, found), language_of("zh", found), language_of("en", found)) == (tag, tag, "en")


def test_the_program_speaks_as_the_author_does_everywhere():
    found = compiled(STEP % "客户的事")
    assert found.blueprint
    assert found.blueprint.lanes["customer"].label == "客户"
    for kind in ("svg", "html", "text", "manual", "guide"):
        told = str(render_as(found, kind))
        assert "顾客" not in told, kind
    assert 'lang="zh"' in str(render_as(found, "svg"))
    messages = [
        one.message_in(language_of(None, found)) + (one.hint_in(language_of(None, found)) or "")
        for one in found.findings
    ]
    assert "客户" in "".join(messages)
    assert "顾客" not in "".join(messages)
    assert "顾客" in str(render_as(compiled(LANES % "顾客" + STEP % ""), "html"))


def test_what_the_author_writes_is_left_alone():
    assert "老顾客" in str(render_as(compiled(LANES % "客户" + STEP % "老顾客的事"), "text"))


def test_a_language_with_one_word_has_no_other_tags():
    assert authors_language("en", ("客户",), "客户") == "en"
    assert authors_language(None, ("客户",), "客户") is None
    assert authors_language("fr", ("客户",), "客户") == "fr"
    assert authors_language("zh-Hans", ("客户",), "") == "zh-Hans-x-1"


def test_a_tag_for_private_use_that_means_nothing_is_the_language_itself():
    assert [word("lane.customer", tag) for tag in ("zh-x-1", "zh-x-7", "zh-x-abc", "en-x-1")] == [
        "客户", "顾客", "顾客", "Customer",
    ]  # fmt: skip
    assert (best_language("zh-Hans-x-1"), in_words(Keyword("customer"), "zh-x-1")) == ("zh-x-1", "客户")
    assert Words("zh-x-1").date("2026-11-22") == "2026年11月22日"
