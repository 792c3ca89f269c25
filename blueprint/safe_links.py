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

    Refused are control and other invisible characters, backslashes (browsers read them as slashes), addresses
    without a scheme that begin with two slashes (they lead to another host), a colon before the first slash that
    is not the end of an allowed scheme, and whitespace: only a relative path may have blanks inside, as names of
    files do; `blueprint.places.address` escapes them.
    """
    if not url or "\\" in url or url != url.strip():
        return False
    scheme = _SCHEME.match(url)
    is_whole = scheme is not None and scheme[1].lower() in ALLOWED_SCHEMES
    seen = url if is_whole else url.replace(" ", "")
    if any(unicodedata.category(char) in _UNSEEN for char in seen):
        return False
    if scheme and is_whole:
        return _is_whole(scheme[1].lower(), scheme[2])
    return not seen.startswith("//") and not _COLON_IN_FIRST_PART.match(seen)


def safe(url: str | None) -> str | None:
    """The address, if it may become a link. Renderers ask again: a model may come from another program."""
    return url if url and is_safe(url) else None


def has_scheme(url: str) -> bool:
    """Whether a safe address is whole, and not relative to the place where it stands."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme[1].lower() in ALLOWED_SCHEMES


def _is_whole(scheme: str, rest: str) -> bool:
    if scheme == "mailto":
        return bool(rest.strip("/"))
    # `http:path` and `http:///host` are read in different ways by different programs.
    return bool(re.match(r"//[^/?#]", rest))
