"""Pains without importance or urgency.

## What it finds

Pains without `importance` or `urgency`, where another pain of the file has both. One finding for all of them.

## Why it matters

Importance and urgency decide which pain is dealt with first. A pain without them is easily forgotten.

## Bad

    blueprint gym "Train in a gym"
    pain shower "Cold showers" view customer importance high urgency high
    pain music "The music is loud" view customer

    step train "Train" { customer come "Comes" }

## Good

    blueprint gym "Train in a gym"
    pain shower "Cold showers" view customer importance high urgency high
    pain music "The music is loud" view customer importance low urgency low

    step train "Train" { customer come "Comes" }

## Source

Handbooks on customer service: the matrix of importance and urgency (重要性-紧急性四象限).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP605"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the pains without a rank."""
    pains = list(facts.blueprint.pains.values())
    unranked = [pain for pain in pains if pain.importance is None or pain.urgency is None]
    if unranked and len(unranked) < len(pains):
        text = phrase("BP605", count=len(unranked), pain=quoted(unranked[0].text))
        yield together(CODE, [pain.span for pain in unranked], text, phrase("BP605.cure"))
