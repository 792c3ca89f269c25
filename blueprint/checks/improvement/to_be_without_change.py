"""A to-be blueprint that does not state what changes.

## What it finds

A blueprint with `state to-be` and five or more actions in which nothing replaces or removes anything, nothing is
`proposed`, and there is no idea. One finding.

## Why it matters

Whoever is to build the to-be, or to agree to it, asks first what changes. If the file does not say, each reader
has to compare it with the service that they remember.

## Bad

    blueprint parking "Park a car"
    state to-be
    step park "Park" {
      customer come "Drives in"
      <-> frontstage read "Reads the number plate" mode automatic
      customer park "Parks"
      customer pay "Pays by phone"
      customer go "Drives out"
    }

## Good

    blueprint parking "Park a car"
    state to-be
    step park "Park" {
      customer come "Drives in"
      <-> frontstage read "Reads the number plate" mode automatic replaces ticket "paper got lost"
      customer park "Parks"
      customer pay "Pays by phone"
      customer go "Drives out"
    }

## Source

Hammer, Champy 1993 and handbooks on process improvement: the redesign names what is dropped, merged or automated, and
why.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import every_known
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP715"
SEVERITY = Severity.INFO
#: A first draft has fewer actions.
SEVERAL = 5


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find a to-be without anything new."""
    blueprint = facts.blueprint
    if blueprint.state != "to-be" or len(blueprint.actions) < SEVERAL:
        return
    says = (
        blueprint.removes or blueprint.ideas or any(action.replaces for action in blueprint.actions.values())
    )
    if not says and all(known.status != "proposed" for known in every_known(blueprint)):
        yield finding(
            CODE, blueprint.span, phrase("BP715", title=quoted(blueprint.title)), phrase("BP715.cure")
        )
