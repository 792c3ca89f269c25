"""A customer who is passed on several times.

## What it finds

A step in which the customer is passed on more than once: three or more roles of which none shares a person with
another, met one after another along the arrows. Met is who has an arrow to or from a customer's action, and
whoever at the frontstage takes the customer on from there. Work that passes between staff before any customer is
met, machines and roles of which nobody says so are not counted; nor is who is met again.

## Why it matters

Customers explain their case anew each time, and nobody feels responsible. After the second transfer many hang up.

## Bad

    blueprint calls "Call the company"
    role operator "Operator"
    role sales "Sales"
    role billing "Billing"

    step call "Call" {
      evidence "Number on the bill"
      customer ask "Asks about the bill"
      <-> frontstage answer "Answers" by operator
      customer repeat "Says it again"
      <-> frontstage regret "Cannot help" by sales
      customer third "Says it a third time"
      <-> frontstage explain "Explains the bill" by billing
    }

## Good

    blueprint calls "Call the company"
    role operator "Operator"
    role billing "Billing"

    step call "Call" {
      evidence "Number on the bill"
      customer ask "Asks about the bill"
      <-> frontstage answer "Answers" by operator
      customer repeat "Is put through"
      <-> frontstage explain "Explains the bill" by billing
    }

## Source

Transfers (转接) and the first contact's responsibility (首问负责制) in textbooks of service-process improvement.
Call-centre practice: first-contact resolution and transfer rate.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.ills import many_transfers
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP506"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps that pass the customer on too often."""
    blueprint = facts.blueprint
    for step, run in facts.once(many_transfers).items():
        labels = [Label(blueprint.actions[key].span, phrase("BP506.label")) for key in run[:-1]]
        label = quoted(blueprint.steps[step].label)
        text = phrase("BP506", step=label, count=len(run) - 1, action=quoted(facts.text(run[-1])))
        yield finding(CODE, blueprint.actions[run[-1]].span, text, phrase("BP506.cure"), labels)
