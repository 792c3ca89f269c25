"""The language of a file.

Comes in: a syntax tree. Goes out: a language tag, or None where the file does not tell. Deliberately absent: which languages
the program has words for (`blueprint.words`), and what a user orders (`blueprint.settings`).
"""

from __future__ import annotations

import re

from ..grammar import terminals_by_spelling
from ..syntax import nodes
from ..words.scripts import language_of_texts

_WORD = re.compile(r"\w+")


def language_of_file(tree: nodes.File) -> str | None:
    """The language that a file declares, else that of most of its texts, else that of the keyword it begins with.

    English keywords tell nothing: authors of all languages write them.
    """
    return _declared(tree) or language_of_texts(tree.source.text) or _of_first_keyword(tree)


def _declared(tree: nodes.File) -> str | None:
    for item in tree.items:
        if isinstance(item, nodes.Attribute) and item.keyword == "language":
            value = item.values[0]
            written = value.value if isinstance(value, nodes.Text) else getattr(value, "text", "")
            # A name has no hyphen: zh_Hant stands for zh-Hant.
            return str(written).replace("_", "-")
    return None


def _of_first_keyword(tree: nodes.File) -> str | None:
    header = next((item.span for item in tree.items if isinstance(item, nodes.Header)), None)
    places = [header] if header else [*(item.span for item in tree.items), *tree.skipped]
    first = min(places, key=lambda span: span.start, default=None)
    word = _WORD.match(first.text) if first else None
    is_chinese = word is not None and not word[0].isascii() and word[0] in terminals_by_spelling()
    return "zh" if is_chinese else None
