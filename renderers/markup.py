"""The one writer of XML: everything that ends up in an SVG passes through it and is escaped here.

Comes in: names, attributes, texts. Goes out: markup that any XML parser takes, the same bytes every time. Deliberately absent: a way
to write raw text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

# What XML 1.0 cannot hold; a text that has it is shown with the replacement character in its place.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"]|' + _IMPOSSIBLE.pattern)
# What Markdown and its dialects, or templates of sites, would take for theirs: in a text, and already inside a tag.
_MEANT_IN_TEXT = re.compile(r"[\n\\`*_~^|$:@\[\]{}]")
_MEANT_IN_TAGS = re.compile(r"[\\`*\[\]{}]")
_LINE_END = re.compile(r"\r\n?|\n")
Attribute = str | float | None
#: From the name and the classes of an element to its presentation attributes.
Looks = Callable[[str, str], Mapping[str, str]]


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


def _inert_text(text: str) -> str:
    return _MEANT_IN_TEXT.sub(_by_number, escape(_LINE_END.sub("\n", text)))


def _inert_value(text: str) -> str:
    return _MEANT_IN_TAGS.sub(_by_number, escape(_LINE_END.sub(" ", text)))


def _by_number(found: re.Match[str]) -> str:
    return f"&#x{ord(found[0]):x};"


class Markup:
    """Markup in the making.

    `looks` tells for the name and the classes of an element which attributes show what the style sheet says. `inert` is for markup that
    is pasted into Markdown or templates: nothing of a text means anything there.
    """

    def __init__(self, looks: Looks | None = None, *, inert: bool = False) -> None:
        self._parts: list[str] = []
        self._looks = looks
        self._in_text, self._in_tag = (_inert_text, _inert_value) if inert else (escape, escape)

    def empty(self, name: str, **attributes: Attribute) -> None:
        """An element without content."""
        self._parts.append(f"<{name}{self._attributes(name, attributes)}/>")

    def text(self, name: str, content: str, **attributes: Attribute) -> None:
        """An element that holds text."""
        self._parts.append(f"<{name}{self._attributes(name, attributes)}>{self._in_text(content)}</{name}>")

    def style(self, rules: str) -> None:
        """A style sheet of our own."""
        assert "<" not in rules, "style sheets are ours, and hold no markup"
        self._parts.append(f"<style>{rules}</style>")

    @contextmanager
    def inside(self, name: str, **attributes: Attribute) -> Iterator[None]:
        """An element with others in it."""
        self._parts.append(f"<{name}{self._attributes(name, attributes)}>")
        yield
        self._parts.append(f"</{name}>")

    def line(self) -> None:
        """Begin a new line of the file, so that differences of files stay small."""
        self._parts.append("\n")

    def __str__(self) -> str:
        return "".join(self._parts)

    def _attributes(self, element: str, attributes: dict[str, Attribute]) -> str:
        """Attributes in the order given; `class_` stands for `class`, `_` for `-`; those that are None are left out."""
        found = []
        for name, value in attributes.items():
            if value is None:
                continue
            shown = self._in_tag(value) if isinstance(value, str) else number(value)
            found.append(f' {_name(name)}="{shown}"')
            if name == "class_" and self._looks:
                looks = self._looks(element, str(value))
                found += [f' {look}="{worth}"' for look, worth in looks.items() if look not in attributes]
        return "".join(found)


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
