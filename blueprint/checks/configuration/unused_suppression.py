"""A comment that suppresses a finding which does not exist.

## What it finds

A comment `# blueprint: ignore CODE` where that rule finds nothing on the line that the comment speaks of. Rules that are turned off are
left aside. `check --fix` removes the comment.

## Why it matters

Somebody once accepted a weakness here, and it is gone. The comment would hide the next weakness in this place.

## Bad

    blueprint surgery "See the doctor"

    step wait_room "Wait" {
      evidence "Chairs, magazines"
      customer sit "Waits to be called" wait 10m..45m target 15m  # blueprint: ignore BP401 no promise is possible
      <-> frontstage call "Calls the name"
    }

## Good

    blueprint surgery "See the doctor"

    step wait_room "Wait" {
      evidence "Chairs, magazines"
      customer sit "Waits to be called" wait 10m..45m target 15m
      <-> frontstage call "Calls the name"
    }

## Source

Common practice of checkers of program code, where such comments are counted as debts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic

CODE = "BP901"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find nothing: what comments suppress is known after all rules have run (`blueprint.checks.suppressions`)."""
    return iter(())
