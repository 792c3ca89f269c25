"""The examples and the cases, compiled and drawn: each once, however many tests ask for it.

Comes in: paths. Goes out: what a file compiles to, and its scene, which nobody may change. Deliberately absent: files that a test writes itself,
and tests of reading: these have to read anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from blueprint import load
from blueprint.compiler import Compiled
from blueprint.scene import Scene, scene


@cache
def compiled(path: Path) -> Compiled:
    """A file of the repository as it compiles; its facts and findings, too, are worked out once."""
    return load(path)


@cache
def drawn(path: Path) -> Scene:
    """Its scene, as a whole and with the usual settings."""
    return scene(compiled(path))
