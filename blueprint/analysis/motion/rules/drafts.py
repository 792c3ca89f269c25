"""The arrows that there are for a persona, before it is known what they mean, and the rings that they close.

Comes in: a Blueprint and a persona. Goes out: Drafts, in the order of the text: written arrows, journey arrows, calls; without those that
lead to what does not exist for the persona where something else goes on. And which of them lead back, and which of these nobody can avoid.
Deliberately absent: the Net that is made of them (`net_builder`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ....model import Action, Blueprint, Flow
from ...facts import components, reach


class Draft(NamedTuple):
    """An arrow: where it leads, how likely it is (in per cent; an answer may get what the others leave), and whether it is a journey
    arrow."""

    source: int
    target: int
    flow: Flow
    share: float | None = None
    is_journey: bool = False
    is_answer: bool = False

    @property
    def is_never_taken(self) -> bool:
        """A failure of which nobody says how often it happens is no part of the usual case."""
        return self.flow.kind == "failure" and not self.is_answer and not self.share

    @property
    def is_way_out(self) -> bool:
        """Whether a failure that happens now and then may end a ring."""
        return (
            self.flow.kind == "failure" and not self.is_answer and bool(self.share) and self.flow.max is None
        )

    @property
    def is_must(self) -> bool:
        """Whether a token, or a call, goes over it whenever its action is over, unless something fails."""
        return not self.is_answer and self.flow.kind != "failure"


class Service:
    """A blueprint as it is for a persona: `exists` and `is_customer` by action number."""

    def __init__(self, blueprint: Blueprint, persona: str | None) -> None:
        self.blueprint = blueprint
        self.persona = persona
        self.number = {key: number for number, key in enumerate(blueprint.actions)}
        self.actions: tuple[Action, ...] = tuple(blueprint.actions.values())
        self.is_customer = tuple(blueprint.lanes[action.lane].kind == "customer" for action in self.actions)
        self.exists = tuple(self.is_for(action.personas) for action in self.actions)

    def is_for(self, personas: Sequence[str]) -> bool:
        """Whether what is `for` some personas (all, where it names none) is there for this one."""
        return not personas or self.persona in personas

    def lane_of_customer(self, number: int) -> str | None:
        """The lane of a customer action, None for any other."""
        return self.actions[number].lane if self.is_customer[number] else None


# ── the arrows that there are ────────────────────────────────────────────────────────────────────────────────────────────────


def drafts_of(service: Service) -> tuple[list[Draft], set[int]]:
    """The arrows for a persona; and the flows (by identity) that get what the other answers leave.

    From each action they stand in the order of the text, journey arrows last: so it makes no difference whether one is written.
    """
    written, filled = _filled(_written(service))
    journey = {(draft.source, draft.target): draft for draft in _journey(service, written)}
    every = [
        draft._replace(is_journey=True)
        if draft.flow.kind == "then" and (draft.source, draft.target) in journey
        else draft
        for draft in written
    ]
    text = {(draft.source, draft.target) for draft in every if draft.is_journey}
    every += [draft for place, draft in journey.items() if place not in text]
    every.sort(key=lambda draft: (draft.source, draft.is_journey, draft.flow.span.start))
    return _for_persona(service, every), filled


def _written(service: Service) -> list[Draft]:
    """The arrows of the text, without the red ones of fail cards."""
    found = []
    for flow in service.blueprint.flows:
        if flow.is_journey or flow.is_recovery or not service.is_for(flow.personas):
            continue
        source = service.number[flow.source]
        is_answer = service.actions[source].is_decision and flow.kind in ("then", "failure")
        found.append(Draft(source, service.number[flow.target], flow, flow.share, is_answer=is_answer))
    return found


def _filled(drafts: Sequence[Draft]) -> tuple[list[Draft], set[int]]:
    """Give the one answer of a decision that has no percentage what the others leave.

    Those count that lead to what does not exist for this persona, too: the rest shares in proportion.
    """
    answers: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.is_answer:
            answers.setdefault(draft.source, []).append(draft)
    rest: dict[int, float] = {}
    for some in answers.values():
        without = [draft for draft in some if draft.share is None]
        if len(some) > 1 and len(without) == 1:
            rest[id(without[0].flow)] = max(0.0, 100 - sum(draft.share or 0.0 for draft in some))
    return [draft._replace(share=rest.get(id(draft.flow), draft.share)) for draft in drafts], set(rest)


def _journey(service: Service, written: Sequence[Draft]) -> Iterator[Draft]:
    """A customer action follows the one before it in its lane that exists, as the resolver says for everybody.

    Where a written arrow says no more than that, it is given, too.
    """
    led: dict[int, set[int]] = {}
    for draft in written:
        if draft.flow.kind != "message" and draft.source < draft.target:
            led.setdefault(draft.target, set()).add(draft.source)
    text = {(draft.source, draft.target) for draft in written if draft.flow.kind == "then"}
    implied = {(flow.source, flow.target): flow for flow in service.blueprint.flows if flow.is_journey}
    before: dict[str, int] = {}
    for number, action in enumerate(service.actions):
        if not service.is_customer[number] or not service.exists[number]:
            continue
        last = before.get(action.lane)
        before[action.lane] = number
        if last is None or action.is_start:
            continue
        previous = service.actions[last]
        if previous.is_decision or previous.end:
            continue
        if led.get(number, set()) - ({last} if (last, number) in text else set()):
            continue
        flow = implied.get((previous.key, action.key)) or Flow(
            span=action.span, source=previous.key, target=action.key, kind="then", is_journey=True
        )
        yield Draft(last, number, flow, is_journey=True)


def _for_persona(service: Service, drafts: list[Draft]) -> list[Draft]:
    """Without what leads to actions that do not exist, where something else goes on; and without what nobody does who does not exist."""
    exists = service.exists
    if all(exists):
        return drafts
    lively = {draft.source for draft in drafts if exists[draft.target] and draft.flow.kind == "then"}
    going = {draft.source for draft in drafts if draft.flow.kind == "then"}
    kept = []
    for draft in drafts:
        is_decision = service.actions[draft.source].is_decision
        if not exists[draft.target] and (
            draft.flow.kind == "return" or draft.source in lively or is_decision or draft.is_never_taken
        ):
            continue
        if not exists[draft.source] and (
            draft.flow.kind == "return"
            or (draft.flow.kind == "failure" and not draft.is_answer)
            or (draft.flow.kind == "message" and draft.source in going)
        ):
            continue
        kept.append(draft)
    return kept


# ── where a case begins ──────────────────────────────────────────────────────────────────────────────────────────────────────

#: More sets of beginnings than these are not told apart: then each beginning is tried with the first of the other lanes.
_MOST_SETS = 64


def beginnings_of(service: Service, drafts: Sequence[Draft]) -> list[tuple[int, ...]]:
    """Sets of actions at which a case begins, one set for each alternative."""
    starts = [n for n, action in enumerate(service.actions) if action.is_start and service.exists[n]]
    if starts:
        return _alternatives(service, starts)
    found = _entered_by_nothing(service, drafts)
    first_of_lane: dict[str, int] = {}
    kept = []
    for number in found:
        lane = service.lane_of_customer(number)
        # A later one of the lane is something that nothing leads to, not another way in.
        if lane is None or first_of_lane.setdefault(lane, number) == number:
            kept.append(number)
    return [tuple(kept)] if kept else []


def _alternatives(service: Service, starts: Sequence[int]) -> list[tuple[int, ...]]:
    """Sets of starts: all of them, but of several in one customer lane one at a time."""
    by_lane: dict[str | int, list[int]] = {}
    for number in starts:
        by_lane.setdefault(service.lane_of_customer(number) or number, []).append(number)
    sets: list[tuple[int, ...]] = [()]
    for some in by_lane.values():
        sets = [(*before, number) for before in sets for number in some]
        if len(sets) > _MOST_SETS:
            first = [lane[0] for lane in by_lane.values()]
            sets = [
                (*first[:place], number, *first[place + 1 :])
                for place, lane in enumerate(by_lane.values())
                for number in lane
            ]
            break
    return list(dict.fromkeys(tuple(sorted(some)) for some in sets))


def _entered_by_nothing(service: Service, drafts: Sequence[Draft]) -> list[int]:
    """The actions that lead to something and that nothing leads to but what follows from them; of a ring its first customer action, else
    its first."""
    following = _following(drafts)
    connected = sorted({number for draft in drafts for number in (draft.source, draft.target)})
    rings = list(components(connected, lambda number: following.get(number, ())))
    ring_of = {number: index for index, ring in enumerate(rings) for number in ring}
    entered = {ring_of[draft.target] for draft in drafts if ring_of[draft.source] != ring_of[draft.target]}
    found = []
    for index, ring in enumerate(rings):
        if index not in entered and any(number in following for number in ring):
            members = sorted(ring)
            found.append(next((number for number in members if service.is_customer[number]), members[0]))
    return sorted(found)


def _following(drafts: Iterable[Draft]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for draft in drafts:
        found.setdefault(draft.source, []).append(draft.target)
    return found


def reached(drafts: Sequence[Draft], roots: Iterable[int]) -> list[Draft]:
    """The arrows that a case can come to: nothing waits for what nobody ever does."""
    taken = [draft for draft in drafts if not draft.is_never_taken]
    following = _following(taken)
    there = reach(roots, lambda number: following.get(number, ()))
    return [draft for draft in taken if draft.source in there]


# ── rings ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def leading_back(drafts: Sequence[Draft], roots: Iterable[int]) -> tuple[set[int], list[int]]:
    """The flows (by identity) that close a ring, found depth first from the beginnings in the order of the text; and the actions, the
    last first."""
    leaving = _leaving(drafts)
    back: set[int] = set()
    finished: dict[int, None] = {}
    for root in sorted(roots):
        if root in finished:
            continue
        on_path = {root}
        path = [(root, iter(leaving.get(root, ())))]
        while path:
            number, rest = path[-1]
            draft = next(rest, None)
            if draft is None:
                path.pop()
                on_path.discard(number)
                finished[number] = None
            elif draft.target in on_path:
                back.add(id(draft.flow))
            elif draft.target not in finished:
                on_path.add(draft.target)
                path.append((draft.target, iter(leaving.get(draft.target, ()))))
    return back, list(finished)


def _leaving(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.source, []).append(draft)
    return found


def _into(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.target, []).append(draft)
    return found


def rings_of(drafts: Sequence[Draft]) -> dict[int, int]:
    """The number of the ring that each action is in; actions of one ring lead to each other."""
    following = _following(drafts)
    nodes = {number: None for draft in drafts for number in (draft.source, draft.target)}
    rings = components(nodes, lambda number: following.get(number, ()))
    return {number: index for index, ring in enumerate(rings) for number in ring}


def unavoidable(drafts: Sequence[Draft], back: Collection[int], finished: Sequence[int]) -> set[int]:
    """The arrows back (by identity of the flow) that are left out: whatever follows their target leads to them again.

    Inner rings come first, since an arrow of theirs that is left out opens the outer one; arrows back to one action are judged together,
    first those that are taken in any case, then answers.
    """
    ring_of = rings_of(drafts)
    leaving = _leaving(drafts)
    members: dict[int, list[int]] = {}
    for number in finished:
        members.setdefault(ring_of.get(number, -1), []).append(number)
    into = _into(draft for draft in drafts if id(draft.flow) in back)
    out: set[int] = set()
    for target in finished:
        ring = ring_of.get(target, -1)
        # What is taken in any case comes first: an answer beside it may be avoided as soon as that is left out.
        for is_must in (True, False):
            back_to = [draft for draft in into.get(target, ()) if draft.is_must is is_must]
            around = {
                number: [draft for draft in leaving.get(number, ()) if id(draft.flow) not in out]
                for number in (members[ring] if back_to else ())
            }
            out.update([id(draft.flow) for draft in back_to if not _can_avoid(draft, around)])
    return out


def _can_avoid(arrow: Draft, around: Mapping[int, Sequence[Draft]]) -> bool:
    """Whether a case that takes an arrow back can leave the ring `around` it, or end in it, without taking the arrow again."""
    ends: set[int] = set()
    changed = True
    while changed:
        changed = False
        for number, leaving in around.items():
            if number not in ends and _ends(leaving, arrow, around, ends):
                ends.add(number)
                changed = True
    return arrow.target in ends


def _ends(
    leaving: Sequence[Draft], arrow: Draft, around: Mapping[int, object], ends: Collection[int]
) -> bool:
    """Whether a case can leave a ring from an action without an arrow, given from where else in the ring it can."""

    def leaves(draft: Draft) -> bool:
        return draft is not arrow and (draft.target not in around or draft.target in ends)

    # A failure is taken instead of what leaves the action; what the action has called goes on all the same.
    calls_end = all(leaves(draft) for draft in leaving if draft.flow.kind == "return")
    if calls_end and any(draft.is_way_out and leaves(draft) for draft in leaving):
        return True
    answers = [draft for draft in leaving if draft.is_answer]
    if answers and not any(draft.share != 0 and leaves(draft) for draft in answers):
        return False
    return all(leaves(draft) for draft in leaving if draft.is_must)
