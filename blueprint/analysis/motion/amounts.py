"""What a case costs: work by role, costs, and the value of the work.

Comes in: a net and how often each action is done in a case. Goes out: seconds and money. Work is the actions' own times, waits apart; of a
call both sides count. Deliberately absent: capacity.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...lean_dataclasses import dataclass
from ...model import Action, Value
from .rules.net import Net, span_of

#: Of this part of the work the value must be said before a share of it stands in a headline.
ENOUGH_VALUED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Seconds of work of a case, by role, or by lane where no role is said."""

    role: str | None
    lane: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a case takes: work, by who does it in the order of the text, and by its value (None: nothing is said); its cost, None where no
    action has one. `is_usual` where shares are unknown: then it is that of the usual way."""

    work: tuple[Work, ...]
    values: dict[Value | None, float]
    cost: float | None
    is_usual: bool

    @property
    def seconds(self) -> float:
        """All work."""
        return math.fsum(self.values.values())

    @property
    def valued(self) -> float | None:
        """The part of the work of which the value is said; None where there is no work."""
        total = self.seconds
        return 1 - self.values.get(None, 0.0) / total if total else None

    @property
    def is_valued(self) -> bool:
        """Whether the value of so much of the work is said that a share of all work means anything."""
        return (self.valued or 0.0) >= ENOUGH_VALUED - 1e-9

    @property
    def adding(self) -> float | None:
        """The part of the work that adds value; None where of too little of it anything is said."""
        return self.values.get("adding", 0.0) / self.seconds if self.is_valued else None


def hands(action: Action) -> int:
    """How many times the time and the cost of an action are spent when it is done once: by each of those who do it together."""
    return len(action.by) if action.jointly else 1


def amounts(net: Net, visits: Mapping[int, float], *, is_usual: bool) -> Amounts:
    """The amounts of a case, given how often each action is done in it.

    Of several roles that may do an action each has an equal part; where they do it together, each has all of it.
    """
    work: dict[tuple[str | None, str | None], float] = {}
    values: dict[Value | None, float] = {}
    for number, action in enumerate(net.actions):
        seconds = span_of(action.timing.span).usual * visits.get(number, 0.0) * hands(action)
        if not seconds:
            continue
        values[action.value] = values.get(action.value, 0.0) + seconds
        doers: list[tuple[str | None, str | None]] = [(role, None) for role in action.by] or [
            (None, action.lane)
        ]
        for doer in doers:
            work[doer] = work.get(doer, 0.0) + seconds / len(doers)
    costs = [
        action.cost * visits.get(n, 0.0) * hands(action)
        for n, action in enumerate(net.actions)
        if action.cost is not None
    ]
    return Amounts(
        work=tuple(
            Work(role=role, lane=lane, seconds=round(spent, 6)) for (role, lane), spent in work.items()
        ),
        values={value: round(spent, 6) for value, spent in values.items()},
        cost=round(math.fsum(costs), 9) if costs else None,
        is_usual=is_usual,
    )
