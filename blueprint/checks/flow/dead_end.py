"""A path that stops in the middle of the service.

## What it finds

An action at which work arrives and does not go on. What somebody waits for is followed: from every starting
point along `->`, `!>`, the ways out of fail points, and the journey. A path is complete at an `end` and at
the last action of a customer lane; what follows there does not count. A path breaks at an action that no
arrow leaves, except for:

- what is called by `<->` or informed by `~>`: the work goes on at the caller, and nobody waits for a
  message. But where an action does nothing than call, the work goes on behind what it calls, and has to
  go on there;
- a side branch: of several `->` of one action it is enough that one leads to an end;
- a decision: one without answers is another finding (BP204);
- work of the staff that nothing leads to, which begins and ends in one action.

## Why it matters

The customer's case gets stuck here. Nobody has decided what comes next, so nothing happens until the
customer asks.

## Bad

    blueprint insurer "Report a damage"

    step report "Report" {
      evidence "Claim form"
      customer send "Sends the claim form"
      -> frontstage read "Is the form complete?" decision
      read -> customer learn "Learns the amount" when "yes"
      read -> backstage pile "Puts it on the pile of unclear cases" when "no"
    }

## Good

    blueprint insurer "Report a damage"

    step report "Report" {
      evidence "Claim form"
      customer send "Sends the claim form"
      -> frontstage read "Is the form complete?" decision
      read -> customer learn "Learns the amount" when "yes"
      read -> frontstage ask "Asks for what is missing" when "no"
      ask -> send "once more"
    }

## Source

Process redesign as in the handbooks on customer experience: breaks in the flow (断点). BPMN 2.0: every path
leads to an end event.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ...analysis.facts import Facts, reach
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP202"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the actions where a path breaks off."""
    for key in facts.once(stops):
        action = facts.blueprint.actions[key]
        # What is marked `start` cannot be marked `end`.
        cure = phrase("BP202.cure.start") if action.is_start else phrase("BP202.cure")
        labels = [
            Label(flow.span, phrase("BP202.label", action=quoted(facts.text(flow.source))))
            for flow in _came(facts, key)
        ]
        yield finding(CODE, action.span, phrase("BP202", action=quoted(action.text)), cure, labels)


def stops(facts: Facts) -> list[str]:
    """The actions where a path breaks off, in reading order."""
    ahead = facts.once(look_ahead)
    followed = reach(facts.starts, lambda key: _next(facts, ahead, key))
    return [
        key
        for key in facts.reading_order(followed)
        if key not in ahead.going_on and (_came(facts, key) or _sets_off(facts, key))
    ]


def _came(facts: Facts, key: str) -> list[Flow]:
    return [flow for flow in facts.incoming[key] if flow.kind in ("then", "failure")]


class Ahead(NamedTuple):
    """What lies ahead of the actions.

    `finishing`: some path leads from here to an end of the service. `going_on`: the work leaves this action,
    or one that it calls, or need not leave it.
    """

    finishing: Container[str]
    going_on: Container[str]


def look_ahead(facts: Facts) -> Ahead:
    """Where paths come to an end, and where the work goes on."""
    complete = [key for key in facts.outgoing if _is_complete(facts, key)]
    leaving = [key for key in facts.outgoing if _need_not_call(facts, key)]
    return Ahead(
        reach(complete, lambda key: (flow.source for flow in facts.incoming[key] if not flow.is_recovery)),
        reach(leaving, lambda key: (flow.source for flow in facts.incoming[key] if flow.kind == "return")),
    )


def _need_not_call(facts: Facts, key: str) -> bool:
    """Whether an action needs none of its calls to go on; missing answers of a decision are another rule's."""
    is_decision = facts.blueprint.actions[key].is_decision
    return _is_complete(facts, key) or is_decision or any(_ways_on(facts, key))


def _is_complete(facts: Facts, key: str) -> bool:
    return facts.blueprint.actions[key].end is not None or key in facts.journey_ends


def _ways_on(facts: Facts, key: str) -> Iterator[Flow]:
    """The arrows by which the work leaves an action for good: no calls, no recoveries."""
    return (flow for flow in facts.outgoing[key] if flow.leads and not flow.is_recovery)


def _next(facts: Facts, ahead: Ahead, key: str) -> list[str]:
    """The actions that have to lead on after this one, so that its work comes to an end."""
    if _is_complete(facts, key):
        return []
    then = [flow.target for flow in facts.outgoing[key] if flow.kind == "then"]
    if not any(_ways_on(facts, key)):
        called = (flow.target for flow in facts.outgoing[key] if flow.kind == "return")
        then = [target for target in called if target in ahead.going_on]
    if not facts.blueprint.actions[key].is_decision:
        # A fork: where some branches lead to an end, the others are side branches.
        then = [target for target in then if target in ahead.finishing] or then
    return then + [flow.target for flow in facts.outgoing[key] if flow.kind == "failure"]


def _sets_off(facts: Facts, key: str) -> bool:
    """Whether an action should lead on to others: staff's own work may begin and end in one action."""
    return facts.zone(key) == "customer" or facts.blueprint.actions[key].is_event
