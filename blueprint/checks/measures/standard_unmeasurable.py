"""Standards that cannot be measured.

## What it finds

Standards with neither a time (`within`), a metric nor a number in their words, in a file in which most standards have
one. One finding for all of them.

## Why it matters

"Friendly" means something different to everybody. A standard with a number can be checked.

## Bad

    blueprint bank "Open an account"

    step open "Open" {
      customer come "Comes in"
      <-> frontstage welcome "Welcomes" { standard "Greets at the door" within 1m }
      <-> frontstage explain "Explains" { standard "Explains in a friendly way" }
      <-> frontstage copy "Hands over the copy" { standard "At most 2 signatures" }
    }

## Good

    blueprint bank "Open an account"

    step open "Open" {
      customer come "Comes in"
      <-> frontstage welcome "Welcomes" { standard "Greets at the door" within 1m }
      <-> frontstage explain "Explains" { standard "All fees in three sentences, on 1 page" }
      <-> frontstage copy "Hands over the copy" { standard "At most 2 signatures" }
    }

## Source

Shostack 1984: standards and tolerances. Zeithaml, Bitner: hard standards can be counted, timed or observed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...model import Standard
from ...words import phrase
from ..rule import quoted, together

CODE = "BP609"
SEVERITY = Severity.INFO
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千零每半]|必|全部"
    r"|\b(?:no|all|each|every|any|both|once|twice|never|always|one|two|three|four|five|six|seven|eight|nine|ten|half)\b",
    re.IGNORECASE,
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the standards that cannot be measured."""
    standards = [
        action.standard for action in facts.blueprint.actions.values() if action.standard is not None
    ]
    vague = [standard for standard in standards if not _can_be_measured(standard)]
    if vague and 2 * len(vague) < len(standards):
        text = phrase("BP609", count=len(vague), standard=quoted(vague[0].text))
        yield together(CODE, [standard.span for standard in vague], text, phrase("BP609.cure"))


def _can_be_measured(standard: Standard) -> bool:
    """Whether a standard has a time or a metric, or its words a number ("every", "no" and the like are numbers too)."""
    return standard.within is not None or standard.metric is not None or bool(_NUMBER.search(standard.text))
