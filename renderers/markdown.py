"""The one writer of Markdown: texts of the user's, escaped for the places that they stand in.

Comes in: texts. Goes out: Markdown as GitHub reads it, in which the texts mean themselves. Deliberately absent: whole documents.
"""

from __future__ import annotations

import re

from blueprint.terminal_text import harmless

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@$])")
_WEB = re.compile(r"(?i)\b(https?|www)(?=[:.])")
#: What GitHub makes links of even where it is escaped: addresses of mail, names of people, schemes of its own list.
_CALLS = re.compile(r"@(?=\S)")
_SCHEMES = re.compile(r"(?i)(ftp|mailto|xmpp)(?=:)")
_JOINER = "\u2060"
_CELL_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$!])")
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def line(words: str) -> str:
    """A text that Markdown shows as it is, on one line; an address in it does not become a link."""
    escaped = _MARKUP.sub(r"\\\1", harmless(" ".join(words.split())))
    return _WEB.sub(lambda web: web[0] + _JOINER, escaped)


def line_without_links(words: str) -> str:
    """The same, where GitHub does not make a link of a name or of a mail address either."""
    return _SCHEMES.sub(rf"\1{_JOINER}", _CALLS.sub(f"@{_JOINER}", line(words)))


def cell(text: str) -> str:
    """A text that stands in one cell of a table and means itself."""
    return _BREAK.sub(" ", _CELL_MARKUP.sub(r"\\\1", text))
