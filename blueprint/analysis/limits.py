"""The numbers above which a check speaks, and today's date: what teams choose for themselves.

Comes in: nothing, or what a configuration says. Goes out: Limits, under the names that a configuration uses. Deliberately absent:
reading configurations (`blueprint.cli`), and the clock: who wants dates compared says what day it is.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where the checks draw their lines. Counts are the most that is well; times are in seconds."""

    #: The least risk priority number (S × O × D, 1-1000) that asks for an owner and a date.
    risk: int = 100
    #: The least severity (1-10) that asks for action whatever the number.
    severity: int = 9
    #: The least detection rating (1-10, 10 = never noticed in time) at which the customer is the one who notices.
    detection: int = 7
    #: Changes of hands in a row.
    handoffs: int = 2
    #: Approvals in a row.
    approvals: int = 1
    #: Times that a customer is passed on.
    transfers: int = 1
    #: Phases, customer actions, and cards in one step, that one picture can hold.
    phases: int = 12
    customer_actions: int = 15
    cards: int = 15
    #: The longest wait without any word to the customer, in seconds.
    silence: float = 300
    #: Columns of a text on a card; a Chinese character takes two.
    text: int = 80
    #: The day on which due dates are looked at; None: they are not.
    today: datetime.date | None = None


USUAL = Limits()
