"""A comment that does not say which finding it suppresses.

## What it finds

A comment `# blueprint: ignore` without the code or name of a rule. It suppresses nothing.

## Why it matters

A comment that suppressed everything would also hide findings that come later. With a code and a reason the next reader knows which
weakness of the service was accepted, and why.

## Bad

    blueprint surgery "See the doctor"

    step wait_room "Wait" {
      evidence "Chairs, magazines"
      # blueprint: ignore
      customer sit "Waits to be called" wait 10m..45m target 15m
      <-> frontstage call "Calls the name"
    }

## Good

    blueprint surgery "See the doctor"

    step wait_room "Wait" {
      evidence "Chairs, magazines"
      # blueprint: ignore BP401 the surgery makes no promises
      customer sit "Waits to be called" wait 10m..45m
      <-> frontstage call "Calls the name"
    }

## Source

Common practice of checkers of program code: a suppression names what it suppresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic

CODE = "BP902"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find nothing: comments are not in the model (`blueprint.checks.suppressions`)."""
    return iter(())
