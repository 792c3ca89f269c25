"""A failure that the customer notices first.

## What it finds

A fail point with a `detection` rating of 7 or more (hard to notice in time) on an action of the customer or
the frontstage. Behind the line of visibility, staff may still notice before the customer does.

## Why it matters

Customers who find a mistake do the checking for the company, and then have to complain. What staff notice
first can be put right before anybody is annoyed.

## Bad

    blueprint bakery "Order a cake"

    step order "Order" {
      evidence "Order slip"
      customer tell "Tells what to write on the cake"
      <-> frontstage note "Notes name and date" {
        fail misspelt "Name misspelt" severity 5 occurrence 4 detection 9 {
          recover "Write it anew while the customer waits"
        }
      }
    }

## Good

    blueprint bakery "Order a cake"

    step order "Order" {
      evidence "Order slip"
      customer tell "Tells what to write on the cake"
      <-> frontstage note "Notes name and date" {
        fail misspelt "Name misspelt" severity 5 occurrence 4 detection 3 {
          prevent "Spell the name back"
          recover "Write it anew while the customer waits"
        }
      }
    }

## Source

AIAG FMEA handbook: the scale of detection, 1 (certainly noticed) to 10 (never noticed in time). Chase and
Stewart 1994: fail-safe devices (poka-yoke) in the encounter.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...lane_kinds import ONSTAGE
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP304"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the fail points that the customer sees and staff hardly notice."""
    for fail in facts.blueprint.fails.values():
        if fail.place != "action" or fail.at is None or facts.zone(fail.at) not in ONSTAGE:
            continue
        if fail.detection is not None and fail.detection >= facts.limits.detection:
            text = phrase("BP304", fail=quoted(fail.text), detection=fail.detection)
            yield finding(CODE, fail.span, text, phrase("BP304.cure"))
