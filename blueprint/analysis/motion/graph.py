"""All ways of a service as one graph: cases that stand alike at a choice are one node, however they came there.

Comes in: a Course. Goes out: a Graph, whose edges are what happens from one choice to the next. Two cases stand alike where the same is
under way, at the same distances in time, with the same rounds left: whatever follows is then the same for both. Deliberately absent: what
all cases do together (`flow`), and single ways (`ways`).
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from ...lean_dataclasses import dataclass
from ..facts import components
from .rules.course import Course
from .rules.game import Case
from .rules.net import Arrow
from .rules.tokens import Choice, Done, Leaving, Reached

#: More nodes than these are not built: then cases are sampled.
MOST_NODES = 4_000
#: And no more token moves while they are.
MOST_MOVES = 120_000
_DIGITS = 6


class Finish(NamedTuple):
    """How a customer's case ends: with the `end` that it reached last, else with its last action."""

    action: int
    is_end: bool


class Edge(NamedTuple):
    """What happens over one option of a choice at `action`, up to the next choice.

    `share` is the part of the cases at the node that take it, None where nobody says. `target` is -1 where the case is over. `lasts` are
    the seconds of the customer's case that pass; `reaches`, where the customer comes further meanwhile, after how many of them; both
    count from the customer's beginning where that `is_first`. `finish` is set where the customer's case is over, with what decided that
    in `last`. `taken` are the option and the answers that were the only ones left, `passed` all arrows that were gone over (by number).
    `before` and `after` are what was done last, on each
    branch under way, at the node and at the target.
    """

    action: int
    option: Arrow | None
    share: float | None
    target: int
    lasts: float
    reaches: float | None
    is_first: bool
    first: float
    finish: Finish | None
    last: Done | None
    visited: tuple[int, ...]
    taken: tuple[Arrow, ...]
    passed: tuple[int, ...]
    stuck: tuple[int, ...]
    before: tuple[Done | None, ...]
    after: tuple[Done | None, ...]


@dataclass(slots=True)
class Node:
    """A choice that cases come to, at an action; -1 where cases of one set of beginnings start: its one edge has no option."""

    action: int
    edges: list[Edge] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Graph:
    """The nodes, and those that cases begin at: one for each set of beginnings. `is_whole` unless it was given up as too large."""

    course: Course
    nodes: tuple[Node, ...]
    starts: tuple[int, ...]
    is_whole: bool
    #: Where cases go round for ever: an action of the ring.
    endless: int | None

    @cached_property
    def rings(self) -> list[list[int]]:
        """The nodes in an order in which cases come to them; those that lead to each other together."""
        found = components(
            range(len(self.nodes)),
            lambda number: [e.target for e in self.nodes[number].edges if e.target != -1],
        )
        return [sorted(ring) for ring in found][::-1]

    @cached_property
    def is_unlimited(self) -> bool:
        """Whether a case may come to the same choice in the same state again, any number of times."""
        return any(
            len(ring) > 1 or any(edge.target == ring[0] for edge in self.nodes[ring[0]].edges)
            for ring in self.rings
        )

    @cached_property
    def has_shares(self) -> bool:
        """Whether the share of every option that a case can come to is known."""
        if not self.is_whole and any(
            arrow.share is None for some in self.course.net.answers if len(some) > 1 for arrow in some
        ):
            return False
        return len(self.starts) == 1 and all(
            edge.share is not None for node in self.nodes for edge in node.edges
        )


def shares_of(case: Case, choice: Choice) -> list[float | None]:
    """The part of the cases that takes each option of a choice; of answers that are closed the others take it in proportion."""
    known = [option.share for option in choice.options if option is not None]
    total = math.fsum(share for share in known if share is not None)
    if not case.net.is_decision(choice.action):
        # The first option is that nothing fails.
        return [max(0.0, 1 - total), *((share or 0.0) / max(1.0, total) for share in known)]
    if None in known:
        return [None] * len(known)
    if total <= 0:
        return [1 / len(known)] * len(known)
    return [(share or 0.0) / total for share in known]


def graph_of(course: Course) -> Graph:
    """The graph of a course; not whole where it would be too large."""
    return _Builder(course).build()


class _Mark(NamedTuple):
    """How a case stood at the node before: its time, when the customer's case began, whether it was over, and how far it was."""

    now: float
    first: float | None
    is_closed: bool
    reached: Reached | None
    before: tuple[Done | None, ...]


class _Builder:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._net = course.net
        self._nodes: list[Node] = []
        self._known: dict[Any, int] = {}
        #: Looked at in the order in which they were found: what is likely comes before what goes round for long.
        self._open: deque[tuple[int, Case, Choice, _Mark]] = deque()
        self._moves = 0
        self._endless: int | None = None
        net = course.net
        self._customers = sum(1 << n for n in range(len(net.actions)) if net.is_customer[n] and net.exists[n])
        #: Customer actions without an arrow, with the actions of their step.
        self._alone = [
            (
                1 << number,
                net.actions[number].step,
                sum(1 << n for n, other in enumerate(net.actions) if other.step == net.actions[number].step),
            )
            for number in net.unconnected
            if net.is_customer[number]
        ]

    def build(self) -> Graph:
        starts = []
        for beginnings in self._net.beginnings:
            starts.append(len(self._nodes))
            self._nodes.append(Node(-1))
            case = Case(self._course, beginnings)
            self._add(starts[-1], case, None, 1.0, _Mark(0.0, None, False, None, ()))
        while (
            self._open
            and len(self._nodes) <= MOST_NODES
            and self._moves <= MOST_MOVES
            and self._endless is None
        ):
            number, case, choice, mark = self._open.popleft()
            for option, share in zip(choice.options, shares_of(case, choice), strict=True):
                if share != 0:
                    following = case.copy()
                    following.take(option)
                    self._moves -= case.moves
                    self._add(number, following, option, share, mark)
        return Graph(
            course=self._course,
            nodes=tuple(self._nodes),
            starts=tuple(starts),
            is_whole=not self._open and self._endless is None,
            endless=self._endless,
        )

    def _add(self, number: int, case: Case, option: Arrow | None, share: float | None, mark: _Mark) -> None:
        """Move a case on to its next choice, and remember that as an edge."""
        choice = case.advance()
        self._moves += case.moves
        if case.is_endless:
            self._endless = case.visited[-1]
        is_closed = choice is None or self._is_closed(case, choice)
        slots: tuple[Done | None, ...] = ()
        target = -1
        if choice is not None:
            key, slots = _State(case, choice, is_closed).key()
            # Where much is under way, looking costs as much as moving.
            self._moves += len(slots)
            target = self._known.get(key, -1)
            if target == -1:
                target = self._known[key] = len(self._nodes)
                self._nodes.append(Node(choice.action))
                first = case.first[0] if case.first else None
                self._open.append(
                    (target, case, choice, _Mark(case.now[0], first, is_closed, case.reached, slots))
                )
        self._nodes[number].edges.append(
            self._edge(number, case, option, share, mark, is_closed, target, slots)
        )

    def _edge(
        self,
        number: int,
        case: Case,
        option: Arrow | None,
        share: float | None,
        mark: _Mark,
        is_closed: bool,
        target: int,
        slots: tuple[Done | None, ...],
    ) -> Edge:
        first = case.first[0] if case.first else None
        is_first = first != mark.first
        start = mark.now if not is_first else first or 0.0
        reached = case.reached
        comes_further = (
            reached is not None and not mark.is_closed and (is_first or reached is not mark.reached)
        )
        ends = is_closed and not mark.is_closed and reached is not None
        return Edge(
            action=self._nodes[number].action,
            option=option,
            share=share,
            target=target,
            lasts=case.now[0] - start,
            reaches=reached.at[0] - start if reached is not None and comes_further else None,
            is_first=is_first,
            first=first or 0.0,
            finish=Finish(reached.action, case.last_end is not None) if ends and reached else None,
            last=reached.last if ends and reached else None,
            visited=tuple(case.visited),
            taken=tuple(case.taken),
            passed=tuple(case.passed),
            stuck=tuple(case.stuck),
            before=mark.before,
            after=slots,
        )

    def _is_closed(self, case: Case, choice: Choice) -> bool:
        """Whether nothing under way can come to a customer any more: then the customer's case is over."""
        ahead = self._net.all_ahead
        bits = ahead[choice.action]
        for leaving in case.leaving:
            bits |= ahead[leaving.action]
        for action in case.waiting:
            bits |= ahead[action] | 1 << action
        for doing in case.doing.values():
            bits |= ahead[doing.alone.action] | 1 << doing.alone.action
        for bit, step, members in self._alone:
            if members & bits and step not in case.entered:
                bits |= bit
        return case.last_customer is not None and not bits & self._customers


class _State:
    """How a case stands at a choice: what is under way, and when, counted from now."""

    def __init__(self, case: Case, choice: Choice, is_closed: bool) -> None:
        self._case = case
        self._choice = choice
        self._is_closed = is_closed
        self._now = case.now[0]
        self._slots: list[Done | None] = [case.chosen.last]

    def _in(self, at: float) -> float:
        """Seconds from now; what is over is over, however long."""
        return round(max(0.0, at - self._now), _DIGITS)

    def key(self) -> tuple[Any, tuple[Done | None, ...]]:
        """A value that is equal for cases that stand alike; and what was done last on each branch, in an order that the value decides."""
        case, choice = self._case, self._choice
        net = case.net
        bits = net.all_ahead[choice.action] | 1 << choice.action
        order = {serial: place for place, serial in enumerate(case.doing)}
        under_way = self._under_way(order)
        for _, action, *_ in under_way:
            bits |= net.all_ahead[action] | 1 << action
        rounds = [entry for entry in case.rounds.items() if bits >> net.arrows[entry[0]].source & 1]
        wholes = case.course.wholes
        paid = [
            (number, self._in(at[0])) for number, at in case.paid.items() if wholes[number].members & bits
        ]
        steps = {net.actions[number].step for number in net.unconnected}
        first = None if case.first is None else self._in(case.first[0])
        options = tuple(option.number if option else -1 for option in choice.options)
        key = (
            choice.action, self._place(order, case.chosen), options, tuple(under_way), tuple(sorted(rounds)), tuple(sorted(paid)),
            tuple(sorted(case.entered & steps)), first, self._is_closed, self._ends(),
        )  # fmt: skip
        return key, tuple(self._slots)

    def _under_way(self, order: dict[int, int]) -> list[tuple[Any, ...]]:
        case, found = self._case, []  # type: Case, list[tuple[Any, ...]]
        leaving = [
            (self._in(leaving.usual), leaving.action, self._place(order, leaving), leaving)
            for leaving in case.leaving
        ]
        for at, action, place, other in sorted(leaving, key=lambda entry: entry[:3]):
            found.append(("leaving", action, at, place))
            self._slots.append(other.last)
        for action, token in sorted(case.waiting.items()):
            calls = tuple(order[call] for call in token.calls)
            found.append(("waiting", action, self._in(token.at[0]), token.is_led, calls))
            self._slots.append(token.after)
        for doing in case.doing.values():
            called_by = tuple(order[call] for call in doing.called_by)
            ends = self._in(doing.over[0]), self._in(doing.alone.end[0])
            found.append(("doing", doing.alone.action, *ends, doing.open, called_by))
            self._slots += [doing.last, doing.alone]
        return found

    def _place(self, order: dict[int, int], leaving: Leaving) -> int:
        return order.get(leaving.serial, -1)

    def _ends(self) -> tuple[Any, ...]:
        """Where the customer was last; only which end it was tells one case from another where that is over."""
        case, reached = self._case, self._case.reached
        if self._is_closed or reached is None:
            self._slots.append(None)
            return ()
        self._slots.append(reached.last)
        if case.last_end is not None:
            return "end", reached.action, self._in(reached.at[0])
        return "customer" if reached is case.last_customer else "other", self._in(reached.at[0])
