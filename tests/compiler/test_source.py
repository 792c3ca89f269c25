"""Places in a text: lines and columns, counted in characters and as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.source import Source

#: What makes counting hard: characters of one and of two UTF-16 units, and every kind of line end.
TEXTS = st.lists(
    st.sampled_from(["a", "é", "酒", "😀", "𝄞", "\u200d", "\t", "\n", "\r", "\r\n", "\v", "\u2028"])
).map("".join)


def utf16_by_the_book(text: str, offset: int) -> tuple[int, int]:
    """Line and column as the Language Server Protocol has them, worked out the slow way."""
    line = column = 1
    index = 0
    while index < offset:
        char = text[index]
        if char == "\r" and text[index + 1 : index + 2] == "\n":
            if index + 1 == offset:
                return line, column + 1
            line, column, index = line + 1, 1, index + 2
            continue
        line, column = (
            (line + 1, 1) if char in "\r\n" else (line, column + len(char.encode("utf-16-le")) // 2)
        )
        index += 1
    return line, column


@given(TEXTS)
def test_utf16_columns_are_those_of_the_protocol_and_lead_back(text: str):
    source = Source("any", text)
    for offset in range(len(text) + 1):
        line, column = source.utf16_position(offset)
        assert (line, column) == utf16_by_the_book(text, offset)
        # Between CR and LF nothing stands: an editor has no such place.
        is_inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert source.offset(line, column) == offset - is_inside_line_end


@given(TEXTS, st.integers(-2, 9), st.integers(-2, 30))
def test_any_place_is_one_of_the_text(text: str, line: int, column: int):
    assert 0 <= Source("any", text).offset(line, column) <= len(text)


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        (1, 1, ""), (1, 3, "ab"), (1, 4, "ab"), (1, 5, "ab😀"), (1, 6, "ab😀c"),
        (1, 99, "ab😀c"), (2, 1, "ab😀c\r\n"), (2, 99, "ab😀c\r\n酒店"), (2, 0, "ab😀c\r\n"),
        (3, 1, "ab😀c\r\n酒店\r\n"), (9, 9, "ab😀c\r\n酒店\r\n"), (0, 5, ""),
    ],
)  # fmt: skip
def test_a_column_in_a_pair_means_its_character_and_one_past_the_end_the_end(
    line: int, column: int, before: str
):
    text = "ab😀c\r\n酒店\r\n"
    assert text[: Source("any", text).offset(line, column)] == before


def test_a_lone_surrogate_is_one_unit():
    source = Source("any", "a\ud800b")
    assert source.utf16_position(3) == (1, 4)
    assert source.offset(1, 3) == 2
