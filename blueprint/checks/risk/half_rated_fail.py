"""A fail point with only some of its ratings.

## What it finds

A fail point with two of the three ratings `severity`, `occurrence` and `detection`, or with one of them in a
blueprint that rates another one in full. A file that rates by severity alone has chosen a simpler scale; and
a severity of 9 or 10 is a high risk whatever the others.

## Why it matters

The risk priority number is the product of all three. Without one of them there is no number, and the fail
point is ranked last.

## Bad

    blueprint museum "Visit the museum"

    step enter "Enter" {
      evidence "Ticket"
      customer show "Shows the ticket"
      <-> frontstage scan "Scans the ticket" {
        fail unreadable "Code cannot be read" severity 4 occurrence 6 {
          recover "Let the visitor in, look later"
        }
      }
    }

## Good

    blueprint museum "Visit the museum"

    step enter "Enter" {
      evidence "Ticket"
      customer show "Shows the ticket"
      <-> frontstage scan "Scans the ticket" {
        fail unreadable "Code cannot be read" severity 4 occurrence 6 detection 1 {
          recover "Let the visitor in, look later"
        }
      }
    }

## Source

AIAG FMEA handbook: RPN = severity × occurrence × detection.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...words import Keyword, listing, phrase
from ..rule import finding, quoted

CODE = "BP310"
_RATINGS = ("severity", "occurrence", "detection")


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the fail points with some ratings but not all."""
    fails = facts.blueprint.fails.values()
    rates_fully = any(fail.risk_priority_number is not None for fail in fails)
    for fail in fails:
        missing = [Keyword(name) for name in _RATINGS if getattr(fail, name) is None]
        if not missing or (fail.severity or 0) >= facts.limits.severity:
            continue
        if _has_begun(len(missing), rates_fully):
            text = phrase("BP310", fail=quoted(fail.text), missing=listing(missing))
            yield finding(CODE, fail.span, text, phrase("BP310.cure", missing=listing(missing, "comma")))


def _has_begun(missing: int, rates_fully: bool) -> bool:
    """Whether the author meant to give all three."""
    return missing == 1 or (missing == 2 and rates_fully)
