"""A persona for whom the journey breaks off.

## What it finds

An action that a persona comes to and cannot leave: arrows lead on from it, and all of them are `for` others.
Followed is every arrow that is for the persona or for all, from every starting point. An action marked `for`
somebody stops nobody: the others pass along its arrows. An `end`, the last action of a customer lane and a
call or a message that goes out are no break.

## Why it matters

The blueprint promises a service to each persona it declares. Where only the others' way is drawn, nobody has
thought of these customers, and they find out at the counter.

## Bad

    blueprint pool "At the pool"
    persona adult "Adult"
    persona child "Child"

    step pay "Pay" {
      evidence "Price list"
      customer come "Comes to the cash desk"
      -> frontstage ask "Asks for the age"
      ask -> frontstage sell "Sells a ticket"
    }

    step swim "Swim" {
      evidence "Lane plan"
      customer go_in "Goes in" start
      -> frontstage band "Gives a wristband"
      band -> customer lanes_in "Swims in the lanes" end served
      sell -> go_in "adult" for adult
    }

## Good

    blueprint pool "At the pool"
    persona adult "Adult"
    persona child "Child"

    step pay "Pay" {
      evidence "Price list"
      customer come "Comes to the cash desk"
      -> frontstage ask "Asks for the age"
      ask -> frontstage sell "Sells a ticket"
    }

    step swim "Swim" {
      evidence "Lane plan"
      customer go_in "Goes in" start
      -> frontstage band "Gives a wristband"
      band -> customer lanes_in "Swims in the lanes" end served
      sell -> go_in "adult" for adult
      sell -> customer paddle "Goes to the paddling pool" end served when "child" for child
    }

## Source

Handbooks on customer experience: each customer tier has its own way through the service (客户分层). BPMN 2.0:
every path leads to an end event.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..analysis.flow import Facts, reach
from ..diagnostics import Diagnostic, Label
from ..messages import listing, phrase
from ..model import Flow
from .rule import finding, quoted

CODE = "BP213"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the actions that some persona cannot leave."""
    barred = [key for key in facts.outgoing if _is_for_some(facts, key)]
    if not barred:
        return
    stuck: dict[str, list[str]] = {}
    for persona in _personas(facts):
        reached = reach(facts.starts, partial(_ways_of, facts, persona))
        for key in barred:
            if key in reached and not any(_is_for(flow, persona) for flow in facts.outgoing[key]):
                stuck.setdefault(key, []).append(persona)
    for key in facts.reading_order(stuck):
        yield _finding(facts, key, stuck[key])


def _is_for_some(facts: Facts, key: str) -> bool:
    """Whether the work goes on from an action, and for some personas only."""
    on = [flow for flow in facts.outgoing[key] if flow.leads and not flow.is_recovery]
    is_end = facts.blueprint.actions[key].end is not None or key in facts.journey_ends
    return bool(on) and all(flow.personas for flow in on) and not is_end


def _personas(facts: Facts) -> list[str]:
    """The personas that this file speaks of: its own, and imported ones that some arrow is for."""
    source, named = (
        facts.blueprint.span.source,
        {key for flow in facts.blueprint.flows for key in flow.personas},
    )
    personas = facts.blueprint.personas.items()
    return [key for key, persona in personas if key in named or persona.span.source is source]


def _is_for(flow: Flow, persona: str) -> bool:
    return not flow.is_recovery and (not flow.personas or persona in flow.personas)


def _ways_of(facts: Facts, persona: str, key: str) -> Iterator[str]:
    return (flow.target for flow in facts.outgoing[key] if not flow.personas or persona in flow.personas)


def _finding(facts: Facts, key: str, personas: list[str]) -> Diagnostic:
    action = facts.blueprint.actions[key]
    names = listing([quoted(facts.blueprint.personas[one].label) for one in personas])
    on = [flow for flow in facts.outgoing[key] if flow.leads and not flow.is_recovery]
    labels = [Label(flow.span, phrase("BP213.label")) for flow in on]
    said = phrase("BP213", action=quoted(action.text), personas=names)
    return finding(CODE, action.span, said, phrase("BP213.cure"), labels)
