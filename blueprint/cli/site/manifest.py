"""The memory of a site: what was built last time, in `.blueprint-site.json`.

Comes in: the folder of a site. Goes out: which pages we wrote, of which files, and what is kept of each service, so that what has not
changed is not built again. A memory that is damaged or in another format is ignored. All paths in it are relative to the folder, with
`/`. Deliberately absent: deciding what to build (`build`).

    {"format": 2, "sha256": "of the body", "body": {"entries": …, "pages": …, "key": …}}
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ...files import MARK, contents
from ...lean_dataclasses import dataclass

NAME = ".blueprint-site.json"
#: Grows when a program that read the last one would stumble.
FORMAT = 2
_WHOLE = re.compile(rb'\{"format": (\d+), "sha256": "([0-9a-f]{64})", "body": (.*)\}\n', re.DOTALL)
_DIGEST = re.compile("[0-9a-f]{64}")


class PageEntry(NamedTuple):
    """The result for one file: its page (None for a vocabulary), the key of its options, and the digests of all files that it was made of.

    `service` is its Service as JSON; `notes` are the messages about it.
    """

    page: str | None
    key: str
    files: dict[str, str]
    service: Any
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The memory of a site: entries by file, the digests of the pages that we wrote, and the key of the pages of all services."""

    entries: Mapping[str, PageEntry] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


def load(folder: Path) -> Manifest:
    """The memory of a folder; an empty one where there is no valid one."""
    try:
        found = _WHOLE.fullmatch(_plain(contents(folder / NAME)))
        if found is None or int(found[1]) != FORMAT or digest(found[3]) != found[2].decode():
            return Manifest()
        body = json.loads(found[3])
        entries = {str(name): _entry(*each) for name, each in body["entries"].items()}
        pages = {str(name): str(each) for name, each in body["pages"].items()}
        if not all(map(is_ours, pages)) or not all(map(_DIGEST.fullmatch, pages.values())):
            return Manifest()
        return Manifest(entries=entries, pages=pages, key=str(body["key"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest()


def _entry(page: Any, key: Any, files: Any, service: Any, notes: Any) -> PageEntry:
    if page is not None and not is_ours(page):
        raise ValueError("a page outside the site")
    return PageEntry(page, str(key), dict(files), service, [str(note) for note in notes])


def dump(manifest: Manifest) -> bytes:
    """The bytes of a memory; the same for the same one."""
    value = {
        "entries": dict(sorted(manifest.entries.items())),
        "pages": dict(sorted(manifest.pages.items())),
        "key": manifest.key,
    }
    # ASCII: names of files need not be Unicode.
    body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
    return b'{"format": %d, "sha256": "%s", "body": %s}\n' % (FORMAT, digest(body).encode(), body)


def is_ours(page: str) -> bool:
    """Whether a page's path can be one of a site: below its folder, and HTML."""
    parts = page.split("/")
    return (
        page.endswith(".html")
        and "\\" not in page
        and not any(part in ("", ".", "..") or ":" in part for part in parts)
    )


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return sha256(data).hexdigest()


def digest_of_text(data: bytes) -> str:
    """The digest of a text without a byte-order mark, whatever its line ends: git changes them on the disk of a Windows machine."""
    return digest(_plain(data))


def _plain(data: bytes) -> bytes:
    return data.removeprefix(MARK).replace(b"\r\n", b"\n")


def relative(path: Path | str, folder: Path) -> str | None:
    """A path relative to the folder, with links resolved; None for a path on another drive."""
    try:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(folder)).replace(os.sep, "/")
    except ValueError:
        return None
