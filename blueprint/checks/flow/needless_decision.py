"""A decision that makes no difference.

## What it finds

A decision with two or more answers that all lead to the same action by the same kind of arrow. Answers for
one persona, and answers with a limit (`max`), are left out.

## Why it matters

Either the question is not needed, or the answers differ in something that the blueprint does not show.

## Bad

    blueprint vet "At the vet"

    step come "Come in" {
      evidence "Waiting room"
      customer ring "Rings the bell"
      -> frontstage known "Has the dog been here before?" decision
      known -> frontstage look "Looks at the dog" when "yes"
      known -> look "no"
      look -> customer go "Goes home with advice" end served
    }

## Good

    blueprint vet "At the vet"

    step come "Come in" {
      evidence "Waiting room"
      customer ring "Rings the bell"
      -> frontstage known "Has the dog been here before?" decision
      known -> frontstage look "Looks at the dog" when "yes"
      known -> frontstage file "Makes out a card" when "no"
      file -> look
      look -> customer go "Goes home with advice" end served
    }

## Source

BPMN 2.0: an exclusive gateway chooses between ways. Process redesign: remove what changes nothing (删除).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.structure.decisions import answers, for_whom
from ...diagnostics import Diagnostic, Label, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP215"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the decisions whose answers all lead to the same action."""
    for key, given in answers(facts).items():
        if len(given) > 1 and all(flow.max is None and not for_whom(flow, facts) for flow in given):
            ways = {(flow.target, flow.kind) for flow in given}
            # Equal or missing labels are other findings (BP205, BP204).
            words = {flow.label for flow in given}
            if len(ways) == 1 and len(words) == len(given) and None not in words:
                action = facts.blueprint.actions[key]
                target = quoted(facts.text(given[0].target))
                text = phrase("BP215", decision=quoted(action.text), target=target)
                labels = [Label(flow.span, phrase("BP215.label")) for flow in given]
                yield finding(CODE, action.span, text, phrase("BP215.cure"), labels)
