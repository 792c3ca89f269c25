"""The files that a command works on.

Comes in: the FILES of the command line: files, folders, `-`. Goes out: each file once, in a stable order,
and compiled. Deliberately absent: what is done with them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..compiler import Compiled, compile_source
from ..diagnostics import Diagnostic
from ..files import LIMIT, SUFFIX, Loader, decode, load, reason, unreadable
from ..source import Source
from .console import note

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


class Inputs(NamedTuple):
    """All files of a run, whether every argument led to one, and whether there may be several."""

    files: list[Input]
    usable: bool
    folder: bool


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

    def compile(self, given: Input) -> Compiled:
        """What a file means; one that cannot be read has one error."""
        if given.path:
            return load(given.name, self._loader)
        found = self._stdin()
        return unreadable(found) if isinstance(found, Diagnostic) else compile_source(found, self._loader)

    def _stdin(self) -> Source | Diagnostic:
        """Standard input; what it imports is looked for from the current folder."""
        found = decode(read_stdin(), STDIN)
        return self._loader.adopt(found, Path(STDIN)) if isinstance(found, Source) else found


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
    """The blueprints of a folder and those below it, sorted.

    Links to folders are not followed, for they may go in circles.
    """
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _JUNK)
        for name in sorted(files):
            if name.endswith(SUFFIX) and name[0] != ".":
                path = os.path.normpath(os.path.join(place, name))
                yield Input(path, Path(path), os.path.relpath(path, folder), False)


def _unreadable(problem: OSError) -> None:
    note(f"folder '{problem.filename}' is passed over: {reason(problem)}")
