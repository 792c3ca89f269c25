"""An item that somebody needs and nobody makes.

## What it finds

An `input` of an action other than the customer's that is no `output` of an action, is carried by no arrow and is
no input of a customer, in a blueprint where most inputs are made somewhere.

## Why it matters

Either the step in which it is made is missing, or somebody has to look for it every time.

## Bad

    blueprint loan "Apply for a loan"

    step apply "Apply" {
      evidence "Offer"
      customer hand_in "Hands in payslips" output payslips
      -> frontstage check "Checks the income" input payslips output income
      -> backstage rate "Rates the risk" input income, credit_report
      -> frontstage tell "Tells the decision"
      -> customer hear "Hears the decision"
    }

## Good

    blueprint loan "Apply for a loan"

    step apply "Apply" {
      evidence "Offer"
      customer hand_in "Hands in payslips" output payslips
      -> frontstage check "Checks the income" input payslips output income
      <-> support ask "Asks the credit agency" output credit_report
      check -> backstage rate "Rates the risk" input income, credit_report
      -> frontstage tell "Tells the decision"
      -> customer hear "Hears the decision"
    }

## Source

Inputs and outputs of each step (输入输出) in textbooks of service-process improvement; SIPOC charts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.items import items, never_made
from ...diagnostics import Diagnostic, Label, Severity, did_you_mean
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP508"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the items that come from nowhere."""
    makers, users, carried = facts.once(items)
    missing = [item for item in users if item not in makers and item not in carried]
    if not missing or 2 * len(missing) >= len(users):
        return
    unused = [item for item in makers if item not in users]
    for item in never_made(facts):
        first, *others = (facts.blueprint.actions[key] for key in users[item])
        labels = [Label(action.span, phrase("BP508.label")) for action in others]
        cure = did_you_mean(item, unused) or phrase("BP508.cure", item=item)
        yield finding(CODE, first.span, phrase("BP508", item=item, action=quoted(first.text)), cure, labels)
