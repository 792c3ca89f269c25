"""An owner written as text, though a role of that name is declared.

## What it finds

An `owner "…"` whose text is the label of a declared role. One finding for all of them.

## Why it matters

Reports and views by role use its name. What is owned by a text is missing there, and keeps the old name when the role
is renamed.

## Bad

    blueprint library "Borrow a book"
    role librarian "Librarian"

    step borrow "Borrow" {
      customer ask "Brings the book" { fail torn "A page is missing" { recover "Lend another copy"; owner "Librarian" } }
    }

## Good

    blueprint library "Borrow a book"
    role librarian "Librarian"

    step borrow "Borrow" {
      customer ask "Brings the book" { fail torn "A page is missing" { recover "Lend another copy"; owner librarian } }
    }

## Source

One name for one thing. Handbooks on process improvement: posts and departments in charge (岗位、责任部门).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import owned
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP716"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the owners written as text that are roles."""
    blueprint = facts.blueprint
    roles = {_plain(role.label): role for role in blueprint.roles.values()}
    found = [
        (span, roles[_plain(owner.text)])
        for span, owner in owned(blueprint)
        if owner.role is None and _plain(owner.text) in roles
    ]
    if found:
        role = found[0][1]
        text = phrase("BP716", count=len(found), role=quoted(role.label), name=role.key)
        yield together(CODE, [span for span, _ in found], text, phrase("BP716.cure", name=role.key))


def _plain(text: str) -> str:
    """A text without differences of case and spaces."""
    return " ".join(text.casefold().split())
