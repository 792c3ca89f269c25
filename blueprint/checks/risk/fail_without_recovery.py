"""A fail point without a recovery.

## What it finds

A `fail` card, wherever it stands, without `recover`. Prevention is not recovery: the failure still happens,
only less often.

## Why it matters

Customers forgive a mistake that is put right quickly, and often trust the service more afterwards. They do
not forgive being left alone with it. Staff need to know what to do then.

## Bad

    blueprint parcel "Send a parcel"

    step drop "Drop off" {
      evidence "Receipt with a number"
      customer hand_in "Hands in the parcel"
      <-> frontstage accept "Weighs and labels it" {
        fail lost "The label comes off" severity 6 occurrence 2 detection 6 {
          prevent "Print the address on the parcel too"
        }
      }
    }

## Good

    blueprint parcel "Send a parcel"

    step drop "Drop off" {
      evidence "Receipt with a number"
      customer hand_in "Hands in the parcel"
      <-> frontstage accept "Weighs and labels it" {
        fail lost "The label comes off" severity 6 occurrence 2 detection 6 {
          prevent "Print the address on the parcel too"
          recover "Look it up by weight and photo, label it anew"
          within 2h
        }
      }
    }

## Source

Shostack 1984: fail points are isolated in the blueprint, and fail-safe and recovery processes are designed
for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.risk.levels import is_ignored
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP301"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the fail points without recovery."""
    for fail in facts.blueprint.fails.values():
        if not fail.recoveries and not is_ignored(facts.blueprint, fail, facts.limits):
            yield finding(
                CODE,
                fail.span,
                phrase("BP301", fail=quoted(fail.text)),
                phrase("BP301.cure"),
            )
