"""A recovery without a time limit.

## What it finds

A fail point of high risk with a recovery (`recover`) but no time limit for it (`within`), in a blueprint
where another fail point has one.

## Why it matters

Customers forgive a mistake that is put right at once, but not one that is put right next week. Without a
limit nobody knows what the service promises.

## Bad

    blueprint garage "Have the car serviced"

    step handover "Hand over" {
      evidence "Invoice, keys"
      customer fetch "Fetches the car"
      <-> frontstage return_keys "Hands over the keys" {
        fail dirty "Grease on the seat" severity 3 occurrence 2 detection 3 {
          recover "Clean it at once"
          within 10m
        }
        fail not_fixed "The fault is still there" severity 8 occurrence 4 detection 6 {
          recover "Take the car back, lend another one"
          owner "Workshop master"
        }
      }
    }

## Good

    blueprint garage "Have the car serviced"

    step handover "Hand over" {
      evidence "Invoice, keys"
      customer fetch "Fetches the car"
      <-> frontstage return_keys "Hands over the keys" {
        fail dirty "Grease on the seat" severity 3 occurrence 2 detection 3 {
          recover "Clean it at once"
          within 10m
        }
        fail not_fixed "The fault is still there" severity 8 occurrence 4 detection 6 {
          recover "Take the car back, lend another one"
          within 1h
          owner "Workshop master"
        }
      }
    }

## Source

Shostack 1984: recovery processes are designed, with their times. Closed-loop practice: every answer to a
failure has its time limit (响应时限).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.risk.levels import risk_level
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP307"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the high risks whose recovery has no limit in time."""
    fails = facts.blueprint.fails.values()
    if all(fail.within is None for fail in fails):
        return
    for fail in fails:
        if fail.recoveries and fail.within is None and risk_level(fail, facts.limits) == "high":
            yield finding(CODE, fail.span, phrase("BP307", fail=quoted(fail.text)), phrase("BP307.cure"))
