"""A goal that is due before the ideas for it.

## What it finds

A goal with a date, and ideas with dates that address the same pains or fail points, or the goal's metric, all of which
are due after it.

## Why it matters

Such a goal cannot be reached in time: the measures for it come too late.

## Bad

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12
    pain queue "Queues of half an hour"
    goal quick "In within five minutes" metric queue_time from 12 to 5 due 2027-01-31 owner "Manager" addresses queue
    idea app "Sell by phone" addresses queue owner "Marketing" due 2027-03-01

    step buy "Buy a ticket" { customer queue "Queues" }

## Good

    blueprint cinema "Watch a film"
    metric queue_time "Minutes in the queue" now 12
    pain queue "Queues of half an hour"
    goal quick "In within five minutes" metric queue_time from 12 to 5 due 2027-06-30 owner "Manager" addresses queue
    idea app "Sell by phone" addresses queue owner "Marketing" due 2027-03-01

    step buy "Buy a ticket" { customer queue "Queues" }

## Source

A contradiction in the file itself. Doran 1981: goals are realistic and time-related.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import late_goals
from ...diagnostics import Diagnostic, Label
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP717"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the goals whose ideas are all due too late."""
    for late in late_goals(facts.blueprint):
        goal = late.goal
        text = phrase("BP717", goal=quoted(goal.label), due=late.due, first=late.first)
        labels = [Label(idea.span, phrase("BP717.label")) for idea in late.ideas]
        yield finding(CODE, goal.span, text, phrase("BP717.cure"), labels)
