"""The pages of a site, put into the templates.

Comes in: services with their places, the files that could not be read, a language. Goes out: pages by their names, as HTML text. A list
that would make its page too long goes on on the next one. Deliberately absent: what stands in the lists (`rows`), what the search reads
(`search`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from blueprint.analysis.risk.levels import RISK_LEVELS
from blueprint.style import PLAIN, Scheme
from blueprint.words import Direction, script_direction

from ..page.environment import environment
from ..page.policy import policy
from ..page.scripts import script, script_words
from ..page.sheet import rules_of_pages, sheet_of_page
from ..page.table import CellPart, Column
from ..report.overview import Tile
from .rows import List, Place, SiteWording, index, lists
from .search import parts

#: The most bytes of rows on one page: browsers take long for long tables.
_MOST_ROWS = 300_000
#: The most bytes of things to be found on one page: with all around them it stays below 1 MB.
_MOST_FOUND = 800_000
_TABLES = ("base", "tables")
_FOLDER = Path(__file__).parent
#: What the search says, by the keys that its script knows them by.
_SAID = {
    "service": "site.service", "none": "site.search.none", "count": "site.search.count", "some": "site.search.some",
}  # fmt: skip


class Broken(NamedTuple):
    """A file that has no page, and why: the first error and its line, 0 where there is none."""

    name: str
    line: int
    message: str


class _Link(NamedTuple):
    title: str
    href: str
    total: int | None
    is_here: bool
    is_search: bool = False


def pages(
    places: Sequence[Place],
    broken: Sequence[Broken],
    language: str,
    direction: Direction | None = None,
    scheme: Scheme = PLAIN.scheme,
) -> dict[str, str]:
    """All pages that are not reports, by their names; `language` is one that there are words of, and tells the direction if none is
    given."""
    site = _Site(SiteWording(language), places, direction or script_direction(language), scheme)
    made: dict[str, str] = {}
    for listing in (site.index, *site.lists):
        made |= site.list_pages(listing, broken if listing is site.index else ())
    return made | site.search_pages()


class _Site:
    """What the pages of one site share."""

    def __init__(
        self, tongue: SiteWording, places: Sequence[Place], direction: Direction, scheme: Scheme
    ) -> None:
        self._tongue = tongue
        self._direction = direction
        self._words = tongue.words
        self._places = places
        self._sheet = sheet_of_page(scheme, rules_of_pages()) + _read("site.css")
        self.index = index(tongue, places)
        self.lists = lists(tongue, places)

    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────

    def list_pages(self, other: List, broken: Sequence[Broken]) -> dict[str, str]:
        """The pages of a list, at least one."""
        shares = list(_shares(other, self._direction)) or [""]
        names = [_name(other.name, number) for number in range(len(shares))]
        is_index = other is self.index
        return {
            names[number]: self._page(
                "list.html.j2",
                other,
                style=self._sheet + _sheet_of(other.columns),
                data={"words": script_words(self._words, _TABLES)} if rows else None,
                script=script(_TABLES),
                note=other.note,
                tiles=self._tiles() if is_index and not number else (),
                broken=broken if not number else (),
                list_title=other.title,
                columns=other.columns if rows else (),
                rows=Markup(rows),
                pages=names,
                page=number,
            )
            for number, rows in enumerate(shares)
        }

    def _tiles(self) -> Iterator[Tile]:
        """The numbers of all services together."""
        words = self._words

        def total(*names: str) -> int:
            return sum(int(place.service.numbers[name] or 0) for place in self._places for name in names)

        yield Tile(name=words("site.services"), number=str(len(self._places)))
        yield Tile(name=words("steps"), number=str(total("steps")))
        levels = [(level, total(level)) for level in reversed(RISK_LEVELS)]
        details = tuple(
            CellPart(text=words(f"risk.counted.{level}", count=count), style=f"chip risk-{level}")
            for level, count in levels
            if count
        )
        if details:
            number = str(sum(count for _, count in levels))
            yield Tile(name=words("fails"), number=number, kind="fail", href="fails.html", details=details)
        for name, kind in (("waits", "wait"), ("handoffs", "")):
            if total(name):
                title = words("waits") if name == "waits" else words("site.handoffs")
                yield Tile(name=title, number=str(total(name)), kind=kind)

    # ── search ──────────────────────────────────────────────────────────────────────────────────────────────

    def search_pages(self) -> dict[str, str]:
        """The pages of the search, at least one."""
        words = self._words
        found = parts(self._tongue, self._places, _MOST_FOUND)
        names = [_name("search", number) for number in range(len(found))]
        spoken = {key: words(word) for key, word in _SAID.items()}
        kinds = [words.listed(kind["name"] for kind in value["kinds"]) for value in found]
        return {
            names[number]: self._page(
                "search.html.j2",
                None,
                style=self._sheet,
                data={**value, "first": not number, "words": spoken},
                script=_search_script(),
                note=words("site.search.note"),
                kinds=kinds,
                pages=names,
                page=number,
            )
            for number, value in enumerate(found)
        }

    # ── pages ───────────────────────────────────────────────────────────────────────────────────────────────

    def _page(
        self, template: str, other: List | None, *, style: str, data: Any, script: str, **values: object
    ) -> str:
        """The page of a list or of the search."""
        words = self._words
        is_index = other is self.index
        return _templates().get_template(template).render(
            language=self._tongue.code.partition("-x-")[0],
            direction=self._direction,
            title=words("site.title") if is_index else other.title if other else words("site.search"),
            count=other.count if other and not is_index else None,
            words=words,
            links=list(self._links(other)),
            # These are ours: style sheet and script; no text of a file is in either, and none can end the element of the data.
            style=Markup(style),
            policy=policy((style,), (script,) if data is not None else ()),
            data=None if data is None else Markup(_block(data)),
            data_id="report-data" if other else "search-data",
            script=Markup(script),
            **values,
        )  # fmt: skip

    def _links(self, here: List | None) -> Iterator[_Link]:
        words = self._words
        yield _Link(words("site.services"), _name("index"), self.index.count, here is self.index)
        for other in self.lists:
            yield _Link(other.title, _name(other.name), other.count, here is other)
        yield _Link(words("site.search"), _name("search"), None, here is None, is_search=True)


def _name(name: str, number: int = 0) -> str:
    """The page of a list, or one of those that it goes on on."""
    return f"{name}-{number + 1}.html" if number else f"{name}.html"


def _shares(other: List, direction: Direction) -> Iterator[str]:
    """The rows as HTML, in shares that are short enough."""
    module: Any = _templates().get_template("row.html.j2").make_module({"direction": direction})
    write = module.row
    share: list[str] = []
    filled = 0
    for entry in other.entries:
        row = str(write(entry, other.columns)) + "\n"
        size = len(row.encode("utf-8", "replace"))
        if filled and filled + size > _MOST_ROWS:
            yield "".join(share)
            share, filled = [], 0
        share.append(row)
        filled += size
    if share:
        yield "".join(share)


def _sheet_of(columns: Iterable[Column]) -> str:
    """What holds for all cells of a column: numbers stand to the right, and on a phone each says which column it is."""
    rules = []
    for number, column in enumerate(columns, 1):
        cells = f".scroll.list td:nth-child({number})"
        if column.kind == "number":
            rules.append(f"{cells}{{text-align:end;font-variant-numeric:tabular-nums}}")
            rules.append(f"@media screen and (max-width:46rem){{{cells}{{text-align:start}}}}")
        title = "".join(
            f"\\{ord(char):x} " if not char.isalnum() or ord(char) < 0x30 else char for char in column.title
        )
        rules.append(f'@media screen and (max-width:46rem){{{cells}::before{{content:"{title}"}}}}')
    return "".join(f"{rule}\n" for rule in rules)


def _block(value: Any) -> str:
    """JSON that may stand in a script element: no character in it is markup, and what is no character is replaced."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "replace").decode()


def _search_script() -> str:
    return f'(() => {{\n"use strict";\n{_read("search.js")}}})();\n'


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return environment(_read)
