"""The configuration as the command line uses it.

Comes in: folders, and paths of configurations. Goes out: projects; a configuration that cannot be used ends the run with exit code 2
and its message. Deliberately absent: what a configuration contains (`blueprint.project`), and options of the command line (`inputs`,
`checking`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ...diagnostics import Diagnostic
from ...project import Project, Projects, read_project
from ...words import phrase
from .console import Failure


@cache
def _projects() -> Projects:
    """Those of this run."""
    return Projects()


def config_for(folder: Path) -> Project:
    """The project of a folder."""
    return _usable(_projects().find(folder))


def read_config(path: Path) -> Project:
    """The project of one configuration."""
    return _usable(read_project(path))


def _usable(found: Project | Diagnostic) -> Project:
    if isinstance(found, Diagnostic):
        raise Failure(phrase("message.about", file=found.span.source.name, what=found.statement))
    return found
