"""A wait during which the customer hears nothing.

## What it finds

A wait that usually lasts longer than five minutes, before an action of the customer's or before one that the
customer's next action follows from, about which nothing reaches the customer: no message, conversation or
evidence at the waiting action, no `standard` there, and nobody of the frontstage who meets the customer or
speaks to them just before. Evidence without `at` stands at the first of the step's customer actions. While the
customer's own way goes on in parallel, nobody waits. Several waits before the same action make one finding.

## Why it matters

A wait of unknown length feels longer than a known one, and an unexplained one longer still. Who is told where
the matter stands does not call to ask.

## Bad

    blueprint permit "Get a permit"

    step decide "Decide" {
      evidence "Form, permit"
      customer hand_in "Hands in the form"
      -> backstage examine "Examines the form" wait 3d target 2d time 1h
      -> frontstage give "Gives out the permit"
      -> customer get "Gets the permit"
    }

## Good

    blueprint permit "Get a permit"

    step decide "Decide" {
      evidence "Form, permit"
      customer hand_in "Hands in the form"
      -> backstage examine "Examines the form" wait 3d target 2d time 1h
      -> frontstage give "Gives out the permit"
      -> customer get "Gets the permit"
      hand_in <-> frontstage tell "Names the day of the decision"
    }

## Source

Maister 1985, The psychology of waiting lines: uncertain and unexplained waits. Visible progress (进度告知) in
textbooks of service-process improvement.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.journey.silent_waits import longest_wait, silent_waits
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP404"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the long waits of which nobody tells the customer: one finding for those before the same action of theirs."""
    for first, *others in facts.once(silent_waits):
        labels = [Label(action.span, phrase("BP404.label")) for action in others]
        text = phrase("BP404", action=quoted(first.text), wait=longest_wait(first) or "")
        yield finding(CODE, first.span, text, phrase("BP404.cure"), labels)
