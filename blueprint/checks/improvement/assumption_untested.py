"""A blueprint that rests on untested assumptions.

## What it finds

A blueprint with five or more actions, more than half of which have `status assumed` (their own, or the blueprint's),
without a question, a pilot or a source. One finding.

## Why it matters

It is good to say that something is assumed. But the service is then built on it, and untested assumptions are
tested by the customer.

## Bad

    blueprint kiosk "Renew a passport at a kiosk"
    status assumed
    step renew "Renew" {
      customer come "Finds the kiosk"
      customer scan "Scans the old passport"
      customer photo "Has the photograph taken"
      customer pay "Pays by card"
      customer go "Takes the receipt"
    }

## Good

    blueprint kiosk "Renew a passport at a kiosk"
    status assumed
    step renew "Renew" {
      customer come "Finds the kiosk"
      customer scan "Scans the old passport"
      customer photo "Has the photograph taken"
      customer pay "Pays by card"
      customer go "Takes the receipt"
      question glasses "Do people take off their glasses?" owner "Research" due 2027-01-31
    }

## Source

Bland, Osterwalder 2019: assumptions are written down, then tested. Practical Service Design: questions on the blueprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import every_known
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding

CODE = "BP713"
SEVERITY = Severity.INFO
#: A first draft has fewer actions.
SEVERAL = 5


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find a blueprint that rests on assumptions."""
    blueprint = facts.blueprint
    actions = blueprint.actions.values()
    assumed = [action for action in actions if (action.known.status or blueprint.known.status) == "assumed"]
    if len(actions) < SEVERAL or 2 * len(assumed) <= len(actions):
        return
    if blueprint.questions or blueprint.pilots or any(known.source for known in every_known(blueprint)):
        return
    text = phrase("BP713", count=len(assumed), total=len(actions))
    yield finding(CODE, blueprint.span, text, phrase("BP713.cure"))
