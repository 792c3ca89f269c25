"""A persona for whom the journey breaks off.

## What it finds

An action that a persona comes to and cannot leave: arrows lead on from it, and all of them, or the actions they
lead to, are `for` others. Every arrow that is for the persona or for all is followed, from every starting
point. An action `for` others is passed by where its own arrows lead on for the persona. An `end`, the last
action of a customer lane, and what is only called or informed do not count as breaks.

## Why it matters

The blueprint promises a service to each persona it declares. Where only the way of others is drawn, nobody
has planned for these customers.

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

from ...analysis.facts import Facts, reach
from ...analysis.motion.rules.personas import named_personas
from ...analysis.structure.decisions import for_whom
from ...analysis.structure.persona_paths import exists, targets
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import listing, phrase
from ..rule import finding, quoted

CODE = "BP213"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the actions that some persona cannot leave."""
    barred = [key for key in facts.outgoing if _is_for_some(facts, key)]
    stuck: dict[str, list[str]] = {}
    for persona in _personas(facts) if barred else ():
        reached = reach(facts.starts, partial(targets, facts, persona))
        for key in barred:
            if key in reached and exists(facts, persona, key) and not _gets_on(facts, persona, key):
                stuck.setdefault(key, []).append(persona)
    for key in facts.reading_order(stuck):
        yield _finding(facts, key, stuck[key])


def _is_for_some(facts: Facts, key: str) -> bool:
    """Whether the work goes on from an action for some personas only."""
    on = _on(facts, key)
    if not on or not all(for_whom(flow, facts) for flow in on):
        return False
    if facts.blueprint.actions[key].end is not None or key in facts.journey_ends:
        return False
    came = {flow.kind for flow in facts.incoming[key]}
    # What is called returns to its caller; nobody waits for what a message starts.
    return "return" not in came and (facts.zone(key) == "customer" or "message" not in came)


def _on(facts: Facts, key: str) -> list[Flow]:
    return [flow for flow in facts.outgoing[key] if flow.leads and not flow.is_recovery]


def _personas(facts: Facts) -> list[str]:
    """The personas of this file: its own, and imported ones that something in it is for."""
    blueprint = facts.blueprint
    named = named_personas(blueprint)
    return [
        key
        for key, persona in blueprint.personas.items()
        if key in named or persona.span.source is blueprint.span.source
    ]


def _gets_on(facts: Facts, persona: str, key: str) -> bool:
    """Whether the persona reaches another action or the end of the journey, passing by actions for others."""
    passed = reach(
        [key],
        lambda text: targets(facts, persona, text) if text == key or not exists(facts, persona, text) else (),
    )
    return any(text != key and (exists(facts, persona, text) or _closes(facts, text)) for text in passed)


def _closes(facts: Facts, key: str) -> bool:
    """Whether the journey ends here without an `end`, and so for all; an `end` is only for those whom its action is for."""
    return key in facts.journey_ends and facts.blueprint.actions[key].end is None


def _finding(facts: Facts, key: str, personas: list[str]) -> Diagnostic:
    action = facts.blueprint.actions[key]
    names = listing([quoted(facts.blueprint.personas[persona].label) for persona in personas])
    labels = [Label(flow.span, phrase("BP213.label")) for flow in _on(facts, key)]
    text = phrase("BP213", action=quoted(action.text), personas=names)
    return finding(CODE, action.span, text, phrase("BP213.cure"), labels)
