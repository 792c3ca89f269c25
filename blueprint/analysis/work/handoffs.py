"""Who holds the work at each action, and chains along the arrows: hand-offs, approvals, contacts.

Comes in: Facts. Goes out: the roles that hold an action, and runs: actions of one kind along the arrows (changes of hands, approvals,
people whom the customer meets). Swimlane charts, Rummler and Brache 1990: problems stand where the work crosses lanes. Deliberately
absent: how many are too many, which is the checks' business; actions for which nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ...model import Flow
from ..facts import Facts, acyclic, reach

#: A row of actions (keys), in the order of the flow.
Run = tuple[str, ...]


def hands(facts: Facts, key: str) -> frozenset[str]:
    """The roles (keys) that do an action; none for automated actions, for actions without a role, and for actions of one persona."""
    action = facts.blueprint.actions[key]
    if action.mode == "automatic" or action.is_event or action.personas:
        return frozenset()
    return frozenset(action.by)


def longest_runs(
    arrows: Mapping[str, tuple[str, ...]],
    extend: Callable[[Run, str], Run],
    passed_on: Callable[[Run, str], Run],
) -> dict[str, Run]:
    """The longest run at each action. `arrows` go forward only (`acyclic`).

    `extend` makes the run at an action of the one that arrives there, `passed_on` what of it goes on to the next.
    """
    arriving: dict[str, Run] = {}
    runs: dict[str, Run] = {}
    for key, after in arrows.items():
        runs[key] = extend(arriving.get(key, ()), key)
        going = passed_on(runs[key], key)
        for other in after:
            if len(going) > len(arriving.get(other, ())):
                arriving[other] = going
    return runs


def handoff_runs(facts: Facts, most: int) -> dict[str, Run]:
    """The holders since the customer was last met, one action for each change of hands, at most `most` changes and one more."""

    def extend(run: Run, key: str) -> Run:
        if facts.zone(key) == "customer":
            return ()
        own = hands(facts, key)
        if not own or (run and not own.isdisjoint(hands(facts, run[-1]))) or len(run) > most + 1:
            return run
        return (*run, key)

    def passed_on(run: Run, key: str) -> Run:
        if is_told(facts, key):
            return (key,) if hands(facts, key) else ()
        return run

    return longest_runs(facts.once(work_arrows), extend, passed_on)


def approval_runs(facts: Facts) -> dict[str, Run]:
    """The approvals since the customer was last met."""

    def extend(run: Run, key: str) -> Run:
        if facts.zone(key) == "customer":
            return ()
        return (*run, key) if facts.blueprint.actions[key].is_approval else run

    return longest_runs(facts.once(work_arrows), extend, lambda run, _: run)


def contact_runs(facts: Facts) -> dict[str, Run]:
    """The people whom the customer meets one after another within a step: the first action of each, none twice."""
    steps = {key: action.step for key, action in facts.blueprint.actions.items()}
    met = facts.once(met_by_customers)

    def extend(run: Run, key: str) -> Run:
        if run and steps[run[-1]] != steps[key]:
            run = ()
        own = hands(facts, key)
        is_new = own and all(own.isdisjoint(hands(facts, text)) for text in run)
        return (*run, key) if is_new and key in met else run

    return longest_runs(_in_turn(facts), extend, lambda run, _: run)


def awaited(facts: Facts) -> frozenset[str]:
    """The actions that something of the customer's follows from."""
    customers = [key for key in facts.position if facts.zone(key) == "customer"]
    found = reach(
        customers,
        lambda key: (flow.source for flow in facts.incoming[key] if flow.leads and not flow.is_journey),
    )
    return frozenset(found)


def customers_ahead(facts: Facts) -> dict[str, frozenset[str]]:
    """The customers' actions that the work at each action comes to next."""
    found: dict[str, frozenset[str]] = {}
    arrows = facts.once(work_arrows)
    for key in reversed(arrows):
        found[key] = _nearest(facts, arrows[key], found)
    return found


def customers_behind(facts: Facts) -> dict[str, frozenset[str]]:
    """The customers' actions that the work at each action came from last."""
    before: dict[str, list[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for key, after in facts.once(work_arrows).items():
        found[key] = _nearest(facts, before.get(key, ()), found)
        for text in after:
            before.setdefault(text, []).append(key)
    return found


def _nearest(facts: Facts, keys: Iterable[str], found: dict[str, frozenset[str]]) -> frozenset[str]:
    """The union of what stands behind some actions; a customer stands for itself."""
    parts = {frozenset((key,)) if facts.zone(key) == "customer" else found[key] for key in keys}
    # Along a row all share one and the same set.
    return parts.pop() if len(parts) == 1 else frozenset().union(*parts)


def is_told(facts: Facts, key: str) -> bool:
    """Whether the customer hears of an action: in a conversation, by an arrow or a message to them, or since a standard says so."""
    if facts.zone(key) == "customer":
        return False
    if facts.blueprint.actions[key].standard is not None:
        return True
    called = any(
        flow.kind == "return" and facts.zone(flow.source) == "customer" for flow in facts.incoming[key]
    )
    return called or any(
        facts.zone(flow.target) == "customer" or (flow.kind == "message" and _passes_on(facts, flow))
        for flow in facts.outgoing[key]
        if not flow.is_recovery
    )


def _passes_on(facts: Facts, flow: Flow) -> bool:
    return any(facts.zone(after.target) == "customer" for after in facts.outgoing[flow.target])


def met_by_customers(facts: Facts) -> frozenset[str]:
    """The actions of people whom customers meet: an arrow joins them with a customer's action, or frontstage alone lies between.

    A message is a meeting at the frontstage alone. What staff pass on before the customer comes in is none of the customer's.
    """
    met = {
        end
        for flow in facts.blueprint.flows
        for end, other in ((flow.source, flow.target), (flow.target, flow.source))
        if facts.zone(other) == "customer" and facts.zone(end) != "customer" and _is_meeting(facts, flow, end)
    }
    steps = facts.blueprint.actions

    def goes_along(key: str) -> Iterator[str]:
        for flow in facts.outgoing[key]:
            is_near = facts.zone(key) == "customer" or steps[key].step == steps[flow.target].step
            if is_near and flow.kind in ("then", "return") and facts.zone(flow.target) == "frontstage":
                yield flow.target

    customers = [key for key in facts.position if facts.zone(key) == "customer"]
    return frozenset((met | reach(customers, goes_along).keys()).difference(customers))


def _is_meeting(facts: Facts, flow: Flow, end: str) -> bool:
    return not flow.is_recovery and (flow.kind != "message" or facts.zone(end) == "frontstage")


def is_heard_meanwhile(facts: Facts, chain: Sequence[str]) -> bool:
    """Whether the customer hears of something on a branch that runs beside a chain of work, from its first action to its last.

    Such a branch leaves the chain, or the customer's action that it came from, where no decision is made, and does not come from the
    chain's last action. What the other answers of a decision lead to does not happen beside the chain.
    """
    arrows = facts.once(work_arrows)
    before = facts.once(_work_arrows_back)
    after_last = reach([chain[-1]], lambda key: arrows.get(key, ()))
    givers = facts.once(customers_behind)[chain[0]]
    along = {chain[0], chain[-1], *givers}
    legs = [*((giver, chain[0]) for giver in givers), *pairwise(chain)]
    for first, last in legs:
        ahead = reach([first], lambda key: arrows.get(key, ()))
        along.update(key for key in reach([last], lambda key: before.get(key, ())) if key in ahead)

    def beside(key: str) -> Iterator[str]:
        if key in along and facts.blueprint.actions[key].is_decision:
            return
        called = (flow.target for flow in facts.outgoing[key] if flow.kind == "return")
        for target in (*arrows.get(key, ()), *called):
            if target not in along and target not in after_last:
                yield target

    sources = along - {chain[-1]}
    found = reach([target for key in sources for target in beside(key)], beside)
    return any(is_told(facts, key) for key in found)


def _work_arrows_back(facts: Facts) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for key, after in facts.once(work_arrows).items():
        for target in after:
            back.setdefault(target, []).append(key)
    return back


def _goes_on(facts: Facts, key: str) -> Iterator[str]:
    return (flow.target for flow in facts.outgoing[key] if flow.kind == "then")


def work_arrows(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The arrows by which the work goes on, without those that close a ring."""
    return acyclic(facts.position, lambda key: _goes_on(facts, key))


def _in_turn(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The order in which things happen: an action, what it calls, one call after another, and then what follows."""
    after: dict[str, list[str]] = {key: [] for key in facts.position}
    for key in facts.position:
        last = key
        for flow in facts.outgoing[key]:
            if flow.kind == "return":
                after[last].append(flow.target)
                last = flow.target
        after[last].extend(_goes_on(facts, key))
    return acyclic(facts.position, after.__getitem__)
