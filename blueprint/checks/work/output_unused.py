"""An item that somebody makes and nobody needs.

## What it finds

An `output` that is no `input` of an action and that no arrow carries, in a blueprint where most outputs are
needed somewhere. What the customer makes or gets, what is kept in a system (`using`), tracked by a metric or made
at an `end` counts as used.

## Why it matters

Either the picture does not show who needs it, or it is made out of habit and can be dropped.

## Bad

    blueprint hire "Hire a van"

    step hire "Hire" {
      evidence "Contract"
      customer come "Comes for the van" output licence
      <-> frontstage look "Looks at the licence" input licence output mileage
      <-> backstage list "Writes the daily list" input mileage output daily_list
    }

## Good

    blueprint hire "Hire a van"

    step hire "Hire" {
      evidence "Contract"
      customer come "Comes for the van" output licence
      <-> frontstage look "Looks at the licence" input licence output mileage
      <-> backstage list "Writes the daily list" input mileage output daily_list
      list ~> backstage plan "Plans the cleaning" input daily_list
    }

## Source

Inputs and outputs of each step (输入输出) in textbooks of service-process improvement. Lean: overproduction is waste.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.items import items, never_used
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP509"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the items that nobody needs."""
    makers, users, carried = facts.once(items)
    unused = [item for item in makers if item not in users and item not in carried]
    if 2 * len(unused) >= len(makers):
        return
    for item in never_used(facts):
        action = facts.blueprint.actions[makers[item][0]]
        text = phrase("BP509", item=item, action=quoted(action.text))
        yield finding(CODE, action.span, text, phrase("BP509.cure", item=item))
