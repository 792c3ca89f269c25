"""Pains and ideas in the order of their weight, and which plans address what.

Comes in: a Blueprint or a part of one. Goes out: cards in the order of their weight, and the ideas and goals about each thing.
Deliberately absent: words, and what a level is worth in money, which no file says.
"""

from __future__ import annotations

from ...lean_dataclasses import dataclass
from ...model import Blueprint, Goal, Idea, Level, Pain
from .plans import addressed

#: From the level that weighs most; what nobody rated comes after all that somebody did.
LEVELS: tuple[Level, ...] = ("high", "medium", "low")


def weight(level: Level | None) -> int:
    """3 for high, 2 for medium, 1 for low; 0 where it is not rated."""
    return len(LEVELS) - LEVELS.index(level) if level else 0


def ranked_pains(blueprint: Blueprint) -> list[Pain]:
    """By importance, then by urgency, then in reading order."""
    return sorted(
        blueprint.pains.values(), key=lambda pain: (-weight(pain.importance), -weight(pain.urgency))
    )


def ranked_ideas(blueprint: Blueprint) -> list[Idea]:
    """By impact, then the least effort, then in reading order; an effort that is not rated counts as the highest."""
    return sorted(
        blueprint.ideas.values(),
        key=lambda idea: (-weight(idea.impact), weight(idea.effort) or len(LEVELS) + 1),
    )


@dataclass(frozen=True, slots=True)
class Help:
    """What is planned about a card or a risk, in reading order."""

    ideas: tuple[Idea, ...] = ()
    goals: tuple[Goal, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.ideas or self.goals)


def help_for(blueprint: Blueprint) -> dict[str, Help]:
    """The ideas and goals about each card or risk, by its key; an idea that names nothing is about what stands beside it."""
    ideas: dict[str, list[Idea]] = {}
    for key, about in addressed(blueprint).items():
        for each in about:
            ideas.setdefault(each, []).append(blueprint.ideas[key])
    goals: dict[str, list[Goal]] = {}
    for goal in blueprint.goals.values():
        for each in dict.fromkeys(goal.addresses):
            goals.setdefault(each, []).append(goal)
    return {
        key: Help(tuple(ideas.get(key, ())), tuple(goals.get(key, ())))
        for key in dict.fromkeys((*ideas, *goals))
    }
