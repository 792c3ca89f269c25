"""The one writer of XML: everything that ends up in an SVG passes through it and is escaped here.

Comes in: names, attributes, texts. Goes out: markup that any XML parser takes, the same bytes every time. Deliberately absent: a way
to write raw text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# What XML 1.0 cannot hold; a text that has it is shown with the replacement character in its place.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"]|' + _IMPOSSIBLE.pattern)
Attribute = str | float | None


def number(value: float) -> str:
    """A number with at most two decimals and no needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape(text: str) -> str:
    """A text as it may stand in content and in attributes."""
    if not _SPECIAL.search(text):
        return text
    text = _IMPOSSIBLE.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class Markup:
    """Markup in the making."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def empty(self, name: str, **attributes: Attribute) -> None:
        """An element without content."""
        self._parts.append(f"<{name}{_attributes(attributes)}/>")

    def text(self, name: str, content: str, **attributes: Attribute) -> None:
        """An element that holds text."""
        self._parts.append(f"<{name}{_attributes(attributes)}>{escape(content)}</{name}>")

    def style(self, rules: str) -> None:
        """A style sheet of our own."""
        assert "<" not in rules, "style sheets are ours, and hold no markup"
        self._parts.append(f"<style>{rules}</style>")

    @contextmanager
    def inside(self, name: str, **attributes: Attribute) -> Iterator[None]:
        """An element with others in it."""
        self._parts.append(f"<{name}{_attributes(attributes)}>")
        yield
        self._parts.append(f"</{name}>")

    def line(self) -> None:
        """Begin a new line of the file, so that differences of files stay small."""
        self._parts.append("\n")

    def __str__(self) -> str:
        return "".join(self._parts)


def _attributes(attributes: dict[str, Attribute]) -> str:
    """Attributes in the order given; `class_` stands for `class`, `_` for `-`; those that are None are left out."""
    found = []
    for name, value in attributes.items():
        if value is not None:
            shown = escape(value) if isinstance(value, str) else number(value)
            found.append(f' {_name(name)}="{shown}"')
    return "".join(found)


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
