"""Measuring and breaking text."""

import re
import unicodedata
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blueprint.layout.text import clusters, direction, width, wrap

SIZE = 13.0
MIXED = st.text(
    st.sampled_from(
        "abcdefgWi 0123  --//.,!?'\"()äßéЖя中文字日本カッーゃ。，、（）「」“”‘’…—·한국어गर्क्षि"
        "سلامعليكملا٣שלוםไทยเแาำ👍🏽👩\u200d🇩🇪🇫❤️☎1\u20e3\u0301\u00a0\u200b\u2060\u3000\u1112\u1161\u00ad\n\t"
    ),
    max_size=60,
)
ANY = st.one_of(MIXED, st.text(max_size=40))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def fold(text: str) -> str:
    return re.sub(r"[^\S\u00a0\u202f\u2007]+", " ", text).strip(" \u200b")


def is_one_cluster(line: str) -> bool:
    return len(clusters(line)) == 1


# Widths


def test_a_width_grows_in_proportion_to_the_font_size():
    assert width("Service", 26) == pytest.approx(2 * width("Service", 13))


def test_capital_w_is_wider_than_small_i():
    assert width("W", SIZE) > 3 * width("i", SIZE)


def test_bold_text_is_wider():
    assert width("Booking confirmed", SIZE, bold=True) > width("Booking confirmed", SIZE)


@pytest.mark.parametrize("char", list("中あカ한，（Ａ"))
def test_a_wide_character_takes_one_em(char):
    assert width(char, SIZE) == SIZE


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "👩‍👩‍👧", "🇩🇪", "1️⃣", "❤️", "⚠️", "🤷🏻‍♀️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_an_emoji_of_many_characters_is_one_picture(emoji):
    assert clusters(emoji) == [emoji]
    assert SIZE <= width(emoji, SIZE) <= 1.25 * SIZE


def test_two_flags_are_two_pictures():
    assert clusters("🇩🇪🇫🇷") == ["🇩🇪", "🇫🇷"]
    assert width("🇩🇪🇫🇷", SIZE) == 2 * width("🇩🇪", SIZE)


@pytest.mark.parametrize("char", ["\u0301", "\u200b", "\u00ad", "\u2060", "\ufeff", "\x07", "\ufe0f"])
def test_an_invisible_character_takes_no_room(char):
    assert width("a" + char, SIZE) == width("a", SIZE)


@pytest.mark.parametrize("text", ["é", "Ångström", "각", "ñandú"])
def test_a_decomposed_text_is_as_wide_as_the_composed(text):
    assert width(unicodedata.normalize("NFD", text), SIZE) == width(text, SIZE)


def test_joined_arabic_letters_are_narrower_than_the_same_letters_apart():
    word = "يستلم"
    assert width(word, SIZE) < 0.8 * sum(width(letter, SIZE) for letter in word)


def test_the_arabic_marks_of_vowels_take_no_room():
    assert width("مُحَمَّد", SIZE) == width("محمد", SIZE)


def test_lam_and_alef_are_one_shape():
    assert width("لا", SIZE) < width("ل", SIZE) + width("ا", SIZE)


def test_a_curly_quote_in_chinese_is_as_wide_as_an_ideograph():
    assert width("“中”", SIZE) == 3 * SIZE
    assert width("“a”", SIZE) < 2 * SIZE


def test_a_character_that_no_font_has_still_takes_room():
    assert width("\U0001078f\ue000", SIZE) > SIZE


# Clusters and direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("\r\n", ["\r\n"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("นำ้", ["นำ้"]),
        ("क्षि", ["क्षि"]),
        ("🇩🇪🇫", ["🇩🇪", "🇫"]),
        ("a\u200db", ["a\u200d", "b"]),
    ],
)
def test_clusters_are_the_characters_that_people_see(text, expected):
    assert clusters(text) == expected


@given(ANY)
def test_clusters_together_are_the_text(text):
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay", "ltr"),
        ("١٢ שלום", "rtl"),
        ("سلام abc", "rtl"),
        ("42 — ?", "ltr"),
        ("", "ltr"),
        ("(a ש", "ltr"),
    ],
)
def test_the_first_strong_character_gives_the_direction(text, expected):
    assert direction(text) == expected


# Wrapping


def test_an_empty_text_has_no_lines():
    assert wrap("", 100, SIZE) == []
    assert wrap(" \n\t ", 100, SIZE) == []


def test_a_text_fits_in_exactly_its_own_width():
    for text in ("Customer opens the app", "支付成功，谢谢", "يفتح العميل تطبيق", "Größe 12 %"):
        assert wrap(text, width(text, SIZE), SIZE) == [text]


def test_white_space_is_folded():
    assert wrap("  a \t b\u3000c ", 100, SIZE) == ["a b c"]


def test_a_line_break_in_the_text_breaks_the_line():
    assert wrap("one\ntwo\r\n\n three", 100, SIZE) == ["one", "two", "three"]


def test_a_no_break_space_holds_words_together():
    assert wrap("wait 10\u00a0min", width("wait 10", SIZE), SIZE) == ["wait", "10\u00a0min"]


def test_a_no_break_space_holds_ideographs_together():
    lines = wrap("中\u00a0中中", 2.5 * SIZE, SIZE)
    assert lines[0] == "中\u00a0中"


def test_a_line_may_end_after_a_hyphen_or_slash_between_letters():
    assert wrap("Buchungs-App", width("Buchungs-", SIZE), SIZE) == ["Buchungs-", "App"]
    assert wrap("reception/concierge", width("reception/", SIZE), SIZE) == [
        "reception/",
        "concierge",
    ]


def test_a_date_and_a_range_are_not_broken_at_their_hyphens():
    assert wrap("on 2024-01-05", width("2024-01-05", SIZE), SIZE) == ["on", "2024-01-05"]


def test_a_soft_hyphen_shows_only_where_a_line_ends():
    word = "Zahlungs\u00adbestätigung"
    assert wrap(word, width("bestätigung", SIZE), SIZE) == ["Zahlungs-", "bestätigung"]
    assert wrap(word, 500, SIZE) == ["Zahlungsbestätigung"]


def test_a_french_sign_stays_with_its_word():
    assert wrap("Prêt à payer ?", width("Prêt à payer", SIZE), SIZE) == ["Prêt à", "payer\u00a0?"]


@pytest.mark.parametrize("sign", list("，。、！？：；）」』】》〉…ー”ゃッ)%"))
def test_no_line_starts_with_a_closing_sign(sign):
    lines = wrap("一二三四五" + sign + "六七八九十", 5 * SIZE, SIZE)
    assert not any(line.startswith(sign) for line in lines)
    assert "".join(lines) == "一二三四五" + sign + "六七八九十"


@pytest.mark.parametrize("sign", list("（「『【《〈“‘(￥"))
def test_no_line_ends_with_an_opening_sign(sign):
    lines = wrap("一二三四" + sign + "五六七八九十", 5 * SIZE, SIZE)
    assert not any(line.endswith(sign) for line in lines)
    assert "".join(lines) == "一二三四" + sign + "五六七八九十"


def test_a_latin_word_within_chinese_is_not_broken():
    lines = wrap("请使用Checkout2026完成支付", width("Checkout2026", SIZE) + 1, SIZE)
    assert any("Checkout2026" in line for line in lines)


def test_korean_breaks_at_spaces_only():
    assert wrap("고객이 예약합니다", 6 * SIZE, SIZE) == ["고객이", "예약합니다"]


def test_thai_breaks_inside_no_cluster():
    text = "ลูกค้าเปิดแอปจองห้องพัก"
    lines = wrap(text, 60, SIZE)
    assert len(lines) > 1
    assert [part for line in lines for part in clusters(line)] == clusters(text)
    assert not any(line.endswith(("เ", "แ")) for line in lines)


def test_an_overlong_word_starts_a_line_and_is_cut_between_clusters():
    lines = wrap("a Donaudampfschifffahrtsgesellschaft b", 90, SIZE)
    assert lines[0] == "a"
    assert "".join(lines).replace(" ", "") == "aDonaudampfschifffahrtsgesellschaftb"


def test_an_emoji_is_never_cut():
    assert wrap("👩‍👩‍👧🇩🇪👍🏽", 1, SIZE) == ["👩‍👩‍👧", "🇩🇪", "👍🏽"]


def test_the_last_line_is_not_one_lone_ideograph():
    lines = wrap("一二三四五六七八九十壹", 10 * SIZE, SIZE)
    assert len(lines) == 2
    assert len(lines[-1]) > 1


def test_the_last_line_is_not_one_very_short_word():
    text = "Customer opens the ok"
    assert wrap(text, width("Customer opens the", SIZE), SIZE) == ["Customer opens", "the ok"]


def test_a_long_word_is_not_moved_where_that_makes_the_lines_less_even():
    text = "a internationally ok"
    limit = width("a internationally", SIZE)
    assert wrap(text, limit, SIZE) == ["a internationally", "ok"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("核对证件，录入信息并拍照", ["核对证件，", "录入信息并拍照"]),
        ("请问办理什么业务？请先取号", ["请问办理什么业务？", "请先取号"]),
        ("查看账单、话费、流量，并缴费", ["查看账单、话费、", "流量，并缴费"]),
        ("チェックインする。鍵を受け取る", ["チェックインする。", "鍵を受け取る"]),
        ("说“好。”然后离开营业厅去", ["说“好。”", "然后离开营业厅去"]),
        ("出示证件（身份证或护照）", ["出示证件", "（身份证或护照）"]),
        ("打开应用「手机营业厅」", ["打开应用", "「手机营业厅」"]),
        # So short a line would look like a mistake.
        ("好，我们明天再去营业厅", ["好，我们明天再", "去营业厅"]),
        # There would be a line more.
        ("核对证件，录入信息并拍照然后打印两份", ["核对证件，录入信息并", "拍照然后打印两份"]),
    ],
)
def test_chinese_and_japanese_lines_end_at_pauses_where_they_can(text, lines):
    assert wrap(text, 10 * SIZE, SIZE) == lines


def test_a_long_chinese_text_is_broken_in_no_time():
    text = "我们，今天去营业厅办理业务（套餐）。" * 3000
    start = perf_counter()
    assert len(wrap(text, 11 * SIZE, SIZE)) == len(
        wrap(text.replace("，", "去").replace("（", "去"), 11 * SIZE, SIZE)
    )
    assert perf_counter() - start < 10


CHINESE = st.text(st.sampled_from("中文字日本语的，。、？（）「」“” ab1"), max_size=50)


@given(CHINESE, st.integers(3, 15))
@settings(max_examples=300, deadline=None)
def test_pauses_take_no_line_more_and_break_no_rule(text, room):
    lines = wrap(text, room * SIZE, SIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blueprint.layout.text.wrapping._pauses", lambda waiting: set())
        plain = wrap(text, room * SIZE, SIZE)
    assert len(lines) == len(plain)
    assert squeezed("".join(lines)) == squeezed("".join(plain))
    assert all(width(line, SIZE) <= room * SIZE or is_one_cluster(line) for line in lines)


@given(ANY, st.floats(1, 300), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_lines_together_are_the_text_without_its_white_space(text, limit, bold):
    text = text.replace("\u00ad", "")
    assert squeezed("".join(wrap(text, limit, SIZE, bold))) == squeezed(text)


@given(ANY, st.floats(1, 300), st.floats(6, 40), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_allowed_unless_it_is_one_cluster(text, limit, size, bold):
    for line in wrap(text, limit, size, bold):
        assert width(line, size, bold) <= limit or is_one_cluster(line)


@given(ANY, st.floats(1, 300))
@example("0 🏽", 1.0)
@settings(deadline=None)
def test_no_line_starts_or_ends_with_a_space(text, limit):
    for line in wrap(text, limit, SIZE):
        assert line
        assert line == fold(line)


@given(st.lists(st.text("abcdWi", min_size=1, max_size=9), max_size=12), st.floats(130, 300))
@settings(deadline=None)
def test_the_number_of_lines_is_the_least(words, limit):
    expected, line = 0, ""
    for word in words:
        longer = f"{line} {word}".strip()
        if not line or width(longer, SIZE) > limit:
            expected, longer = expected + 1, word
        line = longer
    assert len(wrap(" ".join(words), limit, SIZE)) == expected


@given(st.text(max_size=40), st.floats(-10, 1e9), st.floats(0.1, 1e4))
@settings(deadline=None)
def test_no_text_makes_wrapping_fail(text, limit, size):
    lines = wrap(text, limit, size)
    assert bool(lines) == any(fold(line).strip(" \u200b\u00ad") for line in text.splitlines())


def test_a_lone_surrogate_does_no_harm():
    assert wrap("a \ud800", 1, SIZE) == ["a", "\ud800"]
