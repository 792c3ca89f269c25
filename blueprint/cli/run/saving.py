"""Writing what a command has made: to a file, or to standard output.

Comes in: data and a place. Goes out: nothing; where it cannot be written a Failure, which names the place and says why. Deliberately
absent: the disk (`blueprint.files`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ...files import MARK, reason, write
from ...places import legible
from ...source import Source
from ...words import phrase
from .console import Failure


def save(target: Path, data: str | bytes, *, make_folders: bool = False) -> None:
    """Write a file, whole or not at all. Raises Failure."""
    try:
        write(target, data, make_folders=make_folders)
    except (OSError, ValueError) as problem:
        told = phrase("message.output.failed", file=legible(os.fspath(target)), reason=reason(problem))
        raise Failure(told) from problem


def save_source(target: Path, text: str, before: Source) -> None:
    """Write a blueprint anew; a byte-order mark that it had stays. Raises Failure."""
    save(target, with_mark(text, before))


def with_mark(text: str, before: Source) -> bytes:
    """A text as it is written in place of another one."""
    return MARK * before.has_mark + text.encode()


def print_bytes(data: bytes) -> None:
    """Write data to standard output as it is. Raises Failure where that is closed."""
    if getattr(sys.stdout, "name", "") == os.devnull:
        raise Failure(phrase("message.output.closed"))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
