"""The one writer of Markdown: whatever a text says, it stays a text, in Markdown and for what GitHub looks for afterwards."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from blueprint.renderers.markdown import line
from hypothesis import given
from hypothesis import strategies as st

from ..paths import ROOT

#: What GitHub makes links, images or notifications of in a text that it has already read as Markdown.
LOOKED_FOR = re.compile(
    r"(?<![\w`])@[a-z\d](?:[a-z\d-]{0,38})|(?<!\w)(?:[\w.-]+/[\w.-]+)?[#!]\d+|\bgh-\d+|[\w.+-]+@[\w-]+\.\w"
    r"|\b(?:https?|ftp)://\w|\bwww\.\w|\b(?:mailto|xmpp):\w|:(?!\d\d:)[\w+-]+:|(?<![\w.-])[0-9a-f]{7,40}\b",
    re.IGNORECASE | re.ASCII,
)
#: Hashes are looked up; words and numbers alone are none.
NO_HASH = re.compile(r"[a-f]+|\d+")
POISON = [
    "@support", "me@e.org", "@org/team", "#12", "a/b#12", "GH-12", "!7", ":x:", ":+1:", ":100:", "a1b2c3d4e5f6", "https://e.org", "www.e.org",
    "ftp://e.org", "mailto:a", "[x](y)", "![x](y)", "<b>", "<http://e.org>", "`c`", "a | b", r"a\|b", r"\@support", r"\\", "**b**", "_i_", "~~s~~",
    "# h", "1. a", "12)", "- a", "+ a", "* a", "> q", "--- r", "===", "&lt;", "$x$", "[^1]", "{{ x }}", "a\nb", "\ta", "见@support 与#5", "-5",
]  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(POISON) | st.text("@#:!ab1 .-=+|\\`*_[]()<>~&$/\n", max_size=6), max_size=4
).map("".join)


def shown(markdown: str) -> tuple[list[str], str]:
    """What a reader of Markdown sees: the kinds of what is not text, and the text."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [inner for token in reader.parse(markdown) for inner in (token.children or [token])]
    kinds = [token.type for token in tokens if token.type not in ("text", "text_special", "inline")]
    return kinds, "".join(token.content for token in tokens if token.type in ("text", "text_special"))


def found_by_github(text: str) -> list[str]:
    return [found[0] for found in LOOKED_FOR.finditer(text) if not NO_HASH.fullmatch(found[0])]


def test_what_is_looked_for_is_found_in_plain_texts() -> None:
    for text in POISON[:14]:
        assert found_by_github(text), text


@given(TEXTS)
def test_a_text_in_a_paragraph_means_itself(text: str) -> None:
    kinds, words = shown(line(text))
    assert set(kinds) <= {"paragraph_open", "paragraph_close"}
    assert words.replace("\u2060", "") == " ".join(text.split())
    assert not found_by_github(words)


@given(TEXTS, TEXTS)
def test_a_text_in_a_cell_stays_in_it(first: str, second: str) -> None:
    kinds, words = shown(f"| a | b |\n|---|---|\n| {line(first)} | {line(second)} |\n")
    assert kinds.count("td_open") == 2
    assert not {kind for kind in kinds if not re.match(r"(table|thead|tbody|tr|th|td)_", kind)}
    assert words.replace("\u2060", "") == "ab" + " ".join(first.split()) + " ".join(second.split())


def test_numbers_and_times_of_day_stay_as_they_are() -> None:
    for text in ("-5", "10:30:45", "20260101", "1.5", "12 (3)", "defaced"):
        assert line(text) == text


def test_there_is_no_other_writer_of_markdown() -> None:
    """A module that writes a file of Markdown escapes with `line`, and with nothing of its own."""
    writers = [*ROOT.glob("blueprint/cli/*/as_markdown.py"), ROOT / "renderers/manual/as_markdown.py"]
    assert len(writers) == 3
    for path in writers:
        assert "line" in _taken_from(path, "markdown"), path
        assert not re.search(r"re\.(sub|compile)|\.replace\(", path.read_text("utf-8")), path


def _taken_from(path: Path, module: str) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == module
        for name in node.names
    }
