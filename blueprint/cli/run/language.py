"""The language for what is said of a file.

Comes in: `--lang`, a compiled file, the configuration, the environment. Goes out: a language of the catalogues (`blueprint.words`).
Deliberately absent: the language of the command line itself (`blueprint.cli.spoken`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ...words import LANGUAGES, best_language
from ..spoken import language_in_use, language_of_system

__all__ = ["language_in_use", "language_of", "language_option"]

if TYPE_CHECKING:
    from ...compiler import Compiled

_Command = Callable[..., Any]


def language_option(command: _Command) -> _Command:
    """Add `--lang` to a command; it comes as `lang`."""
    text = "The language of messages and of what is written; else that of the file."
    option = click.option("--lang", type=click.Choice(LANGUAGES), help=text)
    decorated: _Command = option(command)
    return decorated


def language_of(chosen: str | None, compiled: Compiled | None = None) -> str:
    """The language for what is said of a file: what the user chose, else that of the file, else that of the system.

    In each of them the program has the author's word for customers. Without a file it is the language in use.
    """
    if compiled is None:
        return chosen or language_in_use()
    language = chosen or _of_file(compiled) or language_of_system()
    if compiled.blueprint:
        return best_language(compiled.blueprint.words_in(language))
    return language


def _of_file(compiled: Compiled) -> str | None:
    """None where a file does not tell its language."""
    from ...resolver.language import language_of_file

    blueprint = compiled.blueprint
    tag = blueprint.language if blueprint else language_of_file(compiled.tree)
    return best_language(tag) if tag else None
