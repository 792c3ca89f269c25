"""Work that passes through many hands while the customer hears nothing.

## What it finds

Along the arrows `->`, more than two changes of roles (`by`) since the customer was last met or told, on the way to
something that the customer waits for. What a machine does, or nobody is named for, is no change of hands. Nothing
is found where somebody else speaks with the customer meanwhile, on a branch that runs beside.

## Why it matters

At every change something is lost, explained again or left waiting. The customer sees only that the company is
slow.

## Bad

    blueprint claim "Report a damage"
    role clerk "Clerk" of "Service"
    role expert "Expert" of "Damages"
    role lawyer "Lawyer" of "Law"
    role payer "Bookkeeper" of "Accounts"

    step settle "Settle" {
      evidence "Letter"
      customer report "Reports the damage"
      -> backstage record "Records it" by clerk
      -> backstage assess "Assesses it" by expert
      -> backstage decide "Decides on it" by lawyer
      -> backstage order "Orders the payment" by payer
      -> frontstage write "Writes the letter" by payer
      -> customer read "Reads the letter"
    }

## Good

    blueprint claim "Report a damage"
    role clerk "Clerk" of "Service"
    role expert "Expert" of "Damages"
    role lawyer "Lawyer" of "Law"
    role payer "Bookkeeper" of "Accounts"

    step settle "Settle" {
      evidence "Letter"
      customer report "Reports the damage"
      -> backstage record "Records it" by clerk
      -> backstage assess "Assesses it" by expert
      assess ~> customer hear "Hears that it is accepted" end
      assess -> backstage decide "Decides on it" by lawyer
      -> backstage order "Orders the payment" by payer
      -> frontstage write "Writes the letter" by payer
      -> customer read "Reads the letter"
    }

## Source

Rummler and Brache 1990: the white space between departments. Walls between departments (部门壁垒) and transfers
among them (多部门转接) in textbooks of service-process improvement.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.handoffs import Run, hands
from ...analysis.work.ills import long_handoffs
from ...diagnostics import Diagnostic, Label
from ...words import Listing, listing, phrase
from ..rule import finding, quoted

CODE = "BP501"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the chains of hand-offs that are too long."""
    for run in facts.once(long_handoffs):
        yield _finding(facts, run)


def _finding(facts: Facts, run: Run) -> Diagnostic:
    actions = facts.blueprint.actions
    labels = [Label(actions[key].span, phrase("BP501.label", roles=_names(facts, key))) for key in run]
    first, last = quoted(facts.text(run[0])), quoted(facts.text(run[-1]))
    text = phrase("BP501", first=first, last=last, count=len(run) - 1)
    return finding(CODE, actions[run[-1]].span, text, phrase("BP501.cure"), labels)


def _names(facts: Facts, key: str) -> Listing:
    roles = facts.blueprint.roles
    return listing([roles[role].label for role in roles if role in hands(facts, key)], "comma")
