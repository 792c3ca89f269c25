"""Patterns of paths, as .gitignore means them.

    drafts            a file or a folder of that name, wherever it is
    drafts/           a folder of that name
    /drafts           only beside the configuration; so does any slash before the end: team/drafts
    *.old.blueprint   * and ? and [a-z] stand for characters of one name
    team/**/drafts    ** stands for any number of folders
    !drafts/keep      takes back what a pattern before it matches

A folder that matches takes all with it that is in it. Comes in: patterns, and paths from the folder that the patterns are relative to.
Goes out: whether a path is meant. Capitals count, except on systems that take no notice of them; Unicode forms do not. Deliberately
absent: the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .places import one_form


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    folders_only: bool
    takes_back: bool


def is_meant(patterns: Sequence[str], path: str, *, is_folder: bool = False) -> bool:
    """Whether the patterns together mean a file or a folder: the last one that matches decides."""
    return any(_is_meant(patterns, part, is_dir) for part, is_dir in _parts(path, is_folder))


def matches(pattern: str, path: str, *, is_folder: bool = False) -> bool:
    """Whether one pattern has to do with a path: it matches it, or a folder that it is in."""
    read = _read(pattern)
    return any(_matches(read, part, is_dir) for part, is_dir in _parts(path, is_folder))


def fixed_part(pattern: str) -> str:
    """The folders and names that an anchored pattern begins with, before its first sign; empty for any other."""
    body = pattern.removeprefix("!").removeprefix("./").rstrip("/")
    parts = body.removeprefix("/").split("/")
    if "/" not in body:
        return ""
    fixed = next((number for number, part in enumerate(parts) if re.search(r"[*?\\[]", part)), len(parts))
    return "/".join(parts[:fixed])


def _parts(path: str, is_folder: bool) -> Iterator[tuple[str, bool]]:
    """The folders that a path leads through, the outermost first, and the path itself."""
    form = os.path.normcase(one_form(path)).replace(os.sep, "/")
    names = form.split("/")
    for number in range(1, len(names)):
        yield "/".join(names[:number]), True
    yield form, is_folder


def _is_meant(patterns: Sequence[str], path: str, is_folder: bool) -> bool:
    found = (read for read in map(_read, reversed(patterns)) if _matches(read, path, is_folder))
    last = next(found, None)
    return last is not None and not last.takes_back


def _matches(pattern: _Pattern, path: str, is_folder: bool) -> bool:
    return (is_folder or not pattern.folders_only) and pattern.regex.fullmatch(path) is not None


@cache
def _read(pattern: str) -> _Pattern:
    body = os.path.normcase(one_form(pattern)).replace(os.sep, "/")
    takes_back = body.startswith("!")
    body = body.removeprefix("!").removeprefix("./")
    folders_only = body.endswith("/")
    body = body.rstrip("/")
    if "/" not in body:
        body = f"**/{body}" if body else ""
    try:
        regex = re.compile(_regex(body.removeprefix("/")), re.DOTALL)
    except re.error:  # [z-a]
        regex = re.compile(re.escape(body))
    return _Pattern(regex, folders_only, takes_back)


#: One sign of a pattern, or one plain character.
_SIGN = re.compile(r"(?:(?<=/)|\A)\*\*/|/\*\*\Z|\*+|\[[!^]?\]?[^\]/]*\]|\\.|.", re.DOTALL)


def _regex(body: str) -> str:
    return "".join(_piece(sign[0]) for sign in _SIGN.finditer(body))


def _piece(text: str) -> str:
    match text:
        case "**/":
            return "(?:[^/]+/)*"
        case "/**":
            return "/.+"
        case "?":
            return "[^/]"
        case _ if text.startswith("*"):
            return "[^/]*"
        case _ if text.startswith("[") and len(text) > 2:
            inner = text[1:-1]
            sign = "^" if inner[0] in "!^" else ""
            return "(?!/)[" + sign + re.sub(r"([\\\[&~|])", r"\\\1", inner[len(sign) :]) + "]"
        case _:
            return re.escape(text[1:] if len(text) > 1 and text[0] == "\\" else text)
