"""The formatter: what it does to which text stands in cases/format; here are its laws."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint import grammar
from blueprint.compiler import compile_source
from blueprint.source import Source
from blueprint.syntax.formatter import format_source, format_text
from blueprint.syntax.lexer import Lexer
from blueprint.syntax.parser import parse

from ..damaged import PIECES, damaged
from ..golden import cases, sound_cases
from ..paths import EXAMPLES

LINE_END = re.compile(r"\r\n|\n|\r")

FILES = [*EXAMPLES, *cases()]
SOUND = [path.read_text(encoding="utf-8") for path in [*EXAMPLES, *sound_cases()]]


def tree_of(text: str):
    """The tree, with the messages; places in the text take no part."""
    tree, problems = parse(Source("any.blueprint", text))
    return tree, [one.message for one in problems]


def assert_laws(text: str) -> None:
    """What holds of every text, with mistakes or without."""
    source = Source("any.blueprint", text)
    formatted = format_source(source)
    before, problems = tree_of(text)
    after, same = tree_of(formatted.text)
    assert after == before, "the meaning and the comments stay"
    assert format_text(formatted.text) == formatted.text, "formatting again changes nothing"
    assert same == problems, "no mistake comes or goes"
    for span in formatted.left:
        kept = LINE_END.sub(source.line_end, span.text)
        assert kept in formatted.text, "what has mistakes stays byte for byte, but for its line ends"


# Braces without a partner

TWO_STEPS = """\
blueprint b
phase p {
  step s {
    customer "A" {
      time 5m
    }
    frontstage "B"
  }
  step t {
    customer "C"
  }
}
step u {
  customer "D"
}
s.a -> t.b
"""


#: Which brace is meant is read from lines and blanks that the canonical form does not have.
MOVING = [
    (('    frontstage "B"\n  }\n  step t {', '   frontstage"B"  }'),),
    (("  }\n  step t {", "  }  step t {"), ("  }\n}\nstep u", "  }\nstep u")),
    (("  }\n}\nstep u", "  \n}step u"),),
    (("  }\n}\nstep u", "  }step u"),),
    (("phase p {", "phase p {{"), ("  }\n}\nstep u", "  }step u")),
]
STAYING = [
    (("step s {", "step   s"),),
    (("phase p {", "phase   p {{"),),
    (("    }\n", "    }}\n"),),
    (("      time 5m\n    }", "      time 5m }}"),),
    (('  customer "D"\n}', '  customer   "D" }}'),),
    (('  customer "D"\n}', '  customer   "D"'),),
]


def changed(changes: tuple[tuple[str, str], ...]) -> str:
    text = TWO_STEPS
    for written, instead in changes:
        assert written in text
        text = text.replace(written, instead, 1)
    return text


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_a_text_with_a_lone_brace_keeps_its_meaning(language: str | None):
    for changes in MOVING + STAYING:
        text = changed(changes)
        formatted = format_source(Source("any.blueprint", text), language)
        assert tree_of(formatted.text)[0] == tree_of(text)[0]
        assert formatted.left
        assert all(span.text in formatted.text for span in formatted.left)


# Any text


@given(st.text())
def test_any_text_is_formatted(text: str):
    assert_laws(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_formatted(data: bytes):
    assert_laws(data.decode(errors="replace"))


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_row_of_words_is_formatted(text: str):
    assert_laws(text)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_row_of_signs_is_formatted(text: str):
    assert_laws("blueprint b\nstep s {\n" + text)


@given(damaged())
def test_any_damaged_text_is_formatted(text: str):
    assert_laws(text)


@given(st.sampled_from(SOUND), st.randoms(use_true_random=False))
def test_a_text_with_a_slip_of_the_hand_is_formatted(text: str, chance: Random):
    """Many more with HYPOTHESIS_PROFILE=thorough."""
    assert_laws(slipped(text, chance))


def slipped(text: str, chance: Random) -> str:
    """A text with braces lost, doubled or moved, with lines that are moved, joined or indented by chance."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        number = chance.randrange(len(lines))
        line = lines[number]
        kind = chance.randrange(6)
        if kind == 0:
            lines[number] = line.replace(chance.choice("{}"), "", 1)
        elif kind == 1:
            at = chance.randint(0, len(line))
            lines[number] = line[:at] + chance.choice(["{", "}", ";", '"', " }", "\n"]) + line[at:]
        elif kind == 2:
            lines[number] = " " * chance.randrange(6) + line.lstrip()
        elif kind == 3:
            lines.insert(chance.randrange(len(lines)), lines.pop(number))
        elif kind == 4 and number + 1 < len(lines):
            lines[number : number + 2] = [f"{line} {lines[number + 1].lstrip()}"]
        else:
            lines.insert(number, chance.choice(["}", " }", "{", "  }", line]))
        lines = "\n".join(lines).split("\n")
    return "\n".join(lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_examples_and_cases_keep_the_laws(path: Path, end: str):
    assert_laws(path.read_text(encoding="utf-8").replace("\n", end))


# Sound texts, written badly


GAPS = st.sampled_from([" ", "  ", "\t", "\u3000", " \u00a0 "])
ENDS = st.sampled_from(
    ["\n", "\r\n", ";", " ；", ";\n", "\n\n\n\n", " \n\t\n", " # why\n", "\n# above\n", "\n\n  ＃ far\n\n"]
)
#: Tokens whose signs have full-width twins.
WIDE = frozenset(
    {"LBRACE", "RBRACE", "COMMA", "THEN", "BOTH", "DASHES", "NUMBER", "PERCENT", "DURATION", "DATE"}
)


@st.composite
def written_badly(draw: st.DrawFn) -> tuple[str, str]:
    """A sound text of ours, and the same with other blanks, ends of lines, full-width signs and more comments."""
    text = draw(st.sampled_from(SOUND))
    tokens = Lexer(Source("one", text), grammar.terminals_by_spelling()).tokens()
    out, at = [], 0
    for token in tokens:
        gap, written = text[at : token.span.start], token.span.text
        blank = not gap.strip()
        out.append(draw(GAPS) if gap and blank else gap)
        if token.terminals[0] == "EOS":
            written = draw(ENDS) if blank else "\n"
        elif token.terminals[0] in WIDE and draw(st.booleans()):
            written = _full_width(written)
        out.append(written)
        at = token.span.end
    return text, "".join(out)


def _full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one in "0123456789{},-<>%" else one for one in text)


def without_comments(text: str) -> list[str]:
    """The lines of a formatted text, without comments and blank lines."""
    tree, _ = parse(Source("one", text))
    for comment in reversed(tree.comments):
        text = text[: comment.span.start] + text[comment.span.end :]
    return [line.rstrip() for line in text.split("\n") if line.strip()]


@given(written_badly())
def test_however_it_is_written_the_form_is_one(texts: tuple[str, str]):
    text, badly = texts
    assert tree_of(badly)[1] == []
    assert_laws(badly)
    assert without_comments(format_text(badly)) == without_comments(format_text(text))


# What is in form already


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_in_form(path: Path):
    text = path.read_bytes().decode()
    assert format_text(text) == text


# Keywords


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_keywords_change_and_the_meaning_does_not(path: Path, language: str):
    text = path.read_text(encoding="utf-8")
    converted = format_source(Source("any.blueprint", text), language).text
    assert tree_of(converted)[0] == tree_of(text)[0]
    assert format_source(Source("any.blueprint", converted), language).text == converted
    before, after = (compile_source(Source("any.blueprint", one)) for one in (text, converted))
    assert after.blueprint == before.blueprint


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_keywords_go_to_the_other_language_and_back(path: Path):
    # Of two Chinese spellings, a conversion writes the first.
    text = path.read_text(encoding="utf-8").replace("关键时刻", "体验点")
    own, other = ("zh", "en") if "\n步骤 " in text or "\n  步骤 " in text else ("en", "zh")
    there = format_source(Source("a", text), other).text
    assert there != text
    assert format_source(Source("b", there), own).text == text


@given(damaged(), st.sampled_from(["en", "zh"]))
def test_keywords_of_any_damaged_text_change_and_the_meaning_does_not(text: str, language: str):
    converted = format_source(Source("any.blueprint", text), language).text
    assert tree_of(converted)[0] == tree_of(text)[0]
    assert format_source(Source("any.blueprint", converted), language).text == converted


def test_what_may_be_a_name_is_no_keyword():
    text = """\
blueprint step "Step"
language en
role owner
lanes {
  customer
  --- internal   interaction ---
  frontstage frontstage "Desk" by owner
}
step wait "Wait" {
  customer time "A" wait time 5m critical by owner
  customer customer "B" input time, wait
  time -> customer when "yes"
  frontstage decision "C" at time
}
"""
    lines = format_source(Source("any.blueprint", text), "zh").text.split("\n")
    assert [line.strip() for line in lines if line] == [
        '蓝图 step "Step"', "语言 en", "角色 owner", "泳道 {", "顾客", "--- 内部互动分界线 ---",
        '前台 frontstage "Desk" 由 owner', "}", '步骤 wait "Wait" {', '顾客 time "A" 等待 用时 5m 体验点 由 owner',
        '顾客 customer "B" 输入 time, wait', 'time -> customer 当 "yes"', '前台 decision "C" 对应 time', "}",
    ]  # fmt: skip


def test_the_first_word_stays_where_it_says_the_language():
    assert format_source(Source("a", "蓝图 办理\n负责人 「甲」\n"), "en").text == '蓝图 办理\nowner "甲"\n'
    assert format_source(Source("a", "蓝图 办理\n语言 zh\n"), "en").text == "blueprint 办理\nlanguage zh\n"


# Line ends, and what is left alone


def test_line_ends_within_what_is_left_are_those_of_the_file():
    text = 'owner   "A"\r\nnonsense {\r\n   more\t\r\n}\r\nscope   "B"\r\n'
    formatted = format_source(Source("a", "blueprint b\r\n" + text))
    assert formatted.text == 'blueprint b\r\nowner "A"\r\nnonsense {\r\n   more\t\r\n}\r\nscope "B"\r\n'
    assert [one.text for one in formatted.left] == ["nonsense {\r\n   more\t\r\n}"]


def test_a_byte_order_mark_goes_and_names_stay_as_they_are_typed():
    assert format_text("\ufeffblueprint  e\u0301te\u0301２") == "blueprint e\u0301te\u03012\n"
    assert format_text("") == format_text("\ufeff\n \n") == ""


def test_a_text_keeps_its_value_where_blanks_are_strange():
    """A line of a no-break space alone holds the indentation of the others, until it is cut off at the end."""
    text = 'blueprint b\nscope """\n    a\n\u00a0\n"""\n'
    assert tree_of(format_text(text)) == tree_of(text)
