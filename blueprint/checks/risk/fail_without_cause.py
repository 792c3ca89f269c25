"""A high risk without a stated cause.

## What it finds

A fail point of high risk without `cause`, in a blueprint where another fail point has one. For fail points
about which nothing is done at all see BP303.

## Why it matters

Prevention works on causes. Where no cause is written down, prevention is guesswork, and other failures with
the same cause come as a surprise.

## Bad

    blueprint airport "Fly with luggage"

    step check "Check in" {
      evidence "Luggage tag"
      customer drop "Drops the suitcase"
      <-> frontstage tag "Tags the suitcase" {
        fail heavy "Suitcase is too heavy" severity 3 occurrence 5 detection 1 {
          cause "No scales at home"
          recover "Offer to repack"
        }
        fail lost "Suitcase flies elsewhere" severity 8 occurrence 3 detection 6 {
          prevent "Read the tag back"
          recover "Send it to the hotel"
          within 24h
          owner "Luggage desk"
        }
      }
    }

## Good

    blueprint airport "Fly with luggage"

    step check "Check in" {
      evidence "Luggage tag"
      customer drop "Drops the suitcase"
      <-> frontstage tag "Tags the suitcase" {
        fail heavy "Suitcase is too heavy" severity 3 occurrence 5 detection 1 {
          cause "No scales at home"
          recover "Offer to repack"
        }
        fail lost "Suitcase flies elsewhere" severity 8 occurrence 3 detection 6 {
          cause "Old tags left on the suitcase"
          prevent "Tear off old tags, read the new one back"
          recover "Send it to the hotel"
          within 24h
          owner "Luggage desk"
        }
      }
    }

## Source

AIAG FMEA handbook: failure mode, effect and cause; occurrence is the rating of the cause. Ishikawa's diagram.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.risk.levels import is_ignored, risk_level
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP309"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the high risks without a cause."""
    fails = facts.blueprint.fails.values()
    if not any(fail.causes for fail in fails):
        return
    for fail in fails:
        if fail.causes or risk_level(fail, facts.limits) != "high":
            continue
        if not is_ignored(facts.blueprint, fail, facts.limits):
            yield finding(CODE, fail.span, phrase("BP309", fail=quoted(fail.text)), phrase("BP309.cure"))
