"""An idea without an owner or a date.

## What it finds

An idea without `owner`, or without `due`, where most ideas of the file have one. One finding per idea, which says
what is missing. The owner of the step or the phase around it counts too.

## Why it matters

A plan says who does what by when. Without an owner and a date an idea stays undone.

## Bad

    blueprint cinema "Watch a film"
    step buy "Buy a ticket" {
      customer queue "Queues"
      idea app "Sell by phone" owner "Marketing" due 2027-03-01
      idea till "Open a second till" owner "Manager" due 2027-01-15
      idea sign "Show free seats at the door"
    }

## Good

    blueprint cinema "Watch a film"
    step buy "Buy a ticket" {
      customer queue "Queues"
      idea app "Sell by phone" owner "Marketing" due 2027-03-01
      idea till "Open a second till" owner "Manager" due 2027-01-15
      idea sign "Show free seats at the door" owner "Manager" due 2027-02-01
    }

## Source

Handbooks on customer experience: plans with a person in charge and a schedule (責任、時間表).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import answerable
from ...diagnostics import Diagnostic
from ...model import Idea
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP705"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the ideas that lack what most others have."""
    ideas = list(facts.blueprint.ideas.values())
    owned = {idea.key for idea in ideas if answerable(facts.blueprint, idea)}
    dated = {idea.key for idea in ideas if idea.due is not None}
    for idea in ideas:
        lacks_owner = _is_unusual(idea, owned, ideas)
        lacks_date = _is_unusual(idea, dated, ideas)
        if lacks_owner or lacks_date:
            part = "both" if lacks_owner and lacks_date else "owner" if lacks_owner else "date"
            text = phrase("BP705", idea=quoted(idea.text), part=phrase(f"BP705.{part}"))
            yield finding(CODE, idea.span, text, phrase(f"BP705.cure.{part}"))


def _is_unusual(idea: Idea, having: set[str], ideas: list[Idea]) -> bool:
    """Whether an idea lacks what most have."""
    return idea.key not in having and 2 * len(having) > len(ideas)
