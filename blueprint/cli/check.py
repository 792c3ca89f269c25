"""`blueprint check`: say everything that is wrong or weak in files.

Comes in: files. Goes out: diagnostics and a summary on standard output. Deliberately absent: the rules
(`blueprint.checks`).
"""

from __future__ import annotations

from collections import Counter

import click

from ..diagnostics import Diagnostic, Severity
from ..messages import Phrase, listing, phrase, say
from .console import show
from .inputs import Compiler, gather
from .language import language_of, language_option

_EXAMPLES = """\b
Examples:
  blueprint check hotel.blueprint
  blueprint check blueprints/ drafts/spa.blueprint
  cat hotel.blueprint | blueprint check -
  blueprint check hotel.blueprint --lang zh

\b
Exit code: 0 nothing found, 1 errors or findings, 2 wrong usage.
"""


@click.command("check", short_help="Say what is wrong or weak in files.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@language_option
def command(files: tuple[str, ...], lang: str | None) -> None:
    """Say what is wrong or weak in FILES: files, folders (every *.blueprint below them), or '-'."""
    inputs = gather(files)
    compiler = Compiler()
    tally = _Tally()
    for one in inputs.files:
        compiled = compiler.compile(one)
        tally.add(compiled.diagnostics, language_of(lang, compiled))
    if inputs.files:
        click.echo(tally.summary(language_of(lang)))
    raise click.exceptions.Exit(tally.exit_code if inputs.usable else 2)


class _Tally:
    """Counts diagnostics while it prints them, each once: several files may import the same mistake."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int, int, str, str]] = set()
        self._counts: Counter[Severity] = Counter()
        self._files = 0
        self._files_with_any = 0
        self._languages: set[str] = set()

    def add(self, diagnostics: list[Diagnostic], language: str) -> None:
        """Print those of one file."""
        self._languages.add(language)
        self._files += 1
        self._files_with_any += bool(diagnostics)
        for one in diagnostics:
            key = (one.span.source.name, one.span.start, one.span.end, one.code, one.message)
            if key not in self._seen:
                self._seen.add(key)
                self._counts[one.severity] += 1
                show(one, language)

    @property
    def exit_code(self) -> int:
        """Information alone is no finding."""
        return int(any(self._counts[severity] for severity in (Severity.ERROR, Severity.WARNING)))

    def summary(self, language: str) -> str:
        """One line on the whole run, in the language of the files where they have but one, else in `language`."""
        if len(self._languages) == 1:
            (language,) = self._languages
        return say(self._sum(), language)

    def _sum(self) -> Phrase:
        files = phrase("count.files", count=self._files)
        if not self._files_with_any:
            return phrase("check.none", files=files)
        each = {
            Severity.ERROR: phrase("count.errors", count=self._counts[Severity.ERROR]),
            Severity.WARNING: phrase("count.warnings", count=self._counts[Severity.WARNING]),
            Severity.INFO: phrase("count.infos", count=self._counts[Severity.INFO]),
        }
        counts = listing((each[one] for one in Severity if self._counts[one]), "comma")
        if self._files == self._files_with_any:
            return phrase("check.some", counts=counts, files=files)
        return phrase("check.some.of", counts=counts, number=self._files_with_any, files=files)
