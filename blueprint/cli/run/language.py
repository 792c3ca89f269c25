"""The language in which messages are printed.

Comes in: `--lang`, a compiled file, the environment. Goes out: a language of the catalogues (`blueprint.words`). Deliberately
absent: the language of pictures and reports, which is that of the blueprint.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ...words import LANGUAGES, best_language

if TYPE_CHECKING:
    from ...compiler import Compiled

_Command = Callable[..., Any]
_WORD = re.compile(r"\w+")


def language_option(command: _Command) -> _Command:
    """Add `--lang` to a command that prints diagnostics; it comes as `lang`."""
    text = "The language of messages; else that of the file, else that of the system."
    option = click.option("--lang", type=click.Choice(LANGUAGES), help=text)
    decorated: _Command = option(command)
    return decorated


def language_of(chosen: str | None, compiled: Compiled | None = None) -> str:
    """The language for what is said of a file: what the user chose, else that of the file, else that of the system.

    In each of them the program has the author's word for customers.
    """
    language = chosen or (compiled and _of_file(compiled)) or _of_system()
    if compiled and compiled.blueprint:
        return best_language(compiled.blueprint.words_in(language))
    return language


def language_in_use() -> str:
    """The language for what is said before any file is read: what the user chose, else that of the system."""
    context = click.get_current_context(silent=True)
    return language_of(context.params.get("lang") if context else None)


def _of_file(compiled: Compiled) -> str | None:
    """None where a file does not tell its language: authors of all languages write English keywords."""
    if compiled.blueprint is not None:
        tag = compiled.blueprint.language
        return best_language(tag) if tag else None
    from ...grammar import terminals_by_spelling

    # A vocabulary, or a file whose first line cannot be read, shows its language by its first keyword.
    places = [*(item.span for item in compiled.tree.items), *compiled.tree.skipped]
    first = min(places, key=lambda span: span.start, default=None)
    word = _WORD.match(first.text) if first else None
    is_chinese = word is not None and not word[0].isascii() and word[0] in terminals_by_spelling()
    return "zh" if is_chinese else None


def _of_system() -> str:
    """The first locale variable that is set decides, as usual."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return best_language(value)
    return LANGUAGES[0]
