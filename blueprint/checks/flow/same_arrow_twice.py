"""An arrow that is drawn twice.

## What it finds

Two arrows of the same kind between the same two actions, in the same direction, with the same label, items
and personas. Answers of a decision are left out (see BP205 and BP215), and so are recoveries of fail points.

## Why it matters

The picture shows two arrows for one thing, and readers look for the difference. A fork with the same branch
twice is work done twice.

## Bad

    blueprint florist "A bunch of flowers"

    step order "Order" {
      evidence "Flowers in buckets"
      customer choose "Chooses flowers"
      -> frontstage bind "Binds the bunch"
      -> customer take "Takes it" end served
      choose -> bind
    }

## Good

    blueprint florist "A bunch of flowers"

    step order "Order" {
      evidence "Flowers in buckets"
      customer choose "Chooses flowers"
      -> frontstage bind "Binds the bunch"
      -> customer take "Takes it" end served
    }

## Source

BPMN 2.0: two sequence flows that leave an activity are two tokens, so the next activity runs twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.structure.decisions import is_answer
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP214"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the arrows that repeat another one."""
    drawn: dict[tuple[object, ...], Flow] = {}
    actions = facts.blueprint.actions
    for flow in facts.blueprint.flows:
        if flow.is_recovery or flow.is_journey or (actions[flow.source].is_decision and is_answer(flow)):
            continue
        words = (flow.label or "").strip().casefold()
        same = (flow.source, flow.target, flow.kind, words, flow.carries, flow.personas)
        first = drawn.setdefault(same, flow)
        if first is not flow:
            source, target = quoted(facts.text(flow.source)), quoted(facts.text(flow.target))
            yield finding(
                CODE,
                flow.span,
                phrase("BP214", source=source, target=target),
                phrase("BP214.cure"),
                [Label(first.span, phrase("BP214.label"))],
            )
