"""How much work is done by hand or by machine, and how much of it adds value, by lane.

Comes in: Facts, and how often a case comes to each action. Goes out: how many actions, and how many seconds of work in a case, each lane
has of each mode (`mode`) and each value (`value`; value-stream mapping, Rother and Shook 1999). Work is a usual time as often as a case
comes to the action; where nobody knows, once. Deliberately absent: waits, for which no action states a value; events, which nobody carries
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ...model import Action
from ..facts import Facts
from ..motion.amounts import hands
from ..motion.results import headline

MODES = ("manual", "assisted", "automatic", None)
VALUES = ("adding", "necessary", "waste", None)


class Amount(NamedTuple):
    """A number of actions and their work in a case, in seconds."""

    actions: int = 0
    work: float = 0


#: How often a case comes to each action, by key; what is not in it counts once.
Often = Mapping[str, float]
#: Amounts by a mode or a value; None for actions that say none.
Split = dict[str | None, Amount]


def modes(facts: Facts, often: Often) -> dict[str, Split]:
    """The actions of each lane but the customers', by mode; none where no action says one."""
    return _split(facts, often, lambda action: action.mode, with_customers=False)


def values(facts: Facts, often: Often) -> dict[str, Split]:
    """The actions of each lane by value; none where no action says one."""
    return _split(facts, often, lambda action: action.value, with_customers=True)


def total(splits: dict[str, Split]) -> Split:
    """The amounts of all lanes added up."""
    found: Split = {}
    for split in splits.values():
        for kind, amount in split.items():
            found[kind] = _sum(found.get(kind, Amount()), amount)
    return found


def all_of(split: Split) -> Amount:
    """The amounts of a lane added up."""
    return Amount(sum(each.actions for each in split.values()), sum(each.work for each in split.values()))


def _split(
    facts: Facts, often: Often, kind: Callable[[Action], str | None], with_customers: bool
) -> dict[str, Split]:
    counted = list(_counted(facts, with_customers))
    if not any(kind(action) for action in counted):
        return {}
    lanes: dict[str, Split] = {key: {} for key in facts.blueprint.lanes}
    # Times may be those of a persona.
    timed = headline(facts).net.blueprint.actions
    for action in counted:
        split = lanes[action.lane]
        span = timed[action.key].timing.span
        work = span.usual * often.get(action.key, 1.0) * hands(action) if span else 0
        split[kind(action)] = _sum(split.get(kind(action), Amount()), Amount(1, work))
    return {lane: split for lane, split in lanes.items() if split}


def _sum(each: Amount, other: Amount) -> Amount:
    return Amount(each.actions + other.actions, each.work + other.work)


def _counted(facts: Facts, with_customers: bool) -> Iterator[Action]:
    for key, action in facts.blueprint.actions.items():
        if not action.is_event and (with_customers or facts.zone(key) != "customer"):
            yield action
