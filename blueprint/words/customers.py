"""The author's own word for customers, in languages that have several: 客户 beside 顾客.

Comes in: what a file says. Goes out: a language tag for the program's words in that file, `zh-x-1` for the first of the other words
(the part after `-x-` is for private use, BCP 47). Deliberately absent: which words there are; each catalogue lists them under
`customer.words`, the usual one first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .catalogues import authors_word, best_language, catalogue

#: The texts of a file, with their quotes.
QUOTED = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|“[^”\n]*”|「[^」\n]*」')


@lru_cache(maxsize=16)
def authors_language(language: str | None, labels: tuple[str, ...], written: str) -> str | None:
    """The tag for the program's words in a file: a language, with the author's word for customers.

    `labels` are those of the customers' lanes, which decide; else the texts of the file if they all use the same word (`written` is
    the whole file), else its keywords.
    """
    if not authors_word(f"{language}-x-1"):
        return language
    first, *others = catalogue(best_language(language))["customer.words"].split("\n")
    every = "\n".join(labels)
    for place in (every, "\n".join(QUOTED.findall(written)), written):
        used = [number for number, other in enumerate(others, 1) if other in place]
        if first in place or used:
            return language if first in place else f"{language}-x-{used[0]}"
    return language
