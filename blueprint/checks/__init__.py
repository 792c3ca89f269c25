"""The checks: what is allowed in a blueprint, but weak.

Comes in: a Blueprint without errors. Goes out: findings, which never stop drawing. One rule, one module, whose docstring is the page
that explains it; `blueprint.checks.all_rules` lists them by code. Deliberately absent: what is wrong, which the resolver reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..analysis.facts import Facts, gather
from ..diagnostics import Diagnostic, Severity, ordered
from ..model import Blueprint
from ..settings import USUAL, Settings
from .choice import chosen
from .rule import Rule

if TYPE_CHECKING:
    from .all_rules import RULES

__all__ = ["RULES", "Rule", "check", "check_facts"]


def __getattr__(name: str) -> Any:
    if name != "RULES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .all_rules import RULES

    return RULES


def check(
    blueprint: Blueprint, rules: Iterable[Rule] | None = None, settings: Settings = USUAL
) -> list[Diagnostic]:
    """What some rules, or those that the settings choose, find in a blueprint without errors, in the order of the text."""
    if rules is None:
        from .all_rules import RULES

        rules = chosen(settings.choice, RULES)
    return check_facts(gather(blueprint, settings), rules)


def check_facts(facts: Facts, rules: Iterable[Rule]) -> list[Diagnostic]:
    """What some rules find, in the order of the text; each finding weighs what its rule does, or less where a rule of warnings says so."""
    return ordered(_found(facts, rules))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        for diagnostic in rule.check(facts):
            is_kept = rule.severity in (diagnostic.severity, Severity.WARNING)
            yield diagnostic if is_kept else replace(diagnostic, severity=rule.severity)
