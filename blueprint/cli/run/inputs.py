"""The files that a command works on.

Comes in: the FILES of the command line: files, folders, `-`. Goes out: each file once, in a stable order,
and compiled. Deliberately absent: what is done with them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...checks.choice import Choice
from ...compiler import Compiled, compile_source
from ...diagnostics import Diagnostic
from ...files import LIMIT, SUFFIX, Loader, decode, load, reason, unreadable
from ...source import Source
from .console import note

if TYPE_CHECKING:
    from ...analysis.risk.action_priority import Priorities
    from .config import Config

STDIN = "<stdin>"
# Hidden folders are passed over as well.
_JUNK = frozenset({"node_modules", "venv", "__pycache__"})


class Input(NamedTuple):
    """One file to work on.

    `path` is None for standard input. `below` is the path from the folder that it was found in: the place
    of what is written for it in an output folder. `named` tells files given by name from those found.
    """

    name: str
    path: Path | None
    below: str
    named: bool

    @property
    def missing(self) -> bool:
        """Whether there is nothing at all of that name."""
        return self.path is not None and not os.path.lexists(self.name)

    @property
    def size(self) -> int:
        """Its bytes; 0 where nobody can tell."""
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
        return sum(one.size for one in self.files)


def gather(arguments: tuple[str, ...]) -> Inputs:
    """The files that arguments stand for. Says on standard error which folders hold none."""
    found: dict[str, Input] = {}
    usable = True
    for argument in arguments:
        several = _stands_for(argument)
        for one in several:
            key = os.path.normcase(os.path.realpath(one.path)) if one.path else "-"
            if key not in found or (one.named and not found[key].named):
                found[key] = one
        if not several:
            note(f"no {SUFFIX} file in folder '{argument}'")
            usable = False
    files = list(found.values())
    missing = any(one.missing for one in files)
    folder = len(arguments) > 1 or any(os.path.isdir(argument) for argument in arguments)
    return Inputs(files, usable and not missing, folder)


class Compiler:
    """Compiles the inputs of one run; a vocabulary that many of them import is read once."""

    def __init__(self) -> None:
        self._loader = Loader()

    def compile(self, given: Input, choice: Choice | None = None) -> Compiled:
        """What a file means, checked as its configuration says or by a choice; one that cannot be read has one error."""
        choice = choice or chosen_for(given)
        if given.path:
            return load(given.name, self._loader, choice)
        found = self._stdin()
        if isinstance(found, Diagnostic):
            return unreadable(found)
        return compile_source(found, self._loader, choice)

    def again(self, given: Input, text: str, choice: Choice) -> Compiled:
        """What a file would mean if it held this text."""
        source = self._loader.adopt(Source(given.name, text), given.path or Path(STDIN))
        return compile_source(source, self._loader, choice)

    def _stdin(self) -> Source | Diagnostic:
        """Standard input; what it imports is looked for from the current folder."""
        found = decode(read_stdin(), STDIN)
        return self._loader.adopt(found, Path(STDIN)) if isinstance(found, Source) else found


def chosen_for(given: Input) -> Choice:
    """Which rules the configuration wants for a file; due dates are left alone, for output has no dates."""
    config = _config(given)
    return config.choice.of_file(config.relative(given.path) if given.path else given.name)


def priorities_for(given: Input) -> Priorities | None:
    """The table of action priorities that the configuration names for a file; None for the usual one."""
    return _config(given).priorities


def _config(given: Input) -> Config:
    from .config import config_for

    return config_for(given.path.parent if given.path else Path.cwd())


def read_stdin() -> bytes:
    """What comes in by standard input, one byte more than a file may hold at most."""
    return sys.stdin.buffer.read(LIMIT + 1)


def _stands_for(argument: str) -> list[Input]:
    if argument == "-":
        return [Input(STDIN, None, "stdin", True)]
    if os.path.isdir(argument):
        return list(_search(argument))
    return [Input(argument, Path(argument), os.path.basename(argument), True)]


def _search(folder: str) -> Iterator[Input]:
    """The blueprints of a folder and those below it, sorted, but for those that the configuration excludes.

    Links to folders are not followed, for they may go in circles.
    """
    from .config import config_for

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
