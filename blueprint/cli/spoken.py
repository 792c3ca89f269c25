"""The language of the command line itself: help, notes, and what is wrong with a call.

Comes in: the arguments before click has read them, since help and mistakes end its reading; the configuration; the environment. Goes out: a
language of the catalogues, and click made to speak it. Deliberately absent: the texts (`help_text`), and the language for what is said of
a file (`run.language`). Every run imports this module, so it imports nothing but click.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

#: The modules of click that ask gettext for their texts.
_OF_CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
#: Options that click makes once for all runs of a process, in English; the help translates them when it is written.
_LATER = frozenset({"Show this message and exit.", "Show the version and exit."})

_arguments: Sequence[str] = ()


class SpokenContext(click.Context):
    """The context of a command whose help is written in the language in use."""

    def make_formatter(self) -> click.HelpFormatter:
        """click's own formatter for English; ours for other languages."""
        language = language_in_use()
        if language == "en":
            return super().make_formatter()
        from .help_text import Formatter

        return Formatter(language, self.terminal_width, self.max_content_width)


def listen(arguments: Sequence[str]) -> None:
    """Note the arguments of a run, and have click ask here for its texts."""
    global _arguments
    _arguments = tuple(arguments)
    for name in _OF_CLICK:
        module = sys.modules.get(f"click.{name}")
        # click has no way of its own to be given another gettext.
        for function, own in (("_", _text), ("ngettext", _text_for)):
            if hasattr(module, function):
                setattr(module, function, own)


def arguments() -> Sequence[str]:
    """The arguments of this run as they were typed."""
    return _arguments


def language_in_use() -> str:
    """The language for what is said before a file is read: of `--lang`, else of the project here, else of the system."""
    return typed_language() or _of_project() or language_of_system()


def typed_language() -> str | None:
    """The language of `--lang`, wherever it stands; None without one that there is."""
    for number, argument in enumerate(_arguments):
        option, equals, value = argument.partition("=")
        if argument == "--":
            break
        if option == "--lang":
            value = value if equals else "".join(_arguments[number + 1 : number + 2])
            from ..words import LANGUAGES

            return value if value in LANGUAGES else None
    return None


def language_of_system() -> str:
    """The first locale variable that is set decides, as usual."""
    value = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    if value.partition(".")[0] in ("", "C", "POSIX"):
        return "en"
    from ..words import best_language

    return best_language(value)


def _of_project() -> str | None:
    """None for a configuration that cannot be used as well: help is given all the same."""
    try:
        if not _may_have_project(os.getcwd()):
            return None
        from pathlib import Path

        from ..project import Project, Projects

        found = Projects().find(Path.cwd())
    except OSError:  # the current folder is gone
        return None
    return found.language if isinstance(found, Project) else None


def _may_have_project(folder: str) -> bool:
    """Whether a configuration may stand in a folder or above it: where none does, what reads it is not imported."""
    if any(os.path.isfile(os.path.join(folder, name)) for name in ("blueprint.toml", "pyproject.toml")):
        return True
    parent = os.path.dirname(folder)
    return parent != folder and not os.path.exists(os.path.join(folder, ".git")) and _may_have_project(parent)


def _text(text: str) -> str:
    language = "en" if text in _LATER else language_in_use()
    if language == "en":
        return text
    from .help_text import in_language

    return in_language(text, language)


def _text_for(one: str, many: str, count: int) -> str:
    """Chinese has one form; languages with more of them have the one that English uses here."""
    return _text(one if count == 1 else many)
