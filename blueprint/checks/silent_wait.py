"""A wait during which the customer hears nothing.

## What it finds

A wait that usually lasts longer than five minutes, before an action of the customer's or before one that the
customer's next action follows from, about which nothing reaches the customer: no message, conversation or
evidence at the waiting action, no `standard` there, and nobody of the frontstage who meets the customer or
speaks to them just before. Evidence without `at` stands at the first of the step's customer actions. While the
customer's own way goes on in parallel, nobody waits. Several waits before the same action make one finding.

## Why it matters

A wait of unknown length feels longer than a known one, and an unexplained one longer still. Who is told where
the matter stands does not call to ask.

## Bad

    blueprint permit "Get a permit"

    step decide "Decide" {
      evidence "Form, permit"
      customer hand_in "Hands in the form"
      -> backstage examine "Examines the form" wait 3d target 2d time 1h
      -> frontstage give "Gives out the permit"
      -> customer get "Gets the permit"
    }

## Good

    blueprint permit "Get a permit"

    step decide "Decide" {
      evidence "Form, permit"
      customer hand_in "Hands in the form"
      -> backstage examine "Examines the form" wait 3d target 2d time 1h
      -> frontstage give "Gives out the permit"
      -> customer get "Gets the permit"
      hand_in <-> frontstage tell "Names the day of the decision"
    }

## Source

Maister 1985, The psychology of waiting lines: uncertain and unexplained waits. Visible progress (进度告知) in
textbooks of service-process improvement.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.flow import Facts
from ..analysis.handoffs import customers_ahead, customers_behind
from ..diagnostics import Diagnostic, Label
from ..messages import phrase
from ..model import Action, Flow
from .rule import finding, quoted

CODE = "BP404"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the long waits of which nobody tells the customer: one finding for those before the same action of theirs."""
    shown = frozenset(_shown(facts))
    silent: dict[tuple[str, ...], list[Action]] = {}
    for key, action in facts.blueprint.actions.items():
        span = action.wait.span if action.wait else None
        if span is None or span.usual <= facts.limits.silence or action.standard or key in shown:
            continue
        waiting = () if _is_told(facts, key) else _awaiting(facts, key)
        if waiting:
            silent.setdefault(waiting, []).append(action)
    for first, *others in silent.values():
        labels = [Label(one.span, phrase("BP404.label")) for one in others]
        wait = first.wait.span if first.wait and first.wait.span else ""
        said = phrase("BP404", action=quoted(first.text), wait=wait)
        yield finding(CODE, first.span, said, phrase("BP404.cure"), labels)


def _shown(facts: Facts) -> Iterator[str]:
    """The actions at which the customer sees some evidence."""
    steps = facts.blueprint.steps
    for thing in facts.blueprint.things.values():
        if facts.blueprint.lanes[thing.lane].kind != "evidence":
            continue
        first = next((key for key in steps[thing.step].actions if facts.kind(key) == "customer"), None)
        shown = thing.at or first
        if shown is not None:
            yield shown


def _awaiting(facts: Facts, key: str) -> tuple[str, ...]:
    """The customer's actions that wait: the action itself, or what follows from it, where nothing else goes on for them."""
    if facts.kind(key) == "customer":
        return (key,)
    met, givers = facts.once(customers_ahead)[key], facts.once(customers_behind)[key]
    goes_on = any(
        facts.kind(flow.target) == "customer" and flow.target not in met
        for one in givers
        for flow in facts.outgoing[one]
        if flow.leads
    )
    return tuple(facts.reading_order(met)) if givers and not goes_on else ()


def _then(facts: Facts, key: str) -> list[str]:
    return [flow.target for flow in facts.outgoing[key] if flow.kind == "then"]


def _before(facts: Facts, key: str) -> list[str]:
    return [flow.source for flow in facts.incoming[key] if flow.kind == "then"]


def _is_told(facts: Facts, key: str) -> bool:
    """Whether word reaches the customer at the action, or at the one before it."""
    if any(_speaks(facts, flow) for flow in (*facts.outgoing[key], *facts.incoming[key])):
        return True
    if facts.kind(key) == "customer":
        return any(facts.kind(before) != "customer" for before in _before(facts, key))
    return any(_has_spoken(facts, before) for before in _before(facts, key))


def _has_spoken(facts: Facts, key: str) -> bool:
    if facts.kind(key) == "frontstage":
        return True
    around = (*facts.outgoing[key], *facts.incoming[key])
    return any(_speaks(facts, flow) for flow in around) or any(
        facts.kind(target) == "customer" for target in _then(facts, key)
    )


def _speaks(facts: Facts, flow: Flow) -> bool:
    """Whether an arrow is a word to the customer: a conversation, or a message to them or to the frontstage."""
    ends = {facts.kind(flow.source), facts.kind(flow.target)}
    if flow.kind == "return":
        return "customer" in ends
    return flow.kind == "message" and facts.kind(flow.target) in ("customer", "frontstage")
