"""What steps, phases and the service state as a whole, and what their parts leave of it: the rest, which nobody broken down.

Comes in: a net, and the usual way as a policy. Goes out: wholes with their rests. Deliberately absent: where a rest is spent (`game`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from .course import Times, Whole
from .game import Done
from .net import Net, Span, span_of


def stated(net: Net) -> tuple[list[Whole], list[Whole]]:
    """The steps, and the phases, that state a time, without their rests."""
    blueprint = net.blueprint
    of_step: dict[str, int] = {}
    for number, action in enumerate(net.actions):
        of_step[action.step] = of_step.get(action.step, 0) | 1 << number
    steps = [
        Whole("step", key, of_step.get(key, 0), span_of(step.timing.span))
        for key, step in blueprint.steps.items()
        if step.timing.span
    ]
    phases = []
    for key, phase in blueprint.phases.items():
        if phase.timing.span:
            members = 0
            for step in phase.steps:
                members |= of_step.get(step, 0)
            phases.append(Whole("phase", key, members, span_of(phase.timing.span)))
    return steps, phases


def with_rest(whole: Whole, longest: Times | None) -> Whole:
    """A whole with what the longest way through it leaves; nothing where no way comes to it."""
    if longest is None:
        return whole
    usual, low, high = (
        math.inf if math.isinf(said) else max(0.0, said - (0.0 if math.isinf(part) else part))
        for said, part in zip(whole.stated, longest, strict=True)
    )
    return whole._replace(rest=Span(usual, low, high))


def longest_way(net: Net, members: int, log: Iterable[Done]) -> Times | None:
    """How long the usual way is in some actions: to the last customer action among them, else to where it leaves them."""
    inside = [done for done in log if members >> done.action & 1]
    if not inside:
        return None
    customers = [done for done in inside if net.is_customer[done.action]]
    last = max(customers or inside, key=lambda done: done.end[0])
    first = last
    for done in chain(last):
        if not members >> done.action & 1:
            break
        first = done
    return tuple(_between(begin, end) for begin, end in zip(first.begin, last.end, strict=True))


def chain(done: Done | None) -> Iterator[Done]:
    """An action that was done, and what decided when each could begin, back to the beginning."""
    while done is not None:
        yield done
        done = done.after


def _between(begin: float, end: float) -> float:
    return math.inf if math.isinf(end) else end - begin
