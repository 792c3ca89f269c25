"""A blueprint or a system whose review is overdue.

## What it finds

A blueprint or system that was `reviewed` on a date and should be reviewed again `every` week, month, quarter
or year, when that time has passed. Without `every` there is no finding.

## Why it matters

A blueprint shows the service as it was when somebody last looked. The longer ago that was, the more
decisions rest on outdated facts.

## Bad

    blueprint museum "Visit the museum"
    reviewed 2025-03-01 every year

    step enter "Enter" { customer come "Comes in" }

## Good

    blueprint museum "Visit the museum"
    reviewed 2026-03-01 every year

    step enter "Enter" { customer come "Comes in" }

## Source

Handbooks on customer service: a review every quarter (复盘); a knowledge base with the date of its last check.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import next_review
from ...diagnostics import Diagnostic
from ...model import Review
from ...source import Span
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP703"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the reviews that are overdue."""
    blueprint, today = facts.blueprint, facts.today
    reviewed: list[tuple[Span, str, Review | None]] = [
        (blueprint.span, blueprint.title, blueprint.reviewed),
        *((system.span, system.label, system.reviewed) for system in blueprint.systems.values()),
    ]
    for span, name, review in reviewed:
        due = next_review(review) if review else None
        if review and due and today and due < today:
            text = phrase("BP703", name=quoted(name), last=review.date, due=due.isoformat())
            yield finding(CODE, span, text, phrase("BP703.cure", today=today.isoformat()))
