"""The files that a command works on.

Comes in: the FILES of the command line: files, folders, `-`, and the options that say how they are meant. Goes out: each file once, in
a stable order, and compiled. Deliberately absent: what is done with them, and the walk through folders (`searching`).
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...compiler import Compiled, compile_source, unreadable
from ...diagnostics import Diagnostic
from ...files import LIMIT, Loader, Spellings, decode, spelled
from ...places import Naming, legible, uri
from ...project import Project, load
from ...settings import Settings
from ...source import SUFFIX, Source
from ...words import phrase
from .config import config_for
from .console import Failure, misuse, note
from .reading import Reading
from .searching import Search

if TYPE_CHECKING:
    import datetime

STDIN = "<stdin>"
#: Where CI servers say that they keep the repository: GitHub, GitLab.
_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Input(NamedTuple):
    """One file to work on.

    `name` is what messages call it. `path` is None for standard input, and `stands` then the file that it is, if it is one. `below` is
    the path from the folder that it was found in: its place in an output folder. `named` tells files given by name from those found.
    `project_path` is its name wherever else it is read, and `uri` the same as a relative URI.
    """

    name: str
    path: Path | None
    below: str
    named: bool
    stands: Path | None = None
    project_path: str = ""
    uri: str | None = None

    @property
    def place(self) -> Path | None:
        """The file that it is, or stands for; None for a text without one."""
        return self.path or self.stands

    @property
    def missing(self) -> bool:
        """Whether nothing of that name exists."""
        return self.path is not None and not os.path.lexists(self.path)

    @property
    def size(self) -> int:
        """Its size in bytes; 0 where that is unknown."""
        try:
            return os.stat(self.path).st_size if self.path else 0
        except (OSError, ValueError):
            return 0


class Inputs(NamedTuple):
    """All files of a run, whether every argument led to one, and whether there may be several.

    `naming` gives them their project paths. `passed_over` are files given by name that are excluded.
    """

    files: list[Input]
    usable: bool
    folder: bool
    naming: Naming
    passed_over: list[Input]

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    def hold_all_of(self, folder: Path) -> bool:
        """Whether the run has every blueprint in and below a folder that is not excluded."""
        own = {os.path.realpath(file.path) for file in self.files if file.path}
        search = Search(quiet=True)
        found = {os.path.realpath(each.path) for each in search.below(str(folder))}
        return found <= own and not search.unreadable


def gather(arguments: tuple[str, ...], reading: Reading = Reading()) -> Inputs:  # noqa: B008 - a value
    """The files that arguments stand for. Says on standard error which folders hold none, and which patterns exclude nothing."""
    if reading.stdin_filename is not None and "-" not in arguments:
        raise misuse(phrase("message.input.stdin-filename"))
    search, spellings = Search(), Spellings()
    found: dict[str, Input] = {}
    passed_over: list[Input] = []
    usable = True
    for argument in arguments:
        several = _stands_for(argument, reading, search)
        if reading.force_exclude:
            passed_over += [given for given in several if _is_excluded(given)]
            several = [given for given in several if not _is_excluded(given)]
        for given in several:
            key = spellings.of(given.path) if given.path else "-"
            if key not in found or (given.named and not found[key].named):
                found[key] = given
        if not several and os.path.isdir(argument):
            usable &= _on_empty_folder(argument, search)
    search.tell_of_patterns()
    naming = Naming(workspace=_workspace(), base=_base(arguments, reading))
    files = [_placed(given, naming) for given in found.values()]
    missing = any(file.missing for file in files)
    folder = len(arguments) > 1 or any(os.path.isdir(argument) for argument in arguments)
    return Inputs(files, usable and not missing, folder, naming, passed_over)


def _stands_for(argument: str, reading: Reading, search: Search) -> list[Input]:
    if argument == "-":
        named = reading.stdin_filename
        if named is None:
            return [Input(STDIN, None, "stdin", True)]
        return [Input(legible(named), None, os.path.basename(named), True, Path(named))]
    if os.path.isdir(spelled(Path(argument))):
        return [
            Input(legible(str(each.path)), each.path, each.below, False)
            for each in search.below(str(spelled(Path(argument))))
        ]
    return [Input(legible(argument), spelled(Path(argument)), os.path.basename(argument), True)]


def _is_excluded(given: Input) -> bool:
    return given.named and given.place is not None and config_for(given.place.parent).excludes(given.place)


def _on_empty_folder(argument: str, search: Search) -> bool:
    """Say that there is no blueprint; whether that is meant so."""
    excluded = search.excluded_below(argument)
    folder = legible(argument)
    told = (
        phrase("message.input.all-excluded", folder=folder, suffix=SUFFIX)
        if excluded
        else phrase("message.input.empty-folder", folder=folder, suffix=SUFFIX)
    )
    note(told)
    return excluded


def _workspace() -> str | None:
    return next((folder for name in _WORKSPACES if (folder := os.environ.get(name))), None)


def _base(arguments: tuple[str, ...], reading: Reading) -> str | None:
    """The folder that all arguments are in."""
    given = [reading.stdin_filename if argument == "-" else argument for argument in arguments]
    folders = [
        os.path.realpath(each) if os.path.isdir(each) else os.path.dirname(os.path.realpath(each))
        for each in given
        if each is not None
    ]
    try:
        return os.path.commonpath(folders) if folders else None
    except ValueError:  # several drives
        return None


def _placed(given: Input, naming: Naming) -> Input:
    if given.place is None:
        return given._replace(project_path=given.name)
    way = naming.project_path(os.path.realpath(given.place))
    return given._replace(project_path=legible(way), uri=uri(way))


class Compiler:
    """Compiles the inputs of one run; a vocabulary that many of them import is read once."""

    def __init__(
        self,
        today: datetime.date | None = None,
        language: str | None = None,
        *,
        naming: Naming | None = None,
    ) -> None:
        """`today` is the day that dates are compared with, `language` the one that files are shown in instead of their own; what is
        given as settings outweighs both. `naming` is that of the inputs."""
        self._loader = Loader(naming=naming)
        self._today = today
        self._language = language

    def compile(self, given: Input, settings: Settings | None = None) -> Compiled:
        """What a file means under the settings of its project, or under others; one that cannot be read has one error."""
        settings = settings or settings_for(given, project_of(given), self._today, self._language)
        if given.path:
            return load(given.path, settings, loader=self._loader, name=given.name)
        found = decode(read_stdin(), given.name)
        if isinstance(found, Diagnostic):
            return unreadable(found)
        return compile_source(self._adopted(given, found), self._loader, settings)

    def again(self, given: Input, text: str, settings: Settings) -> Compiled:
        """What a file would mean if it held this text."""
        return compile_source(self._adopted(given, Source(given.name, text)), self._loader, settings)

    def _adopted(self, given: Input, source: Source) -> Source:
        """A text in the place of its file; what one without a file imports is looked for from the current folder."""
        adopted = self._loader.adopt(source, given.place or Path(STDIN))
        if given.place is None:
            adopted.project_path, adopted.uri = given.name, None
        return adopted


def project_of(given: Input) -> Project:
    """The project of a file; a text without one is of the current folder."""
    return config_for(given.place.parent if given.place else Path.cwd())


def settings_for(
    given: Input, project: Project, today: datetime.date | None = None, language: str | None = None
) -> Settings:
    """The settings of a project for a file, with the day that dates are compared with and the language to show it in, where given."""
    path = project.relative(given.place) if given.place else given.name
    return replace(project.settings_of(path), today=today, language=language)


def read_stdin() -> bytes:
    """Standard input, up to one byte more than a file may hold. Raises Failure where there is none."""
    if sys.stdin is None:  # closed by the parent process, or no console
        raise Failure(phrase("message.input.closed"))
    return sys.stdin.buffer.read(LIMIT + 1)
