"""A goal for which nothing is planned.

## What it finds

Goals without any idea or pilot for them, where another goal has one. An idea or pilot is for a goal if it addresses
the same pain or fail point, or tracks the metric of the goal. One finding for all of them.

## Why it matters

A goal changes nothing by itself; somebody has to do something for it.

## Bad

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12
    metric falls "Falls per month" now 3
    pain queue "Queues of half an hour"
    goal quick "In within five minutes" metric queue_time from 12 to 5 due 2027-06-30 owner "Manager" addresses queue
    goal safe "Nobody falls" metric falls from 3 to 0 due 2027-06-30 owner "Manager"
    idea app "Sell by phone" addresses queue owner "Marketing" due 2027-03-01

    step buy "Buy a ticket" { customer queue "Queues" }

## Good

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12
    metric falls "Falls per month" now 3
    pain queue "Queues of half an hour"
    goal quick "In within five minutes" metric queue_time from 12 to 5 due 2027-06-30 owner "Manager" addresses queue
    goal safe "Nobody falls" metric falls from 3 to 0 due 2027-06-30 owner "Manager"
    idea app "Sell by phone" addresses queue owner "Marketing" due 2027-03-01
    idea lights "New lights in the foyer" tracks falls owner "Manager" due 2027-02-01

    step buy "Buy a ticket" { customer queue "Queues" }

## Source

Handbooks on customer experience: an improvement plan has the pain, the goal and the steps towards it (持續改進計劃).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import ideas_for_goals
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP720"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the goals without an idea or a pilot."""
    blueprint = facts.blueprint
    ideas = ideas_for_goals(blueprint)
    piloted = {metric for pilot in blueprint.pilots.values() for metric in pilot.known.tracks}
    left = [goal for key, goal in blueprint.goals.items() if not ideas[key] and goal.metric not in piloted]
    if left and len(left) < len(blueprint.goals):
        text = phrase("BP720", count=len(left), goal=quoted(left[0].label))
        yield together(CODE, [goal.span for goal in left], text, phrase("BP720.cure"))
