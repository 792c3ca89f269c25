"""The net that a case moves on: which actions and arrows there are for one persona, and what each arrow means.

Comes in: nothing; `net_builder` makes a Net of a Blueprint. Goes out: what a net is, and how a written time counts. The rules stand in
`docs/language.md`, "A customer goes through". Deliberately absent: moving (`game`), and times of steps as a whole (`wholes`).
"""

from __future__ import annotations

import math
from dataclasses import field
from typing import NamedTuple

from ....lean_dataclasses import dataclass
from ....model import Action, Blueprint, Flow
from ....values import TimeSpan


class Arrow(NamedTuple):
    """An arrow that passes a token.

    `share` is a fraction, None where nobody says; `most` is how often it may be taken in a case, None for any number. `is_journey`: it
    follows from the order of two customer actions, whether it was written or not. `leads_back`: it closes a ring.
    """

    number: int
    source: int
    target: int
    flow: Flow
    share: float | None = None
    most: int | None = None
    is_journey: bool = False
    leads_back: bool = False


class Span(NamedTuple):
    """How long something takes, in seconds: usual, at least, at most (infinite where nobody says)."""

    usual: float
    low: float
    high: float


NO_TIME = Span(0.0, 0.0, 0.0)


def span_of(written: TimeSpan | None) -> Span:
    """A time as it counts: `..15m` is 15 minutes, at least 0; `2h..` 2 hours, with no upper end; of percentiles the median and p95."""
    if written is None:
        return NO_TIME
    usual = written.usual
    if written.median is not None:
        return Span(usual, usual, written.p95 if written.p95 is not None else usual)
    if written.is_maximum:
        return Span(usual, 0.0, usual)
    if written.most is None and written.least is not None:
        return Span(usual, written.least, math.inf)
    low = written.least if written.least is not None else usual
    return Span(usual, low, written.most if written.most is not None else usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """Where a case of one persona may go. All lists are by action number.

    `beginnings` are sets of actions at which a case begins, all of a set at once; several sets are alternatives. `onward` are the arrows
    that an action passes tokens to, of a decision its messages; `answers` those of which a decision takes one; `instead` those that are
    taken instead of all of `onward`, with their share. `calls` are the actions that an action goes to and comes back from. `asks`: a
    decision to which the text gives an answer. `meets`: an action that is called and led to as well. `awaits`: its journey arrow does not
    begin it alone. As bits: `ahead` is what can be reached from an action over calls and arrows that do not lead back, `onward_ahead`
    what can be when its own calls are over, `all_ahead` what can be reached at all.
    """

    blueprint: Blueprint
    persona: str | None
    keys: tuple[str, ...]
    actions: tuple[Action, ...]
    exists: tuple[bool, ...]
    is_customer: tuple[bool, ...]
    beginnings: tuple[tuple[int, ...], ...]
    onward: tuple[tuple[Arrow, ...], ...]
    answers: tuple[tuple[Arrow, ...], ...]
    instead: tuple[tuple[Arrow, ...], ...]
    calls: tuple[tuple[int, ...], ...]
    asks: frozenset[int]
    meets: frozenset[int]
    awaits: frozenset[int]
    ahead: tuple[int, ...]
    onward_ahead: tuple[int, ...]
    all_ahead: tuple[int, ...]
    arrows: tuple[Arrow, ...]
    #: Arrows back that were left out, because whatever follows leads to them again.
    unavoidable: tuple[Flow, ...]
    #: Answers without a percentage that get what the others leave, by arrow number.
    filled: frozenset[int]
    #: Arrows back without a limit and without shares, which are gone over once in the list of ways, by arrow number.
    once: frozenset[int]
    #: Actions without any arrow; they begin with their step.
    unconnected: frozenset[int]
    number: dict[str, int] = field(repr=False)

    def is_decision(self, action: int) -> bool:
        """Whether one of its answers is taken."""
        return self.actions[action].is_decision

    @property
    def has_arrows(self) -> bool:
        """Whether there is a way to speak of."""
        return bool(self.arrows) or any(self.calls)
