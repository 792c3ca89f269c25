"""Self-service that offers no way to a person.

## What it finds

A stretch of automatic frontstage actions (`mode automatic`) from which no arrow of any kind leads to somebody
who can help, and in which things can go wrong: a decision that sends the customer back, a `!>`, an automatic
decision that ends `refused` or `lost`, or a fail point whose recoveries (`recover … !> …`) all lead to
automatic actions. Help is every action that is neither automatic nor the customer's, or that has a role
(`by`). A `feedback` loop after an action of the stretch, or of the whole service, counts as help too. One
finding per stretch.

## Why it matters

Self-service handles the usual case well. Customers with another case go round in circles and leave, and
the service never learns why.

## Bad

    blueprint locker "Parcel locker"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage locker "Locker" mode automatic
      --- visibility ---
      backstage  "Depot"
    }

    step fetch "Fetch" {
      evidence "Message with a code"
      backstage fill "Puts the parcel in" start
      -> locker tell "Sends a code"
      -> customer type_in "Types the code"
      -> locker right "Is the code right?" decision
      right -> customer take "Takes the parcel" end served when "yes"
      right -> type_in "no"
    }

## Good

    blueprint locker "Parcel locker"

    lanes {
      evidence   "Evidence"
      customer   "Customer"
      --- interaction ---
      frontstage locker "Locker" mode automatic
      frontstage hotline "Hotline"
      --- visibility ---
      backstage  "Depot"
    }

    step fetch "Fetch" {
      evidence "Message with a code"
      backstage fill "Puts the parcel in" start
      -> locker tell "Sends a code"
      -> customer type_in "Types the code"
      -> locker right "Is the code right?" decision
      right -> customer take "Takes the parcel" end served when "yes"
      right -> type_in "no" max 2
      right -> hotline open_it "Opens the door from afar" when "three times no"
      open_it -> take
    }

## Source

Handbooks on customer experience: self-service with a quick way to a person (智能客服、人工快捷接入).
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from ...analysis.facts import Facts, reach
from ...analysis.structure.decisions import is_answer
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP210"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the stretches of self-service where things can go wrong and nobody helps."""
    people = [key for key in facts.outgoing if _is_somebody(facts, key)]
    helped = reach(people, lambda key: (flow.source for flow in facts.incoming[key]))
    troubled = [key for key in facts.outgoing if key not in helped and _is_troubled(facts, key)]
    seen: set[str] = set()
    for key in troubled:
        if key in seen:
            continue
        stretch = reach([key], lambda text: (other for other in _joined(facts, text) if other not in helped))
        seen.update(stretch)
        if any(_is_machine(facts, text) for text in stretch) and not _is_heard(facts, stretch):
            yield _finding(facts, [text for text in troubled if text in stretch])


def _is_somebody(facts: Facts, key: str) -> bool:
    action = facts.blueprint.actions[key]
    if facts.zone(key) == "customer" or action.is_event:
        return False
    return action.mode != "automatic" or bool(action.by)


def _is_machine(facts: Facts, key: str) -> bool:
    return facts.zone(key) == "frontstage" and facts.blueprint.actions[key].mode == "automatic"


def _is_troubled(facts: Facts, key: str) -> bool:
    if facts.blueprint.actions[key].is_decision:
        return any(_is_refused(facts, flow) for flow in facts.outgoing[key] if is_answer(flow))
    failures = [flow for flow in facts.outgoing[key] if flow.kind == "failure"]
    # A recovery that is only described may be done by a person.
    return bool(failures) and not any(
        step.to is None
        for fail in facts.blueprint.fails.values()
        if fail.at == key
        for step in fail.recoveries
    )


def _is_refused(facts: Facts, answer: Flow) -> bool:
    """Whether an answer sends back, fails, or turns a customer away who did not choose it."""
    if answer.kind == "failure" or facts.position[answer.target] <= facts.position[answer.source]:
        return True
    end = facts.blueprint.actions[answer.target].end
    return end in ("refused", "lost") and facts.zone(answer.source) != "customer"


def _joined(facts: Facts, key: str) -> Iterator[str]:
    yield from (flow.target for flow in facts.outgoing[key])
    yield from (flow.source for flow in facts.incoming[key])


def _is_heard(facts: Facts, stretch: Container[str]) -> bool:
    """Whether a feedback loop takes up what goes wrong here."""
    loops = facts.blueprint.feedback.values()
    return any(loop.after is None or loop.after in stretch for loop in loops)


def _finding(facts: Facts, troubled: list[str]) -> Diagnostic:
    first, *others = (facts.blueprint.actions[key] for key in troubled)
    labels = [Label(action.span, phrase("BP210.label")) for action in others]
    text = phrase("BP210", action=quoted(first.text))
    return finding(CODE, first.span, text, phrase("BP210.cure"), labels)
