"""What a rule is, and the words that all rules share.

Comes in: the module of a rule. Goes out: the rule. A rule's module is named by the defect, holds a `CODE` and
a function `check`, and its docstring is the rule's page (`blueprint.checks.page`). Deliberately absent: the
rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import NamedTuple

from ..analysis.flow import Facts
from ..diagnostics import Diagnostic, Label, Severity
from ..source import Span

#: More places than these explain nothing.
MOST_LABELS = 5
_LONGEST = 48


class Rule(NamedTuple):
    """A check: its code, its name (the defect), how much it weighs, what finds it, what explains it."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Facts], Iterator[Diagnostic]]
    page: str

    @classmethod
    def of(cls, module: ModuleType, severity: Severity = Severity.WARNING) -> Rule:
        """The rule of a module."""
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        return cls(module.CODE, name, severity, module.check, module.__doc__ or "")


def warning(code: str, span: Span, message: str, hint: str, labels: Iterable[Label] = ()) -> Diagnostic:
    """A finding: what is allowed but weak."""
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        message=message,
        span=span,
        hint=hint,
        labels=tuple(labels)[:MOST_LABELS],
    )


def quoted(text: str) -> str:
    """A text of the user's in quotation marks, on one line, shortened where it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        cut = _LONGEST - 1
        # Nothing is cut between a letter and what belongs to it.
        while cut and (unicodedata.category(line[cut])[0] == "M" or "\u200d" in line[cut - 1 : cut + 1]):
            cut -= 1
        line = line[:cut].rstrip() + "…"
    return f'"{line}"'


def listed(things: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]]))
