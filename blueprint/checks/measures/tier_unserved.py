"""A customer tier that is served like all others.

## What it finds

Personas with a `tier` for whom no action and no arrow is meant (`for`), where another tier has such a variant. A tier
is served when one of its personas is. One finding for all of them.

## Why it matters

Tiers are drawn up in order to treat them differently. A tier without any difference is either not needed, or forgotten.

## Bad

    blueprint airline "Check in a suitcase"
    persona flyer "Frequent flyer" tier "Gold"
    persona student "Student" tier "New"

    step drop "Drop the bag" {
      customer come "Comes to the desk"
      <-> frontstage take "Takes the bag"
      take <-> frontstage lounge "Explains the way to the lounge" for flyer
    }

## Good

    blueprint airline "Check in a suitcase"
    persona flyer "Frequent flyer" tier "Gold"
    persona student "Student" tier "New"

    step drop "Drop the bag" {
      customer come "Comes to the desk"
      <-> frontstage take "Takes the bag"
      take <-> frontstage lounge "Explains the way to the lounge" for flyer
      take <-> frontstage gate "Explains where the gate is" for student
    }

## Source

Handbooks on customer experience: services by tier (客户分层), such as high-value, potential, new.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.rules.personas import named_personas
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP607"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the tiers without a variant."""
    blueprint = facts.blueprint
    meant = named_personas(blueprint)
    served = {persona.tier for key, persona in blueprint.personas.items() if key in meant}
    if not any(served):
        return
    left = [persona for persona in blueprint.personas.values() if persona.tier and persona.tier not in served]
    if left:
        text = phrase(
            "BP607", count=len(left), persona=quoted(left[0].label), tier=quoted(left[0].tier or "")
        )
        yield together(CODE, [persona.span for persona in left], text, phrase("BP607.cure", name=left[0].key))
