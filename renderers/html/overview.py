"""The head of the report: what the blueprint is, and its numbers.

Comes in: the wording of a scene. Goes out: facts and tiles. Deliberately absent: any judgement.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from blueprint.analysis.risk import RISK_LEVELS, risk_level
from blueprint.analysis.times import step_times
from blueprint.model import Review, Timing

from .phrases import Phrases
from .table import Piece
from .touchpoints import touchpoint_actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that the header says: a name and a text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A number of the summary; `href` leads to the section that lists what it counts."""

    name: str
    number: str
    kind: str = ""
    href: str | None = None
    details: tuple[Piece, ...] = ()


def facts(say: Phrases) -> list[Fact]:
    """What the file says of itself."""
    blueprint = say.blueprint
    known = blueprint.known
    every = (
        ("owner", say.owner_name(blueprint.owner)),
        ("scope", blueprint.scope),
        ("whole", _timing(say, blueprint.timing)),
        ("source", known.source),
        ("status", say.word(known.status)),
        ("currency", blueprint.currency),
        ("reviewed", _review(say, blueprint.reviewed)),
    )
    return [Fact(name=say.words(name), text=value) for name, value in every if value]


def _timing(say: Phrases, timing: Timing) -> str | None:
    target = say.words("target.time", time=say.time(timing.target)) if timing.target else None
    return " · ".join(part for part in (say.time(timing.span), target) if part) or None


def _review(say: Phrases, review: Review | None) -> str | None:
    if review is None:
        return None
    return say.words.date(review.date) + (f" · {say.words(f'every.{review.every}')}" if review.every else "")


def tiles(say: Phrases) -> list[Tile]:
    """The summary in numbers; what the blueprint has none of is left out, steps and actions aside."""
    blueprint = say.blueprint
    counts = Counter(point.kind for point in blueprint.points)
    times = step_times(blueprint).values()
    every = [
        Tile(name=say.words("steps"), number=str(len(blueprint.steps)), href="#steps"),
        Tile(name=say.words("actions"), number=str(len(blueprint.actions))),
        _counted(say, "touchpoints", "touchpoint", len(touchpoint_actions(say))),
        _counted(say, "fails", "fail", counts["fail"], _risks(say)),
        _counted(say, "waits", "wait", counts["wait"]),
        _counted(say, "decisions", "decision", counts["decision"]),
        _counted(say, "moments", "moment", counts["moment"]),
        _timed(say, "work", sum(time.work for time in times)),
        _timed(say, "waiting", sum(time.wait for time in times)),
    ]
    return [tile for tile in every if tile is not None]


def _counted(say: Phrases, name: str, kind: str, count: int, details: tuple[Piece, ...] = ()) -> Tile | None:
    if not count:
        return None
    return Tile(name=say.words(name), number=str(count), kind=kind, href=f"#{name}", details=details)


def _risks(say: Phrases) -> tuple[Piece, ...]:
    """How many fail points there are of each level, the gravest first."""
    counts = Counter(risk_level(fail) for fail in say.blueprint.fails.values())
    return tuple(
        Piece(text=f"{counts[level]} {say.words(level)}", style=f"chip risk-{level}")
        for level in reversed(RISK_LEVELS)
        if counts[level]
    )


def _timed(say: Phrases, name: str, total: float) -> Tile | None:
    if not total:
        return None
    return Tile(name=say.words(name), number=say.seconds(total), kind=f"time {name}")
