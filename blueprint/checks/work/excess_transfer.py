"""A customer who is passed on several times.

## What it finds

A step in which the customer is passed on more than once: three or more actions with different roles, met one
after another along the arrows. Automatic actions and actions without a role are not counted, nor is a role that
is met again.

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
from ...analysis.work.handoffs import contact_runs
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP506"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps that pass the customer on too often."""
    blueprint = facts.blueprint
    longest: dict[str, tuple[str, ...]] = {}
    for key, run in contact_runs(facts).items():
        step = blueprint.actions[key].step
        if len(run) > len(longest.get(step, ())):
            longest[step] = run
    for step, run in longest.items():
        count = len(run) - 1
        if count > facts.limits.transfers:
            labels = [Label(blueprint.actions[key].span, phrase("BP506.label")) for key in run[:-1]]
            label = quoted(blueprint.steps[step].label)
            text = phrase("BP506", step=label, count=count, action=quoted(facts.text(run[-1])))
            yield finding(CODE, blueprint.actions[run[-1]].span, text, phrase("BP506.cure"), labels)
