"""Texts that run both ways: what is set apart, and that nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint import render_as
from blueprint.compiler import compile_source
from blueprint.layout.cards import block
from blueprint.source import Source
from blueprint.words.bidi import (
    balanced,
    begun,
    first_strong,
    in_order,
    isolated,
    joined,
    led,
    merged,
    without_isolates,
)
from blueprint.words.labels import Words

_LETTERS = st.text(alphabet="ab 12,.()–שםسلام\u2066\u2068\u2069", max_size=30)
_PLAIN = st.text(alphabet="ab 12,.()–", max_size=30)


@given(_LETTERS)
def test_no_letter_is_changed(text: str):
    bare = without_isolates(text)
    for way in ("ltr", "rtl"):
        made = (isolated(text, way), begun(text, way), led(text, way), joined([text, text], " · ", way))
        assert [without_isolates(one) for one in made[:3]] == [bare] * 3
        assert without_isolates(made[3]) == f"{bare} · {bare}"
    assert without_isolates(in_order(text)) == bare


@given(_PLAIN, _PLAIN)
def test_what_runs_one_way_comes_out_as_it_went_in(text: str, other: str):
    assert isolated(text, "ltr") == begun(text, "ltr") == led(text, "ltr") == in_order(text) == text
    assert joined([text, other], " · ", "ltr") == f"{text} · {other}"


@given(st.lists(st.sampled_from("a ש\u2066\u2067\u2068\u2069"), max_size=20), st.integers(1, 4))
def test_each_line_closes_what_it_opens(chars: list[str], size: int):
    text = "".join(chars)
    opened = 0
    for char in text:
        opened += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        if opened < 0:
            return  # a text that closes what nobody opened is an author's own
    lines = [text[start : start + size] for start in range(0, len(text), size)]
    for line in balanced(lines):
        assert sum(char in "\u2066\u2067\u2068" for char in line) == line.count("\u2069")
    assert without_isolates("".join(balanced(lines))) == without_isolates(text)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("⁦abc⁩ ש", "rtl"), ("⁧ש⁩ a", "ltr"), ("12 – ", None), ("⁨a⁩", None), ("ש a", "rtl")],
)
def test_the_first_letter_outside_of_isolates_counts(text: str, direction: str | None):
    assert first_strong(text) == direction


def test_a_row_runs_as_its_language_does():
    assert joined(["Desk", "5 د"], " · ", "rtl") == "\u200f\u2068Desk\u2069 · 5 د"
    assert first_strong(joined(["Desk", "3"], " · ", "rtl")) == "rtl"
    assert joined(["Desk"], " · ", "rtl") == "Desk"
    assert joined(["שלום", "5 min"], " · ", "ltr") == "\u200e\u2068שלום\u2069 · 5 min"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ينتظر 10 min هنا", "ينتظر \u206610 min\u2069 هنا"),
        ("Waits שלום 3–4 h", "Waits שלום \u20663–4 h\u2069"),
        ("لغة 250ml", "لغة \u2066250ml\u2069"),
        ("5 × 6 × 8 س", "5 × 6 × 8 س"),
        ("PMS 10 يحفظ", "PMS 10 يحفظ"),
        ("waits 10 min", "waits 10 min"),
    ],
)
def test_a_number_stays_before_its_unit(text: str, shown: str):
    assert in_order(text) == shown


def test_sentences_set_apart_follow_each_other_as_they_are_read():
    assert merged("\u2066One.\u2069 \u2066Two.\u2069") == "\u2066One. Two.\u2069"
    assert (
        merged("\u2066One \u2068שם\u2069.\u2069 \u2066Two.\u2069") == "\u2066One \u2068שם\u2069. Two.\u2069"
    )
    assert merged("\u2066One.\u2069 ש \u2066Two.\u2069") == "\u2066One.\u2069 ש \u2066Two.\u2069"
    words = Words("he", "report")
    assert words("sentences", first=words("owner"), next=words("scope")).count("\u2066") == 1


def test_a_sentence_that_begins_with_a_name_runs_as_its_own_language():
    assert led("\u2068שואל\u2069 waits", "ltr") == "\u2066\u2068שואל\u2069 waits\u2069"
    assert led("waits", "ltr") == "waits"


def test_numbers_keep_their_sign_in_front():
    assert (Words("ar").signed(2), Words("ar").signed(-2)) == ("\u2066+2\u2069", "\u2066−2\u2069")
    assert (Words("en").signed(2), Words("ar").signed(0)) == ("+2", "0")


def test_lines_of_a_wrapped_text_are_each_set_apart():
    lines = block("detail", "\u2066between nine and ten minutes for everybody\u2069 شيء", 90).lines
    assert len(lines) > 1
    assert all(line.count("\u2066") == line.count("\u2069") for line in lines)


MIXED = """blueprint x "שירות"
language {}
owner "Ann"
role r "Front desk"
step s "שלב" {{
  evidence "דף"
  customer a "שואל" wait 5m target 3m emotion -1 "ארוך מדי!"
  -> frontstage b "עונה" by r time 2m when "כן"
}}
"""


@pytest.mark.parametrize("kind", ["html", "manual", "guide", "svg", "text"])
@pytest.mark.parametrize("language", ["he", "ar", "fa"])
def test_no_text_has_words_of_the_program_bare_among_letters_that_run_left(language: str, kind: str):
    """English words and units beside Hebrew stand in an element of their own, or between isolates."""
    page = render_as(compile_source(Source("x", MIXED.format(language))), kind)
    assert isinstance(page, str)
    page = re.sub(r"<(style|script|pre)\b.*?</\1>|<[^>]*>", "\n", page, flags=re.DOTALL)
    for text in page.split("\n"):
        outside = re.sub(
            "[\u2066-\u2068][^\u2066-\u2069]*\u2069",
            "",
            re.sub("[\u2066-\u2068][^\u2066-\u2069]*\u2069", "", text),
        )
        if re.search("[\u05d0-\u05ea]", outside):
            assert not re.search(r"\d+ ?[a-z]+", outside), text
