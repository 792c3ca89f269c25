"""Plans: who is to do what by when, and what about, read off cards and declarations.

Comes in: a Blueprint or a part of one. Goes out: dates, keys and places. Deliberately absent: the clock (`Settings.today`), and
judgement, which is the checks' business.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ...model import Blueprint, Card, Goal, Idea, Owner, Period, Review
from ...source import Span

#: The periods that are a number of days, and those that are a number of months.
_DAYS: dict[Period, int] = {"night": 1, "day": 1, "week": 7}
_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
#: The fewest days that a period has: four weeks pass for a month.
SHORTEST: dict[Period, int] = {"night": 1, "day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}


def next_review(review: Review) -> date | None:
    """The day of the next review; None where no interval is given."""
    if review.every is None:
        return None
    last = date.fromisoformat(review.date)
    try:
        if review.every in _DAYS:
            return last + timedelta(days=_DAYS[review.every])
        months = last.month - 1 + _MONTHS[review.every]
        year, month = last.year + months // 12, months % 12 + 1
        return date(year, month, min(last.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        # The calendar ends with the year 9999.
        return None


def is_past(day: str | None, today: date | None) -> bool:
    """Whether an ISO date lies before today; never where dates are not to be looked at."""
    return day is not None and today is not None and date.fromisoformat(day) < today


def owned(blueprint: Blueprint) -> Iterator[tuple[Span, Owner]]:
    """The parts of a blueprint that have an owner, and who that is: places, cards, declarations."""
    for group in (
        blueprint.phases, blueprint.steps, blueprint.fails, blueprint.pains, blueprint.ideas, blueprint.questions,
        blueprint.metrics, blueprint.goals, blueprint.risks, blueprint.feedback, blueprint.pilots,
    ):  # fmt: skip
        for phase in group.values():
            if phase.owner is not None:
                yield phase.span, phase.owner


def places(blueprint: Blueprint, card: Card) -> Iterator[tuple[str, str]]:
    """The places that a card stands in, from the inside: kind (`action`, `step`, `phase`) and key."""
    place, at = card.place, card.at
    if place == "action" and at is not None:
        yield place, at
        place, at = "step", blueprint.actions[at].step
    if place == "step" and at is not None:
        yield place, at
        place, at = "phase", blueprint.steps[at].phase
    if place == "phase" and at is not None:
        yield place, at


def answerable(blueprint: Blueprint, card: Card) -> bool:
    """Whether a card has an owner: its own, or that of the step or the phase it stands in."""
    if card.owner is not None:
        return True
    return any(
        (kind == "step" and blueprint.steps[key].owner is not None)
        or (kind == "phase" and blueprint.phases[key].owner is not None)
        for kind, key in places(blueprint, card)
    )


def addressed(blueprint: Blueprint) -> dict[str, frozenset[str]]:
    """What each idea is about: the cards that it names, else the pains and fail points of the same action, step or phase."""
    beside: dict[tuple[str, str | None], set[str]] = {}
    for cards in (blueprint.pains, blueprint.fails):
        for card in cards.values():
            if card.at is not None:
                beside.setdefault((card.place, card.at), set()).add(card.key)
    return {
        key: frozenset(idea.addresses or beside.get((idea.place, idea.at), ()))
        for key, idea in blueprint.ideas.items()
    }


def improved(blueprint: Blueprint) -> frozenset[tuple[str, str | None]]:
    """The places (kind and key, as cards have them) for which there is an idea: it stands there, or is about a card that does."""
    cards: tuple[Mapping[str, Card], ...] = (blueprint.pains, blueprint.fails, blueprint.questions)
    about = {key for keys in addressed(blueprint).values() for key in keys}
    subjects = [card for group in cards for key, card in group.items() if key in about]
    return frozenset((card.place, card.at) for card in (*blueprint.ideas.values(), *subjects))


def ideas_for_goals(blueprint: Blueprint) -> dict[str, list[Idea]]:
    """The ideas that serve each goal: about the same cards, tracking its metric, or addressed by it; in the order of the text."""
    by_subject: dict[tuple[str, str], list[Idea]] = {}
    for key, about in addressed(blueprint).items():
        idea = blueprint.ideas[key]
        subjects = [("card", card) for card in (key, *about)]
        for subject in (*subjects, *(("metric", metric) for metric in idea.known.tracks)):
            by_subject.setdefault(subject, []).append(idea)
    found = {}
    for key, goal in blueprint.goals.items():
        wanted = [("card", card) for card in goal.addresses]
        if goal.metric is not None:
            wanted.append(("metric", goal.metric))
        ideas = {idea.key: idea for pair in wanted for idea in by_subject.get(pair, ())}
        found[key] = sorted(ideas.values(), key=lambda idea: idea.span.start)
    return found


class LateGoal(NamedTuple):
    """A goal that is due (ISO date) before the first of its ideas is."""

    goal: Goal
    due: str
    first: str
    ideas: list[Idea]


def late_goals(blueprint: Blueprint) -> Iterator[LateGoal]:
    """The goals for which every idea comes too late."""
    for key, ideas in ideas_for_goals(blueprint).items():
        goal = blueprint.goals[key]
        dates = [idea.due for idea in ideas if idea.due is not None]
        # An idea without a date may come in time.
        if goal.due is not None and dates and len(dates) == len(ideas) and min(dates) > goal.due:
            yield LateGoal(goal, goal.due, min(dates), ideas)
