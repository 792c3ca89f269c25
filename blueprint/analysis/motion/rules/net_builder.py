"""A Net of a Blueprint: what each arrow means to a case of one persona.

Comes in: a Blueprint without errors and a persona, None for anyone else. Goes out: a Net. Deliberately absent: which arrows there are,
where a case begins and what leads back (`drafts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ....model import Blueprint, Flow
from ...facts import components
from .drafts import Draft, Service, beginnings_of, drafts_of, leading_back, reached, rings_of, unavoidable
from .net import Arrow, Net
from .personas import as_timed_for, named_personas


def personas_that_differ(blueprint: Blueprint) -> tuple[str | None, ...]:
    """The personas for whom something is different, and None for anyone else where a way is left for them; (None,) where nobody differs."""
    named = named_personas(blueprint)
    chosen = [key for key in blueprint.personas if key in named]
    if not chosen:
        return (None,)
    return tuple(chosen) if _names_everybody(blueprint) else (*chosen, None)


def _names_everybody(blueprint: Blueprint) -> bool:
    """Whether somewhere all alternatives are for some personas each, so that nobody else has a way."""
    sides: dict[str, list[set[str]]] = {}
    for flow in blueprint.flows:
        if flow.kind in ("then", "failure") and not flow.is_recovery and not flow.is_journey:
            sides.setdefault(flow.source, []).append(
                set(flow.personas or blueprint.actions[flow.target].personas)
            )
    return any(len(some) > 1 and all(some) and not set.intersection(*some) for some in sides.values())


def net_of(blueprint: Blueprint, persona: str | None = None) -> Net:
    """The net of a blueprint without errors for a persona; None is somebody whom no `for` names."""
    blueprint = as_timed_for(blueprint, persona)
    service = Service(blueprint, persona)
    drafts, filled = drafts_of(service)
    beginnings = beginnings_of(service, drafts)
    roots = {number for some in beginnings for number in some}
    unconnected = _unconnected(service, drafts)
    asks = {draft.source for draft in drafts if draft.is_answer}
    drafts = reached(_said_once(drafts), roots)
    back, finished = leading_back(drafts, roots)
    drafts = _without_information(drafts, back)
    out = unavoidable(drafts, back, finished)
    kept = [draft for draft in drafts if id(draft.flow) not in out]
    arrows = _arrows(kept, back)
    calls = [list(dict.fromkeys(some)) for some in _calls(kept, len(service.actions))]
    once = _gone_over_once(kept, arrows)
    arrows = [arrow._replace(most=1) if arrow.number in once else arrow for arrow in arrows]
    onward, answers, instead = _by_meaning(arrows, kept, len(service.actions))
    called = {target for some in calls for target in some}
    failing = {arrow.number for some in instead for arrow in some}
    written = {a.target for a in arrows if not a.is_journey and not a.leads_back and a.number not in failing}
    journeys = {arrow.target for arrow in arrows if arrow.is_journey and not arrow.leads_back}
    ahead = _ahead(calls, [arrow for arrow in arrows if not arrow.leads_back], _calls_back(kept, back))
    return Net(
        blueprint=blueprint,
        persona=persona,
        keys=tuple(blueprint.actions),
        actions=service.actions,
        exists=service.exists,
        is_customer=service.is_customer,
        beginnings=tuple(beginnings),
        onward=onward,
        answers=answers,
        instead=instead,
        calls=tuple(map(tuple, calls)),
        asks=frozenset(
            asks | {service.number[flow.source] for flow in blueprint.flows if _is_asked(service, flow)}
        ),
        meets=frozenset(called & {arrow.target for arrow in arrows if not arrow.leads_back}),
        awaits=frozenset(journeys & written),
        ahead=ahead,
        onward_ahead=_onward_ahead(arrows, ahead),
        all_ahead=_ahead(calls, arrows, ()),
        arrows=tuple(arrows),
        unavoidable=tuple(draft.flow for draft in drafts if id(draft.flow) in out),
        filled=frozenset(arrow.number for arrow in arrows if id(arrow.flow) in filled),
        once=once,
        unconnected=unconnected,
        number=service.number,
    )


def _is_asked(service: Service, flow: Flow) -> bool:
    is_answer = flow.kind in ("then", "failure") and not flow.is_recovery
    return is_answer and service.actions[service.number[flow.source]].is_decision


def _unconnected(service: Service, drafts: Sequence[Draft]) -> frozenset[int]:
    """The actions that nothing leads to and that lead to nothing, not even when something fails."""
    touched = {number for draft in drafts for number in (draft.source, draft.target)}
    touched.update(service.number[flow.target] for flow in service.blueprint.flows if flow.is_recovery)
    return frozenset(n for n in range(len(service.actions)) if n not in touched and service.exists[n])


def _said_once(drafts: Sequence[Draft]) -> list[Draft]:
    """Two actions that call each other have one conversation, not two."""
    calls: set[tuple[int, int]] = set()
    kept = []
    for draft in drafts:
        if draft.flow.kind == "return":
            if draft.source == draft.target or (draft.target, draft.source) in calls:
                continue
            calls.add((draft.source, draft.target))
        kept.append(draft)
    return kept


def _without_information(drafts: Sequence[Draft], back: Collection[int]) -> list[Draft]:
    """Without the messages that begin nothing, because a written arrow leads to their receiver."""
    written = {
        draft.target
        for draft in drafts
        if not draft.is_journey and draft.flow.kind in ("then", "return") and id(draft.flow) not in back
    }
    return [draft for draft in drafts if draft.flow.kind != "message" or draft.target not in written]


def _arrows(drafts: Iterable[Draft], back: Collection[int]) -> list[Arrow]:
    """The arrows that pass tokens, in order."""
    passing = [draft for draft in drafts if draft.flow.kind != "return"]
    return [
        Arrow(
            number=number,
            source=draft.source,
            target=draft.target,
            flow=draft.flow,
            share=None if draft.share is None else draft.share / 100,
            most=draft.flow.max,
            is_journey=draft.is_journey,
            leads_back=id(draft.flow) in back,
        )
        for number, draft in enumerate(passing)
    ]


def _calls(drafts: Iterable[Draft], size: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(size)]
    for draft in drafts:
        if draft.flow.kind == "return":
            found[draft.source].append(draft.target)
    return found


def _calls_back(drafts: Iterable[Draft], back: Collection[int]) -> set[tuple[int, int]]:
    return {
        (draft.source, draft.target)
        for draft in drafts
        if draft.flow.kind == "return" and id(draft.flow) in back
    }


Lists = tuple[tuple[Arrow, ...], ...]


def _by_meaning(arrows: Sequence[Arrow], drafts: Sequence[Draft], size: int) -> tuple[Lists, Lists, Lists]:
    """By the action that they leave: what is always passed on, the answers, and what is taken instead."""
    onward: list[list[Arrow]] = [[] for _ in range(size)]
    answers: list[list[Arrow]] = [[] for _ in range(size)]
    instead: list[list[Arrow]] = [[] for _ in range(size)]
    are_answers = {id(draft.flow) for draft in drafts if draft.is_answer}
    for arrow in arrows:
        is_answer = id(arrow.flow) in are_answers
        lists = answers if is_answer else instead if arrow.flow.kind == "failure" else onward
        lists[arrow.source].append(arrow)
    return tuple(map(tuple, onward)), tuple(map(tuple, answers)), tuple(map(tuple, instead))


def _gone_over_once(drafts: Sequence[Draft], arrows: Sequence[Arrow]) -> frozenset[int]:
    """Arrows back of rings that can be gone round any number of times, and of which no decision says how often."""
    ring_of = rings_of([draft for draft in drafts if draft.flow.max is None])
    answers: dict[int, list[float | None]] = {}
    for draft in drafts:
        if draft.is_answer:
            answers.setdefault(draft.source, []).append(draft.share)
    unsaid = {ring_of.get(number) for number, shares in answers.items() if len(shares) > 1 and None in shares}
    return frozenset(
        arrow.number
        for arrow in arrows
        if arrow.leads_back and arrow.most is None
        # The ring that it closes has no other limit either.
        and ring_of[arrow.source] == ring_of[arrow.target] and ring_of[arrow.source] in unsaid
    )  # fmt: skip


def _ahead(
    calls: Sequence[Sequence[int]], arrows: Iterable[Arrow], without: Collection[tuple[int, int]]
) -> tuple[int, ...]:
    """What each action leads to, near and far, as bits; itself only where a ring leads back to it."""
    following: list[set[int]] = [
        {target for target in some if (number, target) not in without} for number, some in enumerate(calls)
    ]
    for arrow in arrows:
        following[arrow.source].add(arrow.target)
    found = [0] * len(following)
    for ring in components(range(len(following)), lambda number: following[number]):
        inside = set(ring)
        bits = 0
        for number in ring:
            for target in following[number]:
                bits |= 1 << target
                if target not in inside:
                    bits |= found[target]
        for number in ring:
            found[number] = bits
    return tuple(found)


def _onward_ahead(arrows: Iterable[Arrow], ahead: Sequence[int]) -> tuple[int, ...]:
    """What each action leads to when its calls are over."""
    found = [0] * len(ahead)
    for arrow in arrows:
        if not arrow.leads_back:
            found[arrow.source] |= 1 << arrow.target | ahead[arrow.target]
    return tuple(found)
