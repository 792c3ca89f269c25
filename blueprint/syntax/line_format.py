r"""How the words of a statement are written: the canonical form within a line.

Comes in: tokens, each as what the parser took it for. Goes out: one line with the same meaning. ASCII signs for full-width ones,
straight quotes, one space between words; texts over several lines in a shape of their own; on demand keywords in another
language. Names, numbers and texts stay as the author wrote them. Deliberately absent: where lines begin and end
(`blueprint.syntax.formatter`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..grammar import keywords
from . import nodes
from .lexer import TWINS
from .tree_builder import Leaf, dedented

INDENT = "  "
_SIGNS_AND_FIGURES = frozenset({"NUMBER", "PERCENT", "DURATION", "DATE", "THEN", "BOTH", "MESSAGE", "INSTEAD", "DOTS",
                       "COMMA", "DOT", "LBRACE", "RBRACE"})  # fmt: skip
# In the quotes that it comes from, a straight quote needs no backslash; in straight ones, the curved do not.
_REQUOTED = re.compile(r"\\.|\"", re.DOTALL)
_STRAIGHT = {'"': '\\"', "\\”": "”", "\\」": "」"}


class Spelling:
    """Writes the tokens of one file; with a language, its keywords in that language."""

    def __init__(self, tree: nodes.File, language: str | None = None) -> None:
        """`language` is a column of the keyword table, `en` or `zh`."""
        self._words: dict[str, tuple[str, ...]] = {}
        self._names: frozenset[int] = frozenset()
        if language:
            self._words = {keyword.terminal: keyword.spellings.get(language, ()) for keyword in keywords()}
            self._names = frozenset(_targets(tree.items))
            if not _declares_language(tree):
                # The picture is in the language of this word.
                del self._words["BLUEPRINT"]

    def line(self, leaves: Sequence[Leaf], depth: int) -> str:
        """The line of a statement, or of its head, that stands in so many blocks; indented."""
        out = [INDENT * depth]
        before = ""
        for leaf in leaves:
            if before and not _touch(before, leaf.terminal):
                out.append(" ")
            out.append(self._word(leaf, depth))
            before = leaf.terminal
        return "".join(out)

    def _word(self, leaf: Leaf, depth: int) -> str:
        if leaf.terminal in _SIGNS_AND_FIGURES:
            return leaf.text
        if leaf.terminal == "STRING":
            return _long(leaf.text, depth) if leaf.text.startswith('"""') else _straight(leaf.text)
        if leaf.terminal == "DASHES":
            return "---"
        # `leaf.text` is in NFC, and a name stays as it was typed.
        word = leaf.span.text
        if not word.isascii():
            word = word.translate(TWINS)
        if leaf.terminal == "INTERNAL_INTERACTION":
            word = " ".join(word.split())
        wanted = self._words.get(leaf.terminal)
        if not wanted or word in wanted or leaf.span.start in self._names:
            return word
        return wanted[0]


def _touch(before: str, after: str) -> bool:
    """Whether no space stands between two tokens: in front of a comma, around a dot, within a span."""
    if after == "COMMA" or "DOT" in (before, after):
        return True
    return (before, after) in (("DURATION", "DOTS"), ("DOTS", "DURATION"))


def _straight(raw: str) -> str:
    """A text of one line in straight quotes."""
    if raw[0] == '"':
        return raw
    return '"' + _REQUOTED.sub(lambda found: _STRAIGHT.get(found[0], found[0]), raw[1:-1]) + '"'


def _long(raw: str, depth: int) -> str:
    """A text in three quotes: where it has several lines, each of them, and the end, one step deeper than the statement."""
    if "\n" not in raw and "\r" not in raw:
        return raw
    text = dedented(raw[3:-3])
    if not text:
        return '""'
    indent = INDENT * (depth + 1)
    inner = "\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n")) + indent
    # An unusual blank at the text's end may have kept other lines from being dedented.
    return f'"""{inner}"""' if dedented(inner) == text else raw


def _targets(items: Sequence[object]) -> list[int]:
    """Where the targets of links are: the word for a lane kind is the name of an action there."""
    found: list[int] = []
    for item in items:
        if isinstance(item, nodes.Link):
            found += [target.name.span.start for target in item.targets]
        elif isinstance(item, nodes.Step | nodes.Phase):
            found += _targets(item.items)
    return found


def _declares_language(tree: nodes.File) -> bool:
    return any(isinstance(item, nodes.Attribute) and item.keyword == "language" for item in tree.items)
