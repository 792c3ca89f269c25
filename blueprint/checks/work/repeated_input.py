"""A customer who is asked for the same thing twice.

## What it finds

An item that a customer gives (`output`, or `carries` on an arrow away from them) in two actions of one lane,
one of which follows the other. Not counted are alternatives, what is asked again after a failure (`!>`), and
what the customer gets and gives back.

## Why it matters

Customers notice that the departments do not talk to each other. And the second answer often differs from
the first.

## Bad

    blueprint hotline "Report a fault"

    step menu "Menu" {
      evidence "Number on the bill"
      customer type "Types the contract number" output contract_number
      <-> frontstage menu "Plays the menu" mode automatic
    }

    step talk "Talk" {
      evidence "Text message"
      customer say "Says the contract number" output contract_number
      <-> frontstage listen "Listens"
    }

## Good

    blueprint hotline "Report a fault"

    step menu "Menu" {
      evidence "Number on the bill"
      customer type "Types the contract number" output contract_number
      <-> frontstage menu "Plays the menu" mode automatic
    }

    step talk "Talk" {
      evidence "Text message"
      customer say "Describes the fault" output fault
      <-> frontstage listen "Listens" input contract_number
    }

## Source

Repeated description and repeated forms (重复描述、重复填写) in textbooks of service-process improvement; the
once-only principle of public administration.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.items import asked_twice
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP502"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the items that customers give twice."""
    actions = facts.blueprint.actions
    for item, *pair in facts.once(asked_twice):
        first, second = (actions[key] for key in pair)
        text = phrase("BP502", item=item, action=quoted(second.text))
        labels = [Label(first.span, phrase("BP502.label", item=item))]
        yield finding(CODE, second.span, text, phrase("BP502.cure"), labels)
