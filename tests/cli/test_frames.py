"""Diagnostics as they are printed: exact frames."""

from __future__ import annotations

from textwrap import dedent

import click
import pytest

from blueprint.cli.run.frames import frame
from blueprint.diagnostics import Diagnostic, Label, Severity, error
from blueprint.source import Source, Span
from blueprint.terminal_text import cells, harmless


def span(source: Source, text: str, nth: int = 1) -> Span:
    """The nth place where a text stands."""
    start = -1
    for _ in range(nth):
        start = source.text.index(text, start + 1)
    return Span(source, start, start + len(text))


def shown(diagnostic: Diagnostic, width: int = 80) -> str:
    return click.unstyle(frame(diagnostic, width))


def marked(text: str, part: str, width: int = 80) -> list[str]:
    """The line and the marks of a frame, without the gutter."""
    source = Source("a", text)
    lines = shown(error("BP001", span(source, part), "m"), width).splitlines()
    return [line[4:] for line in lines[3:]]


def expected(text: str) -> str:
    return dedent(text).strip("\n")


def test_a_mistake_is_shown_with_its_line_and_its_cure() -> None:
    source = Source("hotel.blueprint", "lanes {\n  frontstage desk by clerc\n}\n")
    one = error("BP011", span(source, "clerc"), "there is no role 'clerc'", "did you mean 'clerk'?")
    assert shown(one) == expected(
        """
        error[BP011]: there is no role 'clerc'
         --> hotel.blueprint:2:22
          |
        2 |   frontstage desk by clerc
          |                      ^^^^^
          |
          = help: did you mean 'clerk'?
        """
    )


def test_wide_characters_take_two_columns() -> None:
    source = Source("厅.blueprint", '步骤 办理 "营业厅" { 顾客 走 由 店员甲 }')
    one = error(
        "BP011", span(source, "店员甲"), "没有角色“店员甲”", labels=[Label(span(source, "办理"), "在此")]
    )
    assert shown(one) == expected(
        """
        error[BP011]: 没有角色“店员甲”
         --> 厅.blueprint:1:22
          |
        1 | 步骤 办理 "营业厅" { 顾客 走 由 店员甲 }
          |                                 ^^^^^^
          |      ---- 在此
        """
    )


def test_a_tab_is_four_columns_wherever_it_stands() -> None:
    assert marked("\ta\tbad", "bad") == ["    a    bad", "         ^^^"]
    assert marked("\ta\tbad", "\tbad") == ["    a    bad", "     ^^^^^^^"]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("e\u0301", 1),
        ("हु", 1),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("🇫🇷", 2),
        ("a\u200bb", 2),
        ("1\ufe0f", 1),
        ("ｱ", 1),
        ("Ａ", 2),
        ("", 0),
    ],
)
def test_characters_take_the_columns_that_terminals_give_them(text: str, width: int) -> None:
    assert cells(text).width == width


def test_marks_stand_under_what_follows_combining_marks_and_emoji() -> None:
    assert marked("e\u0301👩\u200d👩\u200d👧 bad", "bad") == ["e\u0301👩\u200d👩\u200d👧 bad", "    ^^^"]


def test_a_place_without_length_gets_one_mark() -> None:
    source = Source("a", "step\n")
    assert shown(error("BP002", Span(source, 4, 4), "m")).splitlines()[-1] == "  |     ^"
    assert shown(error("BP002", Span(source, 4, 5), "m")).splitlines()[-1] == "  |     ^"
    assert shown(error("BP002", Span(source, 5, 5), "m")).splitlines()[-2:] == ["2 |", "  | ^"]


def test_labels_of_other_lines_stand_in_the_order_of_the_text() -> None:
    lines = [f"line{number}" for number in range(1, 13)]
    source = Source("a.blueprint", "\n".join(lines))
    labels = [Label(span(source, "line3"), "first"), Label(span(source, "line5"), "second")]
    one = error("BP012", span(source, "line12"), "declared twice", labels=labels)
    assert shown(one) == expected(
        """
        error[BP012]: declared twice
          --> a.blueprint:12:1
           |
         3 | line3
           | ----- first
         4 | line4
         5 | line5
           | ----- second
        ...
        12 | line12
           | ^^^^^^
        """
    )


def test_several_labels_on_one_line_share_as_few_rows_as_they_can() -> None:
    source = Source("a", "one two three four")
    labels = [
        Label(span(source, "four"), "fourth"),
        Label(span(source, "one"), "first"),
        Label(span(source, "three"), "third"),
    ]
    assert shown(error("BP012", span(source, "two"), "m", labels=labels)).splitlines()[3:] == [
        "1 | one two three four",
        "  |     ^^^",
        "  | --- first",
        "  |         ----- third",
        "  |               ---- fourth",
    ]


def test_a_label_behind_the_main_place_stands_in_its_row() -> None:
    source = Source("a", "one two")
    one = error("BP012", span(source, "one"), "m", labels=[Label(span(source, "two"), "second")])
    assert shown(one).splitlines()[3:] == ["1 | one two", "  | ^^^ --- second"]


def test_labels_in_another_file_are_shown_in_its_own_frame() -> None:
    here, there = Source("a.blueprint", "role clerk"), Source("b.blueprint", "#\n" * 10 + "role clerk")
    one = error(
        "BP012", span(here, "clerk"), "two clerks", "rename one", [Label(span(there, "clerk"), "the other")]
    )
    assert shown(one) == expected(
        """
        error[BP012]: two clerks
          --> a.blueprint:1:6
           |
         1 | role clerk
           |      ^^^^^
           |
          ::: b.blueprint:11:6
           |
        11 | role clerk
           |      ----- the other
           |
           = help: rename one
        """
    )


def test_a_place_of_several_lines_is_marked_on_each() -> None:
    source = Source("a", "x {\n  one\n}  \n")
    one = error("BP006", Span(source, 2, 11), "m", labels=[Label(Span(source, 0, 11), "all of it")])
    assert shown(one).splitlines()[3:] == [
        "1 | x {",
        "  |   ^",
        "  | --- all of it",
        "2 |   one",
        "  |   ^^^",
        "  |   ---",
        "3 | }",
        "  | ^",
        "  | -",
    ]


def test_of_a_place_of_many_lines_the_ends_are_marked() -> None:
    source = Source("a", "x {\n  one\n  two\n  three\n}")
    assert shown(error("BP006", Span(source, 0, len(source.text)), "m")).splitlines()[3:] == [
        "1 | x {",
        "  | ^^^",
        "...",
        "5 | }",
        "  | ^",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 100 + "BAD" + "z" * 100
    line, marks = marked(text, "BAD", 45)
    assert line == "..." + "a" * 16 + "BAD" + "z" * 16 + "..."
    assert marks == " " * 19 + "^^^"


def test_a_long_line_is_cut_at_one_end_where_the_place_is_near_the_other() -> None:
    assert marked("BAD" + "z" * 100, "BAD", 44) == ["BAD" + "z" * 31 + "...", "^^^"]
    assert marked("a" * 100 + "BAD", "BAD", 44) == ["..." + "a" * 31 + "BAD", " " * 34 + "^^^"]


def test_a_long_line_of_wide_characters_is_cut_between_them() -> None:
    line, marks = marked("宽" * 60 + "坏" + "宽" * 60, "坏", 44)
    assert cells(line).width <= 40
    assert cells(line[: line.index("坏")]).width == marks.index("^")
    assert marks.count("^") == 2


def test_a_place_longer_than_the_line_is_cut_with_it() -> None:
    line, marks = marked("x" + "B" * 300, "B" * 300, 44)
    assert line == "..." + "B" * 34 + "..."
    assert marks == "   " + "^" * 37


def test_a_line_that_just_fits_is_left_whole() -> None:
    assert marked("a" * 37 + "BAD", "BAD", 44)[0] == "a" * 37 + "BAD"


def test_a_line_of_megabytes_costs_no_more_than_what_is_shown() -> None:
    text = "a" * 3_000_000 + "BAD" + "\u0301" * 3_000_000
    line, _ = marked(text, "BAD")
    assert "BAD" in line
    assert len(line) < 1000


def test_a_line_of_marks_without_letters_is_cut_as_well() -> None:
    line, marks = marked("\u0301" * 10_000 + "BAD" + "\u0301" * 10_000, "BAD")
    assert "BAD" in line
    assert marks.strip() == "^^^"
    assert marked("\u0301" * 10_000, "\u0301" * 10)[1].strip() == "^"


def test_a_long_line_is_not_cut_between_an_emoji_and_its_colour() -> None:
    line, _ = marked("👍🏽" * 60 + "BAD" + "👍🏽" * 60, "BAD", 44)
    assert line.startswith("...👍🏽")
    assert cells(line).width <= 40


def test_nothing_of_a_file_gives_orders_to_the_terminal() -> None:
    evil = "\x1b[31m\x9b31m\u202e\x7f\x08"
    source = Source(evil, f"a {evil} BAD\n")
    labels = [Label(span(source, "BAD"), evil)]
    text = frame(error("BP001", span(source, "BAD"), evil + "\n", evil, labels), 80)
    assert not set(click.unstyle(text)) & set("\x1b\x9b\u202e\x7f\x08")
    assert "␛[31m" in text
    assert text.count("\n") == 7


def test_control_characters_are_shown_by_their_signs() -> None:
    assert harmless("a\0\x1b\n\x7f\x85\u2028\udce9é") == "a␀␛␊␡\ufffd\ufffd\\xe9é"


def test_an_unreadable_file_has_no_frame() -> None:
    one = error("BP001", Span(Source("no", ""), 0, 0), "there is no file 'no'", "look for it")
    assert shown(one) == expected(
        """
        error[BP001]: there is no file 'no'
         --> no
          = help: look for it
        """
    )


@pytest.mark.parametrize(("severity", "word"), [(Severity.WARNING, "warning"), (Severity.INFO, "info")])
def test_findings_are_called_by_their_weight(severity: Severity, word: str) -> None:
    source = Source("a", "x")
    one = Diagnostic(code="BP401", severity=severity, statement="m", span=Span(source, 0, 1))
    assert shown(one).startswith(f"{word}[BP401]: m\n")


def test_the_mark_has_the_colour_of_the_severity() -> None:
    source = Source("a", "x")
    one = error("BP001", Span(source, 0, 1), "m")
    assert click.style("^", fg="bright_red", bold=True) in frame(one, 80)
