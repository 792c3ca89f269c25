"""The same thing done twice by the same people.

## What it finds

Two actions with the same text (case, width and punctuation aside), in the same lane, by the same roles, over the
same channels and with the same items, where one follows the other. Not counted are alternatives that do not
meet, automatic actions, decisions, events, ends, waits, and actions for one persona only.

## Why it matters

What is done twice costs twice. Often it is repeated because nobody trusts the first result.

## Bad

    blueprint rental "Rent a car"
    role clerk "Clerk"

    step book "Book" {
      evidence "Booking"
      customer ask "Asks for a car"
      <-> frontstage check "Checks the licence" by clerk
    }

    step pick_up "Pick up" {
      evidence "Keys"
      customer come "Comes for the car"
      <-> frontstage again "Checks the licence" by clerk
    }

## Good

    blueprint rental "Rent a car"
    role clerk "Clerk"

    step book "Book" {
      evidence "Booking"
      customer ask "Asks for a car"
      <-> frontstage check "Checks the licence" by clerk
    }

    step pick_up "Pick up" {
      evidence "Keys"
      customer come "Comes for the car"
      <-> frontstage again "Shows how the car works" by clerk
    }

## Source

Merging and removing steps (合并环节) in textbooks of service-process improvement. Lean: over-processing is waste.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.items import normal, one_behind_other
from ...diagnostics import Diagnostic, Label
from ...model import Action
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP504"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the actions that are done twice."""
    actions = facts.blueprint.actions
    alike: dict[tuple[object, ...], list[str]] = {}
    for key, action in actions.items():
        text = normal(action.text)
        if text and not _may_come_again(action):
            same = (text, action.lane, action.by, action.jointly, action.via, action.inputs, action.outputs)
            alike.setdefault(same, []).append(key)
    for keys in alike.values():
        pair = one_behind_other(facts, keys) if len(keys) > 1 else None
        if pair:
            first, second = facts.reading_order(pair)
            labels = [Label(actions[key].span, phrase("BP504.label")) for key in keys if key != second]
            message = phrase("BP504", action=quoted(facts.text(first)))
            yield finding(CODE, actions[second].span, message, phrase("BP504.cure"), labels)


def _may_come_again(action: Action) -> bool:
    """Whether it is fine that an action is there twice, or another rule's concern."""
    no_work = action.is_decision or action.is_event or action.end is not None or action.wait is not None
    return no_work or action.mode == "automatic" or bool(action.personas)
