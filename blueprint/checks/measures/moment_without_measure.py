"""Moments of truth at which nothing is measured.

## What it finds

Moments of truth (`critical`) with neither a `standard` nor a tracked metric in their step or at the other end of their
arrows, where another moment has one. One finding for all of them.

## Why it matters

These moments decide whether the customer stays. Where nothing is promised and nothing measured, nobody notices that
they go wrong.

## Bad

    blueprint garage "Have a car repaired"

    step bring "Bring" {
      customer bring "Hands over the key" critical
      <-> frontstage take "Takes the key" { standard "Names price and time" within 10m }
    }
    step fetch "Fetch" {
      customer pay "Sees the bill" critical
      <-> frontstage bill "Explains the bill"
    }

## Good

    blueprint garage "Have a car repaired"

    step bring "Bring" {
      customer bring "Hands over the key" critical
      <-> frontstage take "Takes the key" { standard "Names price and time" within 10m }
    }
    step fetch "Fetch" {
      customer pay "Sees the bill" critical
      <-> frontstage bill "Explains the bill" { standard "At most 10% above the estimate" }
    }

## Source

Carlzon 1987: moments of truth. Nielsen Norman Group: metrics stand at the critical moments.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import unmeasured_moments
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP612"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the moments of truth without a measure."""
    found = unmeasured_moments(facts)
    if found:
        text = phrase("BP612", count=len(found), action=quoted(facts.text(found[0])))
        spans = [facts.blueprint.actions[key].span for key in found]
        yield together(CODE, spans, text, phrase("BP612.cure"))
