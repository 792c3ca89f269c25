"""Forks and joins: where the work goes several ways at once, and where it waits for all of them.

Comes in: a Blueprint. Goes out: its forks and joins, with the arrows that belong to each. A decision takes one of its answers; any
other action takes all of its `->`: a fork. Several `->` into one action are a join where they can all be taken in one run; they are
none where they reunite the answers of a decision, come back from what follows, or are there for different personas.

Whether two arrows can both be taken is read off the dominator tree of the flow, in which arrows are nodes too: from the last node
that every way to either of the two passes, ways that share nothing lead to both of them. If that is a decision, the two are
alternatives; if it is an action, both are taken, unless a `!>` lies on the way to one of them. Deliberately absent: the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from ...lean_dataclasses import dataclass
from ...model import Blueprint, Flow
from ..facts import components, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching:
    """Forks by the key of their source, joins by that of their target; each with its arrows (two at least), in reading order.

    An implied arrow of the journey belongs to none of them, for nobody wrote that it goes along with the others; nor does one that
    leads from an action to itself.
    """

    forks: dict[str, tuple[Flow, ...]]
    joins: dict[str, tuple[Flow, ...]]


def branching(blueprint: Blueprint) -> Branching:
    """The forks and joins of a blueprint without errors."""
    leaving: dict[str, list[Flow]] = {}
    arriving: dict[str, list[Flow]] = {}
    for flow in blueprint.flows:
        # An arrow back to its own action repeats it; it goes nowhere at once with the others.
        if flow.kind == "then" and not flow.is_journey and flow.source != flow.target:
            leaving.setdefault(flow.source, []).append(flow)
            arriving.setdefault(flow.target, []).append(flow)
    forks = {
        key: _those_together(flows, lambda flow, other: _for_the_same(blueprint, flow, other))
        for key, flows in leaving.items()
        if len(flows) > 1 and not blueprint.actions[key].is_decision
    }
    several = {key: flows for key, flows in arriving.items() if len(flows) > 1}
    runs = _Runs(blueprint) if several else None
    joins = {key: _those_together(flows, runs.share) for key, flows in several.items()} if runs else {}
    return Branching(
        forks={key: flows for key, flows in forks.items() if flows},
        joins={key: flows for key, flows in joins.items() if flows},
    )


def _those_together(flows: Sequence[Flow], together: Callable[[Flow, Flow], bool]) -> tuple[Flow, ...]:
    """The arrows that are taken together with another one; of two between the same actions only the first counts."""
    ends = {(flow.source, flow.target): flow for flow in reversed(flows)}
    distinct = [flow for flow in flows if ends[flow.source, flow.target] is flow]
    found = {
        number
        for (a, flow), (b, other) in combinations(enumerate(distinct), 2)
        if together(flow, other)
        for number in (a, b)
    }
    return tuple(distinct[number] for number in sorted(found))


def _for_the_same(blueprint: Blueprint, each: Flow, other: Flow) -> bool:
    """Whether there can be somebody for whom both arrows and the actions at their ends exist."""
    limits = [
        set(personas)
        for flow in (each, other)
        for personas in (
            flow.personas,
            blueprint.actions[flow.source].personas,
            blueprint.actions[flow.target].personas,
        )
        if personas
    ]
    return not limits or bool(set.intersection(*limits))


class _Runs:
    """What can be taken in one run. Nodes are numbers: actions, then arrows, then a root in front of all beginnings."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._keys = list(blueprint.actions)
        self._number = {key: number for number, key in enumerate(self._keys)}
        self._flow_number = {id(flow): len(self._keys) + n for n, flow in enumerate(blueprint.flows)}
        self._root = len(self._keys) + len(blueprint.flows)
        self._after = self._successors()
        self._above, self._depth = self._dominators()
        self._circle: dict[str, int] = {}

    def _successors(self) -> list[list[int]]:
        after: list[list[int]] = [[] for _ in range(self._root + 1)]
        # A message is not waited for; it counts only where nothing else leads to what it is sent to.
        led_to = {flow.target for flow in self._blueprint.flows if flow.kind != "message"}
        reached_by_arrow = set()
        for flow in self._blueprint.flows:
            if flow.kind == "message" and flow.target in led_to:
                continue
            number = self._flow_number[id(flow)]
            after[self._number[flow.source]].append(number)
            after[number].append(self._number[flow.target])
            reached_by_arrow.add(flow.target)
        begins = [
            self._number[key]
            for key, action in self._blueprint.actions.items()
            if key not in reached_by_arrow or action.is_start
        ]
        seen = set(reach(begins, after.__getitem__))
        for number in range(len(self._keys)):
            if number not in seen:  # A circle that nothing leads into begins where it is written first.
                begins.append(number)
                seen.update(reach([number], after.__getitem__))
        after[self._root] = begins
        return after

    def _dominators(self) -> tuple[list[int], list[int]]:
        """The immediate dominator of each node, and its depth in the tree (Cooper, Harvey and Kennedy 2001)."""
        order = self._postorder()
        rank = [0] * (self._root + 1)
        for number, node in enumerate(order):
            rank[node] = number
        before: list[list[int]] = [[] for _ in range(self._root + 1)]
        for node, following in enumerate(self._after):
            for other in following:
                before[other].append(node)
        above = [-1] * (self._root + 1)
        above[self._root] = self._root
        changed = True
        while changed:
            changed = False
            for node in reversed(order[:-1]):
                found = -1
                for other in before[node]:
                    if above[other] != -1:
                        found = other if found == -1 else _meeting(found, other, above, rank)
                if above[node] != found:
                    above[node], changed = found, True
        depth = [0] * (self._root + 1)
        for node in reversed(order[:-1]):
            depth[node] = depth[above[node]] + 1
        return above, depth

    def _postorder(self) -> list[int]:
        order: list[int] = []
        seen = {self._root}
        path = [(self._root, iter(self._after[self._root]))]
        while path:
            rest = path[-1][1]
            following = next((number for number in rest if number not in seen), None)
            if following is None:
                order.append(path.pop()[0])
            else:
                seen.add(following)
                path.append((following, iter(self._after[following])))
        return order

    def share(self, flow: Flow, other: Flow) -> bool:
        """Whether two arrows into one action can both be taken before it."""
        if (
            not _for_the_same(self._blueprint, flow, other)
            or self._comes_back(flow)
            or self._comes_back(other)
        ):
            return False
        a, b = self._flow_number[id(flow)], self._flow_number[id(other)]
        first, second = a, b
        while a != b:
            # What is done only after a failure is not waited for.
            if self._is_failure(a) or self._is_failure(b):
                return False
            if self._depth[a] >= self._depth[b]:
                first, a = a, self._above[a]
            else:
                second, b = b, self._above[b]
        return self._part_ways(a, first, second)

    def _arrow(self, node: int) -> Flow | None:
        number = node - len(self._keys)
        return self._blueprint.flows[number] if 0 <= number < len(self._blueprint.flows) else None

    def _is_failure(self, node: int) -> bool:
        arrow = self._arrow(node)
        return arrow is not None and arrow.kind == "failure"

    def _comes_back(self, flow: Flow) -> bool:
        """Whether an arrow comes from what follows its target: that cannot be waited for."""
        source, target = self._number[flow.source], self._number[flow.target]
        node = source
        while self._depth[node] > self._depth[target]:
            node = self._above[node]
        if node == target:
            return True
        # A circle that can be entered beside the target: there the order of the text says which arrow goes back.
        return source > target and self._circle_of(flow.source) == self._circle_of(flow.target)

    def _circle_of(self, action: str) -> int:
        if not self._circle:
            outgoing: dict[str, list[str]] = {key: [] for key in self._keys}
            for flow in self._blueprint.flows:
                outgoing[flow.source].append(flow.target)
            for number, circle in enumerate(components(self._keys, outgoing.__getitem__)):
                self._circle.update(dict.fromkeys(circle, number))
        return self._circle[action]

    def _part_ways(self, node: int, first: int, second: int) -> bool:
        """Whether both of two ways that part at a node are taken; each is given by the next node of the tree on it."""
        if node == self._root:
            return not (self._is_beginning(first) and self._is_beginning(second))
        if node >= len(self._keys):
            return False
        known = [arrow for arrow in (self._arrow(first), self._arrow(second)) if arrow]
        if self._blueprint.actions[self._keys[node]].is_decision:
            return any(arrow.kind in ("return", "message") for arrow in known)
        return len(known) < 2 or _for_the_same(self._blueprint, *known)

    def _is_beginning(self, number: int) -> bool:
        """Whether a node is a beginning that is marked as one: of several, a run has one."""
        if number >= len(self._keys):
            return False
        action = self._blueprint.actions[self._keys[number]]
        return action.is_start or action.is_event


def _meeting(number: int, other: int, above: list[int], rank: list[int]) -> int:
    while number != other:
        while rank[number] < rank[other]:
            number = above[number]
        while rank[other] < rank[number]:
            other = above[other]
    return number
