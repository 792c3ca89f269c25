"""Which addresses a blueprint may link to.

Comes in: an address as the author wrote it. Goes out: whether it may become a link. Deliberately absent:
whether the address exists.
"""

from __future__ import annotations

import re
import unicodedata

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_COLON_IN_FIRST_PART = re.compile(r"[^/?#]*(?::|%3a|&colon|&#)", re.IGNORECASE)
#: Control, format, surrogate and separator characters: browsers drop some of them before they read a scheme.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def is_safe(url: str) -> bool:
    """Whether an address is http, https, mailto or a relative path, and cannot be mistaken for anything else.

    Refused are control and other invisible characters, whitespace, backslashes (browsers read them as
    slashes), addresses without a scheme that begin with two slashes (they lead to another host), and a colon
    before the first slash that is not the end of an allowed scheme.
    """
    if not url or "\\" in url or any(unicodedata.category(char) in _UNSEEN for char in url):
        return False
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in ALLOWED_SCHEMES:
        return _is_whole(scheme[1].lower(), scheme[2])
    return not url.startswith("//") and not _COLON_IN_FIRST_PART.match(url)


def _is_whole(scheme: str, rest: str) -> bool:
    if scheme == "mailto":
        return bool(rest.strip("/"))
    # `http:path` and `http:///host` are read in different ways by different programs.
    return bool(re.match(r"//[^/?#]", rest))
