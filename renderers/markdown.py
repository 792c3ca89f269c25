"""The one writer of Markdown: texts of the user's, escaped for wherever they stand.

Comes in: texts. Goes out: Markdown in which the texts mean themselves, in a paragraph, a list, a heading or a cell of a table. On GitHub
they call nobody and lead nowhere. It looks for names, numbers of issues, emoji by name (`:x:`), addresses and commits after it has read
the Markdown, so that a backslash does not help against them; an invisible U+2060 within them does. Deliberately absent: whole documents.
"""

from __future__ import annotations

import re

from blueprint.terminal_text import harmless

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#!|~&@$])")
#: What begins a list, or underlines a heading, at the start of a line; the sign behind the match is escaped.
_BEGUN = re.compile(r"^(?:\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|--|=))")
_JOINER = "\u2060"
#: Behind each match GitHub must find something else than it looks for.
_CALLS = re.compile(
    r"@(?=\S)"  # a person or a team; an address of mail
    r"|[#!](?=\d)"  # an issue, a merge request
    r"|\bgh-(?=\d)"
    r"|\b(?:https?|www|ftp|mailto|xmpp)(?=[:.])"
    r"|:(?=(?!\d\d:)[\w+-]+:)",  # an emoji, and no time of day
    re.IGNORECASE | re.ASCII,
)
#: A commit: seven signs at least, so none of its parts of six is one.
_COMMIT = re.compile(
    r"(?<![\w.-])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b", re.IGNORECASE | re.ASCII
)
_SIX = re.compile(r".{6}(?=.)")


def line(words: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    # The joiners come first: GitHub reads the text without its backslashes.
    inert = _CALLS.sub(rf"\g<0>{_JOINER}", harmless(" ".join(words.split())))
    inert = _COMMIT.sub(lambda commit: _SIX.sub(rf"\g<0>{_JOINER}", commit[0]), inert)
    return _BEGUN.sub(r"\g<0>\\", _MARKUP.sub(r"\\\1", inert))
