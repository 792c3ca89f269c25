"""Counting what a run found.

Comes in: what is told of one file after the other. Goes out: what of it is new, the sentence that sums the run up, and its exit code.
Deliberately absent: printing.
"""

from __future__ import annotations

from collections import Counter

from ..diagnostics import Severity
from ..messages import phrase, say
from .baseline import split
from .checking import Told


class Tally:
    """Counts what is told, each mistake once: several files may import the same one."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.old = self.gone = 0
        self._seen: set[tuple[str, int, int, str, str]] = set()
        self._missed: frozenset[str] | None = None
        self._counts: Counter[Severity] = Counter()
        self._errors = 0
        self._files = 0
        self._files_with_any = 0

    def add(self, told: list[Told], known: frozenset[str]) -> list[Told]:
        """Those of one file that are to be told: not yet told, and not in the baseline."""
        self._files += 1
        parts = split((one.found for one in told), known)
        self.old += parts.old
        if known:
            missed = known if self._missed is None else self._missed
            self._missed = missed - {one.found.fingerprint for one in told}
            self.gone = len(self._missed)
        new = {id(one) for one in parts.new}
        fresh = [one for one in told if id(one.found) in new and one.identity not in self._seen]
        self._files_with_any += bool(parts.new)
        for one in fresh:
            self._seen.add(one.identity)
            self._counts[one.found.severity] += 1
            self._errors += one.found.diagnostic.code < "BP1"
        self.told += fresh
        return fresh

    def exit_code(self, *, exit_zero: bool) -> int:
        """Information alone is no finding; what cannot be drawn always counts."""
        if exit_zero:
            return int(self._errors > 0)
        return int(any(self._counts[severity] for severity in (Severity.ERROR, Severity.WARNING)))

    def summary(self, language: str) -> str:
        """One line on the whole run."""
        total = phrase("check.files", count=self._files)
        old = say(phrase("check.in-baseline", count=self.old), language) if self.old else ""
        if not self._files_with_any:
            return say(phrase("check.nothing", files=total), language) + old
        counts = [
            say(phrase(f"check.{one.word}s", count=self._counts[one]), language)
            for one in Severity
            if self._counts[one]
        ]
        joined = say(phrase("list.comma"), language).join(counts)
        if self._files == self._files_with_any:
            return say(phrase("check.found", counts=joined, files=total), language) + old
        return (
            say(
                phrase("check.found-in-some", counts=joined, some=self._files_with_any, files=total), language
            )
            + old
        )
