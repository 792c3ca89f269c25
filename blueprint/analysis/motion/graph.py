"""All ways of a service as one graph: cases that stand alike at a choice are one node, however they came there.

Comes in: a Course. Goes out: a Graph, whose edges are what happens from one choice to the next. Two cases stand alike where the same is under
way, at the same distances in time, with the same rounds left: whatever follows is then the same for both. Deliberately absent: shares of
ways and times (`ways`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .course import Course
from .game import Case, Choice, Reached
from .net import Arrow

#: More nodes than these are not built: then cases are sampled.
MOST_NODES = 4_000
#: And no more token moves while they are.
MOST_MOVES = 150_000
_DIGITS = 6


class Finish(NamedTuple):
    """How a customer's case ends: with the `end` that it reached last, else with its last action."""

    action: int
    is_end: bool


class Edge(NamedTuple):
    """What happens over one option of a choice, up to the next choice.

    `share` is the part of the cases at the node that take it, None where nobody says. `target` is -1 where the case is over. `lasts` are the
    seconds of the customer's case that pass; `reaches`, where the customer comes further meanwhile, after how many of them. `finish` is set
    where the customer's case is over. `taken` are the option and the answers that were the only ones left.
    """

    option: Arrow | None
    share: float | None
    target: int
    lasts: float
    reaches: float | None
    finish: Finish | None
    visited: tuple[int, ...]
    taken: tuple[Arrow, ...]
    stuck: tuple[int, ...]


@dataclass(slots=True)
class Node:
    """A choice that cases come to. `is_first`: where cases of one set of beginnings start; its one edge has no option."""

    action: int
    edges: list[Edge] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The nodes, and those that cases begin at: one for each set of beginnings. `is_whole` unless it was given up as too large."""

    course: Course
    nodes: tuple[Node, ...]
    starts: tuple[int, ...]
    is_whole: bool
    is_endless: bool


def shares_of(case: Case, choice: Choice) -> list[float | None]:
    """The part of the cases that takes each option of a choice; of answers that are closed the others take it in proportion."""
    net = case.net
    if not net.actions[choice.action].is_decision:
        failing = [option.share or 0.0 if option else 0.0 for option in choice.options]
        left = max(0.0, 1 - math.fsum(failing))
        return [left if option is None else share for option, share in zip(choice.options, failing, strict=True)]
    known = [option.share for option in choice.options if option is not None]
    total = math.fsum(share for share in known if share is not None)
    if None in known:
        return [None] * len(known)
    if total <= 0:
        return [1 / len(known)] * len(known)
    return [share / total if share is not None else None for share in known]


def graph_of(course: Course) -> Graph:
    """The graph of a course; not whole where it would be too large."""
    return _Builder(course).build()


class _Builder:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._net = course.net
        self._nodes: list[Node] = []
        self._known: dict[Any, int] = {}
        self._open: list[tuple[int, Case, Choice]] = []
        self._moves = 0
        self._is_endless = False
        customers = [n for n in range(len(self._net.actions)) if self._net.is_customer[n] and self._net.exists[n]]
        self._customers = sum(1 << number for number in customers)

    def build(self) -> Graph:
        starts = []
        for beginnings in self._net.beginnings:
            node = len(self._nodes)
            self._nodes.append(Node(-1))
            starts.append(node)
            case = Case(self._course, beginnings)
            before = _Mark(0.0, self._is_started(case), False, None)
            self._nodes[node].edges.append(self._edge(case, None, 1.0, before))
        while self._open and self._is_small:
            number, case, choice = self._open.pop()
            reached = case.last_end or (case.last_customer if self._customers else case.last)
            before = _Mark(case.now[0], self._is_started(case), self._is_closed(case, choice), reached)
            for option, share in zip(choice.options, shares_of(case, choice), strict=True):
                if share == 0:
                    continue
                following = case.copy()
                moves = following.moves
                following.take(option)
                self._nodes[number].edges.append(self._edge(following, option, share, before))
                self._moves += following.moves - moves
        return Graph(
            course=self._course,
            nodes=tuple(self._nodes),
            starts=tuple(starts),
            is_whole=not self._open and not self._is_endless,
            is_endless=self._is_endless,
        )

    @property
    def _is_small(self) -> bool:
        return len(self._nodes) <= MOST_NODES and self._moves <= MOST_MOVES

    def _edge(self, case: Case, option: Arrow | None, share: float | None, before: _Mark) -> Edge:
        choice = case.advance()
        self._is_endless = self._is_endless or case.is_endless
        is_closed = choice is None or self._is_closed(case, choice)
        start = before.now if before.is_started else case.first[0] if case.first else 0.0
        reached = case.last_end or (case.last_customer if self._customers else case.last)
        comes_further = reached is not None and reached is not before.reached and not before.is_closed
        finish = None
        if is_closed and not before.is_closed:
            reached = reached or case.last
            finish = Finish(reached.action, case.last_end is not None) if reached else None
        target = -1
        if choice is not None:
            key = self._key(case, choice, is_closed)
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = len(self._nodes)
                self._nodes.append(Node(choice.action))
                self._open.append((found, case, choice))
            target = found
        return Edge(
            option=option,
            share=share,
            target=target,
            lasts=case.now[0] - start if self._is_started(case) else 0.0,
            reaches=reached.at[0] - start if reached is not None and comes_further else None,
            finish=finish,
            visited=tuple(case.visited),
            taken=tuple(case.taken),
            stuck=tuple(case.stuck),
        )

    def _is_started(self, case: Case) -> bool:
        return case.first is not None or not self._customers

    def _is_closed(self, case: Case, choice: Choice) -> bool:
        """Whether nothing under way can come to a customer any more: then the customer's case is over."""
        ahead = self._net.all_ahead
        bits = ahead[choice.action]
        for _, action, _, _, _ in case.leaving:
            bits |= ahead[action]
        for action in case.waiting:
            bits |= ahead[action] | 1 << action
        for doing in case.doing.values():
            bits |= ahead[doing.done.action] | 1 << doing.done.action
        return not bits & self._customers and bool(self._customers)

    def _key(self, case: Case, choice: Choice, is_closed: bool) -> Any:
        """What a case stands like: equal keys have equal futures."""
        now, net, ahead = case.now[0], self._net, self._net.all_ahead
        bits = ahead[choice.action] | 1 << choice.action
        leaving = []
        for at, action, _, _, _ in case.leaving:
            bits |= ahead[action]
            leaving.append((round(at - now, _DIGITS), action))
        waiting = []
        order = {serial: place for place, serial in enumerate(case.doing)}
        for action, token in sorted(case.waiting.items()):
            bits |= ahead[action] | 1 << action
            at = round(max(0.0, token.at[0] - now), _DIGITS)
            waiting.append((action, at, token.is_led, tuple(order[call] for call in token.calls)))
        doing = []
        for one in case.doing.values():
            bits |= ahead[one.done.action]
            end = round(one.done.end[0] - now, _DIGITS)
            doing.append((one.done.action, end, one.meetings, tuple(order[call] for call in one.called_by)))
        rounds = tuple(
            sorted(entry for entry in case.rounds.items() if bits >> net.arrows[entry[0]].source & 1)
        )
        wholes = self._course.wholes
        paid = tuple(sorted(number for number in case.paid if wholes[number].members & bits))
        steps = {net.actions[number].step for number in net.unconnected}
        entered = tuple(sorted(case.entered & steps))
        ends: tuple[Any, ...] = ()
        if not is_closed:
            for reached in (case.last_end, case.last_customer if self._customers else case.last):
                # What is over already is the past for whatever follows; only which end it was tells one case from another.
                end = reached and net.actions[reached.action].end and reached.action
                ends += (reached and (end, round(max(0.0, reached.at[0] - now), _DIGITS)),)
        return (
            choice.action, tuple(option.number if option else -1 for option in choice.options), tuple(leaving),
            tuple(waiting), tuple(doing), rounds, paid, entered, self._is_started(case), is_closed, ends,
        )  # fmt: skip


class _Mark(NamedTuple):
    """How a case stood at the node before: its time, and whether the customer's case had begun, was over, and how far it was."""

    now: float
    is_started: bool
    is_closed: bool
    reached: Reached | None
