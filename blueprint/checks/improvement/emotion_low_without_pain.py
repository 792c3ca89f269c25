"""A very low emotion without an explanation.

## What it finds

Actions with an `emotion` of -2 or less, in steps without any pain, fail point, idea or question, in a file that has
pains. One finding for all of them.

## Why it matters

People remember the lowest point. Without a reason for it nobody can improve it.

## Bad

    blueprint dentist "See the dentist"
    step wait "Wait" {
      customer wait "Waits" emotion -1 { pain time "Nobody says how long" }
    }
    step treat "Treatment" {
      customer sit "Hears the drill" emotion -2
    }

## Good

    blueprint dentist "See the dentist"
    step wait "Wait" {
      customer wait "Waits" emotion -1 { pain time "Nobody says how long" }
    }
    step treat "Treatment" {
      customer sit "Hears the drill" emotion -2 { pain alone "Nobody speaks during the treatment" }
    }

## Source

Kahneman 1999: an episode is remembered by its peak and its end. Journey maps: behaviour, feeling and pain (痛点) of
each touchpoint.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import places
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP712"
SEVERITY = Severity.INFO
LOWEST = -2


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the lowest feelings without a reason."""
    blueprint = facts.blueprint
    if not blueprint.pains:
        return
    spoken_of = {
        key
        for cards in (blueprint.pains, blueprint.fails, blueprint.ideas, blueprint.questions)
        for card in cards.values()
        for kind, key in places(blueprint, card)
        if kind == "step"
    }
    low = [
        action
        for action in blueprint.actions.values()
        if action.emotion is not None and action.emotion.score <= LOWEST and action.step not in spoken_of
    ]
    if low:
        text = phrase("BP712", count=len(low), action=quoted(low[0].text))
        yield together(CODE, [action.span for action in low], text, phrase("BP712.cure"))
