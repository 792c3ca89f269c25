"""Printing: to a terminal with colours and fitted lines, to anything else plain.

Comes in: text and diagnostics. Goes out: lines on standard output or standard error. Deliberately absent:
how a diagnostic looks (`frames`).
"""

from __future__ import annotations

import os
import re
import sys

import click

from ...diagnostics import Diagnostic
from ...terminal_text import harmless
from ...words import Text, in_words
from ..spoken import language_in_use
from .frames import frame

_PLAIN_WORD = re.compile(r"[\w@%+=:,./-]+")
# Logs are read in windows of about this width.
_WIDTH_OF_FILES = 120


class Failure(click.ClickException):
    """Something outside the files went wrong; the message says what."""

    exit_code = 2

    def __init__(self, message: Text) -> None:
        """`message` may hold names of files."""
        super().__init__(spoken(message))


def misuse(message: Text) -> click.UsageError:
    """A usage error (exit 2); `message` may hold names of files."""
    return click.UsageError(spoken(message))


def note(text: Text) -> None:
    """Print a line on standard error, beside the output."""
    click.echo(spoken(text), err=True)


def spoken(text: Text) -> str:
    """A message of the command line in the language in use, safe for any terminal."""
    return harmless(in_words(text, language_in_use()))


def command_line(*words: str) -> str:
    """A command that can be pasted into the shell of the system."""
    given = [
        f".{os.sep}{word}" if number and word.startswith("-") else word for number, word in enumerate(words)
    ]
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline(given)
    from shlex import quote

    # Letters of any writing need no quotes.
    return " ".join(word if _PLAIN_WORD.fullmatch(word) else quote(word) for word in given)


def show(diagnostic: Diagnostic, language: str, *, err: bool = False) -> None:
    """Print a diagnostic, in a language of the catalogues, and an empty line."""
    show_framed(framed(diagnostic, language, err=err), err=err)


def framed(diagnostic: Diagnostic, language: str, *, err: bool = False, for_file: bool = False) -> str:
    """A diagnostic as `show_framed` prints it there, or as wide as in a file."""
    stream = sys.stderr if err else sys.stdout
    is_fitted = stream.isatty() and not for_file
    return frame(diagnostic, _width(stream.fileno()) if is_fitted else _WIDTH_OF_FILES, language)


def show_framed(text: str, *, err: bool = False) -> None:
    """Print what `framed` made, and an empty line."""
    stream = sys.stderr if err else sys.stdout
    click.echo(text + "\n", err=err, color=_wants_colour(is_terminal=stream.isatty()))


def _wants_colour(*, is_terminal: bool) -> bool:
    """Colours for terminals, and where FORCE_COLOR asks for them: logs of CI show them. NO_COLOR outweighs it, as in Python."""
    # https://no-color.org, https://force-color.org: any value that is not empty counts; 0 is what other programs take for no.
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return is_terminal and os.environ.get("TERM") != "dumb"


def _width(terminal: int) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(terminal).columns or _WIDTH_OF_FILES
    except OSError:
        return _WIDTH_OF_FILES
