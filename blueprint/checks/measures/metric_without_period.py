"""A metric without a period of measurement.

## What it finds

Metrics without `every`, where most metrics of the file have it. One finding for all of them.

## Why it matters

A metric without a period is measured only when something has gone wrong, and there are no earlier numbers to compare
with.

## Bad

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht now 12 target 8 every week
    metric solved "Solved at once" kind fcr now 70 target 80 every month
    metric liked "Satisfaction" kind csat now 74 target 88

    step call "Call" { customer call "Calls" tracks handling, solved, liked }

## Good

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht now 12 target 8 every week
    metric solved "Solved at once" kind fcr now 70 target 80 every month
    metric liked "Satisfaction" kind csat now 74 target 88 every month

    step call "Call" { customer call "Calls" tracks handling, solved, liked }

## Source

Handbooks on customer service: figures are followed every month or quarter (每月/季度), and their swings explained.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP613"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics without a period."""
    metrics = list(facts.blueprint.metrics.values())
    without = [metric for metric in metrics if metric.every is None]
    if without and 2 * len(without) < len(metrics):
        text = phrase("BP613", count=len(without), metric=quoted(without[0].label))
        yield together(CODE, [metric.span for metric in without], text, phrase("BP613.cure"))
