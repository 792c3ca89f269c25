"""Changes of a file as a patch: what `fmt --diff` and `check --diff` print.

Comes in: the name of a file, its text before and after, byte-order mark and line ends included. Goes out: a unified diff that `patch` and
`git apply` take, on standard output. In a pipe or a file it has every byte of the text; on a terminal signs stand for characters that would
control it. Deliberately absent: what changes.
"""

from __future__ import annotations

import os
import re
import sys
from difflib import unified_diff

import click

from ...terminal_text import harmless
from .saving import print_bytes

#: What a name in a patch cannot hold as it is: git writes it in quotes, with backslashes.
_TO_QUOTE = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')


def difference(name: str, before: str, after: str, *, sides: tuple[str, str] = ("", "")) -> str:
    """A unified diff. Only `\\n` ends a line in it; `sides` begin the names, such as `a/` and `b/`."""
    old, new = (_shown(side + name.replace(os.sep, "/")) for side in sides)
    lines = unified_diff(_lines(before), _lines(after), old, new)
    return "".join(line if line[-1] == "\n" else f"{line}\n\\ No newline at end of file\n" for line in lines)


def print_exactly(text: str) -> None:
    """Write a text of the user's to standard output as it is; to a terminal without control characters."""
    if sys.stdout.isatty():
        # A tab controls nothing.
        safe = "\n".join("\t".join(map(harmless, line.split("\t"))) for line in text.split("\n"))
        click.echo(safe, nl=False)
        return
    print_bytes(text.encode())


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _shown(name: str) -> str:
    """A name as git writes it; a tab ends one with blanks, which `patch` would cut off at the first."""
    if not _TO_QUOTE.search(name):
        return f"{name}\t" if " " in name else name
    escaped = _TO_QUOTE.sub(lambda sign: "".join(map(_octal, os.fsencode(sign[0]))), name)
    return f'"{escaped}"'


def _octal(byte: int) -> str:
    return "\\" + chr(byte) if chr(byte) in '"\\' else f"\\{byte:03o}"
