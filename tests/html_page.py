"""An HTML page as tests ask about it.

Comes in: the text of a page. Goes out: its ids, links, rows, texts and elements; markup that is not well formed fails the test.
Deliberately absent: what it looks like and what its scripts do, which a browser tells (`browser.py`).
"""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """Reads a page and keeps what the tests ask about; a tag that closes another one is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.outside: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: dict[str, list[str]] = {}
        self.row_links: dict[str, list[str]] = {}
        self.picture_links: list[str] = []
        self.sections: list[str] = []
        self.text = ""
        self.listing = ""
        self.scripts: list[str] = []
        #: The lines that rows come from, by row.
        self.places: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen(tag, attrs)
        if tag not in VOID:
            names = dict(attrs)
            place = "is-place" in (names.get("class") or "")
            self._open.append((tag, "place" if place else names.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID or self._inside("svg"), f"<{tag}/> outside the picture"
        self._seen(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside("style"):
            return
        if self._inside("script"):
            self.scripts[-1] += data
            return
        if self._inside("pre"):
            self.listing += data
            return
        if not self._inside("svg"):
            self.text += data
        if ("td", "place") in self._open:
            row = next(identity for tag, identity in self._open if tag == "tr")
            self.places[row or ""] = self.places.get(row or "", "") + data.strip()
            return
        for tag, identity in self._open:
            if tag == "tr" and identity and data.strip():
                self.rows.setdefault(identity, []).append(data.strip())

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def _seen(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        assert len(names) == len(attrs), f"<{tag}> has an attribute twice"
        shape = (tag, tuple(name for name, _ in attrs))
        self.tags.append(shape)
        if tag == "script":
            self.scripts.append("")
        if not self._inside("svg"):
            self.outside.append(shape)
        self.attributes += attrs
        if "id" in names:
            self.ids.append(names["id"] or "")
        if tag == "section" and "id" in names:
            self.sections.append(names["id"] or "")
        for name in ("href", "xlink:href"):
            if name in names:
                self._linked(names[name] or "")

    def _linked(self, target: str) -> None:
        self.links.append(target)
        if self._inside("svg"):
            self.picture_links.append(target)
        for tag, identity in self._open:
            if tag == "tr" and identity:
                self.row_links.setdefault(identity, []).append(target)

    def _inside(self, tag: str) -> bool:
        return any(one == tag for one, _ in self._open)
