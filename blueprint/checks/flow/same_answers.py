"""A decision with two answers that have the same label.

## What it finds

Two answers of one decision that say the same, apart from case and punctuation. Answers for one persona only,
and answers with a limit (`max`), after which the other one is taken, are left out.

## Why it matters

When both answers are "no", nobody knows which way to take. Each member of staff takes the usual one, and
customers are treated differently.

## Bad

    blueprint garage "Car inspection"

    step inspect "Inspect" {
      evidence "Report with stamps"
      customer bring "Brings the car"
      -> frontstage fit "Is the car fit for the road?" decision
      fit -> customer drive "Drives off" end served when "yes"
      fit -> frontstage repair "Repairs it at once" when "no"
      repair -> drive
      fit -> customer return "Makes a new appointment" end partly when "No"
    }

## Good

    blueprint garage "Car inspection"

    step inspect "Inspect" {
      evidence "Report with stamps"
      customer bring "Brings the car"
      -> frontstage fit "Is the car fit for the road?" decision
      fit -> customer drive "Drives off" end served when "yes"
      fit -> frontstage repair "Repairs it at once" when "no, small repair"
      repair -> drive
      fit -> customer return "Makes a new appointment" end partly when "no, large repair"
    }

## Source

BPMN 2.0: of an exclusive gateway exactly one way is taken, so its conditions exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.structure.decisions import answers, for_whom
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP205"

_PUNCTUATION = " .,;:!?\"'。，；：！？…"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the answers with the same label."""
    for key, given in answers(facts).items():
        by_words: dict[str, list[Flow]] = {}
        for flow in given:
            words = (flow.label or "").strip(_PUNCTUATION).casefold()
            if words and not for_whom(flow, facts):
                by_words.setdefault(words, []).append(flow)
        for same in by_words.values():
            if len(same) > 1 and all(flow.max is None for flow in same):
                yield _finding(facts, key, same)


def _finding(facts: Facts, key: str, same: list[Flow]) -> Diagnostic:
    action = facts.blueprint.actions[key]
    text = phrase("BP205", decision=quoted(action.text), number=len(same), answer=quoted(same[0].label or ""))
    labels = [
        Label(flow.span, phrase("BP205.label", action=quoted(facts.text(flow.target)))) for flow in same
    ]
    return finding(CODE, action.span, text, phrase("BP205.cure"), labels)
