"""A step in which nothing happens.

## What it finds

A step without any action. Evidence, notes and cards alone do not count: they belong to what somebody does. A
phase in which no step has an action, or which has no steps, is one finding. Files without any action are
taken for outlines and have no such finding.

## Why it matters

The customer passes through this stage of the service, and the blueprint does not say what happens there:
either a touchpoint was forgotten, or the heading is not needed.

## Bad

    blueprint museum "A visit to the museum"

    step enter "Enter" {
      evidence "Ticket"
      customer show "Shows the ticket"
      <-> frontstage "Opens the gate"
    }

    step cloakroom "Cloakroom" {
      evidence "Numbered token"
    }

## Good

    blueprint museum "A visit to the museum"

    step enter "Enter" {
      evidence "Ticket"
      customer show "Shows the ticket"
      <-> frontstage "Opens the gate"
    }

    step cloakroom "Cloakroom" {
      evidence "Numbered token"
      customer give "Gives the coat away"
      <-> frontstage "Hangs it up"
    }

## Source

Handbooks on customer experience: the touchpoints of each stage, none missed (触点遗漏). Bitner, Ostrom, Morgan
2008: blueprinting begins with what the customer does.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...model import Phase
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP102"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps and phases without actions."""
    blueprint = facts.blueprint
    if not blueprint.actions:
        return
    empty = {key for key, step in blueprint.steps.items() if not step.actions}
    for phase in blueprint.phases.values():
        # A phase without a name only groups its steps.
        if phase.label.strip() and empty.issuperset(phase.steps):
            yield _of_phase(facts, phase)
            empty -= set(phase.steps)
    for key, step in blueprint.steps.items():
        if key in empty:
            # A step without a label is called by its number.
            text = phrase("BP102", step=quoted(step.label) if step.label.strip() else str(step.number))
            yield finding(CODE, step.span, text, phrase("BP102.cure"))


def _of_phase(facts: Facts, phase: Phase) -> Diagnostic:
    steps = [facts.blueprint.steps[key] for key in phase.steps]
    text = phrase("BP102.phase", phase=quoted(phase.label))
    cure = phrase("BP102.cure") if steps else phrase("BP102.phase.cure")
    return finding(CODE, phase.span, text, cure, [Label(step.span, phrase("BP102.label")) for step in steps])
