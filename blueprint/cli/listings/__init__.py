"""What `check` found, for machines and for pages: one small module for each format, with its LISTING.

Comes in: a Run. Goes out: text. Every format lists the findings in the order of the run, and has the same bytes for the same files.
Deliberately absent: printing, and the frames that people read in a terminal (`blueprint.cli.run.frames`).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ...diagnostics import Diagnostic, Severity
from ...lean_dataclasses import dataclass

#: The formats; `as_NAME` of this folder has each.
FORMATS = ("json", "sarif", "github", "gitlab", "junit", "markdown")


class ListedFile(NamedTuple):
    """A file of a run: the way to it from the root of its project, and the same as a URI; None for a text without a file."""

    name: str
    uri: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A diagnostic in a run: its file by the way from the project's root, the name of its rule (none for an error), texts, fingerprint."""

    file: str
    rule: str
    diagnostic: Diagnostic
    message: str
    hint: str | None
    labels: tuple[str, ...]
    fingerprint: str

    @property
    def start(self) -> tuple[int, int]:
        """Line and column from 1, in characters."""
        return self.diagnostic.span.source.position(self.diagnostic.span.start)

    @property
    def end(self) -> tuple[int, int]:
        """Line and column after the last character; never the start."""
        span = self.diagnostic.span
        return span.source.position(max(span.end, min(span.start + 1, len(span.source.text))))

    @property
    def severity(self) -> Severity:
        """Its severity, as a word."""
        return self.diagnostic.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that a run found: the files in order, and the diagnostics to report."""

    files: tuple[ListedFile, ...]
    found: tuple[Found, ...]
    #: The summary in one sentence.
    summary: str
    version: str
    #: The language of what people read in it.
    language: str = "en"

    def of(self, file: str) -> list[Found]:
        """What was found in one file."""
        return [finding for finding in self.found if finding.file == file]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A format: what the command line says of it, and the function that writes a run, with a line end at the end."""

    help: str
    show: Callable[[Run], str]


def find(name: str) -> Listing:
    """One of the FORMATS."""
    found: Listing = import_module(f"{__name__}.as_{name}").LISTING
    return found


def listed(run: Run, name: str) -> str:
    """A run in one of the FORMATS."""
    return find(name).show(run)
