"""A metric that nothing in the service refers to.

## What it finds

A metric that no action, card, pilot or other declaration `tracks`, no `standard` is measured by and no `goal` is
about, where another metric of the file is. Metrics of imported files are left alone: others may track them.

## Why it matters

If a number is not linked to any place in the service, nobody knows what to do when it falls.

## Bad

    blueprint library "Borrow a book"
    metric queue "Minutes in the queue" unit "min" now 6 target 3
    metric loans "Loans per month" now 4100 target 5000

    step borrow "Borrow" {
      customer ask "Brings the book to the desk" tracks queue
      <-> frontstage lend "Lends the book"
    }

## Good

    blueprint library "Borrow a book"
    metric queue "Minutes in the queue" unit "min" now 6 target 3
    metric loans "Loans per month" now 4100 target 5000

    step borrow "Borrow" {
      customer ask "Brings the book to the desk" tracks queue
      <-> frontstage lend "Lends the book" tracks loans
    }

## Source

Bitner, Ostrom, Morgan 2008: the blueprint shows where to measure. Kaplan, Norton 1992: each measure belongs to a goal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import tracked_metrics
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import quoted, together

CODE = "BP608"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics that nothing refers to."""
    blueprint = facts.blueprint
    tracked = tracked_metrics(blueprint)
    own = [metric for metric in blueprint.metrics.values() if metric.span.source is blueprint.span.source]
    left = [metric for metric in own if metric.key not in tracked]
    if left and tracked:
        text = phrase("BP608", count=len(left), metric=quoted(left[0].label))
        yield together(CODE, [metric.span for metric in left], text, phrase("BP608.cure", name=left[0].key))
