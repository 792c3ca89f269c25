"""A high risk without an owner.

## What it finds

A `fail` card with a severity of 9 or 10, or a risk priority number (severity × occurrence × detection) of 100
or more, without an `owner`. The owner of the step or the phase that the card stands in counts too; the owner
of the whole blueprint does not. Where the date (`due`) is missing as well, the message says so; a missing
date alone is no finding.

## Why it matters

These are the failures that cost customers, money or health. A risk that everybody knows and nobody owns is
not reduced.

## Bad

    blueprint pharmacy "Collect a medicine"

    step collect "Collect" {
      evidence "Bag with the dose on it"
      customer show "Shows the prescription"
      <-> frontstage pick "Picks the medicine" {
        fail mixed_up "Wrong strength in the bag" severity 9 occurrence 2 detection 4 {
          recover "Call the customer at once, exchange it by courier"
        }
      }
    }

## Good

    blueprint pharmacy "Collect a medicine"
    role pharmacist "Pharmacist"

    step collect "Collect" {
      evidence "Bag with the dose on it"
      customer show "Shows the prescription"
      <-> frontstage pick "Picks the medicine" {
        fail mixed_up "Wrong strength in the bag" severity 9 occurrence 2 detection 4 {
          recover "Call the customer at once, exchange it by courier"
          owner pharmacist
          due 2027-01-31
        }
      }
    }

## Source

AIAG FMEA handbook: actions on high priorities have a responsible person and a target date; severity 9 and 10
are acted on whatever the other ratings. The limit of 100 is common practice for the risk priority number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.risk.levels import is_ignored, is_owned
from ...diagnostics import Diagnostic
from ...model import Fail
from ...settings import Limits
from ...words import Phrase, phrase
from ..rule import finding, quoted

CODE = "BP302"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the high risks without an owner."""
    for fail in facts.blueprint.fails.values():
        reason = _reason(fail, facts.limits)
        if not reason or is_owned(facts.blueprint, fail) or is_ignored(facts.blueprint, fail, facts.limits):
            continue
        missing, cure = phrase("BP302.no-owner"), phrase("BP302.cure")
        if fail.due is None:
            missing, cure = phrase("BP302.no-owner-no-date"), phrase("BP302.cure.date")
        text = phrase("BP302", fail=quoted(fail.text), reason=reason, missing=missing)
        yield finding(CODE, fail.span, text, cure)


def _reason(fail: Fail, limits: Limits) -> Phrase | None:
    """What makes a risk high, in words."""
    number = fail.risk_priority_number
    if fail.severity is not None and fail.severity >= limits.severity:
        return phrase("BP302.severity", severity=fail.severity)
    if number is not None and number >= limits.risk:
        return phrase("BP302.priority", number=number)
    return None
