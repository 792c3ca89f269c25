"""Long waits during which the customer hears nothing.

Comes in: Facts. Goes out: the actions before which somebody waits longer than the limit (`Limits.silence`) without being informed. A
standard, some evidence, a conversation or a message at the action, or at the one before it, informs the customer. Deliberately absent:
waits that are too long (`blueprint.analysis.motion.limits`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Action, Flow
from ...values import TimeSpan
from ..facts import Facts
from ..work.handoffs import customers_ahead, customers_behind, is_heard_meanwhile, met_by_customers


def silent_waits(facts: Facts) -> list[list[Action]]:
    """The actions with silent waits; those before the same actions of the customer stand together."""
    shown = frozenset(_shown(facts))
    silent: dict[tuple[str, ...], list[Action]] = {}
    for key, action in facts.blueprint.actions.items():
        span = longest_wait(action)
        if span is None or span.usual <= facts.limits.silence or action.standard or key in shown:
            continue
        waiting = () if _is_told(facts, key) else _awaiting(facts, key)
        if waiting:
            silent.setdefault(waiting, []).append(action)
    return list(silent.values())


def longest_wait(action: Action) -> TimeSpan | None:
    """The wait before an action, of those for whom it is longest; None where no time is known."""
    versions = action.wait.versions() if action.wait else ()
    return max((wait.span for _, wait in versions if wait.span), key=lambda span: span.usual, default=None)


def _shown(facts: Facts) -> Iterator[str]:
    """The actions at which the customer sees some evidence."""
    steps = facts.blueprint.steps
    for thing in facts.blueprint.things.values():
        if facts.blueprint.lanes[thing.lane].holds != "evidence":
            continue
        first = next((key for key in steps[thing.step].actions if facts.zone(key) == "customer"), None)
        shown = thing.at or first
        if shown is not None:
            yield shown


def _awaiting(facts: Facts, key: str) -> tuple[str, ...]:
    """The customer's actions that wait: the action itself, or what follows from it, where nothing else goes on for them."""
    if facts.zone(key) == "customer":
        return (key,)
    met, givers = facts.once(customers_ahead)[key], facts.once(customers_behind)[key]
    goes_on = any(
        facts.zone(flow.target) == "customer" and flow.target not in met
        for giver in givers
        for flow in facts.outgoing[giver]
        if flow.leads
    )
    if not givers or goes_on or is_heard_meanwhile(facts, [key]):
        return ()
    return tuple(facts.reading_order(met))


def _then(facts: Facts, key: str) -> list[str]:
    return [flow.target for flow in facts.outgoing[key] if flow.kind == "then"]


def _before(facts: Facts, key: str) -> list[str]:
    return [flow.source for flow in facts.incoming[key] if flow.kind == "then"]


def _is_told(facts: Facts, key: str) -> bool:
    """Whether word reaches the customer at the action, or at the one before it."""
    if any(_speaks(facts, flow) for flow in (*facts.outgoing[key], *facts.incoming[key])):
        return True
    if facts.zone(key) == "customer":
        return any(facts.zone(before) != "customer" for before in _before(facts, key))
    return any(_has_spoken(facts, before) for before in _before(facts, key))


def _has_spoken(facts: Facts, key: str) -> bool:
    is_partner = facts.lane_of[key].kind == "partner"
    if facts.zone(key) == "frontstage" or (is_partner and key in facts.once(met_by_customers)):
        return True
    around = (*facts.outgoing[key], *facts.incoming[key])
    return any(_speaks(facts, flow) for flow in around) or any(
        facts.zone(target) == "customer" for target in _then(facts, key)
    )


def _speaks(facts: Facts, flow: Flow) -> bool:
    """Whether an arrow is a word to the customer: a conversation, or a message to them or to the frontstage."""
    ends = {facts.zone(flow.source), facts.zone(flow.target)}
    if flow.kind == "return":
        return "customer" in ends
    return flow.kind == "message" and facts.zone(flow.target) in ("customer", "frontstage")
