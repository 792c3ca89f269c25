"""What steps, phases and the service state as a whole, and what their parts leave of it: the rest, which nobody broke down.

Comes in: a net, and a case that goes the usual way. Goes out: wholes with their rests. Deliberately absent: where a rest is spent (`game`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from .course import Times, Whole
from .net import NO_TIME, Net, Span, span_of
from .tokens import Done, Entry


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
    """How long a case is in some actions: until the customers are done there, with what they wait for before they go on elsewhere; where no
    customer acts among them, until the case leaves them."""
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
    lasts = _last_of_each_customer(net, inside)
    some = [*lasts.values(), *_awaited_next(net, inside, log, lasts)] if lasts else _leaving(net, inside, log)
    return max(some or inside, key=lambda entry: entry.over[0])


def _last_of_each_customer(net: Net, inside: Sequence[Entry]) -> dict[str, Entry]:
    """The last action of each customer (lane) among some."""
    found: dict[str, Entry] = {}
    for entry in inside:
        if _is_customers(net, entry):
            lane = net.actions[entry.done.action].lane
            known = found.get(lane)
            if known is None or (entry.over[0], entry.serial) > (known.over[0], known.serial):
                found[lane] = entry
    return found


def _is_customers(net: Net, entry: Entry) -> bool:
    return net.is_customer[entry.done.action] and net.exists[entry.done.action]


def _awaited_next(
    net: Net, inside: Sequence[Entry], log: Sequence[Entry], lasts: dict[str, Entry]
) -> list[Entry]:
    """What is done after the last actions of customers among some, and is waited for by the next action of one of them, elsewhere."""
    least = min(last.over[0] for last in lasts.values())
    # Mostly there is nothing: then nobody needs to look at who waits for what.
    after = {entry.serial: entry for entry in inside if entry.over[0] > least}
    within = {entry.serial for entry in inside}
    following: dict[str, Entry] = {}
    for entry in log if after else ():
        lane = net.actions[entry.done.action].lane
        last = None if entry.serial in within else lasts.get(lane)
        if last is None or not _is_customers(net, entry) or entry.serial <= last.serial:
            continue
        known = following.get(lane)
        if known is None or entry.serial < known.serial:
            following[lane] = entry
    awaited = _awaited_by(following.values(), log) if following else set()
    return [entry for serial, entry in after.items() if serial in awaited]


def _awaited_by(some: Iterable[Entry], log: Sequence[Entry]) -> set[int]:
    """The serials of all that some actions waited for before they began, and that this waited for."""
    by_serial = {entry.serial: entry for entry in log}
    called: dict[int, list[int]] = {}
    for entry in log:
        for caller in entry.called_by:
            called.setdefault(caller, []).append(entry.serial)
    found: set[int] = set()
    waiting = [serial for entry in some for serial in entry.came]
    while waiting:
        # Below nothing: what called has only begun.
        serial = waiting.pop()
        before = by_serial.get(abs(serial))
        if serial not in found and before:
            found.add(serial)
            waiting += before.came
            waiting += called.get(serial, ())
    return found


def _leaving(net: Net, inside: Sequence[Entry], log: Sequence[Entry]) -> list[Entry]:
    """Those of some actions that a customer waited for elsewhere; else those that anything elsewhere waited for."""
    within = {entry.serial for entry in inside}
    outside = [entry for entry in log if entry.serial not in within]
    awaited = {abs(serial) for entry in outside for serial in entry.came}
    found = [entry for entry in inside if entry.serial in awaited]
    if len(found) < 2:
        return found
    for_customers = _awaited_by((entry for entry in outside if _is_customers(net, entry)), log)
    return [entry for entry in found if entry.serial in for_customers] or found


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
