"""The language in which messages are printed.

Comes in: `--lang`, a compiled file, the environment. Goes out: a language of the catalogues (`blueprint.words`). Deliberately
absent: the language of pictures and reports, which is that of the blueprint.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from ...compiler import Compiled
from ...resolver.language import language_of_file
from ...words import LANGUAGES, best_language

_Command = Callable[..., Any]


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
    """None where a file does not tell its language."""
    blueprint = compiled.blueprint
    tag = blueprint.language if blueprint else language_of_file(compiled.tree)
    return best_language(tag) if tag else None


def _of_system() -> str:
    """The first locale variable that is set decides, as usual."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return best_language(value)
    return LANGUAGES[0]
