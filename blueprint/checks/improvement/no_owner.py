"""A blueprint, or a part of it, without an owner.

## What it finds

A blueprint without an `owner` in which three or more parts have one. And fail points and risks without an owner
where most of the others have one; the owner of the step or the phase around a fail point counts for it too. For
fail points with a high risk see BP302.

## Why it matters

A blueprint without an owner is out of date after the next change. A failure that nobody owns is not dealt with.

## Bad

    blueprint pool "Swim in the pool"
    owner "Pool manager"

    step swim "Swim" {
      customer swim "Swims" {
        fail cold "Water too cold" { recover "Give a voucher"; owner "Engineer" }
        fail glass "Broken glass" { recover "Close the lane"; owner "Lifeguard" }
        fail lock "Locker jams" { recover "Open it with the master key" }
      }
    }

## Good

    blueprint pool "Swim in the pool"
    owner "Pool manager"

    step swim "Swim" {
      customer swim "Swims" {
        fail cold "Water too cold" { recover "Give a voucher"; owner "Engineer" }
        fail glass "Broken glass" { recover "Close the lane"; owner "Lifeguard" }
        fail lock "Locker jams" { recover "Open it with the master key"; owner "Engineer" }
      }
    }

## Source

Handbooks on process improvement: a person in charge (责任人) for each process and each plan. Blueprint Signal asks for
an owner in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import answerable, owned
from ...diagnostics import Diagnostic
from ...model import Fail, Risk
from ...words import phrase
from ..risk.high_risk_without_owner import CODE as HIGH_RISK
from ..risk.high_risk_without_owner import check as high_risks
from ..rule import finding, quoted, together

CODE = "BP701"
#: With so many owners, a file is taken to name owners.
BEGUN = 3


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find what has no owner where most of the rest has one."""
    blueprint = facts.blueprint
    if blueprint.owner is None and sum(1 for _ in owned(blueprint)) >= BEGUN:
        text = phrase("BP701", title=quoted(blueprint.title))
        yield finding(CODE, blueprint.span, text, phrase("BP701.cure"))
    left = _left(facts)
    if left:
        text = phrase("BP701.part", count=len(left), part=quoted(left[0].called))
        yield together(CODE, [fail.span for fail in left], text, phrase("BP701.part.cure"))


def _left(facts: Facts) -> list[Fail | Risk]:
    """The fail points and risks without an owner, where most have one."""
    blueprint = facts.blueprint
    every: list[Fail | Risk] = [*blueprint.fails.values(), *blueprint.risks.values()]
    without = [
        fail
        for fail in every
        if (fail.owner is None if isinstance(fail, Risk) else not answerable(blueprint, fail))
    ]
    if not without or 2 * len(without) >= len(every):
        return []
    said_before = {found.span for found in high_risks(facts) if found.code == HIGH_RISK}
    return [fail for fail in without if fail.span not in said_before]
