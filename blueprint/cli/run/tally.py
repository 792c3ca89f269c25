"""Totals of a run: new findings, the sentence that sums it up, the exit code.

Comes in: the diagnostics of one file after the other. Goes out: which of them are new, a sentence, and the exit code. Deliberately
absent: printing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from ...checks.text.unused_declaration import Usage, joined
from ...diagnostics import Severity
from ...words import Phrase, in_words, listing, phrase
from .baseline import Old, split
from .checking import Telling, Told


class Tally:
    """Counts what is reported, each mistake once: several files may import the same one."""

    def __init__(
        self, old: Iterable[Old] = (), files: Collection[str] = (), codes: Collection[str] = ()
    ) -> None:
        """`old`: a baseline. Which of its findings are gone is known only for the files and rules of this run."""
        old = frozenset(old)
        self._known = frozenset(old.fingerprint for old in old)
        self._missed = {old.fingerprint: old.code for old in old if old.file in files and old.code in codes}
        self.told: list[Told] = []
        #: What the files so far use of their imports.
        self.usage = Usage()
        self.old = 0
        self._seen: set[tuple[str, int, int, str, str]] = set()
        self._counts: Counter[Severity] = Counter()
        self._errors = 0
        self._files = 0
        #: Whether all files could be understood, so that what they use is known.
        self.all_sound = True
        self._files_with_any = 0
        self._languages: set[str] = set()

    def add(self, telling: Telling, *, is_new: bool = True) -> list[Told]:
        """Those of one file to report: not reported yet, and not in the baseline. `is_new`: it was not counted yet."""
        told = telling.told
        if is_new:
            self._files += 1
            self._languages.add(telling.language)
            self.all_sound &= not any(
                told.found.diagnostic.code < "BP1" and told.found.diagnostic.is_error for told in told
            )
        if telling.usage:
            self.usage = joined(self.usage, telling.usage)
        parts = split((told.found for told in told), self._known)
        self.old += parts.old
        for each in told:
            self._missed.pop(each.found.fingerprint, None)
        new = {id(finding) for finding in parts.new}
        fresh = [told for told in told if id(told.found) in new and told.identity not in self._seen]
        self._files_with_any += bool(parts.new)
        for other in fresh:
            self._seen.add(other.identity)
            self._counts[other.found.severity] += 1
            self._errors += other.found.diagnostic.code < "BP1"
        self.told += fresh
        return fresh

    def gone(self, *, without: Collection[str] = ()) -> int:
        """How many findings of the baseline this run should have found, and did not; `without` the codes that it could not judge."""
        return sum(code not in without for code in self._missed.values())

    def may_miss(self, code: str) -> bool:
        """Whether a finding of a code is in the baseline, and not found so far."""
        return code in self._missed.values()

    def exit_code(self, *, exit_zero: bool) -> int:
        """Information alone is no finding; what cannot be drawn always counts."""
        if exit_zero:
            return int(self._errors > 0)
        return int(any(self._counts[severity] for severity in (Severity.ERROR, Severity.WARNING)))

    @property
    def language(self) -> str | None:
        """The language of the files, where they have only one."""
        return next(iter(self._languages)) if len(self._languages) == 1 else None

    def summary(self, language: str) -> str:
        """One line on the whole run, in the language of the files where they have only one, else in `language`."""
        return in_words(self._sum(), self.language or language)

    def _sum(self) -> Phrase:
        files: Phrase = phrase("message.count.files", count=self._files)
        if self.old:
            files = phrase("message.check.but-baseline", files=files, count=self.old)
        if not self._files_with_any:
            return phrase("message.check.none", files=files)
        each = {
            Severity.ERROR: phrase("message.count.errors", count=self._counts[Severity.ERROR]),
            Severity.WARNING: phrase("message.count.warnings", count=self._counts[Severity.WARNING]),
            Severity.INFO: phrase("message.count.infos", count=self._counts[Severity.INFO]),
        }
        counts = listing((each[severity] for severity in Severity if self._counts[severity]), "comma")
        if self._files == self._files_with_any:
            return phrase("message.check.some", counts=counts, files=files)
        return phrase("message.check.some.of", counts=counts, number=self._files_with_any, files=files)
