"""Arabic: what it says of pictures and pages, the forms of its numbers, and what it leaves to English."""

from __future__ import annotations

import re

import pytest

from blueprint import render_as
from blueprint.cli.starters import starter
from blueprint.compiler import compile_source
from blueprint.source import Source
from blueprint.words import Keyword, catalogue, in_words, listing, phrase, word
from blueprint.words.catalogues import gaps
from blueprint.words.labels import Words

#: What readers of pictures and pages see; messages and starter files are English.
_AREAS = (
    "column", "lane", "line", "list", "manual", "page", "picture", "register", "report", "site", "term", "text", "unit",
)  # fmt: skip
_TWINS = (".zero", ".one", ".two", ".few", ".many")
#: Letters that mark points, duties and ratings, and names of methods.
_LATIN = {"A", "C", "D", "E", "F", "I", "O", "R", "RPN", "S", "SMART", "W"}
CLINIC = """blueprint clinic "عيادة"
language ar
owner "المدير"
state as-is
role desk "الاستقبال"
step book "الحجز" {
  evidence "رسالة"
  customer call "يتصل" start wait ..3m target 2m
  -> frontstage answer "يرد" by desk time 30m..45m critical emotion -2 "طال الانتظار"
  <-> support keep "يحفظ" mode automatic
}
risk power "انقطاع الكهرباء" severity high scope global
"""


def base(key: str) -> str:
    """The key of which a key is the twin for some numbers, or the key itself."""
    stem, dot, last = key.rpartition(".")
    return stem if f"{dot}{last}" in _TWINS and stem in catalogue("en") else key


def without_gaps(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def rendered(kind: str) -> str:
    told = render_as(compile_source(Source("clinic", CLINIC)), kind)
    assert isinstance(told, str)
    return told


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_pictures_and_pages_say_is_there():
    wanted = {base(key) for key in catalogue("en") if key.partition(".")[0] in _AREAS}
    assert sorted(wanted - set(catalogue("ar"))) == []


def test_words_are_in_arabic_letters():
    left = {
        key: {*re.findall("[A-Za-z]+", without_gaps(text))} - _LATIN for key, text in catalogue("ar").items()
    }
    assert {key: words for key, words in left.items() if words} == {}
    wordless = [key for key, text in catalogue("ar").items() if not re.search("[\u0620-\u064a]", text)]
    english = [key for key in wordless if re.search("[a-z]", without_gaps(catalogue("en").get(key, "")))]
    assert [key for key in english if key != "manual.dot"] == []


def test_signs_are_those_of_arabic():
    foreign = re.compile("[\u0620-\u064a\u064b-\u0652}][,;?]|[“”]|[٠-٩]")
    assert [key for key, text in catalogue("ar").items() if foreign.search(text)] == []
    assert (word("list.comma", "ar"), word("term.quote", "ar", text="ا")) == ("، ", "«ا»")


def test_a_form_for_a_number_has_no_other_values_than_the_text():
    own = catalogue("ar")
    twins = [key for key in own if base(key) != key]
    assert len(twins) > 10
    assert [key for key in twins if not gaps(own[key]) <= gaps(own[base(key)])] == []


@pytest.mark.parametrize("key", sorted({base(key) for key in catalogue("ar") if base(key) != key}))
def test_what_is_counted_has_all_forms(key: str):
    assert {f"{key}{twin}" for twin in _TWINS[1:]} <= set(catalogue("ar"))


# ── what is said ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "مرحلة واحدة"), (2, "مرحلتان"), (3, "3 مراحل"), (10, "10 مراحل"), (11, "11 مرحلة"), (100, "100 مرحلة"), (103, "103 مراحل"),
    ],
)  # fmt: skip
def test_numbers_ask_for_their_form(count: int, said: str):
    assert Words("ar-EG", "site")("phases", count=count) == said


def test_times_are_in_arabic_units():
    words = Words("ar")
    assert (words.seconds(45), words.seconds(5400), words.seconds(604800, 604800)) == (
        "45 ث",
        "1 س 30 د",
        "1 أسبوع",
    )


def test_a_picture_has_no_english_word():
    told = re.sub(r"<style.*?</style>|<[^>]*>", "\n", rendered("svg"), flags=re.DOTALL)
    assert {*re.findall(r"[A-Za-z]+", told)} <= {"W", "E"}
    assert "خط التفاعل" in told
    assert "مخطط خدمة. الخطوات (1): 1 الحجز." in told


@pytest.mark.parametrize("kind", ["svg", "html", "text", "manual", "guide"])
def test_its_own_words_are_not_set_apart(kind: str):
    # What is, is a finding in English, a letter that marks a point, or a number with its sign.
    found = re.findall("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069", rendered(kind))
    arabic = [
        text for text in found if re.search("[\u0620-\u064a]", text) and not re.search("[A-Za-z]", text)
    ]
    assert arabic == []


def test_a_page_is_english_in_its_findings_alone():
    page = rendered("html")
    assert '<html lang="ar" dir="rtl"' in page
    told = re.sub(
        r"<style.*?</style>|<script.*?</script>|<section id=\"source\".*", "", page, flags=re.DOTALL
    )
    told = re.sub(r'<section id="findings".*?</section>', "", told, flags=re.DOTALL)
    words = {*re.findall(r"[A-Za-z]+", " ".join(re.findall(">([^<>]+)<", told)).replace("&#34;", ""))}
    assert words - _LATIN == set()


def test_a_message_is_english_throughout():
    mixed = phrase("BP112", lines=listing([phrase("BP112.interaction"), Keyword("owner"), "c"], "or"))
    assert in_words(mixed, "ar") == in_words(mixed, "en")
    compiled = compile_source(Source("clinic", CLINIC))
    assert compiled.findings
    assert [one.message_in("ar") for one in compiled.findings] == [
        one.message_in("en") for one in compiled.findings
    ]


def test_the_starter_file_has_no_signs_that_nobody_sees():
    assert starter("clinic", "ar") == starter("clinic", "en")
