"""A step in which the customer is served and does nothing.

## What it finds

A step without any customer action, where a frontstage action is joined by an arrow to a customer's action of
another step, and the customer acts both in an earlier step and in a later one. Frontstage work that no
customer meets is another finding (BP104). It is for information only: some steps are like that.

## Why it matters

Something is done for the customer here, and the blueprint does not say what customers see, wait for, or have
to do meanwhile.

## Bad

    blueprint tailor "A dress made to measure"

    step measure "Measure" {
      evidence "Tape, samples of cloth"
      customer come "Chooses the cloth"
      <-> frontstage "Takes the measures"
    }

    step fit "First fitting" {
      evidence "Dress, pinned"
      come -> frontstage pin "Pins the dress"
    }

    step fetch "Fetch" {
      evidence "Box with the dress"
      pin -> customer fetch "Takes the dress home"
    }

## Good

    blueprint tailor "A dress made to measure"

    step measure "Measure" {
      evidence "Tape, samples of cloth"
      customer come "Chooses the cloth"
      <-> frontstage "Takes the measures"
    }

    step fit "First fitting" {
      evidence "Dress, pinned"
      customer try_on "Tries the dress on"
      <-> frontstage pin "Pins the dress"
    }

    step fetch "Fetch" {
      evidence "Box with the dress"
      customer "Takes the dress home"
    }

## Source

Bitner, Ostrom, Morgan 2008: the customer's actions run through the whole blueprint, and each column answers
to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP108"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps in which the frontstage acts and the customer does not."""
    steps = facts.blueprint.steps
    acting = [
        step.number for step in steps.values() if any(facts.zone(key) == "customer" for key in step.actions)
    ]
    for step in steps.values():
        if not acting or step.number in acting or not acting[0] < step.number < acting[-1]:
            continue
        serving = [key for key in step.actions if _serves(facts, key)]
        if serving:
            action = facts.blueprint.actions[serving[0]]
            text = phrase("BP108", step=quoted(step.label or str(step.number)), action=quoted(action.text))
            yield finding(
                CODE, step.span, text, phrase("BP108.cure"), [Label(action.span, phrase("BP108.label"))]
            )


def _serves(facts: Facts, key: str) -> bool:
    """Whether an action is frontstage and meets a customer."""
    if facts.zone(key) != "frontstage" or facts.blueprint.actions[key].is_event:
        return False
    around = [flow.target for flow in facts.outgoing[key]] + [flow.source for flow in facts.incoming[key]]
    return any(facts.zone(other) == "customer" for other in around)
