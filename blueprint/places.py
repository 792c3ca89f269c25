"""What files are called where the command was not typed, and how an output leads to them.

Comes in: paths. Goes out: the root of a project, the way from there to a file, addresses for links; the same from every working folder.
Deliberately absent: what is in the files.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

from .safe_links import has_scheme, is_safe

#: The nearest folder upwards with one of these in it is the root of a project.
ROOT_MARKS = ("blueprint.toml", ".git")
_UNDECODABLE = re.compile("[\udc80-\udcff]")
#: What may stand in a path of an address besides letters and digits; a per cent sign begins an escape of the author's.
_IN_PATH = "/%!$&'()*+,;=:@~"
_IN_ADDRESS = _IN_PATH + "?#[]"


def legible(name: str) -> str:
    """A file's name as text. Bytes that are no UTF-8, which Python keeps as lone surrogates, become `\\xe9`."""
    return _UNDECODABLE.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]) - 0xDC00:02x}"


def with_slashes(path: str) -> str:
    """A path as all systems read it. A backslash in it is a part of a name, unless the system separates with it."""
    return path.replace(os.sep, "/")


def one_form(name: str) -> str:
    """A name in one Unicode form, to be compared: some systems decompose accents, others do not."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def is_inside(path: str, folder: str) -> bool:
    """Whether a path leads into a folder, or to it; both are real paths."""
    # The root of the disk ends in a separator, no other folder does.
    whole = os.path.normcase(folder).rstrip(os.sep) + os.sep
    return (os.path.normcase(path) + os.sep).startswith(whole)


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────


def project_root(path: str | os.PathLike[str]) -> Path:
    """The nearest folder upwards of a file with a `blueprint.toml` or `.git` in it, else the file's own."""
    own = Path(os.path.realpath(path)).parent
    return _marked(own, ROOT_MARKS) or own


def _marked(own: Path, marks: tuple[str, ...]) -> Path | None:
    for folder in (own, *own.parents):
        if any(os.path.lexists(folder / mark) for mark in marks):
            return folder
    return None


class Naming:
    """Names the files of a run by their way from a root, so that they are called the same from every working folder.

    The root is the `workspace` that a CI server names, where the file is in it; else the repository's root; else the nearest folder
    with a configuration; else `base`, the folder that the run is about, or the file's own.
    """

    def __init__(self, *, workspace: str | None = None, base: str | None = None) -> None:
        self._workspace = workspace and os.path.realpath(workspace)
        self._base = base and os.path.realpath(base)
        self._roots: dict[str, str | None] = {}

    def project_path(self, path: str, root: str | None = None) -> str:
        """The way to a file; `path` is a real path. `root` is the folder that counts where nothing else does, by default the file's own."""
        found = self._root(os.path.dirname(path))
        rest = (self._base, root, os.path.dirname(path))
        home = found or next(folder for folder in rest if folder and is_inside(path, folder))
        try:
            return with_slashes(os.path.relpath(path, home))
        except ValueError:  # another drive
            return with_slashes(path)

    def _root(self, folder: str) -> str | None:
        if folder not in self._roots:
            inside = self._workspace and is_inside(folder, self._workspace)
            own = Path(folder)
            found = self._workspace if inside else _marked(own, (".git",)) or _marked(own, ROOT_MARKS)
            self._roots[folder] = str(found) if found else None
        return self._roots[folder]


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────


def uri(path: str) -> str:
    """A path with slashes as a relative URI: whatever else may stand in a name is escaped, byte by byte."""
    return quote(os.fsencode(path), safe="/~")


def link_of(kind: str, text: str, file: str | None, folder: str | None) -> str | None:
    """Where a remark of a kind leads; None for one that is no link, and for a fragment, which would lead into the output itself."""
    return None if kind != "see" or text.startswith("#") else address(text, file, folder)


def address(written: str, file: str | None, folder: str | None) -> str | None:
    """Where a link leads that an author wrote into a file, from an output in a folder (by default the file's own).

    Both are real paths. A relative address is meant from its file, as imports are. None for what may not be a link.
    """
    if not is_safe(written):
        return None
    if has_scheme(written) or written.startswith(("/", "?", "#")) or file is None or folder is None:
        return _escaped(written)
    path, rest = re.fullmatch(r"([^?#]*)(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    try:
        way = with_slashes(os.path.relpath(os.path.dirname(file), folder))
    except ValueError:  # another drive
        way = Path(os.path.dirname(file)).as_uri()
        return f"{way}/{_escaped(written)}"
    whole = posixpath.normpath(posixpath.join(uri(way), _escaped(path)))
    return whole + "/" * path.endswith("/") + _escaped(rest)


def _escaped(written: str) -> str:
    """An address with escapes for all that may not stand in one; what the author escaped stays so, and so do `#` and `?`."""
    host = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", written)
    kept = host[0] if host else ""
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", written[len(kept) :])
    return kept + quote(rest, safe=_IN_ADDRESS)
