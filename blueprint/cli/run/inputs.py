"""The files that a command works on.

Comes in: the FILES of the command line: files, folders, `-`. Goes out: each file once, in a stable order,
and compiled. Deliberately absent: what is done with them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...compiler import Compiled, compile_source, unreadable
from ...diagnostics import Diagnostic
from ...files import LIMIT, SUFFIX, Loader, decode, reason
from ...project import Project, load
from ...settings import Settings
from ...source import Source
from .config import config_for
from .console import note

if TYPE_CHECKING:
    import datetime

STDIN = "<stdin>"
# Hidden folders are passed over as well.
_JUNK = frozenset({"node_modules", "venv", "__pycache__"})


class Input(NamedTuple):
    """One file to work on.

    `path` is None for standard input. `below` is the path from the folder that it was found in: its place
    in an output folder. `named` tells files given by name from those found.
    """

    name: str
    path: Path | None
    below: str
    named: bool

    @property
    def missing(self) -> bool:
        """Whether nothing of that name exists."""
        return self.path is not None and not os.path.lexists(self.name)

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where that is unknown."""
        try:
            return os.stat(self.path).st_size if self.path else 0
        except (OSError, ValueError):
            return 0


class Inputs(NamedTuple):
    """All files of a run, whether every argument led to one, and whether there may be several."""

    files: list[Input]
    usable: bool
    folder: bool

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)


def gather(arguments: tuple[str, ...]) -> Inputs:
    """The files that arguments stand for. Says on standard error which folders hold none."""
    found: dict[str, Input] = {}
    usable = True
    for argument in arguments:
        several = _stands_for(argument)
        for given in several:
            key = os.path.normcase(os.path.realpath(given.path)) if given.path else "-"
            if key not in found or (given.named and not found[key].named):
                found[key] = given
        if not several:
            note(f"no {SUFFIX} file in folder '{argument}'")
            usable = False
    files = list(found.values())
    missing = any(file.missing for file in files)
    folder = len(arguments) > 1 or any(os.path.isdir(argument) for argument in arguments)
    return Inputs(files, usable and not missing, folder)


class Compiler:
    """Compiles the inputs of one run; a vocabulary that many of them import is read once."""

    def __init__(self, today: datetime.date | None = None, language: str | None = None) -> None:
        """`today` is the day that dates are compared with, `language` the one that files are shown in instead of their own; what is
        given as settings outweighs both."""
        self._loader = Loader()
        self._today = today
        self._language = language

    def compile(self, given: Input, settings: Settings | None = None) -> Compiled:
        """What a file means under the settings of its project, or under others; one that cannot be read has one error."""
        settings = settings or settings_for(given, project_of(given), self._today, self._language)
        if given.path:
            return load(given.name, settings, loader=self._loader)
        found = self._stdin()
        if isinstance(found, Diagnostic):
            return unreadable(found)
        return compile_source(found, self._loader, settings)

    def again(self, given: Input, text: str, settings: Settings) -> Compiled:
        """What a file would mean if it held this text."""
        source = self._loader.adopt(Source(given.name, text), given.path or Path(STDIN))
        return compile_source(source, self._loader, settings)

    def _stdin(self) -> Source | Diagnostic:
        """Standard input; what it imports is looked for from the current folder."""
        found = decode(read_stdin(), STDIN)
        return self._loader.adopt(found, Path(STDIN)) if isinstance(found, Source) else found


def project_of(given: Input) -> Project:
    """The project of a file; standard input is one of the current folder."""
    return config_for(given.path.parent if given.path else Path.cwd())


def settings_for(
    given: Input, project: Project, today: datetime.date | None = None, language: str | None = None
) -> Settings:
    """The settings of a project for a file, with the day that dates are compared with and the language to show it in, where given."""
    path = project.relative(given.path) if given.path else given.name
    return replace(project.settings_of(path), today=today, language=language)


def read_stdin() -> bytes:
    """Standard input, up to one byte more than a file may hold."""
    return sys.stdin.buffer.read(LIMIT + 1)


def _stands_for(argument: str) -> list[Input]:
    if argument == "-":
        return [Input(STDIN, None, "stdin", True)]
    if os.path.isdir(argument):
        return list(_search(argument))
    return [Input(argument, Path(argument), os.path.basename(argument), True)]


def _search(folder: str) -> Iterator[Input]:
    """The blueprints in and below a folder, sorted, without those that the configuration excludes.

    Links to folders are not followed, since they may be circular.
    """
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _JUNK)
        config = config_for(Path(place))
        for name in sorted(files):
            if name.endswith(SUFFIX) and name[0] != ".":
                path = os.path.normpath(os.path.join(place, name))
                if not config.excludes(Path(path)):
                    yield Input(path, Path(path), os.path.relpath(path, folder), False)


def _unreadable(problem: OSError) -> None:
    note(f"folder '{problem.filename}' is passed over: {reason(problem)}")
