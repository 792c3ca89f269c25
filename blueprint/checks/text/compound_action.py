"""One card that holds two actions.

## What it finds

An action whose text has two things one after the other: "… and then …", "…, then …", "…; then …", in
Chinese "，然后…", "；随后…" and the like. A plain "and" is no finding: "Greets the guest and finds the booking"
may be one act.

## Why it matters

Two actions have two durations, two ways to fail, perhaps two people; one card can show only one of each.
What comes between them, such as a wait, cannot be shown.

## Bad

    blueprint clinic "A blood test"

    step test "Test" {
      evidence "Plaster"
      customer sit "Sits down"
      <-> frontstage "Takes the blood and then sends it to the laboratory"
    }

## Good

    blueprint clinic "A blood test"

    step test "Test" {
      evidence "Plaster"
      customer sit "Sits down"
      <-> frontstage take "Takes the blood"
      take ~> backstage send "Sends it to the laboratory"
    }

## Source

BPMN 2.0: a task is atomic. Modelling guidelines for processes (Mendling, Reijers, van der Aalst 2010): one
verb and one object for an activity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP804"
SEVERITY = Severity.INFO

_JOINED = re.compile(
    # Behind a comma, two verbs in the third person; else it may be two nouns: "The soup, then the fish".
    r"\w [ ] and [ ] then [ ] (?=\w) | \w ; [ ] then [ ] (?=\w) | ^ \w+s \b .* \w , [ ] then [ ] \w+s \b"
    r"| \w [，；、,;] [ ]? (?:然后|随后|接着|之后再) (?=\w)",
    re.VERBOSE | re.IGNORECASE,
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the cards that hold two actions."""
    for action in facts.blueprint.actions.values():
        if not (action.is_event or action.is_decision) and _JOINED.search(action.text):
            text = phrase("BP804", action=quoted(action.text))
            yield finding(CODE, action.span, text, phrase("BP804.cure"))
