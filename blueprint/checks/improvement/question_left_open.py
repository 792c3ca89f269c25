"""A question that is overdue or has no owner.

## What it finds

A question whose date (`due`) has passed, and a question without an owner where another question has one.

## Why it matters

A question marks an assumption. Until it is answered, everything that builds on it is assumed too.

## Bad

    blueprint nursery "Bring a child"
    step bring "Bring" {
      customer bring "Brings the child"
      question doors "May the doors open at six?" owner "Head" due 2026-09-30
    }

## Good

    blueprint nursery "Bring a child"
    step bring "Bring" {
      customer bring "Brings the child"
      question doors "May the doors open at six?" owner "Head" due 2027-01-31
    }

## Source

Practical Service Design: questions are cards of a blueprint. Teams of the British government give each an owner and
follow them weekly.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import answerable, is_past
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP707"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the questions that are overdue or have no owner."""
    questions = list(facts.blueprint.questions.values())
    owned = any(question.owner is not None for question in questions)
    for question in questions:
        if is_past(question.due, facts.today):
            text = phrase("BP707.late", question=quoted(question.text), due=question.due or "")
            yield finding(CODE, question.span, text, phrase("BP707.late.cure"))
        elif owned and not answerable(facts.blueprint, question):
            text = phrase("BP707", question=quoted(question.text))
            yield finding(CODE, question.span, text, phrase("BP707.cure"))
