"""A page as plain text to be read: what golden files of reports, manuals and sites hold.

Comes in: HTML. Goes out: lines: headings behind `#`, the cells of a row between ` | `, items behind `-`, terms as `term: what`, and a mark
for each picture, chart and listing. The words that the page's script shows later stand at the end. Deliberately absent: markup, targets of
links, styles; other tests check that a page is well formed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "button",
    "code",
    "em",
    "i",
    "img",
    "input",
    "label",
    "mark",
    "small",
    "span",
    "strong",
    "svg",
}
_HEADINGS = {f"h{depth}": "#" * depth for depth in range(1, 7)}
#: Elements whose name only screen readers read out.
_NAMED = {"nav", "ol", "section", "ul"}


class Node(NamedTuple):
    """An element with what is in it; a text is a plain string."""

    tag: str
    attributes: dict[str, str]
    inside: list[Node | str]

    def text(self) -> str:
        """All its text, in one line."""
        return _collapsed("".join(_inline(child) for child in self.inside))

    def all(self, *tags: str) -> Iterator[Node]:
        """The elements with these tags, in the order of the page, but none inside another of them."""
        for child in self.inside:
            if isinstance(child, Node):
                yield from [child] if child.tag in tags else child.all(*tags)


def page_text(html: str) -> str:
    """The text of a page."""
    root = _Reader(html).root
    page, title, body = (next(root.all(tag)) for tag in ("html", "title", "body"))
    lines = [f"page: {title.text()} ({page.attributes['lang']}, {page.attributes['dir']})", *_lines(body)]
    lines += [line for script in body.all("script") for line in _words(script)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n") + "\n"


class _Reader(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {}, [])
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, [])
        inside = self._open[-1].inside
        if inside and isinstance(inside[-1], Node) and tag != "bdi":
            # Two elements without a space between them are set apart by the style sheet.
            inside.append(" ")
        inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(node: Node) -> Iterator[str]:
    """What stands in an element, line by line."""
    if node.attributes.get("class") == "printed":
        # The picture once more, for paper alone.
        return
    waiting: list[str] = []
    for child in node.inside:
        if isinstance(child, str) or child.tag in _INLINE:
            waiting.append(_inline(child))
            continue
        yield from _flushed(waiting)
        yield from _block(child)
    yield from _flushed(waiting)


def _flushed(waiting: list[str]) -> Iterator[str]:
    text = _collapsed("".join(waiting))
    waiting.clear()
    if text:
        yield text


def _block(node: Node) -> Iterator[str]:
    if node.tag in _NAMED and "aria-label" in node.attributes:
        yield from ("", f"[{node.attributes['aria-label']}]")
    if node.tag in ("script", "style"):
        return
    if node.tag in _HEADINGS:
        yield from ("", f"{_HEADINGS[node.tag]} {node.text()}")
    elif node.tag == "table":
        yield from _table(node)
    elif node.tag == "dl":
        yield from _terms(node)
    elif node.tag in ("ul", "ol"):
        for item in node.all("li"):
            yield from _item(item)
    elif node.tag == "pre":
        yield f"[listing {node.attributes.get('aria-label', '')}: {len(_raw(node).splitlines())} lines]"
    elif node.tag == "summary":
        yield from ("", f"▸ {node.text()}")
    else:
        yield from _lines(node)


def _table(node: Node) -> Iterator[str]:
    for part in node.all("caption", "thead", "tbody", "tfoot"):
        if part.tag == "caption":
            yield part.text()
        for row in part.all("tr"):
            yield " | ".join(_cell(child) for child in row.all("th", "td"))
        if part.tag == "thead":
            yield "---"
    yield ""


def _cell(node: Node) -> str:
    """A cell in one line, its paragraphs between ` / `."""
    return " / ".join(line for line in _lines(node) if line)


def _terms(node: Node) -> Iterator[str]:
    term, texts = "", []
    for child in node.all("dt", "dd"):
        if child.tag == "dd":
            texts.append(_cell(child))
            continue
        if term:
            yield f"{term}: {' / '.join(texts)}"
        term, texts = child.text(), []
    if term:
        yield f"{term}: {' / '.join(texts)}"


def _item(node: Node) -> Iterator[str]:
    lines = [line for line in _lines(node) if line]
    if len(lines) > 1 and re.fullmatch(r"[\d.]+", lines[0]):
        # A number stands beside what it counts.
        lines[:2] = [" ".join(lines[:2])]
    for number, line in enumerate(lines):
        yield f"  {line}" if number else f"- {line}"


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _inline(node: Node | str) -> str:
    if isinstance(node, str):
        return node
    if node.tag == "svg":
        kind = "chart" if "chart" in node.attributes.get("class", "") else "picture"
        return f" [{kind} {node.attributes.get('aria-label', '')}] ".replace(" ]", "]")
    if node.tag == "input":
        return f" [field {node.attributes.get('type', 'text')}] "
    text = " " if node.tag == "br" else "".join(_inline(inner) for inner in node.inside)
    title = node.attributes.get("title", "")
    return f"{text} [{title}]" if title else text


def _collapsed(text: str) -> str:
    """A text with single spaces; a space that may not be broken stays."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _raw(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _raw(child) for child in node.inside)


def _words(script: Node) -> Iterator[str]:
    """The words that a script gets along with its data."""
    if script.attributes.get("type") != "application/json":
        return
    data = json.loads(_raw(script))
    words = data.get("words") if isinstance(data, dict) else None
    if words:
        yield from ("", "[words for the script]")
        yield from (f"{name}: {_collapsed(text)}" for name, text in sorted(words.items()))
