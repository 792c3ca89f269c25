"""A goal that is due before anything is done for it.

## What it finds

A goal with a date, and ideas with dates that address the same pains or fail points, or the goal's metric, all of which
are due after it.

## Why it matters

Such a goal is missed, whatever anybody does: the measures that are to bring it about come too late.

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

from ..analysis.flow import Facts
from ..analysis.improvement import addressed
from ..diagnostics import Diagnostic, Label
from ..messages import phrase
from ..model import Blueprint, Goal, Idea
from .rule import finding, quoted

CODE = "BP717"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the goals for which everything comes too late."""
    blueprint = facts.blueprint
    helpers = _helpers(blueprint)
    for goal in blueprint.goals.values():
        ideas = list(_for_goal(goal, helpers))
        dates = [idea.due for idea in ideas if idea.due is not None]
        # An idea without a date may come in time.
        if goal.due is not None and dates and len(dates) == len(ideas) and min(dates) > goal.due:
            said = phrase("BP717", goal=quoted(goal.label), due=goal.due, first=min(dates))
            labels = [Label(idea.span, phrase("BP717.label")) for idea in ideas]
            yield finding(CODE, goal.span, said, phrase("BP717.cure"), labels)


def _helpers(blueprint: Blueprint) -> dict[tuple[str, str], list[Idea]]:
    """The ideas by what they are about: cards, and metrics."""
    found: dict[tuple[str, str], list[Idea]] = {}
    for key, about in addressed(blueprint).items():
        idea = blueprint.ideas[key]
        for card in (key, *about):
            found.setdefault(("card", card), []).append(idea)
        for metric in idea.known.tracks:
            found.setdefault(("metric", metric), []).append(idea)
    return found


def _for_goal(goal: Goal, helpers: dict[tuple[str, str], list[Idea]]) -> Iterator[Idea]:
    """The ideas that serve a goal, each once, in the order of the text."""
    wanted = [("card", key) for key in goal.addresses]
    if goal.metric is not None:
        wanted.append(("metric", goal.metric))
    ideas = {idea.key: idea for one in wanted for idea in helpers.get(one, ())}
    yield from sorted(ideas.values(), key=lambda idea: idea.span.start)
