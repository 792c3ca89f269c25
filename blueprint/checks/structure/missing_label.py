"""Something without a name.

## What it finds

An action, a piece of evidence, a note, a card, a lane or a declaration whose text is empty or all blanks;
and steps with neither name nor label, where other steps of the file have one (together one finding). A
phase without a name only groups its steps.

## Why it matters

The picture shows an empty card, the report an empty row. Readers do not know what belongs there and cannot
talk about it.

## Bad

    blueprint cinema "An evening at the cinema"

    step ticket "Ticket" {
      evidence "Poster, price list"
      customer ask "Asks for two seats"
      <-> frontstage ""
    }

## Good

    blueprint cinema "An evening at the cinema"

    step ticket "Ticket" {
      evidence "Poster, price list"
      customer ask "Asks for two seats"
      <-> frontstage "Sells the tickets"
    }

## Source

Shostack 1984: a blueprint makes a service discussable because everything in it is identified by name. BPMN
2.0 modelling guidelines: every element is labelled.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.card_texts import drawn_texts
from ...analysis.facts import Facts
from ...analysis.references import cards, declarations
from ...diagnostics import Diagnostic, Label
from ...model import Element, Phase, Step
from ...words import phrase
from ..rule import finding

CODE = "BP101"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find what has no text."""
    for text, element in _all_texts(facts):
        if not text.strip() and not isinstance(element, Phase | Step):
            yield finding(CODE, element.span, phrase("BP101"), phrase("BP101.cure"))
    steps = facts.blueprint.steps.values()
    unnamed = [step for step in steps if not step.label.strip()]
    if unnamed and len(unnamed) < len(steps):
        yield finding(
            CODE,
            unnamed[0].span,
            phrase("BP101.step", number=unnamed[0].number),
            phrase("BP101.step.cure"),
            [Label(step.span, phrase("BP101.step.label")) for step in unnamed[1:]],
        )


def _all_texts(facts: Facts) -> Iterator[tuple[str, Element]]:
    yield from drawn_texts(facts.blueprint)
    yield from ((card.text, card) for card in cards(facts.blueprint))
    source = facts.blueprint.span.source
    yield from (
        (declaration.label, declaration)
        for declaration in declarations(facts.blueprint)
        if declaration.span.source is source
    )
