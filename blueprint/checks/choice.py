"""Which rules speak, how loudly, and from which number on: what a team chooses for itself.

Comes in: codes, names and beginnings of codes (`BP3` is all of the fail points). Goes out: the rules that speak. Of several words
that mean a rule the longest decides, as in other checkers: `select = ["BP3"], ignore = ["BP304"]` is all of family 3 but one.
Deliberately absent: reading them from a file (`blueprint.cli.run.config`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from ..analysis.limits import USUAL, Limits
from ..diagnostics import Severity
from .rule import Rule

#: Stands for every rule.
ALL = "BP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a team chose. Words are codes, beginnings of codes or names of rules, as they were written."""

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    limits: Limits = USUAL
    #: Rules that stay silent in some files: a pattern of paths, and words.
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of_file(self, path: str) -> Choice:
        """The choice for one file; `path` is relative to the folder that the patterns are meant from, with slashes."""
        more = [word for pattern, words in self.per_file for word in words if is_meant(pattern, path)]
        # What is said of one file outweighs what is said of all: a longer word elsewhere does not bring it back.
        return (
            replace(self, ignore=(*self.ignore, *more), per_file=()) if more else replace(self, per_file=())
        )

    def rules(self, every: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules that speak, in their order, each with the weight it was given."""
        return tuple(rule._replace(severity=self._weight(rule)) for rule in every if self._is_chosen(rule))

    def _is_chosen(self, rule: Rule) -> bool:
        selected, ignored = _closest(rule, self.select), _closest(rule, self.ignore)
        return selected > ignored

    def _weight(self, rule: Rule) -> Severity:
        weight, closest = rule.severity, 0
        for word, severity in self.severity:
            near = _closest(rule, (word,))
            if near >= closest and near:
                weight, closest = severity, near
        return weight


USUAL_CHOICE = Choice()


def means(word: str, rule: Rule) -> bool:
    """Whether a word is a rule's code, the beginning of it, or its name."""
    return rule.name == word or rule.code.startswith(word.upper())


def is_error(word: str) -> bool:
    """Whether a word is the code of an error, or the beginning of such: no rule, and nothing can turn it off."""
    return word.upper().startswith("BP0")


def _closest(rule: Rule, words: Iterable[str]) -> int:
    """How exactly the closest word means a rule: 0 where none does."""
    lengths = [len(rule.code) if rule.name == word else len(word) for word in words if means(word, rule)]
    return max(lengths, default=0)


def is_meant(pattern: str, path: str) -> bool:
    """Whether a pattern means a path: `*` goes over folders too; a pattern without a slash means names of files."""
    if "/" not in pattern:
        return fnmatchcase(path.rpartition("/")[2], pattern)
    return fnmatchcase(path, pattern) or fnmatchcase(path, pattern.rstrip("/") + "/*")
