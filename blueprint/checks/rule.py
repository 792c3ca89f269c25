"""What a rule is, and what all rules share.

Comes in: the module of a rule. Goes out: the rule. A rule's module is named after the defect and has a `CODE`, a function
`check`, and a SEVERITY where it is not a warning; its docstring is the rule's page (`blueprint.checks.page`). Its
messages stand in `blueprint.words` under its code: `BP401`, `BP401.cure`, `BP401.label…`. Deliberately absent: the rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType
from typing import NamedTuple

from ..analysis.facts import Facts
from ..diagnostics import Diagnostic, Edit, Label, Severity
from ..source import Span
from ..words import Phrase, Text, phrase

#: More labels than these do not help.
MOST_LABELS = 5
_LONGEST = 48


#: The families of rules, by the first digit of their codes.
FAMILIES = {
    "1": "structure",
    "2": "flow",
    "3": "fail points and risk",
    "4": "time",
    "5": "hand-offs and repeated work",
    "6": "standards and metrics",
    "7": "improvement loop",
    "8": "text",
    "9": "configuration",
}


class Rule(NamedTuple):
    """A check: its code, its name (the defect), its severity, its function, its page."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Facts], Iterator[Diagnostic]]
    page: str

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        """The rule of a module."""
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        severity = getattr(module, "SEVERITY", Severity.WARNING)
        return cls(module.CODE, name, severity, module.check, module.__doc__ or "")

    @property
    def family(self) -> str:
        """What kind of defect it finds."""
        return FAMILIES[self.code[2]]


def finding(
    code: str,
    span: Span,
    text: Text,
    cure: Text | None,
    labels: Iterable[Label] = (),
    fix: Iterable[Edit] = (),
    severity: Severity = Severity.WARNING,
) -> Diagnostic:
    """What is allowed but weak; how much it weighs is the rule's to say. A rule of warnings may say that one of them is but an info."""
    return Diagnostic(
        code=code,
        severity=severity,
        statement=text,
        span=span,
        cure=cure,
        labels=tuple(labels)[:MOST_LABELS],
        fix=tuple(fix),
    )


def together(code: str, spans: Sequence[Span], text: Text, cure: Text | None) -> Diagnostic:
    """Fold several places into one finding: at the first of them, with labels (`BPxyz.label`) at the others."""
    return finding(code, spans[0], text, cure, [Label(span, phrase(f"{code}.label")) for span in spans[1:]])


def quoted(text: str) -> Phrase:
    """A text of the user's in quotation marks, on one line, shortened where it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        cut = _LONGEST - 1
        # Never cut between a letter and its combining marks.
        while cut and (unicodedata.category(line[cut])[0] == "M" or "\u200d" in line[cut - 1 : cut + 1]):
            cut -= 1
        line = line[:cut].rstrip() + "…"
    return phrase("message.quoted", text=line)


def has_no_arrow(facts: Facts) -> bool:
    """Whether no arrow is written yet: then nobody has said what follows what, and one finding (BP201) is enough."""
    return all(flow.is_journey for flow in facts.blueprint.flows)
