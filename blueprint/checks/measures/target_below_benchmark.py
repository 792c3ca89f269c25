"""A target below the benchmark.

## What it finds

A metric whose `target` is worse than its `benchmark`. The metric's `better`, else its kind, says which way is better.
For a target worse than the baseline see BP610.

## Why it matters

A target below what customers get elsewhere may be a step on the way. If it is meant as the final target, customers who
compare will still leave.

## Bad

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 12 target 10 benchmark 8

    step call "Call" { customer call "Calls" tracks handling }

## Good

    blueprint hotline "Call the hotline"
    metric handling "Handling time" kind aht unit "min" baseline 12 target 8 benchmark 8

    step call "Call" { customer call "Calls" tracks handling }

## Source

Handbooks on process improvement: comparison with the best (标杆对照) and analysis of the gap (差距分析). Camp 1989.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import better, is_aimed_wrong, is_worse
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP611"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the targets that are worse than what others reach."""
    for metric in facts.blueprint.metrics.values():
        way, target, benchmark = better(metric), metric.target, metric.benchmark
        if way is None or target is None or benchmark is None or is_aimed_wrong(metric):
            continue
        if is_worse(target, benchmark, way):
            text = phrase("BP611", metric=quoted(metric.label), target=target, benchmark=benchmark)
            yield finding(CODE, metric.span, text, phrase("BP611.cure", benchmark=benchmark))
