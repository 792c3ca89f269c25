"""A customer who turns to somebody and gets no answer.

## What it finds

- A customer's message (`~>`) to the frontstage from where no path leads back to a customer or to an `end`.
  Other arrows from the same action to the frontstage, and a `feedback` loop `after` it, answer it.
- A customer's action with a channel of its own (`via`) and no arrow between it and anybody who serves, where
  other actions of the customer have one. A chain counts as one encounter: where the customer's actions of one
  step are joined by arrows, it is enough that one of them meets somebody.

Actions that customers do alone, without a channel, are no finding.

## Why it matters

The customer does not know whether the letter arrived and calls to ask, which makes a second case of it.

## Bad

    blueprint landlord "Report a broken heater"

    step report "Report" {
      evidence "Form on the web page"
      customer write "Writes what is broken"
      write ~> frontstage read "Reads the message"
      read -> backstage book "Books the mechanic"
    }

    step repair "Repair" {
      evidence "Mechanic's van"
      customer open_door "Opens the door"
      <-> frontstage mend "Mends the heater"
    }

## Good

    blueprint landlord "Report a broken heater"

    step report "Report" {
      evidence "Form on the web page"
      customer write "Writes what is broken"
      write ~> frontstage read "Reads the message"
      read -> backstage book "Books the mechanic"
      book -> frontstage tell "Names the day"
      tell -> open_door
    }

    step repair "Repair" {
      evidence "Mechanic's van"
      customer open_door "Opens the door"
      <-> frontstage mend "Mends the heater"
    }

## Source

Bitner, Ostrom, Morgan 2008: each arrow that crosses the line of interaction is an encounter. Handbooks on
customer experience: first response and progress information (首次响应、进度告知).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP105"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find messages that nobody answers, and channels with nobody at the other end."""
    answering = _answering(facts)
    for flow in facts.blueprint.flows:
        if flow.target not in answering and _needs_answer(facts, flow):
            yield finding(
                CODE,
                facts.blueprint.actions[flow.source].span,
                phrase("BP105", action=quoted(facts.text(flow.source))),
                phrase("BP105.cure"),
                [Label(facts.blueprint.actions[flow.target].span, phrase("BP105.label"))],
            )
    yield from _alone(facts)


def _answering(facts: Facts) -> set[str]:
    """The actions from which some path leads to a customer or to an end."""
    actions = facts.blueprint.actions
    told = [key for key in actions if facts.zone(key) == "customer" or actions[key].end is not None]
    return set(reach(told, lambda key: (flow.source for flow in facts.incoming[key])))


def _needs_answer(facts: Facts, flow: Flow) -> bool:
    if flow.kind != "message" or (facts.zone(flow.source), facts.zone(flow.target)) != (
        "customer",
        "frontstage",
    ):
        return False
    if any(feedback.after == flow.source for feedback in facts.blueprint.feedback.values()):
        return False
    others = (other for other in facts.outgoing[flow.source] if other.kind != "message")
    return all(facts.zone(other.target) == "customer" for other in others)


def _alone(facts: Facts) -> Iterator[Diagnostic]:
    customers = [key for key, lane in facts.lane_of.items() if lane.zone == "customer"]
    meeting = [
        key for key in customers if any(facts.zone(other) != "customer" for other in _joined(facts, key))
    ]
    if not meeting:
        return
    met = reach(meeting, lambda key: _same_encounter(facts, key))
    for key in customers:
        action = facts.blueprint.actions[key]
        if key not in met and action.via and action.via != facts.lane_of[key].via and not action.is_event:
            channel = facts.blueprint.channels[action.via[0]].label
            text = phrase("BP105.channel", action=quoted(action.text), channel=quoted(channel))
            yield finding(CODE, action.span, text, phrase("BP105.channel.cure"))


def _joined(facts: Facts, key: str) -> Iterator[str]:
    """The actions at the other ends of an action's arrows."""
    yield from (flow.target for flow in facts.outgoing[key])
    yield from (flow.source for flow in facts.incoming[key])


def _same_encounter(facts: Facts, key: str) -> Iterator[str]:
    """The customer's actions of the same step that an arrow joins to this one."""
    actions = facts.blueprint.actions
    for other in _joined(facts, key):
        if actions[other].step == actions[key].step and facts.zone(other) == "customer":
            yield other
