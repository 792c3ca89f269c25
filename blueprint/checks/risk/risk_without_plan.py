"""A risk that lacks prevention, a contingency plan, or both.

## What it finds

A `risk` without `prevent`, without `contingency`, or without both. What the customer gets afterwards
(`compensate`) is neither.

## Why it matters

A risk is written down so that it becomes less likely, and so that everybody knows what to do in the first ten
minutes. A card that says only what may happen does neither.

## Bad

    blueprint cinema "See a film"
    risk dark "Projector fails" scope global severity high {
      prevent "Change the lamp" every month
    }

    step watch "Watch" {
      evidence "Ticket"
      customer see "Sees the film"
    }

## Good

    blueprint cinema "See a film"
    risk dark "Projector fails" scope global severity high {
      prevent "Change the lamp" every month
      contingency "Move the audience to hall 2" within 10m
    }

    step watch "Watch" {
      evidence "Ticket"
      customer see "Sees the film"
    }

## Source

Textbook practice of service-process improvement: risks by scope and severity, each with prevention and a
contingency plan (预防措施、应急预案). ISO 31000: treatment of risks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...words import listing, phrase
from ..rule import finding, quoted

CODE = "BP308"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the risks that lack a part of their plan."""
    for risk in facts.blueprint.risks.values():
        parts = []
        if not risk.preventions:
            parts.append("prevention")
        if not risk.contingencies:
            parts.append("contingency")
        if parts:
            lacking = listing([phrase(f"BP308.{part}") for part in parts])
            cure = listing([phrase(f"BP308.cure.{part}") for part in parts], "comma")
            text = phrase("BP308", risk=quoted(risk.label), parts=lacking)
            yield finding(CODE, risk.span, text, phrase("BP308.cure", missing=cure))
