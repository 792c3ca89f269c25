"""An observation without a source.

## What it finds

Actions, evidence, notes, cards and declarations with `status observed` and no `source`, in a file that names a source
for something else. The source of the blueprint counts for everything in it, the source of an action for its cards. One
finding for all of them.

## Why it matters

"Observed" ends discussions. Whoever doubts it must be able to look it up, and whoever repeats the study must know
how it was done.

## Bad

    blueprint market "Buy vegetables"
    step choose "Choose" {
      customer look "Looks for prices" status observed {
        pain labels "No price on the crates" source "Interviews, 7 of 10"
      }
    }

## Good

    blueprint market "Buy vegetables"
    step choose "Choose" {
      customer look "Looks for prices" status observed source "Two mornings on the market" {
        pain labels "No price on the crates" source "Interviews, 7 of 10"
      }
    }

## Source

Handbooks on customer experience quote figures without a source; this is what it leads to. Blueprint Signal: what is
known has evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import every_known
from ...analysis.improvement.plans import places
from ...diagnostics import Diagnostic, Severity
from ...model import Blueprint, Provenance
from ...source import Span
from ...words import phrase
from ..rule import quoted, together

CODE = "BP709"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find observations without a source."""
    blueprint = facts.blueprint
    if blueprint.known.source or not any(known.source for known in every_known(blueprint)):
        return
    found = sorted(_unsourced(blueprint), key=lambda pair: pair[0].start)
    if found:
        text = phrase("BP709", count=len(found), claim=quoted(found[0][1]))
        yield together(CODE, [span for span, _ in found], text, phrase("BP709.cure"))


def _unsourced(blueprint: Blueprint) -> Iterator[tuple[Span, str]]:
    """The place and text of everything observed without a source; imported files are left aside."""
    if _lacks(blueprint.known):
        yield blueprint.span, blueprint.title
    for ones in (blueprint.actions.values(), blueprint.things.values()):
        for other in ones:
            if _lacks(other.known):
                yield other.span, other.text
    for cards in (blueprint.fails, blueprint.pains, blueprint.ideas, blueprint.questions, blueprint.remarks):
        for card in cards.values():
            if _lacks(card.known) and not any(
                kind == "action" and blueprint.actions[key].known.source
                for kind, key in places(blueprint, card)
            ):
                yield card.span, card.text
    for declared in (
        blueprint.roles, blueprint.systems, blueprint.channels, blueprint.personas, blueprint.metrics, blueprint.goals,
        blueprint.risks, blueprint.feedback, blueprint.pilots,
    ):  # fmt: skip
        for declaration in declared.values():
            if _lacks(declaration.known) and declaration.span.source is blueprint.span.source:
                yield declaration.span, declaration.label


def _lacks(known: Provenance) -> bool:
    return known.status == "observed" and known.source is None
