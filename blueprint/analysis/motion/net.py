"""The net that a case moves on: which actions and arrows there are for one persona, and what each arrow means.

Comes in: a Blueprint and a persona, or None for anyone else. Goes out: a Net, actions as numbers in the order of the text. It says where a
case begins, which arrows lead back, which messages are information alone, which journey arrows wait for a written one, and what can
still come to what. The rules stand in `docs/language.md`, "A customer goes through". Deliberately absent: moving (`game`), and times
of steps as a whole (`wholes`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model import Action, Blueprint, Flow
from ...values import TimeSpan
from ..facts import components, reach


class Arrow(NamedTuple):
    """An arrow that passes a token.

    `share` is a fraction, None where nobody says; `most` is how often it may be taken in a case, None for any number. `is_journey`: it
    follows from the order of two customer actions, whether it was written or not. `leads_back`: it closes a ring.
    """

    number: int
    source: int
    target: int
    flow: Flow
    share: float | None = None
    most: int | None = None
    is_journey: bool = False
    leads_back: bool = False


class Span(NamedTuple):
    """How long something takes, in seconds: usual, at least, at most (infinite where nobody says)."""

    usual: float
    low: float
    high: float


NO_TIME = Span(0.0, 0.0, 0.0)


def span_of(written: TimeSpan | None) -> Span:
    """A time as it counts: `..15m` is 15 minutes, at least 0; `2h..` 2 hours, with no upper end; of percentiles the median and p95."""
    if written is None:
        return NO_TIME
    usual = written.usual
    if written.median is not None:
        return Span(usual, usual, written.p95 if written.p95 is not None else usual)
    if written.least is None and written.most is not None and written.usual_value is None:
        return Span(usual, 0.0, written.most)
    if written.most is None and written.least is not None:
        return Span(usual, written.least, math.inf)
    low = written.least if written.least is not None else usual
    return Span(usual, low, written.most if written.most is not None else usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """Where a case of one persona may go. All lists are by action number.

    `beginnings` are sets of actions at which a case begins, all of a set at once; several sets are alternatives. `onward` are the arrows
    that an action passes tokens to, of a decision its messages; `answers` those of which a decision takes one; `instead` those that are
    taken instead of all of `onward`, with their share. `calls` are the actions that an action goes to and comes back from. `meets`:
    an action that is called and led to as well. `awaits`: its journey arrow does not begin it alone. `ahead` is what can be reached
    over arrows that do not lead back, `all_ahead` what can be reached at all, both as bits. `unavoidable` are arrows back that were left out because
    nobody decides to take them.
    """

    blueprint: Blueprint
    persona: str | None
    keys: tuple[str, ...]
    actions: tuple[Action, ...]
    exists: tuple[bool, ...]
    is_customer: tuple[bool, ...]
    beginnings: tuple[tuple[int, ...], ...]
    onward: tuple[tuple[Arrow, ...], ...]
    answers: tuple[tuple[Arrow, ...], ...]
    instead: tuple[tuple[Arrow, ...], ...]
    calls: tuple[tuple[int, ...], ...]
    meets: frozenset[int]
    awaits: frozenset[int]
    ahead: tuple[int, ...]
    all_ahead: tuple[int, ...]
    arrows: tuple[Arrow, ...]
    unavoidable: tuple[Flow, ...]
    #: Answers without a percentage that get what the others leave, by arrow number.
    filled: frozenset[int]
    #: Actions without any arrow; they begin with their step.
    unconnected: frozenset[int]
    number: dict[str, int] = field(repr=False)

    def is_decision(self, action: int) -> bool:
        """Whether one of its answers is taken."""
        return self.actions[action].is_decision

    @property
    def has_arrows(self) -> bool:
        """Whether there is a way to speak of."""
        return bool(self.arrows) or any(self.calls)


def personas_that_differ(blueprint: Blueprint) -> tuple[str | None, ...]:
    """The personas for whom something is different, and None for anyone else where a way is left for them; (None,) where nobody differs."""
    named: dict[str, None] = {}
    for action in blueprint.actions.values():
        named.update(dict.fromkeys(action.personas))
    for flow in blueprint.flows:
        named.update(dict.fromkeys(flow.personas))
    chosen = [key for key in blueprint.personas if key in named]
    if not chosen:
        return (None,)
    return (*chosen, None)


def net_of(blueprint: Blueprint, persona: str | None = None) -> Net:
    """The net of a blueprint without errors for a persona; None is somebody whom no `for` names."""
    return _Builder(blueprint, persona).build()


class _Draft(NamedTuple):
    """An arrow before it is known what it means."""

    source: int
    target: int
    flow: Flow
    is_journey: bool = False


class _Builder:
    def __init__(self, blueprint: Blueprint, persona: str | None) -> None:
        self._blueprint = blueprint
        self._persona = persona
        self._keys = tuple(blueprint.actions)
        self._number = {key: number for number, key in enumerate(self._keys)}
        self._actions = tuple(blueprint.actions.values())
        lanes = blueprint.lanes
        self._is_customer = tuple(lanes[action.lane].kind == "customer" for action in self._actions)
        self._exists = tuple(self._is_for(action.personas) for action in self._actions)

    def _is_for(self, personas: Sequence[str]) -> bool:
        return not personas or self._persona in personas

    # ── the arrows that there are ────────────────────────────────────────────────────────────────────────────────────────

    def _written(self) -> list[_Draft]:
        """The arrows of the text that exist for the persona, in its order; without the red ones of fail cards."""
        flows = [
            flow
            for flow in self._blueprint.flows
            if not flow.is_journey and not flow.is_recovery and self._is_for(flow.personas)
        ]
        return [_Draft(self._number[flow.source], self._number[flow.target], flow) for flow in flows]

    def _journey(self, written: Sequence[_Draft]) -> Iterator[_Draft]:
        """A customer action follows the one before it in its lane that exists, as the resolver says for everybody.

        A written arrow that says the same is given as well, as the journey arrow that it is.
        """
        led = {one.target for one in written if one.flow.kind != "message" and one.source < one.target}
        said = {(one.source, one.target): one for one in written if one.flow.kind == "then"}
        implied = {(flow.source, flow.target): flow for flow in self._blueprint.flows if flow.is_journey}
        before: dict[str, int] = {}
        for number, action in enumerate(self._actions):
            if not self._is_customer[number] or not self._exists[number]:
                continue
            last = before.get(action.lane)
            before[action.lane] = number
            if last is None:
                continue
            previous = self._actions[last]
            if previous.is_decision or previous.end or action.is_start:
                continue
            if (last, number) in said:
                yield said[last, number]._replace(is_journey=True)
            elif number not in led:
                flow = implied.get((previous.key, action.key)) or Flow(
                    span=action.span, source=previous.key, target=action.key, kind="then", is_journey=True
                )
                yield _Draft(last, number, flow, True)

    def _drafts(self) -> list[_Draft]:
        written = self._written()
        journey = {(one.source, one.target): one for one in self._journey(written)}
        every = [
            journey.pop((one.source, one.target), one) if one.flow.kind == "then" else one for one in written
        ]
        every += journey.values()
        every.sort(key=lambda one: (one.source, one.is_journey and one.flow.is_journey, one.flow.span.start))
        return self._for_persona(every)

    def _for_persona(self, drafts: list[_Draft]) -> list[_Draft]:
        """Without what leads to actions that do not exist, where something else goes on."""
        if all(self._exists):
            return drafts
        lively = {one.source for one in drafts if self._exists[one.target] and one.flow.kind != "return"}
        return [
            one
            for one in drafts
            if self._exists[one.target]
            or (one.flow.kind != "return" and one.source not in lively and not self._actions[one.source].is_decision)
        ]

    # ── where a case begins ──────────────────────────────────────────────────────────────────────────────────────────────

    def _beginnings(self, drafts: Sequence[_Draft]) -> list[tuple[int, ...]]:
        starts = [n for n, action in enumerate(self._actions) if action.is_start and self._exists[n]]
        if starts:
            return _alternatives(starts, self._lane_of_customer)
        following: dict[int, list[int]] = {}
        for one in drafts:
            following.setdefault(one.source, []).append(one.target)
        connected = sorted({number for one in drafts for number in (one.source, one.target)})
        names = {str(number): number for number in connected}
        rings = list(components(names, lambda key: map(str, following.get(names[key], ()))))
        ring_of = {names[key]: index for index, ring in enumerate(rings) for key in ring}
        entered = {ring_of[one.target] for one in drafts if ring_of[one.source] != ring_of[one.target]}
        leads = {ring_of[one.source] for one in drafts}
        found: list[int] = []
        for index, ring in enumerate(rings):
            if index in entered or index not in leads:
                continue
            members = sorted(names[key] for key in ring)
            found.append(next((number for number in members if self._is_customer[number]), members[0]))
        first_of_lane: dict[str, int] = {}
        kept = []
        for number in sorted(found):
            lane = self._lane_of_customer(number)
            # A later one of the lane is something that nothing leads to, not another way in.
            if lane is None or first_of_lane.setdefault(lane, number) == number:
                kept.append(number)
        return [tuple(kept)] if kept else []

    def _lane_of_customer(self, number: int) -> str | None:
        return self._actions[number].lane if self._is_customer[number] else None

    # ── what the arrows mean ─────────────────────────────────────────────────────────────────────────────────────────────

    def build(self) -> Net:
        drafts = self._drafts()
        beginnings = self._beginnings(drafts)
        touched = {number for one in drafts for number in (one.source, one.target)}
        red = {self._number[flow.target] for flow in self._blueprint.flows if flow.is_recovery}
        unconnected = frozenset(n for n in range(len(self._actions)) if n not in touched | red and self._exists[n])
        drafts = _reached(drafts, {number for some in beginnings for number in some})
        back = _leading_back(drafts, [number for some in beginnings for number in some])
        drafts = [one for one in drafts if not self._is_information(one, drafts, back)]
        avoidable, unavoidable = self._split_unavoidable(drafts, back)
        return self._net(avoidable, back, beginnings, unavoidable, unconnected)

    def _is_information(self, one: _Draft, drafts: Sequence[_Draft], back: set[int]) -> bool:
        """A message that begins nothing, because a written arrow leads to its receiver."""
        return one.flow.kind == "message" and any(
            other.target == one.target
            and not other.is_journey
            and other.flow.kind in ("then", "return")
            and id(other.flow) not in back
            for other in drafts
        )

    def _split_unavoidable(
        self, drafts: Sequence[_Draft], back: set[int]
    ) -> tuple[list[_Draft], list[_Draft]]:
        """Arrows back are left out where whatever follows their target leads to them again."""
        kept, left_out = list(drafts), []
        for one in drafts:
            if id(one.flow) in back and one.flow.kind != "return" and not self._can_avoid(one, kept):
                kept.remove(one)
                left_out.append(one)
        return kept, left_out

    def _can_avoid(self, arrow: _Draft, drafts: Sequence[_Draft]) -> bool:
        """Whether a case that takes an arrow back can come to an end without taking it again."""
        leaving: dict[int, list[_Draft]] = {}
        for one in drafts:
            if one.flow.kind != "return":
                leaving.setdefault(one.source, []).append(one)
        region = reach([arrow.target], lambda number: [one.target for one in leaving.get(number, ())])
        if arrow.source not in region:
            return True
        ends: set[int] = set()
        changed = True
        while changed:
            changed = False
            for number in reversed(list(region)):
                if number not in ends and self._ends(number, leaving.get(number, ()), arrow, ends):
                    ends.add(number)
                    changed = True
        return arrow.target in ends

    def _ends(self, number: int, leaving: Sequence[_Draft], arrow: _Draft, ends: set[int]) -> bool:
        """Whether a case can come to an end from an action without an arrow, given from where else it can."""
        others = [one for one in leaving if one is not arrow]
        if self._actions[number].is_decision:
            answers = [one for one in others if one.flow.kind in ("then", "failure")]
            rest = [one for one in others if one.flow.kind == "message"]
            return (not leaving or any(one.target in ends for one in answers)) and all(
                one.target in ends for one in rest
            )
        if any(one.target in ends for one in others if one.flow.kind == "failure" and one.flow.share):
            return True
        usual = [one for one in leaving if one.flow.kind != "failure"]
        return all(one is not arrow and one.target in ends for one in usual)

    def _net(
        self,
        drafts: Sequence[_Draft],
        back: set[int],
        beginnings: list[tuple[int, ...]],
        unavoidable: Sequence[_Draft],
        unconnected: frozenset[int],
    ) -> Net:
        size = len(self._actions)
        onward: list[list[Arrow]] = [[] for _ in range(size)]
        answers: list[list[Arrow]] = [[] for _ in range(size)]
        instead: list[list[Arrow]] = [[] for _ in range(size)]
        calls: list[list[int]] = [[] for _ in range(size)]
        arrows: list[Arrow] = []
        for one in drafts:
            if one.flow.kind == "return":
                if one.target not in calls[one.source]:
                    calls[one.source].append(one.target)
                continue
            is_answer = self._actions[one.source].is_decision and one.flow.kind in ("then", "failure")
            if one.flow.kind == "failure" and not is_answer and not one.flow.share:
                continue
            arrow = Arrow(
                number=len(arrows),
                source=one.source,
                target=one.target,
                flow=one.flow,
                share=None if one.flow.share is None else one.flow.share / 100,
                most=one.flow.max,
                is_journey=one.is_journey,
                leads_back=id(one.flow) in back,
            )
            arrows.append(arrow)
            kind = answers if is_answer else instead if one.flow.kind == "failure" else onward
            kind[one.source].append(arrow)
        filled = self._fill(answers, arrows)
        led = {arrow.target for arrow in arrows if not arrow.leads_back}
        called = {target for some in calls for target in some}
        begun = called | {arrow.target for arrow in arrows if not arrow.leads_back and not arrow.is_journey}
        journeys = {arrow.target for arrow in arrows if arrow.is_journey and not arrow.leads_back}
        forward: list[set[int]] = [set(calls[number]) for number in range(size)]
        anywhere: list[set[int]] = [set(calls[number]) for number in range(size)]
        for one in drafts:
            if one.flow.kind == "return" and id(one.flow) in back:
                forward[one.source].discard(one.target)
        for arrow in arrows:
            anywhere[arrow.source].add(arrow.target)
            if not arrow.leads_back:
                forward[arrow.source].add(arrow.target)
        return Net(
            blueprint=self._blueprint,
            persona=self._persona,
            keys=self._keys,
            actions=self._actions,
            exists=self._exists,
            is_customer=self._is_customer,
            beginnings=tuple(beginnings),
            onward=tuple(map(tuple, onward)),
            answers=tuple(map(tuple, answers)),
            instead=tuple(map(tuple, instead)),
            calls=tuple(map(tuple, calls)),
            meets=frozenset(called & led),
            awaits=frozenset(journeys & begun),
            ahead=_bits(forward),
            all_ahead=_bits(anywhere),
            arrows=tuple(arrows),
            unavoidable=tuple(one.flow for one in unavoidable),
            filled=filled,
            unconnected=unconnected,
            number=self._number,
        )

    def _fill(self, answers: list[list[Arrow]], arrows: list[Arrow]) -> frozenset[int]:
        """Give the one answer without a percentage what the others leave; the numbers of such answers.

        Where no answer is for some personas alone, those count that are not there for this persona, too: the rest shares in proportion.
        """
        every: dict[int, list[Flow]] = {}
        for flow in self._blueprint.flows:
            source = self._number[flow.source]
            is_answer = flow.kind in ("then", "failure") and not flow.is_recovery
            if self._actions[source].is_decision and is_answer and self._is_for(flow.personas):
                every.setdefault(source, []).append(flow)
        filled = set()
        for number, flows in every.items():
            without = [flow for flow in flows if flow.share is None]
            if len(flows) < 2 or len(without) != 1:
                continue
            rest = max(0.0, 1 - math.fsum(flow.share for flow in flows if flow.share is not None) / 100)
            for place, arrow in enumerate(answers[number]):
                if arrow.flow is without[0]:
                    answers[number][place] = arrows[arrow.number] = arrow._replace(share=rest)
                    filled.add(arrow.number)
        return frozenset(filled)


def _alternatives(starts: Sequence[int], lane: object) -> list[tuple[int, ...]]:
    """Sets of starts: all of them, but of several in one customer lane one at a time."""
    assert callable(lane)
    sets: list[tuple[int, ...]] = [()]
    by_lane: dict[str | int, list[int]] = {}
    for number in starts:
        by_lane.setdefault(lane(number) or number, []).append(number)
    for some in by_lane.values():
        sets = [(*before, number) for before in sets for number in some]
    return [tuple(sorted(some)) for some in sets]


def _reached(drafts: Sequence[_Draft], roots: Iterable[int]) -> list[_Draft]:
    """The arrows that a case can come to: nothing waits for what nobody ever does."""
    following: dict[int, list[int]] = {}
    for one in drafts:
        if one.flow.kind != "failure" or one.flow.share != 0:
            following.setdefault(one.source, []).append(one.target)
    there = reach(roots, lambda number: following.get(number, ()))
    return [one for one in drafts if one.source in there]


def _leading_back(drafts: Sequence[_Draft], roots: Sequence[int]) -> set[int]:
    """The flows (by identity) that close a ring, found depth first from the beginnings in the order of the text."""
    leaving: dict[int, list[_Draft]] = {}
    for one in drafts:
        leaving.setdefault(one.source, []).append(one)
    back: set[int] = set()
    finished: set[int] = set()
    for root in sorted(roots):
        if root in finished:
            continue
        on_path = {root}
        path = [(root, iter(leaving.get(root, ())))]
        while path:
            number, rest = path[-1]
            one = next(rest, None)
            if one is None:
                path.pop()
                on_path.discard(number)
                finished.add(number)
            elif one.target in on_path:
                back.add(id(one.flow))
            elif one.target not in finished:
                on_path.add(one.target)
                path.append((one.target, iter(leaving.get(one.target, ()))))
    return back


def _bits(following: Sequence[Iterable[int]]) -> tuple[int, ...]:
    """What each action leads to, near and far, as bits; itself only where a ring leads back to it."""
    names = [str(number) for number in range(len(following))]
    found = [0] * len(following)
    for ring in components(names, lambda key: map(str, following[int(key)])):
        members = [int(key) for key in ring]
        inside = set(members)
        bits = 0
        for number in members:
            for target in following[number]:
                bits |= 1 << target
                if target not in inside:
                    bits |= found[target]
        for number in members:
            found[number] = bits
    return tuple(found)
