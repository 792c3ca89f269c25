"""What moves in a case: tokens, actions at work, what leaves them; and what is remembered of it.

Comes in: times. Goes out: plain records. Deliberately absent: the rules by which they move (`game`).
"""

from __future__ import annotations

from typing import NamedTuple

from .course import Times, latest
from .net import Arrow


class Done(NamedTuple):
    """An action as it was done in a case, calls apart.

    It came to its turn at `begin`; the `rests` of steps and phases (by number) were over at the times that stand with them; it waited until
    `work` and had done its own work at `end`. `after` is what it had been waiting for last: it was over at `begin`. `host` is the action
    that a customer's or a colleague's call came from in the end, the action itself where nobody called.
    """

    action: int
    host: int
    begin: Times
    rests: tuple[tuple[int, Times], ...]
    work: Times
    end: Times
    after: Done | None


class Entry(NamedTuple):
    """A line of the log: an action by its `serial` number, when it was `over` with all its calls, and what decided that (`last`).

    `came` are the serials of all that it waited for, negative where it was not for their end but for their call; `called_by` are its
    callers.
    """

    serial: int
    done: Done
    over: Times
    last: Done
    came: tuple[int, ...]
    called_by: tuple[int, ...]


class Choice(NamedTuple):
    """Where a case can go on in several ways: an action, and the arrows of which one is taken (None: nothing fails)."""

    action: int
    options: tuple[Arrow | None, ...]


class Reached(NamedTuple):
    """An action that was over at a time, and what decided that."""

    action: int
    at: Times
    last: Done


class Leaving(NamedTuple):
    """What is to leave an action: when (`usual`: by the usual time), what decided that, and the serial of the action."""

    usual: float
    action: int
    serial: int
    at: Times
    last: Done


class Token(NamedTuple):
    """What has come to an action: when the last of it came and what that followed, whether anything written is in it, and who calls."""

    at: Times
    after: Done | None
    is_led: bool
    calls: tuple[int, ...] = ()
    came: tuple[int, ...] = ()


class Doing(NamedTuple):
    """An action at work that has called: how far it is known when it is `over`, what decides that, and how many calls are `open`."""

    alone: Done
    over: Times
    last: Done
    open: int
    called_by: tuple[int, ...]
    came: tuple[int, ...]


class Begun(NamedTuple):
    """An action that begins: its wait is to start at `start`."""

    action: int
    host: int
    begin: Times
    rests: tuple[tuple[int, Times], ...]
    start: Times
    after: Done | None
    called_by: tuple[int, ...]
    came: tuple[int, ...]


def both(first: Token, second: Token) -> Token:
    """One token of two that have come to an action."""
    is_later = second.at[0] > first.at[0]
    return Token(
        second.at if is_later and len(second.at) == 1 else latest(first.at, second.at),
        second.after if is_later else first.after,
        first.is_led or second.is_led,
        first.calls + second.calls,
        first.came + second.came,
    )
