"""What is written for readers, as stages of golden files: report, manual, guide and registers, as text.

Comes in: a compiled file; it imports nothing, for it is given to the command by standard input. Goes out: the text of a page (`page_text`),
or the registers as Markdown. `…-zh` is the same of the file with `language "zh"`: the program's words in Chinese, the author's as they are.
Deliberately absent: markup and styles; nothing here depends on a date, a version or a folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from click.testing import CliRunner

from blueprint import cli
from blueprint.compiler import Compiled

from .page_text import page_text

_COMMANDS = {
    "report": ("report", "-", "-o", "-"),
    "manual": ("manual", "-", "-o", "-"),
    "guide": ("manual", "-", "--customer", "-o", "-"),
    "registers": ("registers", "-", "-f", "markdown"),
}
_LANGUAGE = re.compile(r"^language .*\n", re.MULTILINE)
_HEADER = re.compile(r"^blueprint .*\n", re.MULTILINE)


def in_chinese(text: str) -> str:
    """A blueprint that says of itself that it is Chinese."""
    return _HEADER.sub(r'\g<0>language "zh"' + "\n", _LANGUAGE.sub("", text), count=1)


@cache
def written(text: str, *arguments: str) -> str:
    """What a command makes of a blueprint that it reads from standard input; of HTML, the text of the page. Made once for all that ask for it."""
    result = CliRunner().invoke(cli.group, arguments, input=text.encode())
    assert result.exit_code == 0, f"blueprint {' '.join(arguments)}: {result.stderr}{result.exception or ''}"
    made = result.stdout_bytes.decode()
    return page_text(made) if made.startswith("<!DOCTYPE html>") else made


def _stage(*arguments: str, change: Callable[[str], str] = str) -> Callable[[Compiled], str]:
    return lambda compiled: written(change(compiled.tree.source.text), *arguments)


#: The stages, in their order.
PAGES: dict[str, Callable[[Compiled], str]] = {
    **{name: _stage(*arguments) for name, arguments in _COMMANDS.items()},
    **{f"{name}-zh": _stage(*arguments, change=in_chinese) for name, arguments in _COMMANDS.items()},
    "report-customer": _stage(*_COMMANDS["report"], "--view", "customer"),
}
