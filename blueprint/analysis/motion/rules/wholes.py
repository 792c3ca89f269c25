"""What steps, phases and the service state as a whole, and what their parts leave of it: the rest, which nobody broke down.

Comes in: a net, and a case that goes the usual way. Goes out: wholes with their rests. Deliberately absent: where a rest is spent (`game`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from .course import Times, Whole
from .game import Done, Entry
from .net import NO_TIME, Net, Span, span_of


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


def with_rest(whole: Whole, parts: Span | None) -> Whole:
    """A whole with what the longest way through it leaves; nothing where no way comes to it."""
    if parts is None:
        return whole
    rest = (
        math.inf if math.isinf(value) else max(0.0, value - part)
        for value, part in zip(whole.stated, parts, strict=True)
    )
    return whole._replace(rest=Span(*rest), parts=parts)


def longest_way(net: Net, members: int, log: Sequence[Entry]) -> Span | None:
    """How long a case is in some actions: to the last customer action among them, else to where it leaves them."""
    last = last_of(net, members, log)
    if last is None:
        return None
    spent = [0.0, 0.0, 0.0]
    for first, over in _runs(members, last):
        for place, (begin, end) in enumerate(zip(first, over, strict=True)):
            spent[place] += math.inf if math.isinf(end) else end - begin
    return Span(*spent)


def last_of(net: Net, members: int, log: Sequence[Entry]) -> Entry | None:
    """What some actions are over with in a case; None where it does not come to them."""
    inside = [entry for entry in log if members >> entry.done.action & 1]
    if not inside:
        return None
    customers = [entry for entry in inside if net.is_customer[entry.done.action]]
    return max(customers or _leaving(members, log, inside) or inside, key=lambda entry: entry.over[0])


def _leaving(members: int, log: Sequence[Entry], inside: Sequence[Entry]) -> list[Entry]:
    """Those of some actions that something outside waited for."""
    awaited = {abs(serial) for entry in log if not members >> entry.done.action & 1 for serial in entry.came}
    return [entry for entry in inside if entry.serial in awaited]


def _runs(members: int, last: Entry) -> Iterator[tuple[Times, Times]]:
    """From when to when the chain that decides when something was over is among some actions; what they call is."""
    over: Times | None = None
    begin = last.over
    for done in chain(last.last):
        if members >> done.host & 1 or members >> done.action & 1:
            over = over or (last.over if done is last.last else done.end)
            begin = done.begin
        elif over:
            yield begin, over
            over = None
    if over:
        yield begin, over


def chain(done: Done | None) -> Iterator[Done]:
    """An action that was done, and what decided when each could begin, back to the beginning."""
    while done is not None:
        yield done
        done = done.after


def service_with_rest(net: Net, parts: Span) -> Whole:
    """The whole service, as the usual way breaks it down."""
    span = net.blueprint.timing.span
    whole = Whole("service", "", 0, span_of(span) if span else NO_TIME)
    return with_rest(whole, parts) if span else whole._replace(parts=parts)
