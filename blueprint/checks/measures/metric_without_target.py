"""A metric without a target.

## What it finds

A `metric` without `target`, unless a `goal` for it says where it is to go (`to`, or `change`).

## Why it matters

Without a target nobody can tell a good month from a bad one, so the number changes nothing.

## Bad

    blueprint gym "Join the gym"
    metric nps "Would recommend us" kind nps unit "points" now 24

    step join "Join" {
      evidence "Price list, contract"
      customer sign "Signs the contract" tracks nps
      <-> frontstage show "Shows the rooms"
    }

## Good

    blueprint gym "Join the gym"
    metric nps "Would recommend us" kind nps unit "points" now 24 target 40

    step join "Join" {
      evidence "Price list, contract"
      customer sign "Signs the contract" tracks nps
      <-> frontstage show "Shows the rooms"
    }

## Source

Handbooks on customer experience (NPS, CSAT, CES, FCR, AHT as targets to be reached); SMART goals: measurable.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP602"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics without a target."""
    goals = facts.blueprint.goals.values()
    aimed_at = {goal.metric for goal in goals if goal.to is not None or goal.change is not None}
    for key, metric in facts.blueprint.metrics.items():
        if metric.target is None and key not in aimed_at:
            yield finding(
                CODE,
                metric.span,
                phrase("BP602", metric=quoted(metric.label)),
                phrase("BP602.cure"),
            )
