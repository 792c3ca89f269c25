"""Checking one file after the other, with the rules that the user or the configuration chose.

Comes in: a file, and the options of a run. Goes out: its diagnostics, ready to be printed; texts with their fixes applied. Deliberately
absent: options, printing, and the order of a run.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ...checks import RULES
from ...checks.choice import chosen
from ...checks.fingerprints import fingerprints
from ...checks.text.unused_declaration import Usage, usage_of
from ...diagnostics import Diagnostic, Severity
from ...lean_dataclasses import dataclass
from ...places import Naming
from ...project import Project
from ...settings import Settings
from ...source import Source
from ..listings import Found
from .config import read_config
from .console import framed
from .inputs import Compiler, Input, project_of, settings_for
from .language import language_of

#: One fix may allow another; more rounds than these mean that fixes undo each other.
_ROUNDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options of the command line; they outweigh the configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    today: datetime.date | None = None
    language: str | None = None
    config: Path | None = None
    framed: bool = True
    #: Whether the frames go into a file, which is not as wide as the terminal.
    for_file: bool = False

    def project_of(self, given: Input) -> Project:
        """The project that a file is checked for."""
        return read_config(self.config) if self.config else project_of(given)

    def settings(self, project: Project, given: Input) -> Settings:
        """The settings that a file is checked with."""
        own = settings_for(given, project, self.today)
        choice = replace(
            own.choice,
            select=self.select or own.choice.select,
            ignore=(*own.choice.ignore, *self.ignore),
            severity=(*own.choice.severity, *self.severity),
        )
        return replace(own, choice=choice)


class Told(NamedTuple):
    """One finding: as data, framed for people (empty where not needed), and its identity."""

    found: Found
    frame: str

    @property
    def identity(self) -> tuple[str, int, int, str, str]:
        """Equal for the same mistake imported by several files."""
        diagnostic = self.found.diagnostic
        return (
            diagnostic.span.source.path or diagnostic.span.source.name,
            diagnostic.span.start,
            diagnostic.span.end,
            diagnostic.code,
            diagnostic.message,
        )


class Telling(NamedTuple):
    """What is to be reported about one file, and the language for it."""

    language: str
    told: list[Told]
    usage: Usage | None = None


class Checker:
    """Checks the files of one run; a vocabulary that many of them import is read once."""

    def __init__(self, wishes: Wishes, naming: Naming | None = None) -> None:
        self._wishes = wishes
        self._compiler = Compiler(naming=naming)

    def check(self, given: Input) -> Telling:
        """The findings of a file."""
        project = self._wishes.project_of(given)
        compiled = self._compiler.compile(given, self._wishes.settings(project, given))
        language = language_of(self._wishes.language or project.language, compiled)
        told = self._tell(given, project, compiled.diagnostics, language)
        is_whole = compiled.is_sound and compiled.blueprint is not None
        return Telling(
            language, told, usage_of(compiled.blueprint) if is_whole and compiled.blueprint else None
        )

    def vocabulary(self, given: Input, idle: list[Diagnostic], language: str | None) -> Telling:
        """The findings about declarations of a vocabulary that no file of the run uses."""
        project = self._wishes.project_of(given)
        choice = self._wishes.settings(project, given).choice
        rules = {rule.code: rule for rule in chosen(choice, RULES)}
        wanted = [
            replace(diagnostic, severity=rules[diagnostic.code].severity)
            for diagnostic in idle
            if diagnostic.code in rules
        ]
        spoken = language_of(language or self._wishes.language or project.language)
        return Telling(spoken, self._tell(given, project, wanted, spoken))

    def _tell(self, given: Input, project: Project, group: list[Diagnostic], language: str) -> list[Told]:
        # Fingerprints do not depend on the current folder.
        places = [
            project.relative(Path(diagnostic.span.source.path))
            if given.place and diagnostic.span.source.path
            else given.name
            for diagnostic in group
        ]
        return [
            Told(
                _found(diagnostic, mark, language),
                framed(diagnostic, language, for_file=self._wishes.for_file) if self._wishes.framed else "",
            )
            for diagnostic, mark in zip(group, fingerprints(group, places), strict=True)
        ]

    def cure(self, given: Input) -> tuple[Source, str, int] | None:
        """A file's source, its text with all cures put in, and how many there were; None where it cannot be read."""
        from .fixes import cure

        settings = self._wishes.settings(self._wishes.project_of(given), given)
        compiled = self._compiler.compile(given, settings)
        source = compiled.tree.source
        if any(error.code == "BP001" and error.span.source is source for error in compiled.errors):
            return None
        count = 0
        for _ in range(_ROUNDS):
            cured = cure(compiled.tree.source, compiled.diagnostics)
            if not cured.cured:
                break
            count += cured.cured
            compiled = self._compiler.again(given, cured.text, settings)
        return source, compiled.tree.source.text, count


_NAMES = {rule.code: rule.name for rule in RULES}


def _found(diagnostic: Diagnostic, fingerprint: str, language: str) -> Found:
    return Found(
        file=diagnostic.span.source.project_path,
        rule=_NAMES.get(diagnostic.code, ""),
        diagnostic=diagnostic,
        message=diagnostic.message_in(language),
        hint=diagnostic.hint_in(language),
        labels=tuple(label.text_in(language) for label in diagnostic.labels),
        fingerprint=fingerprint,
    )
