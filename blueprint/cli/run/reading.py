"""Options of all commands that read files: what standard input stands for, and what is passed over.

Comes in: what was typed. Goes out: a Reading. Deliberately absent: the files (`inputs`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import click

_Command = Callable[..., Any]


class Reading(NamedTuple):
    """How files are meant: the name of the file that standard input is, if it is one; whether files given by name may be excluded."""

    stdin_filename: str | None = None
    force_exclude: bool = False


def input_options(command: _Command) -> _Command:
    """Add the options of a Reading to a command; they come as `reading`."""

    @wraps(command)
    def wrapped(*given: Any, stdin_filename: str | None, force_exclude: bool, **named: Any) -> Any:
        return command(*given, reading=Reading(stdin_filename, force_exclude), **named)

    named: _Command = click.option(
        "--stdin-filename",
        metavar="NAME",
        help="The file that '-' stands for: for messages, configuration and imports.",
    )(wrapped)
    forced = click.option(
        "--force-exclude", is_flag=True, help="Pass over excluded files, even where they are given by name."
    )
    decorated: _Command = forced(named)
    return decorated
