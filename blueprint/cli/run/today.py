"""The day that due dates are compared with.

Comes in: `--today`, and the clock. Goes out: a date, or None where dates are not to be compared. Deliberately absent: the comparison.
Only `check` reads the clock; files are written as if there were none, so that the same input gives the same bytes on every day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import click

from ...words import phrase
from .console import misuse

_Command = Callable[..., Any]


def today_option(command: _Command) -> _Command:
    """Add `--today` to a command that writes files; it comes as `today`, read by `read_day`."""
    text = "Compare due dates with this day; without it they are left alone."
    decorated: _Command = click.option("--today", metavar="DATE", help=text)(command)
    return decorated


def read_day(given: str | None) -> datetime.date | None:
    """The day of a `--today`; None without the option, or for `none`."""
    if not given or given == "none":
        return None
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise misuse(phrase("message.option.today", given=given)) from None


def clock() -> datetime.date:
    """Today."""
    return datetime.date.today()
