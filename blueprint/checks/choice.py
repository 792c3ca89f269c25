"""Which rules are turned on, and the severity of each.

Comes in: a Choice of the settings: codes, names and beginnings of codes (`BP3` is all of the fail points). Goes out: the rules that
are turned on. Where several words match a rule, the longest decides, as in other checkers: `select = ["BP3"], ignore = ["BP304"]`
is all of family 3 but one. Deliberately absent: reading choices from a file (`blueprint.project`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..diagnostics import Severity, did_you_mean
from ..settings import Choice
from ..words import Phrase, phrase
from .rule import Rule


def chosen(choice: Choice, every: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that are turned on, in their order, each with its severity."""
    return tuple(rule._replace(severity=_weight(choice, rule)) for rule in every if _is_chosen(choice, rule))


def means(word: str, rule: Rule) -> bool:
    """Whether a word is a rule's code, the beginning of it, or its name."""
    return rule.name == word or rule.code.startswith(word.upper())


def is_error(word: str) -> bool:
    """Whether a word is the code of an error, or the beginning of one: errors are not rules and cannot be turned off."""
    return word.upper().startswith("BP0")


def unknown_rule(word: str, every: Sequence[Rule]) -> Phrase | None:
    """What is wrong with a word that should match rules; None where it matches any."""
    if any(means(word, rule) for rule in every):
        return None
    if is_error(word):
        return phrase("BP032.errors", name=word)
    problem = phrase("BP032.rule", name=word)
    hint = did_you_mean(word, [name for rule in every for name in (rule.code, rule.name)])
    return phrase("BP032.near", problem=problem, hint=hint) if hint else problem


def _is_chosen(choice: Choice, rule: Rule) -> bool:
    selected, ignored = _closest(rule, choice.select), _closest(rule, choice.ignore)
    return selected > ignored


def _weight(choice: Choice, rule: Rule) -> Severity:
    weight, closest = rule.severity, 0
    for word, severity in choice.severity:
        near = _closest(rule, (word,))
        if near >= closest and near:
            weight, closest = severity, near
    return weight


def _closest(rule: Rule, words: Iterable[str]) -> int:
    """The length of the longest word that matches a rule; 0 where none does."""
    lengths = [len(rule.code) if rule.name == word else len(word) for word in words if means(word, rule)]
    return max(lengths, default=0)
