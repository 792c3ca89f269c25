"""A loop with a limit, after which only the good answer is left.

## What it finds

A decision with two answers: one with a limit (`max`) that leads in a loop back to the decision, the other one
leading on. When the limit is reached, only the other answer is left, whether it is true or not. Decisions of
the customer, who may choose the other answer, are left out; so is an answer that ends the service.

## Why it matters

After the last round only the good answer is left, whether it is true or not. The blueprint then promises what nobody can keep, and
somebody has to improvise while the customer waits.

## Bad

    blueprint passport "A new passport"

    step photo "Photo" {
      evidence "Leaflet on good photos"
      customer bring "Brings a photo" start
      -> frontstage good "Is the photo good?" decision
      good -> bring "no" max 2
      good -> frontstage take "Takes the application" when "yes"
      -> customer get "Gets a receipt" end served
    }

## Good

    blueprint passport "A new passport"

    step photo "Photo" {
      evidence "Leaflet on good photos"
      customer bring "Brings a photo" start
      -> frontstage good "Is the photo good?" decision
      good -> bring "no" max 2
      good -> frontstage take "Takes the application" when "yes"
      -> customer get "Gets a receipt" end served
      good -> frontstage shoot "Takes a photo at the desk" when "no, the third time"
      shoot -> take
    }

## Source

BPMN 2.0: a loop with a maximum goes on behind it whatever the condition says. Shostack 1984: fail-safe
processes.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, components
from ...analysis.structure.decisions import answers, called
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP212"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the decisions with one answer left after the limit of the other."""
    candidates = {
        key: _bounded(given)
        for key, given in answers(facts).items()
        if facts.zone(key) != "customer" and _bounded(given)
    }
    if not candidates:
        return
    ring = _rings(facts)
    for key, pair in candidates.items():
        assert pair is not None
        bounded, other = pair
        goes_round = ring[bounded.target] == ring[key]
        if (
            goes_round
            and ring[other.target] != ring[key]
            and facts.blueprint.actions[other.target].end is None
        ):
            yield _finding(facts, bounded, other)


def _bounded(given: list[Flow]) -> tuple[Flow, Flow] | None:
    """The answer with a limit, and the other one."""
    given = sorted(given, key=lambda flow: flow.max is None)
    if len(given) == 2 and given[0].max is not None and given[1].max is None and not given[1].personas:
        return given[0], given[1]
    return None


def _rings(facts: Facts) -> dict[str, int]:
    """The number of the loop that each action is in."""
    found = components(
        facts.outgoing,
        lambda key: (flow.target for flow in facts.outgoing[key] if flow.leads and not flow.is_recovery),
    )
    return {key: number for number, members in enumerate(found) for key in members}


def _finding(facts: Facts, bounded: Flow, other: Flow) -> Diagnostic:
    action = facts.blueprint.actions[bounded.source]
    text = phrase(
        "BP212",
        decision=quoted(action.text),
        count=bounded.max or 0,
        answer=quoted(called(other, facts)),
    )
    labels = [Label(bounded.span, phrase("BP212.label"))]
    return finding(CODE, action.span, text, phrase("BP212.cure"), labels)
