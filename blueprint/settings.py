"""Settings: the limits, rules and action priorities that a team chooses; the day that dates are compared with, and the
language to show a file in.

Comes in: nothing, or a project's configuration (`blueprint.project`). Goes out: Settings, one value that is made once and carried by
Compiled and Scene. Deliberately absent: files, the rules themselves (`blueprint.checks`), and the clock: the command line gives the
day and the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .diagnostics import Severity
from .lean_dataclasses import dataclass
from .model import Fail
from .words import Direction

if TYPE_CHECKING:
    import datetime

Priority = Literal["low", "medium", "high"]
Ratings = tuple[int, int, int]

#: From the least to the most urgent.
PRIORITIES: tuple[Priority, ...] = ("low", "medium", "high")
#: The ratings of FMEA.
SCALE = range(1, 11)
#: Stands for every rule.
ALL = "BP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of checks and reports. Counts are the most that is fine; times are in seconds."""

    #: The least risk priority number (S × O × D, 1-1000) that asks for an owner and a date, and that counts as a high risk.
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
    #: The longest wait without informing the customer, in seconds.
    silence: float = 300
    #: Columns of a text on a card; a Chinese character takes two.
    text: int = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities:
    """A table of action priorities, with one for each of the 1000 combinations of ratings."""

    table: dict[Ratings, Priority]

    def at(self, severity: int, occurrence: int, detection: int) -> Priority | None:
        """The priority of a combination; None for one that is beyond the scales."""
        return self.table.get((severity, occurrence, detection))

    def of(self, fail: Fail) -> Priority | None:
        """The priority of a fail point; None where it lacks a rating."""
        if fail.severity is None or fail.occurrence is None or fail.detection is None:
            return None
        return self.at(fail.severity, fail.occurrence, fail.detection)

    def whatever_is_noticed(self, severity: int, occurrence: int) -> Priority:
        """`high` where it is high even with certain detection, `low` where it is low even without any, else `medium`."""
        found = {self.table[severity, occurrence, detection] for detection in SCALE}
        return found.pop() if len(found) == 1 else "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which rules are turned on, and their severity. Words are codes, beginnings of codes or names of rules, as written."""

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a team chooses, for one file."""

    limits: Limits = Limits()
    choice: Choice = Choice()
    #: The project's own table of action priorities; None for the usual one.
    priorities: Priorities | None = None
    #: The day that due dates are compared with; None: they are not compared.
    today: datetime.date | None = None
    #: Where pictures and pages begin; None: where the language does.
    direction: Direction | None = None
    #: The language that the file is to be shown in, as if it declared it; None: its own.
    language: str | None = None


USUAL = Settings()
