"""Diagnostics: one value for an error, a warning or a piece of information about a file.

Comes in: places and sentences. Goes out: diagnostics in one stable order. Deliberately absent: how they are printed
(`blueprint.cli.run.frames`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from .lean_dataclasses import dataclass
from .similar_names import Vocabulary
from .source import Span
from .words import Phrase, Text, in_words, listing, phrase


class Severity(IntEnum):
    """How severe a diagnostic is; only an error stops drawing."""

    ERROR = 0
    WARNING = 1
    INFO = 2

    @property
    def word(self) -> str:
        """The word that options, settings and machines use."""
        return self.name.lower()

    @property
    def called(self) -> Phrase:
        """The word that people read."""
        return _CALLED[self]


_CALLED = {
    Severity.ERROR: phrase("message.error"),
    Severity.WARNING: phrase("message.warning"),
    Severity.INFO: phrase("message.info"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that explains the first one."""

    span: Span
    statement: Text

    @property
    def text(self) -> str:
        """The label's text, in English."""
        return in_words(self.statement)

    def text_in(self, language: str) -> str:
        """The label's text, in a language of the catalogues."""
        return in_words(self.statement, language)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a source, and what to write in its place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One mistake or weakness, at its place, with the cure.

    `fix` is the cure as edits of the text, where there is exactly one that cannot change what the author meant.
    """

    code: str
    severity: Severity
    statement: Text
    span: Span
    cure: Text | None = None
    labels: tuple[Label, ...] = ()
    fix: tuple[Edit, ...] = ()

    @property
    def message(self) -> str:
        """What was found, in English."""
        return in_words(self.statement)

    @property
    def hint(self) -> str | None:
        """What to do, in English."""
        return in_words(self.cure) if self.cure else None

    def message_in(self, language: str) -> str:
        """What was found, in a language of the catalogues."""
        return in_words(self.statement, language)

    def hint_in(self, language: str) -> str | None:
        """What to do, in a language of the catalogues."""
        return in_words(self.cure, language) if self.cure else None

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be drawn because of it."""
        return self.severity is Severity.ERROR


def error(
    code: str,
    span: Span,
    text: Text,
    cure: Text | None = None,
    labels: Iterable[Label] = (),
    fix: Iterable[Edit] = (),
) -> Diagnostic:
    """An error with the code of docs/errors.md."""
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        statement=text,
        span=span,
        cure=cure,
        labels=tuple(labels),
        fix=tuple(fix),
    )


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, place and code, without repetitions."""
    # Sorted by statement as a value, not as text, so that no catalogue needs to be read.
    unique = {
        (
            diagnostic.span.source.name,
            diagnostic.span.start,
            diagnostic.span.end,
            diagnostic.code,
            repr(diagnostic.statement),
        ): diagnostic
        for diagnostic in diagnostics
    }
    return [unique[key] for key in sorted(unique)]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(diagnostic.is_error for diagnostic in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> Phrase | None:
    """The nearest of the known names as a sentence, or nothing where none is near."""
    near = nearest(word, known)
    return phrase("message.did-you-mean", name=near) if near else None


def there_are(names: Iterable[str]) -> Phrase:
    """The known names as a sentence, where none is near."""
    return phrase("message.there-are", names=listing(names, "comma"))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to a word, where one is near."""
    return Vocabulary(known).nearest(word)
