"""Several approvals in a row.

## What it finds

More than one `approval` in a row along the arrows `->`, without the customer in between.

## Why it matters

Each approver relies on the other, the case waits at two desks, and nobody decides. Often the frontline could
have decided, with the authority to do so.

## Bad

    blueprint refund "Ask for a refund"

    step refund "Refund" {
      evidence "Credit note"
      customer ask "Asks for the money back"
      -> frontstage note "Notes the reason"
      -> backstage lead "Team lead agrees" approval
      -> backstage head "Head of department agrees" approval
      -> frontstage pay "Pays the money back"
      -> customer get "Gets the money"
    }

## Good

    blueprint refund "Ask for a refund"

    step refund "Refund" {
      evidence "Credit note"
      customer ask "Asks for the money back"
      -> frontstage note "Notes the reason" {
        policy "Up to 50 EUR the clerk decides"
      }
      -> backstage lead "Team lead agrees" approval
      -> frontstage pay "Pays the money back"
      -> customer get "Gets the money"
    }

## Source

Complicated approval (审批复杂) among the five ills of processes, and authority for the frontline (授权), in
textbooks of service-process improvement. Hammer and Champy 1993: checks and controls are reduced.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.ills import long_approvals
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP503"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the rows of approvals that are too long."""
    actions = facts.blueprint.actions
    for run in facts.once(long_approvals):
        labels = [Label(actions[key].span, phrase("BP503.label")) for key in run[:-1]]
        text = phrase("BP503", action=quoted(facts.text(run[-1])), count=len(run))
        yield finding(CODE, actions[run[-1]].span, text, phrase("BP503.cure"), labels)
