"""A severe failure about which nothing is done.

## What it finds

A `fail` card of a severity that asks for action whatever its other ratings (9 or 10), with neither `prevent`
nor `recover` nor an owner, of its own, of its step or of its phase. Such a card gets this finding alone, not
those for the missing recovery and the missing owner as well.

## Why it matters

The team knows of the failure and has rated it as severe as can be, but nobody does anything about it. When it
happens, the rating shows that it was known.

## Bad

    blueprint pharmacy "Collect a medicine"

    step collect "Collect" {
      evidence "Prescription"
      customer show "Shows the prescription"
      <-> frontstage pick "Picks the box from the shelf" {
        fail wrong_box "Box of another strength" severity 10 occurrence 1 detection 4
      }
    }

## Good

    blueprint pharmacy "Collect a medicine"

    step collect "Collect" {
      evidence "Prescription"
      customer show "Shows the prescription"
      <-> frontstage pick "Picks the box from the shelf" {
        fail wrong_box "Box of another strength" severity 10 occurrence 1 detection 4 {
          prevent "Scan box and prescription"
          recover "Call the patient at once"
          owner "Head pharmacist"
        }
      }
    }

## Source

AIAG FMEA handbook: severity 9 and 10 are acted on first, whatever occurrence and detection.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.risk.levels import is_ignored
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP303"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the severe fail points with no prevention, recovery or owner."""
    for fail in facts.blueprint.fails.values():
        if is_ignored(facts.blueprint, fail, facts.limits) and fail.severity is not None:
            text = phrase("BP303", fail=quoted(fail.text), severity=fail.severity)
            yield finding(CODE, fail.span, text, phrase("BP303.cure"))
