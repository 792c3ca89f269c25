"""The scripts of our pages: small files of `script/`, joined, and the data that they read.

Comes in: which of them a page needs, and values. Goes out: the text of one script, and of one data block that no text can break out of.
Deliberately absent: libraries, and contents: a page is complete without its script.

`base` goes first. `tables` (sorting and filtering) and `search` need only `base`, so that an index can have them without a
picture; `picture` and `panel` are the report's.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from blueprint.words.labels import Words

#: The scripts of a page of tables, and those of the report.
OF_TABLES = ("base", "tables", "search")
OF_REPORT = (*OF_TABLES, "picture", "panel")

#: The words of each script, by its keys; those of `persona` are shared words, the others of the area `page`.
_SAID = {
    "base": (),
    "tables": ("filter.all", "filter.rows", "filter.shown", "sort.as", "sort.by", "sort.text"),
    "search": ("search.count", "search.field", "search.none", "search.word"),
    "picture": (
        "do.clear", "do.fit", "do.full", "do.in", "do.out", "do.real", "do.small", "light.all", "light.count", "light.none",
        "persona", "light.role", "row.emotion", "row.metrics", "row.time", "show.lanes", "show.parts", "show.rows", "show.zoomed",
        "tools",
    ),
    "panel": ("do.close", "light.after", "light.before", "panel.rows"),
}  # fmt: skip


@cache
def script(names: tuple[str, ...] = OF_REPORT) -> str:
    """The text of one script element; it defines no global names."""
    folder = Path(__file__).with_name("script")
    parts = ((folder / f"{name}.js").read_text(encoding="utf-8") for name in names)
    joined = f'(() => {{\n"use strict";\n{"".join(parts)}}})();\n'
    assert "</" not in joined, "a script that ends its own element"
    assert "<!--" not in joined
    return joined


def script_words(words: Words, names: tuple[str, ...] = OF_REPORT) -> dict[str, str]:
    """The words that some scripts need, with their gaps unfilled."""
    return {key: words(key if key == "persona" else f"page.{key}") for name in names for key in _SAID[name]}


def data(value: object) -> str:
    """JSON as it may stand in a script element: plain ASCII, without any character that HTML takes for markup."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
