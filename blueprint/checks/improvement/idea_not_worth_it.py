"""A plan with high effort and low impact.

## What it finds

Ideas of high effort and low impact that have an owner and a date, in a file in which an idea of less effort and more
impact has no date yet. One finding for all of them.

## Why it matters

The time they take is missing for ideas that need little work and help much.

## Bad

    blueprint cinema "Watch a film"
    step buy "Buy a ticket" {
      customer queue "Queues"
      idea hall "Rebuild the foyer" effort high impact low owner "Manager" due 2027-05-31
      idea sign "Show free seats at the door" effort low impact high
    }

## Good

    blueprint cinema "Watch a film"
    step buy "Buy a ticket" {
      customer queue "Queues"
      idea hall "Rebuild the foyer" effort high impact low
      idea sign "Show free seats at the door" effort low impact high owner "Manager" due 2027-01-31
    }

## Source

The matrix of effort and impact (Six Sigma); handbooks on customer service: easy things first (先易后难).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import answerable
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Idea
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP719"
SEVERITY = Severity.INFO
_RANK = {"low": 1, "medium": 2, "high": 3}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the planned ideas that are less worthwhile than ideas without a date."""
    ideas = [idea for idea in facts.blueprint.ideas.values() if idea.effort and idea.impact]
    planned = [idea for idea in ideas if idea.due is not None and answerable(facts.blueprint, idea)]
    costly = [idea for idea in planned if (idea.effort, idea.impact) == ("high", "low")]
    waiting = [idea for idea in ideas if idea.due is None and idea.start is None and _is_quick(idea)]
    if costly and waiting:
        text = phrase("BP719", idea=quoted(costly[0].text), other=quoted(waiting[0].text))
        labels = [Label(idea.span, phrase("BP719.label")) for idea in waiting]
        yield finding(CODE, costly[0].span, text, phrase("BP719.cure"), labels)


def _is_quick(idea: Idea) -> bool:
    """Whether the impact of an idea is higher than its effort."""
    return _RANK[idea.effort or "high"] < _RANK[idea.impact or "low"]
