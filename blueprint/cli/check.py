"""`blueprint check`: say everything that is wrong or weak in files.

Comes in: files. Goes out: diagnostics and a summary on standard output. Deliberately absent: the rules
(`blueprint.checks`).
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import NamedTuple

import click

from ..diagnostics import Diagnostic, Severity
from .console import framed, show_framed
from .inputs import Compiler, Input, gather
from .pool import spread

_EXAMPLES = """\b
Examples:
  blueprint check hotel.blueprint
  blueprint check blueprints/ drafts/spa.blueprint
  cat hotel.blueprint | blueprint check -

\b
Exit code: 0 nothing found, 1 errors or findings, 2 wrong usage.
"""


@click.command("check", short_help="Say what is wrong or weak in files.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
def command(files: tuple[str, ...]) -> None:
    """Say what is wrong or weak in FILES: files, folders (every *.blueprint below them), or '-'."""
    inputs = gather(files)
    compiler = Compiler()
    tally = _Tally()

    def told(given: Input) -> list[_Told]:
        return [_tell(one) for one in compiler.compile(given).diagnostics]

    with closing(spread(told, inputs.files, inputs.size)) as all_told:
        for one in all_told:
            tally.add(one)
    if inputs.files:
        click.echo(tally.summary())
    raise click.exceptions.Exit(tally.exit_code if inputs.usable else 2)


class _Told(NamedTuple):
    """What is printed of a diagnostic, its severity, and what tells it from others."""

    text: str
    severity: Severity
    identity: tuple[str, int, int, str, str]


def _tell(one: Diagnostic) -> _Told:
    identity = (one.span.source.name, one.span.start, one.span.end, one.code, one.message)
    return _Told(framed(one), one.severity, identity)


class _Tally:
    """Counts diagnostics while it prints them, each once: several files may import the same mistake."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int, int, str, str]] = set()
        self._counts: Counter[Severity] = Counter()
        self._files = 0
        self._files_with_any = 0

    def add(self, told: list[_Told]) -> None:
        """Print those of one file."""
        self._files += 1
        self._files_with_any += bool(told)
        for one in told:
            if one.identity not in self._seen:
                self._seen.add(one.identity)
                self._counts[one.severity] += 1
                show_framed(one.text)

    @property
    def exit_code(self) -> int:
        """Information alone is no finding."""
        return int(any(self._counts[severity] for severity in (Severity.ERROR, Severity.WARNING)))

    def summary(self) -> str:
        """One line on the whole run."""
        total = _many(self._files, "file")
        if not self._files_with_any:
            return f"No findings in {total}"
        counts = ", ".join(_many(self._counts[one], one.word) for one in Severity if self._counts[one])
        of_all = "" if self._files == self._files_with_any else f"{self._files_with_any} of "
        return f"{counts} in {of_all}{total}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
