"""The walk through folders: which blueprints are found in them.

Comes in: folders, and the patterns of the configurations in force there. Goes out: the files that are not excluded, sorted; which
patterns excluded nothing. Deliberately absent: files that are given by name (`inputs`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...files import reason
from ...patterns import fixed_part, matches
from ...places import is_inside, legible
from ...project import Project
from ...source import SUFFIX
from ...words import phrase
from .config import config_for
from .console import note

# Hidden folders are passed over as well.
_JUNK = frozenset({"node_modules", "venv", "__pycache__"})


class FoundFile(NamedTuple):
    """A blueprint in a folder: its path, and the way to it from the folder that was searched."""

    path: Path
    below: str


class Search:
    """Searches the folders of one run."""

    def __init__(self, *, quiet: bool = False) -> None:
        """`quiet`: what cannot be read is not told."""
        self._quiet = quiet
        self._searched: list[str] = []
        self._excluded: list[str] = []
        self._skipped: list[str] = []
        #: The configurations that were in force, by their files, and their patterns that matched anything.
        self._projects: dict[Path, Project] = {}
        self._used: dict[Path, set[str]] = {}
        #: Whether a folder could not be read.
        self.unreadable = False

    def below(self, folder: str) -> Iterator[FoundFile]:
        """The blueprints in and below a folder, sorted, without those that the configuration excludes.

        Links to folders are not followed, since they may be circular.
        """
        self._searched.append(os.path.realpath(folder))
        for place, folders, files in os.walk(folder, onerror=self._pass_over):
            project = config_for(Path(place))
            kept = [
                name for name in sorted(folders) if not self._excludes(project, place, name, is_folder=True)
            ]
            searched = [name for name in kept if name[0] != "." and name not in _JUNK]
            self._skipped += [
                os.path.realpath(os.path.join(place, name)) for name in folders if name not in searched
            ]
            folders[:] = searched
            for name in sorted(files):
                if self._excludes(project, place, name) or not name.endswith(SUFFIX) or name[0] == ".":
                    continue
                path = os.path.normpath(os.path.join(place, name))
                yield FoundFile(Path(path), os.path.relpath(path, folder))

    def _excludes(self, project: Project, place: str, name: str, *, is_folder: bool = False) -> bool:
        if project.path is None or not project.exclude:
            return False
        path = Path(place, name)
        own = project.relative(path)
        self._projects[project.path] = project
        used = self._used.setdefault(project.path, set())
        used |= {pattern for pattern in project.exclude if matches(pattern, own, is_folder=is_folder)}
        excluded = project.excludes(path, is_folder=is_folder)
        if excluded and (is_folder or name.endswith(SUFFIX)):
            self._excluded.append(os.path.realpath(place))
        return excluded

    def excluded_below(self, folder: str) -> bool:
        """Whether anything in a folder was excluded."""
        return any(is_inside(place, os.path.realpath(folder)) for place in self._excluded)

    def tell_of_patterns(self) -> None:
        """Name the patterns that have matched nothing, of configurations whose whole folder was searched."""
        for path, project in self._projects.items():
            home = os.path.realpath(path.parent)
            if not any(is_inside(home, folder) for folder in self._searched):
                continue
            for pattern in project.exclude:
                if pattern not in self._used[path] and not self._is_skipped(home, pattern):
                    told = phrase("message.exclude.nothing", file=_shown(path), pattern=pattern)
                    note(told)

    def _is_skipped(self, home: str, pattern: str) -> bool:
        """Whether a pattern leads into a folder that is passed over anyway, so that nobody looked whether it matches."""
        begins = os.path.realpath(os.path.join(home, fixed_part(pattern)))
        return any(is_inside(begins, folder) for folder in self._skipped)

    def _pass_over(self, problem: OSError) -> None:
        self.unreadable = True
        if not self._quiet:
            note(
                phrase("message.input.passed-over", folder=legible(problem.filename), reason=reason(problem))
            )


def _shown(path: Path) -> str:
    try:
        return legible(os.path.relpath(path))
    except (OSError, ValueError):  # no current folder any more; another drive
        return legible(str(path))
