"""The cache: our own files in the user's cache folder, which may be deleted at any time.

Comes in: names and texts. Goes out: texts. A file is a text after a checksum: damaged, foreign or unreadable files count as
missing, and a failed write is ignored. Never pickle, which runs what it loads; never a folder that others can write to.
Deliberately absent: what is kept, and when it is too old.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(name: str) -> str | None:
    """What is kept under a name; None where there is nothing valid."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    checksum, _, body = text.partition("\n")
    return body if body and checksum == digest(body) else None


def write(name: str, body: str) -> None:
    """Keep a text, whole or not at all; a failed write only costs time."""
    folder = cache_folder()
    if folder is None:
        return
    path = folder / name
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_text(f"{digest(body)}\n{body}", encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The cache folder: the user's own, never one that others can write to; nothing without a home."""
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = environment.get("HOME") and environment["HOME"] + "/Library/Caches"
    else:
        # The XDG base directory rules: a relative path there is to be ignored.
        given = environment.get("XDG_CACHE_HOME", "")
        home = environment.get("HOME")
        base = given if os.path.isabs(given) else home and home + "/.cache"
    return Path(base) / "service-blueprint" if base and os.path.isabs(base) else None


def digest(*texts: str) -> str:
    """A checksum of some texts."""
    from hashlib import blake2b

    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()
