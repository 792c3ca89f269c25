"""An important and urgent pain that nothing is done about.

## What it finds

Pains of high importance and high urgency that no idea and no goal addresses, in a file in which another pain is
addressed. An idea beside the pain, in the same action, step or phase, counts. One finding for all of them.

## Why it matters

Pains that are both important and urgent come first. They are why customers leave.

## Bad

    blueprint gym "Train in a gym"
    pain shower "Cold showers" view customer importance high urgency high
    pain music "Loud music" view customer importance low urgency low
    idea quiet "A quiet hour in the morning" addresses music

    step train "Train" { customer come "Comes" }

## Good

    blueprint gym "Train in a gym"
    pain shower "Cold showers" view customer importance high urgency high
    pain music "Loud music" view customer importance low urgency low
    idea quiet "A quiet hour in the morning" addresses music
    idea boiler "A second boiler" addresses shower

    step train "Train" { customer come "Comes" }

## Source

Handbooks on customer service: what is important and urgent comes first (重要性-紧急性四象限).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import addressed
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP710"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the important and urgent pains that are not addressed."""
    blueprint = facts.blueprint
    helped = {key for about in addressed(blueprint).values() for key in about}
    helped.update(key for goal in blueprint.goals.values() for key in goal.addresses)
    pressing = [
        pain
        for key, pain in blueprint.pains.items()
        if pain.importance == pain.urgency == "high" and key not in helped
    ]
    if pressing and not helped.isdisjoint(blueprint.pains):
        text = phrase("BP710", count=len(pressing), pain=quoted(pressing[0].text))
        cure = phrase("BP710.cure", name="PAIN" if "-" in pressing[0].key else pressing[0].key)
        yield together(CODE, [pain.span for pain in pressing], text, cure)
