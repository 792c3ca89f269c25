"""An import that leads to a blueprint with steps, which are not taken.

## What it finds

An `import` of a file that has steps: an import takes the declarations and the lanes of a file, and nothing else.

## Why it matters

Who imports a file expects to see what is in it. Steps that stay away in silence are missed in the picture, and in every number.

## Bad

    blueprint shop "Shop"

    import "part-1.blueprint"

    step pay "Pay" {
      evidence "Till"
      customer pay "Pays"
      <-> frontstage thank "Thanks"
    }

## Good

    blueprint shop "Shop"

    step enter "Enter" {
      evidence "Door"
      customer enter "Enters"
      <-> frontstage greet "Greets"
    }

    step pay "Pay" {
      evidence "Till"
      customer pay "Pays"
      <-> frontstage thank "Thanks"
    }

## Source

Our own: the language imports vocabularies, and shows several services side by side in a site.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding

CODE = "BP114"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the imports whose steps are not taken."""
    for each in facts.blueprint.imports:
        text = phrase("BP114", file=each.file, count=each.steps)
        yield finding(CODE, each.span, text, phrase("BP114.cure"))
