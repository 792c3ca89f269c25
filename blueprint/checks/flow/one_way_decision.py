"""A decision with fewer than two labelled answers.

## What it finds

A `decision` with fewer than two answers, or with an answer that has no label. Answers are the arrows `->` and
`!>` that leave it, also those for one persona; calls, messages and recoveries are not. A percentage is not a
label: it says how often, not when.

## Why it matters

The answer that is missing is the one that nobody has thought through: no room is free, the card is declined.
When it happens, somebody has to improvise in front of the customer.

## Bad

    blueprint inn "A room for tonight"

    step ask "Ask for a room" {
      evidence "Lit sign, desk"
      customer ask "Asks for a room"
      -> frontstage free "Is a room free?" decision
      free -> customer stay "Takes the room" end served when "yes"
    }

## Good

    blueprint inn "A room for tonight"

    step ask "Ask for a room" {
      evidence "Lit sign, desk"
      customer ask "Asks for a room"
      -> frontstage free "Is a room free?" decision
      free -> customer stay "Takes the room" end served when "yes"
      free -> customer go "Goes to the inn across the street" end refused when "no"
    }

## Source

BPMN 2.0: an exclusive gateway has two or more outgoing paths, each with its condition. Decision points:
Chinese textbook notation (决策点 D).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label
from ...model import Action, Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP204"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the decisions with too few answers, or with an answer without a label."""
    for key, action in facts.blueprint.actions.items():
        if action.is_decision:
            answers = [flow for flow in facts.outgoing[key] if _is_answer(flow)]
            unsaid = [flow for flow in answers if not (flow.label or "").strip()]
            if len(answers) < 2 or unsaid:
                yield _finding(facts, action, answers, unsaid)


def _is_answer(flow: Flow) -> bool:
    return flow.kind in ("then", "failure") and not flow.is_recovery


def _finding(facts: Facts, action: Action, answers: list[Flow], unsaid: list[Flow]) -> Diagnostic:
    decision = quoted(action.text)
    if not answers:
        text, cure = phrase("BP204.none", decision=decision), phrase("BP204.none.cure")
    elif len(answers) == 1:
        text, cure = phrase("BP204.single", decision=decision), phrase("BP204.single.cure")
    else:
        text, cure = phrase("BP204.unsaid", decision=decision), phrase("BP204.unsaid.cure")
    shown = unsaid if len(answers) > 1 else answers
    labels = [
        Label(flow.span, phrase("BP204.label", action=quoted(facts.text(flow.target)))) for flow in shown
    ]
    return finding(CODE, action.span, text, cure, labels)
