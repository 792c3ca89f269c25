"""A pilot that ends before its metric is measured once.

## What it finds

A pilot that tracks a metric which is measured less often than once during the pilot. Four weeks count as a month,
ninety days as a quarter. One finding for a pilot.

## Why it matters

A quarterly metric cannot show the effect of a three-week pilot: its next value mixes the pilot with the weeks around
it.

## Bad

    blueprint bus "Take the bus"
    metric rating "Satisfaction" kind csat now 71 target 80 every quarter

    step board "Board" { customer board "Gets in" tracks rating }

    pilot tap "Pay by tapping the card" {
      scope board
      from 2027-02-01 to 2027-02-28
      tracks rating
      owner "Line manager"
    }

## Good

    blueprint bus "Take the bus"
    metric rating "Satisfaction" kind csat now 71 target 80 every week

    step board "Board" { customer board "Gets in" tracks rating }

    pilot tap "Pay by tapping the card" {
      scope board
      from 2027-02-01 to 2027-02-28
      tracks rating
      owner "Line manager"
    }

## Source

Handbooks on customer service: a pilot (试点) is watched daily and compared with the time before. Sampling: an effect needs
at least one reading of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...analysis.facts import Facts
from ...analysis.improvement.plans import SHORTEST
from ...diagnostics import Diagnostic, Label
from ...model import Metric, Pilot
from ...words import Keyword, phrase
from ..rule import finding, quoted

CODE = "BP718"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the pilots that end before they are measured."""
    for pilot in facts.blueprint.pilots.values():
        days = _days(pilot)
        if days is None:
            continue
        metrics = [facts.blueprint.metrics[key] for key in pilot.known.tracks]
        slow = [metric for metric in metrics if _is_slower(metric, days)]
        if slow:
            text = phrase(
                "BP718", pilot=quoted(pilot.label), count=days, metric=quoted(slow[0].label),
                period=Keyword(slow[0].every or ""),
            )  # fmt: skip
            labels = [Label(metric.span, phrase("BP718.label")) for metric in slow]
            yield finding(CODE, pilot.span, text, phrase("BP718.cure"), labels)


def _days(pilot: Pilot) -> int | None:
    """How many days a pilot lasts, the first and the last included."""
    if pilot.start is None or pilot.end is None:
        return None
    return (date.fromisoformat(pilot.end) - date.fromisoformat(pilot.start)).days + 1


def _is_slower(metric: Metric, days: int) -> bool:
    return metric.every is not None and SHORTEST[metric.every] > days
