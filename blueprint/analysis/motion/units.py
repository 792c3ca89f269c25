"""In which unit a number is read: the largest one that the author wrote among the times it is made of.

Comes in: a Blueprint. Goes out: seconds of units (a day: 86400). Nobody says 4 weeks and 2 days for 30 days, and 24 hours are not a day.
Deliberately absent: the text of a number (`words.times`).
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Action, Blueprint
from ...values import TimeSpan
from .terms import Term

#: Of what has no time.
LEAST = 60.0


def unit_of_action(action: Action) -> float:
    """The unit of the time and the wait of an action."""
    return _largest((action.timing.span, action.wait.span if action.wait else None))


def unit_of_step(blueprint: Blueprint, key: str) -> float:
    """The unit of what a step takes: its own time, and those of its actions."""
    step = blueprint.steps[key]
    return max(
        _largest((step.timing.span,)),
        *(unit_of_action(blueprint.actions[name]) for name in step.actions),
        LEAST,
    )


def unit_of_term(blueprint: Blueprint, term: Term) -> float:
    """The unit of a term of a way."""
    match term.of:
        case "action":
            action = blueprint.actions[term.key]
            span = action.timing.span if term.kind == "work" else action.wait.span if action.wait else None
        case "step":
            span = blueprint.steps[term.key].timing.span
        case "phase":
            span = blueprint.phases[term.key].timing.span
        case "service":
            span = blueprint.timing.span
    return _largest((span,))


def _largest(spans: Iterable[TimeSpan | None]) -> float:
    return max((span.unit for span in spans if span), default=LEAST)
