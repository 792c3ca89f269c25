"""A net with its times: how long each action waits and works, and what steps and phases take beyond their parts.

Comes in: a Net, and the rests that are known (`wholes` works them out). Goes out: a Course, on which cases are played. Its times are
tuples: the usual one, or usual, low and high. Deliberately absent: moving.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ....lean_dataclasses import dataclass
from .net import NO_TIME, Net, Span, span_of

#: Seconds: the usual number first, perhaps followed by the least and the most.
Times = tuple[float, ...]
WholeKind = Literal["step", "phase", "service"]


class Whole(NamedTuple):
    """A step, a phase or the service whose time is stated as a whole.

    `members` are its actions, as bits. `parts` is the longest way through it, None where no way comes to it; `rest` is what the parts
    leave of what is stated.
    """

    kind: WholeKind
    key: str
    members: int
    stated: Span
    rest: Span = NO_TIME
    parts: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A net and its times, by action number; None where an action states none. `wholes_of`: the steps and phases around an action."""

    net: Net
    size: int
    waits: tuple[Times | None, ...]
    works: tuple[Times | None, ...]
    wholes: tuple[Whole, ...]
    rests: tuple[Times, ...]
    wholes_of: tuple[tuple[int, ...], ...]

    @property
    def nothing(self) -> Times:
        """No time."""
        return (0.0,) * self.size


def course(net: Net, wholes: Sequence[Whole] = (), *, ranges: bool = False) -> Course:
    """A net with the times of its actions and the rests of its steps and phases; with low and high ones where `ranges` is set."""
    size = 3 if ranges else 1
    waits = [action.wait.span if action.wait else None for action in net.actions]
    works = [action.timing.span for action in net.actions]
    around: list[list[int]] = [[] for _ in net.actions]
    for number, whole in enumerate(wholes):
        members = whole.members
        while members:
            last = members & -members
            around[last.bit_length() - 1].append(number)
            members ^= last
    return Course(
        net=net,
        size=size,
        waits=tuple(tuple(span_of(span)[:size]) if span else None for span in waits),
        works=tuple(tuple(span_of(span)[:size]) if span else None for span in works),
        wholes=tuple(wholes),
        rests=tuple(tuple(whole.rest[:size]) for whole in wholes),
        wholes_of=tuple(map(tuple, around)),
    )


def plus(first: Times, second: Times) -> Times:
    """One time after the other."""
    return (first[0] + second[0],) if len(first) == 1 else tuple(map(float.__add__, first, second))


def latest(first: Times, second: Times) -> Times:
    """What is later, each number by itself."""
    if len(first) == 1:
        return first if first[0] >= second[0] else second
    return tuple(map(max, first, second))
