"""The critical path: how long the usual way through a service takes, from arrow to arrow.

Comes in: Facts. Goes out: the longest path through a blueprint, or through some of its actions, in seconds of usual time and
waiting (critical path, Kelley and Walker 1959; lead time of value-stream mapping, Rother and Shook 1999). Parallel branches run at
the same time, so the longest of them counts. Deliberately absent: dates (`due`), limits (`within`), and messages, for which nobody waits.

What is usual, where the work may go one way or another:

- Of a decision's answers those count that are taken at least half as often as the most frequent one. Where no answer has a share,
  the quickest counts: the total then holds whichever answer is taken.
- `!>` arrows that are not answers, and the way out of a fail point, are not usual.
- A loop counts once. Where the answer that leads back is one of those that count, with a share p and at most n times, it adds
  p + p² + … + pⁿ rounds: the mean.
- What is reached from a start by other ways only is not usual either.
- What exists for one persona only is left out.
- An action that calls others (`<->`) takes as long as it says, or as the longest of its calls, whichever is more: most authors
  write the time of a conversation once, on one of its two sides.
- A step that says its own time spreads it over its actions (`course_with_step_times`): the author's own total is better
  than our sum.
- A maximum alone (`..15m`) says nothing about what is usual and counts as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

from ...model import Action, Flow
from ..facts import Facts, acyclic, reach


class Piece(NamedTuple):
    """A stretch of a path: the seconds that an action works or waits."""

    action: str
    kind: Literal["wait", "work"]
    seconds: float


class CriticalPath(NamedTuple):
    """The longest path: seconds as a whole, and its stretches longer than nothing, in the order of the flow."""

    seconds: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The usual course: what follows each action, what it calls, and how long it waits and works, in seconds.

    `onward` has an action behind all that lead to it; `place` counts them. At an action of `quickest` the shortest way on counts.
    """

    onward: dict[str, tuple[str, ...]]
    place: dict[str, int]
    calls: dict[str, tuple[str, ...]]
    wait: dict[str, float]
    work: dict[str, float]
    quickest: frozenset[str]


#: No answer is given beforehand.
_UNDECIDED: Mapping[str, str] = {}


def usual_course(facts: Facts, taken: Mapping[str, str] = _UNDECIDED) -> Course:
    """The usual course of a blueprint without errors; `taken` says of a decision where it leads, whatever is usual there."""
    usual = {key: [taken[key]] if key in taken else list(_usual(facts, key)) for key in facts.position}
    called = {key: [flow.target for flow in facts.outgoing[key] if _is_call(flow)] for key in facts.position}
    table = {
        key: [flow.target for flow in facts.outgoing[key] if flow.kind == "message"] for key in facts.position
    }
    usually = reach(facts.starts, lambda key: (*usual[key], *called[key], *table[key]))
    tree = acyclic(usually, lambda key: dict.fromkeys((*usual[key], *called[key])))
    rounds = _rounds(facts, usual, tree)
    actions = facts.blueprint.actions
    wait = {key: rounds.get(key, 1) * _seconds(action, "wait") for key, action in actions.items()}
    work = {key: rounds.get(key, 1) * _seconds(action, "work") for key, action in actions.items()}
    calls = {key: tuple(text for text in after if text in called[key]) for key, after in tree.items()}
    return Course(
        onward={key: tuple(text for text in after if text in usual[key]) for key, after in tree.items()},
        place={key: number for number, key in enumerate(tree)},
        calls=calls,
        wait=wait,
        work=work,
        quickest=frozenset(key for key, action in actions.items() if _is_open(facts, action)),
    )


def course_with_step_times(facts: Facts, taken: Mapping[str, str] = _UNDECIDED) -> Course:
    """The usual course in which the longest path through a step that says its own time works that long."""
    course = usual_course(facts, taken) if taken else facts.once(usual_course)
    work = dict(course.work)
    for step in facts.blueprint.steps.values():
        span = step.timing.span
        if span is None or not step.actions or span.is_maximum:
            continue
        path = critical_path(facts, course, step.actions)
        longest = sum(piece.seconds for piece in path.pieces if piece.kind == "work")
        for key in step.actions:
            work[key] *= span.usual / longest if longest else 0
        if not longest:
            customers = [key for key in step.actions if facts.zone(key) == "customer"]
            work[(customers or step.actions)[0]] = span.usual
    return replace(course, work=work)


def critical_path(facts: Facts, course: Course, members: Collection[str] | None = None) -> CriticalPath:
    """The longest path, of all actions or within some of them.

    With a customer among them it begins with the customer, or where the work comes in from outside, and ends with the customer,
    or where it goes on outside: what staff tidy up afterwards keeps nobody waiting.
    """
    walk = walked(facts, course, members)
    if not walk.roots:
        return CriticalPath(0, ())
    first = max(walk.roots, key=lambda key: walk.rest[key][0])
    return CriticalPath(walk.rest[first][0], tuple(_pieces(course, first, walk.rest, walk.spent)))


class Walk(NamedTuple):
    """What is known of each action of a walk, in the order of the flow, in seconds.

    `spent` is the time from its beginning to its end, with what it calls; `rest` that from its beginning to the end of the longest
    path, and what follows on it: missing where no way from it ends beside the customer. Paths may begin at `roots`.
    """

    chosen: tuple[str, ...]
    spent: dict[str, float]
    rest: dict[str, tuple[float, str | None]]
    roots: tuple[str, ...]


def walked(facts: Facts, course: Course, members: Collection[str] | None = None) -> Walk:
    """The walk through all actions, or through some of them."""
    named = course.onward if members is None else members
    chosen = dict.fromkeys(
        sorted((key for key in named if key in course.place), key=course.place.__getitem__)
    )
    spent = _spent(course, chosen)
    met = any(facts.zone(key) == "customer" for key in chosen)
    rest: dict[str, tuple[float, str | None]] = {}
    for key in reversed(chosen):
        found = _rest(facts, course, key, chosen, spent, rest, met)
        if found is not None:
            rest[key] = found
    roots = tuple(key for key in _roots(facts, course, chosen, met) if key in rest)
    return Walk(tuple(chosen), spent, rest, roots)


def _usual(facts: Facts, key: str) -> Iterator[str]:
    """What usually follows an action."""
    action = facts.blueprint.actions[key]
    if action.end is not None:
        return
    kinds = ("then", "failure") if action.is_decision else ("then",)
    after = [flow for flow in facts.outgoing[key] if flow.kind in kinds and not flow.is_recovery]
    after = [flow for flow in after if not flow.personas] or after
    if action.is_decision and any(flow.share is not None for flow in after):
        # What has no share gets what the others leave; that it is the usual answer cannot be ruled out.
        most = max(flow.share or 0 for flow in after)
        after = [flow for flow in after if flow.share is None or 2 * flow.share >= most]
    elif action.is_decision:
        after = [flow for flow in after if not _is_lost(facts, flow)] or after
    yield from dict.fromkeys(flow.target for flow in after)


def _is_lost(facts: Facts, flow: Flow) -> bool:
    """Whether an answer ends the service before its time."""
    return facts.blueprint.actions[flow.target].end in ("lost", "refused")


def _is_call(flow: Flow) -> bool:
    return flow.kind == "return" and not flow.personas


def _is_open(facts: Facts, action: Action) -> bool:
    """Whether nobody said how often each answer of a decision is taken."""
    return action.is_decision and all(flow.share is None for flow in facts.outgoing[action.key])


def _seconds(action: Action, kind: Literal["wait", "work"]) -> float:
    timing = action.wait if kind == "wait" else action.timing
    span = timing.span if timing else None
    return span.usual if span and not span.is_maximum and not action.personas else 0


def _rounds(facts: Facts, usual: dict[str, list[str]], tree: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """How often the actions of loops are done, on average."""
    place = {key: number for number, key in enumerate(tree)}
    before: dict[str, list[str]] = {key: [] for key in tree}
    for key, after in tree.items():
        for other in after:
            before[other].append(key)
    rounds: dict[str, float] = {}
    for back in facts.blueprint.flows:
        first, last = place.get(back.target, 0), place.get(back.source, -1)
        if not back.share or back.target not in usual[back.source] or first > last:
            continue

        # A loop's actions stand between its ends.
        def is_inside(key: str, first: int = first, last: int = last) -> bool:
            return first <= place[key] <= last

        ahead = reach([back.target], partial(_inside_loop, tree, is_inside))
        behind = reach([back.source], partial(_inside_loop, before, is_inside))
        if back.source in ahead:
            more = _repeats(back.share / 100, back.max)
            for key in ahead.keys() & behind.keys():
                rounds[key] = rounds.get(key, 1) + more
    return rounds


def _inside_loop(
    arrows: Mapping[str, Iterable[str]], is_inside: Callable[[str], bool], key: str
) -> Iterator[str]:
    return (arrow for arrow in arrows[key] if is_inside(arrow))


def _repeats(share: float, most: int | None) -> float:
    """The mean number of further rounds: a geometric series, which has no sum where everybody goes round for ever."""
    if share >= 1:
        return most or 0
    return share * (1 - (share**most if most else 0)) / (1 - share)


def _spent(course: Course, chosen: dict[str, None]) -> dict[str, float]:
    """The seconds from the beginning of an action to its end, with what it calls."""
    spent: dict[str, float] = {}
    for key in reversed(chosen):
        called = max((spent[call] for call in course.calls[key] if call in chosen), default=0)
        spent[key] = course.wait[key] + max(course.work[key], called)
    return spent


def _rest(
    facts: Facts,
    course: Course,
    key: str,
    chosen: Collection[str],
    spent: dict[str, float],
    rest: dict[str, tuple[float, str | None]],
    met: bool,
) -> tuple[float, str | None] | None:
    """The seconds from an action to the end of the path, and what follows; nothing where it ends beside the customer."""
    following = [(rest[other][0] + spent[key], other) for other in course.onward[key] if other in rest]
    pick = min if key in course.quickest else max
    found: tuple[float, str | None] | None = pick(following, key=lambda way: way[0], default=None)
    leaves = any(text not in chosen for text in course.onward[key])
    if found is None and (not met or leaves or facts.zone(key) == "customer"):
        found = (spent[key], None)
    for call in course.calls[key]:
        # What is called need not come back: its own work may go on.
        if call in rest and course.onward[call]:
            way = course.wait[key] + rest[call][0]
            if found is None or way > found[0]:
                found = (way, call)
    return found


def _roots(facts: Facts, course: Course, chosen: Collection[str], met: bool) -> Iterator[str]:
    """Where a path may begin: at customers whom no other customer's path leads to, and where the course comes in from outside."""
    covered: set[str] = set()
    for key in chosen:
        sources = {flow.source for flow in facts.incoming[key] if key in course.onward.get(flow.source, ())}
        is_entered = any(source not in chosen for source in sources)
        is_first = facts.zone(key) == "customer" and key not in covered
        if not met or is_entered or is_first:
            yield key
        if is_entered or is_first or key in covered:
            covered.update(course.onward[key], course.calls[key])


def _pieces(
    course: Course, first: str, rest: dict[str, tuple[float, str | None]], spent: dict[str, float]
) -> Iterator[Piece]:
    at: str | None = first
    while at is not None:
        following = rest[at][1]
        if following is not None and following not in course.onward[at]:
            if course.wait[at]:
                yield Piece(at, "wait", course.wait[at])
        else:
            yield from _inside(course, at, spent)
        at = following


def _inside(course: Course, key: str, spent: dict[str, float]) -> Iterator[Piece]:
    """The stretches of an action: its wait, and then its own work or that of its longest call."""
    at: str | None = key
    while at is not None:
        if course.wait[at]:
            yield Piece(at, "wait", course.wait[at])
        calls = [call for call in course.calls[at] if call in spent]
        longest = max(calls, key=spent.__getitem__, default=None)
        if longest is not None and spent[longest] > course.work[at]:
            at = longest
            continue
        if course.work[at]:
            yield Piece(at, "work", course.work[at])
        at = None
