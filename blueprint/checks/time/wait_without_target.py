"""A wait without a target.

## What it finds

An action with `wait` and without a `target` for it, whoever waits. How long the wait is (`wait 5m..20m`) does
not say how long it may be, and a `standard` speaks of the action itself, not of the time before it.

## Why it matters

Waiting is what customers remember. Without a target nobody can say that a wait has become too long, and
nobody acts on it.

## Bad

    blueprint surgery "See the doctor"

    step wait_room "Wait" {
      evidence "Chairs, magazines"
      customer sit "Waits to be called" wait 10m..45m
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

Shostack 1984: a blueprint states standard and acceptable times. Wait points: Chinese textbook notation
(等待点 W).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...values import Duration, TimeSpan
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP401"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the waits without a target."""
    for action in facts.blueprint.actions.values():
        versions = action.wait.versions() if action.wait else ()
        spans = [wait.span for _, wait in versions if wait.target is None]
        if spans:
            span, text = spans[0], quoted(action.text)
            message = phrase("BP401.span", action=text, span=span) if span else phrase("BP401", action=text)
            yield finding(CODE, action.span, message, phrase("BP401.cure", target=_target(span)))


def _target(span: TimeSpan | None) -> Duration:
    """A target to write, for example: what the wait is at best, in the author's unit."""
    if span is None:
        return Duration(300, 60, is_typed=True)
    return Duration(span.least or span.usual, span.unit, is_typed=True)
