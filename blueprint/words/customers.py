"""The author's own word for customers, in languages that have several: 客户 beside 顾客.

Comes in: what a file says. Goes out: a language tag for the program's words in that file, `zh-x-1` where they shall have the first of
the other words: what stands behind `-x-` in a tag is for private use (BCP 47). Deliberately absent: which words there are; a language
has them in its catalogue under `customer.words`, first the one that its texts have.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .catalogues import authors_word, best_language, catalogue

_QUOTED = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\.)*"|“[^”\n]*”|「[^」\n]*」')


@lru_cache(maxsize=16)
def authors_language(language: str | None, labels: tuple[str, ...], written: str) -> str | None:
    """The tag for the program's words in a file: of a language, with the word that the author has for customers.

    `labels` are those of the customers' lanes, which decide; else what the texts of the file say throughout (`written` is all of it),
    else its keywords.
    """
    if not authors_word(f"{language}-x-1"):
        return language
    first, *others = catalogue(best_language(language))["customer.words"].split("\n")
    every = "\n".join(labels)
    for place in (every, "\n".join(_QUOTED.findall(written)), written):
        used = [number for number, other in enumerate(others, 1) if other in place]
        if first in place or used:
            return language if first in place else f"{language}-x-{used[0]}"
    return language
