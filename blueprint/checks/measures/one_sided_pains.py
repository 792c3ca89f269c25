"""Pains seen from one side only.

## What it finds

At least four pains with a `view`, all of them the customer's or all of them the company's. One finding.

## Why it matters

What annoys the customer often comes from what hinders the staff, and the other way round. A list that has
only one side hides either the causes or the consequences.

## Bad

    blueprint gym "Train in a gym"
    pain "Cold showers" view customer
    pain "Loud music" view customer
    pain "Lockers without locks" view customer
    pain "Nobody at the desk" view customer

    step train "Train" { customer come "Comes" }

## Good

    blueprint gym "Train in a gym"
    pain "Cold showers" view customer
    pain "Loud music" view customer
    pain "Lockers without locks" view customer
    pain "Desk and cleaning fall to one person" view company

    step train "Train" { customer come "Comes" }

## Source

Handbooks on customer service: pains in the customer's and in the company's view (双视角).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...words import Keyword, phrase
from ..rule import finding

CODE = "BP606"
SEVERITY = Severity.INFO
#: With fewer pains it may be chance that all have one view.
SEVERAL = 4


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the pains that are all of one view."""
    seen = [pain for pain in facts.blueprint.pains.values() if pain.view is not None]
    views = {pain.view for pain in seen}
    if len(seen) < SEVERAL or len(views) != 1:
        return
    view = "customer" if "customer" in views else "company"
    other = Keyword("company" if view == "customer" else "customer")
    text, cure = phrase(f"BP606.{view}", count=len(seen)), phrase("BP606.cure", view=other)
    yield finding(CODE, seen[0].span, text, cure)
