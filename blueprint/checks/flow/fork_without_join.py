"""A branch of parallel work that never joins again.

## What it finds

An action other than a decision with several `->`, where one of them leads to work that neither joins anything else
again nor reaches an `end` or the customer, and another one does. Messages, the journey (written or not) and arrows
for one persona do not make a fork. Where all branches stop, that is another finding (BP202).

## Why it matters

`->` says that the work goes on at the other end. When one of two halves is never asked for, nobody notices
that it was not done: the parcel is sent, the invoice is not.

## Bad

    blueprint framer "A picture framed"

    step order "Order" {
      evidence "Sample corners"
      customer choose "Chooses a frame"
      -> frontstage take "Writes the order"
      take -> backstage cut "Cuts the frame"
      take -> backstage book "Writes the invoice"
      cut -> frontstage hand "Hands over the picture"
      -> customer fetch "Takes it home" end served
    }

## Good

    blueprint framer "A picture framed"

    step order "Order" {
      evidence "Sample corners"
      customer choose "Chooses a frame"
      -> frontstage take "Writes the order"
      take -> backstage cut "Cuts the frame"
      take -> backstage book "Writes the invoice"
      cut -> frontstage hand "Hands over picture and invoice"
      book -> hand
      hand -> customer fetch "Takes it home" end served
    }

## Source

BPMN 2.0: what a parallel gateway divides, another one joins again, or each branch has an end event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...analysis.structure.decisions import for_whom
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP206"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the branches that nobody waits for."""
    actions = facts.blueprint.actions
    settled = [key for key in actions if actions[key].end is not None or facts.zone(key) == "customer"]
    finishing = reach(
        settled, lambda key: (flow.source for flow in facts.incoming[key] if not flow.is_recovery)
    )
    for key, action in actions.items():
        branches = (
            [] if action.is_decision else [flow for flow in facts.outgoing[key] if _is_branch(facts, flow)]
        )
        if len({flow.target for flow in branches}) < 2:
            continue
        lost = [flow for flow in branches if flow.target not in finishing and _is_alone(facts, flow)]
        if lost and len(lost) < len(branches):
            yield _finding(facts, key, lost)


def _is_branch(facts: Facts, flow: Flow) -> bool:
    return flow.kind == "then" and not _is_journey(facts, flow) and not for_whom(flow, facts)


def _is_journey(facts: Facts, flow: Flow) -> bool:
    """Whether the arrow is the customer's journey, written or implied."""
    return flow.is_journey or facts.zone(flow.source) == facts.zone(flow.target) == "customer"


def _is_alone(facts: Facts, branch: Flow) -> bool:
    """Whether only this branch leads to what follows it."""
    inside = reach([branch.target], lambda key: (flow.target for flow in facts.outgoing[key]))
    return branch.source not in inside and all(
        flow is branch or flow.source in inside for key in inside for flow in facts.incoming[key]
    )


def _finding(facts: Facts, key: str, lost: list[Flow]) -> Diagnostic:
    first, action = lost[0], facts.blueprint.actions[key]
    text = phrase("BP206", action=quoted(facts.text(first.target)), fork=quoted(action.text))
    labels = [Label(flow.span, phrase("BP206.label")) for flow in lost]
    target = facts.blueprint.actions[first.target]
    return finding(CODE, target.span, text, phrase("BP206.cure"), labels[1:])
