"""The broken files, and how well the compiler gets over what is wrong in them.

`broken/<name>.blueprint` is a file with planted mistakes; `broken/<name>.expected` says of it, line by line, where they are and what
they are called (`12 BP004`; several codes: any of them is right), and after `keeps` which actions must be left in the Blueprint.
An error belongs to a mistake if it stands on its line and has its code; what is left over is spurious.

Comes in: the folder. Goes out: what was planted, reported, missed and spurious. Deliberately absent: limits, which are the tests'.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from blueprint.compiler import Compiled, compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.files import decode
from blueprint.source import Source

BROKEN = Path(__file__).parent / "broken"


class Planted(NamedTuple):
    """A mistake that was put into a file: its line, and the codes that are right for it."""

    line: int
    codes: tuple[str, ...]


class Expected(NamedTuple):
    """What a sidecar says."""

    planted: tuple[Planted, ...]
    keeps: tuple[str, ...]


class Outcome(NamedTuple):
    """What came of a file: `missed` mistakes, and `spurious` errors that belong to none."""

    compiled: Compiled
    expected: Expected
    missed: list[Planted]
    spurious: list[Diagnostic]


def broken() -> list[Path]:
    """All broken files, sorted."""
    return sorted(BROKEN.glob("*.blueprint"))


def source_of(path: Path) -> Source:
    """The text of a broken file, with the line ends that it has on the disk."""
    source = decode(path.read_bytes(), path.name)
    assert isinstance(source, Source), source.message
    return source


def expected(path: Path) -> Expected:
    """The sidecar of a broken file."""
    planted: list[Planted] = []
    keeps: list[str] = []
    for line in path.with_suffix(".expected").read_text(encoding="utf-8").splitlines():
        first, *rest = line.split()
        if first == "keeps":
            keeps += rest
        else:
            planted.append(Planted(int(first), tuple(rest)))
    return Expected(tuple(planted), tuple(keeps))


def judge(path: Path) -> Outcome:
    """Compile a broken file and compare."""
    compiled, wanted = compile_source(source_of(path)), expected(path)
    left, missed = list(compiled.errors), []
    for one in wanted.planted:
        found = next(
            (error for error in left if error.span.line == one.line and error.code in one.codes), None
        )
        if found is None:
            missed.append(one)
        else:
            left.remove(found)
    return Outcome(compiled, wanted, missed, left)
