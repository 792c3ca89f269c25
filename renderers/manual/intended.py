"""The part of a blueprint in which the service goes as intended, which is what customers are promised.

Comes in: a Blueprint. Goes out: the same without what happens only when something has failed, and without what leads nowhere but to a lost
or a refused customer. Deliberately absent: what of it customers may see (`public`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from blueprint.model import Blueprint

_AMISS = frozenset({"lost", "refused"})


def intended(blueprint: Blueprint) -> Blueprint:
    """A blueprint without failures: their arrows, what only they lead to, lost and refused ends, and what only leads there."""
    left_out = _after_failures(blueprint) | _towards_losses(blueprint)
    left_out |= {key for key, action in blueprint.actions.items() if action.end in _AMISS}
    actions = {key: action for key, action in blueprint.actions.items() if key not in left_out}
    things = {key: thing for key, thing in blueprint.things.items() if thing.at not in left_out}
    steps = {
        key: replace(
            step,
            actions=tuple(action for action in step.actions if action in actions),
            things=tuple(thing for thing in step.things if thing in things),
        )
        for key, step in blueprint.steps.items()
    }
    # A step of which nothing is left goes with its evidence: it is a step for failures.
    gone = {key for key, step in steps.items() if blueprint.steps[key].actions and not step.actions}
    return replace(
        blueprint,
        actions=actions,
        things={key: thing for key, thing in things.items() if thing.step not in gone},
        steps={key: replace(step, things=()) if key in gone else step for key, step in steps.items()},
        flows=tuple(
            flow
            for flow in blueprint.flows
            if flow.kind != "failure" and flow.source in actions and flow.target in actions
        ),
    )


def _after_failures(blueprint: Blueprint) -> set[str]:
    """What nothing but the arrow of a failure leads to, and what follows from there alone."""
    sound: defaultdict[str, list[str]] = defaultdict(list)
    failed: defaultdict[str, list[str]] = defaultdict(list)
    targets: set[str] = set()
    for flow in blueprint.flows:
        targets.add(flow.target)
        (failed if flow.kind == "failure" else sound)[flow.source].append(flow.target)
    begin = [key for key, action in blueprint.actions.items() if key not in targets or action.is_start]
    reached = _reach(begin, sound)
    after = _reach((target for source in failed.values() for target in source), sound)
    return after - reached


def _towards_losses(blueprint: Blueprint) -> set[str]:
    """What every way on from leads to a lost or a refused end; nothing where that is all there is."""
    back: defaultdict[str, list[str]] = defaultdict(list)
    on: defaultdict[str, list[str]] = defaultdict(list)
    for flow in blueprint.flows:
        if flow.kind != "failure":
            back[flow.target].append(flow.source)
            on[flow.source].append(flow.target)
    ends = [key for key, action in blueprint.actions.items() if action.end in _AMISS]
    well = [
        key
        for key, action in blueprint.actions.items()
        if action.end not in _AMISS and (action.end or not on[key])
    ]
    amiss = _reach(ends, back) - _reach(well, back)
    is_all = any(
        action.is_start or not back[key] for key, action in blueprint.actions.items() if key in amiss
    )
    return set() if is_all else amiss


def _reach(begin: Iterable[str], arrows: Mapping[str, Collection[str]]) -> set[str]:
    """All that arrows lead to from some actions, these among them."""
    found: set[str] = set()
    waiting = deque(begin)
    while waiting:
        key = waiting.popleft()
        if key not in found:
            found.add(key)
            waiting.extend(arrows.get(key, ()))
    return found
