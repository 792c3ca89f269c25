"""Texts that nobody would write: pieces of the language in any order, and texts of ours with parts lost, doubled or exchanged.

Comes in: what Hypothesis draws. Goes out: strategies. Deliberately absent: what must hold of such texts, which the tests say.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from .golden import CASES
from .paths import EXAMPLES, IS_THOROUGH

TEXTS = [
    path.read_text(encoding="utf-8")
    for path in [
        *EXAMPLES,
        *sorted((CASES / "syntax").glob("*.blueprint")),
        CASES / "errors" / "ten-mistakes.blueprint",
    ]
]
_LINES = 120
#: The same, long ones without their end, which is damage, too: that a text of a thousand lines is read slowly is not what is looked for.
SHORT = [text if IS_THOROUGH else "".join(text.splitlines(keepends=True)[:_LINES]) for text in TEXTS]
#: Pieces of the language in any order: what chance alone would not put together.
PIECES = st.sampled_from(
    ["step", "phase", "lanes", "blueprint", "customer", "evidence", "a", "b", "s", "wait", "by", "for", "time", "decision", "when", "fail",
     "recover", "{", "}", "\n", ";", "->", "<->", "!>", "~>", "---", '"text"', '"', '"""', "「", "」", "5m", "..", "5", "85%", "-2", "2026-02-30",
     ",", ".", "#", " ", "\t", "\\", "步骤", "｛", "－＞", "\r\n", "\ufeff", "é", "e\u0301", "\u0301", "as-is", "internal interaction", "p50",
     "and", "persona", "role", "standard", "within", "begun", "done"]
)  # fmt: skip


def without(parts: list[str], first: int, second: int) -> list[str]:
    return parts[:first] + parts[first + 1 :]


def twice(parts: list[str], first: int, second: int) -> list[str]:
    return [*parts[: first + 1], *parts[first:]]


def exchanged(parts: list[str], first: int, second: int) -> list[str]:
    parts = list(parts)
    parts[first], parts[second] = parts[second], parts[first]
    return parts


def cut(parts: list[str], first: int, second: int) -> list[str]:
    return parts[:first]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A text of ours with some lines and some characters lost, doubled, exchanged, or the end cut off."""
    text = draw(st.sampled_from(SHORT))
    for _ in range(draw(st.integers(1, 4))):
        parts = text.splitlines(keepends=True) if draw(st.booleans()) else list(text)
        if parts:
            change: Callable[[list[str], int, int], list[str]] = draw(
                st.sampled_from([without, twice, exchanged, cut])
            )
            first, second = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
            text = "".join(change(parts, first, second))
    return text
