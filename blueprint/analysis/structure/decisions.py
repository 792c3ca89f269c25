"""Decisions and their answers.

Comes in: Facts. Goes out: the arrows of which a decision takes one (BPMN 2.0: the outgoing flows of an exclusive gateway), and their
labels. Deliberately absent: judgement.
"""

from __future__ import annotations

from ...model import Flow
from ..facts import Facts


def answers(facts: Facts) -> dict[str, list[Flow]]:
    """The answers of every decision, in the order of the text: its `->` and `!>`, without the ways out of fail points."""
    return {
        key: [flow for flow in facts.outgoing[key] if is_answer(flow)]
        for key, action in facts.blueprint.actions.items()
        if action.is_decision
    }


def is_answer(flow: Flow) -> bool:
    """Whether an arrow that leaves a decision is one of its answers."""
    return flow.kind in ("then", "failure") and not flow.is_recovery


def for_whom(flow: Flow, facts: Facts) -> tuple[str, ...]:
    """The personas (keys) that an arrow is for: its own, else those of the action it leads to; none where it is for all."""
    return flow.personas or facts.blueprint.actions[flow.target].personas


def called(flow: Flow, facts: Facts) -> str:
    """What an answer is called: its label, else the text of the action that it leads to."""
    return flow.label or facts.text(flow.target)
