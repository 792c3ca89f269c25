"""Options that commands which draw share: which part is drawn, and how it looks.

Comes in: what the user typed. Goes out: a View and a Style. Deliberately absent: files to draw and files to write (`inputs`,
`outputs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, get_args

import click

from ...style import SCHEMES, Page, Style
from ...view import EXTRAS, ROWS, View
from ...words import Direction, phrase
from .console import Failure, misuse, show
from .formats import Optional

_Command = Callable[..., Any]
_EMBEDS = click.Choice(["svg", "figure"])
_EMBED = "SVG for use inside a page; figure: in a frame that scrolls on small screens."
_FONT = click.Path(exists=True, dir_okay=False)


#: Of pictures and pages.
direction_option = click.option(
    "--direction",
    type=click.Choice(get_args(Direction)),
    help="Where it begins: at the left or at the right; else as its language is written.",
)


def part_options(command: _Command) -> _Command:
    """Add the options of a View to a command."""
    for row in reversed(ROWS):
        command = click.option(f"--no-{row}", is_flag=True, help=f"Leave out the {_ROWS_CALLED[row]}.")(
            command
        )
    options = [
        click.option("--only", metavar="NAME", help="One phase or one step."),
        click.option("--lanes", metavar="NAME,…", help="Some lanes, by their names; 'used': all but empty ones."),
        click.option("--view", type=click.Choice(["customer"]), help="Nothing below the line of visibility."),
        click.option("--show", type=click.Choice(EXTRAS), multiple=True, help="flow: on each arrow how often it is taken in 100 cases."),
        direction_option,
        click.option("--fold", type=click.FloatRange(min=200), metavar="WIDTH", help="Break the picture into parts of this width."),
    ]  # fmt: skip
    return _add(options, command)


def colour_options(command: _Command) -> _Command:
    """Add the options of a Style for colours."""
    options = [
        click.option("--theme", metavar="NAME|FILE", help="default, print, blueprint, or a TOML file of colours."),
        click.option("--scheme", type=click.Choice(SCHEMES), default="auto", help="Light or dark; auto follows the reader."),
    ]  # fmt: skip
    return _add(options, command)


def file_options(command: _Command) -> _Command:
    """Add the options of a Style that only some formats use."""
    options = [
        click.option("--embed", cls=Optional, bare="svg", type=_EMBEDS, metavar="[=figure]", help=_EMBED),
        click.option("--embed-id", metavar="NAME", default="", callback=_checked_id, help="How ids begin in it."),
        click.option("--page", type=click.Choice(get_args(Page)), default="fit", help="The page of a PDF; paper folds a wide picture."),
        click.option("--scale", type=click.FloatRange(0.1, 10), default=2.0, metavar="N", help="Pixels of a PNG for each px."),
        click.option("--font", "fonts", multiple=True, metavar="FILE", type=_FONT, help="A font for PNG and PDF; may be repeated."),
    ]  # fmt: skip
    return _add(options, command)


_OTHER_LOOKS = ("scheme", "page", "scale", "fonts")
#: What may stand at the beginning of an id, in HTML, XML and a link alike.
_ID = re.compile(r"[^\W\d][\w.-]*")
_ROWS_CALLED = {
    "title": "title",
    "phases": "phases",
    "emotion": "emotion curves",
    "time": "time ladder",
    "metrics": "metrics",
    "legend": "legend",
}


def _add(options: Sequence[Callable[[_Command], _Command]], command: _Command) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def _checked_id(_: click.Context, __: click.Parameter, name: str) -> str:
    if name and not _ID.fullmatch(name):
        raise misuse(phrase("message.option.embed-id", name=name))
    return name


def take_view(given: dict[str, Any]) -> View:
    """The View of what was typed; its options are taken out of `given`."""
    without = frozenset(row for row in ROWS if given.pop(f"no_{row}"))
    lanes = given.pop("lanes") or ""
    return View(
        fold=given.pop("fold"),
        direction=given.pop("direction"),
        only=given.pop("only"),
        lanes=tuple(name.strip() for name in lanes.replace("，", ",").split(",") if name.strip()),
        customer=given.pop("view") == "customer",
        without=without,
        show=frozenset(given.pop("show")),
    )


def take_style(given: dict[str, Any], language: str) -> Style:
    """The Style of what was typed, as far as the command has its options; they are taken out of `given`.

    Raises Failure where the theme cannot be used; what is wrong with it is shown before.
    """
    theme = given.pop("theme")
    light, dark = _theme(theme, language) if theme else ({}, {})
    embed, embed_id = given.pop("embed", None), given.pop("embed_id", "")
    return Style(
        light=light,
        dark=dark,
        embed=bool(embed or embed_id),
        figure=embed == "figure",
        embed_id=embed_id,
        **{name: given.pop(name) for name in _OTHER_LOOKS if name in given},
    )


def typed() -> frozenset[str]:
    """The options that the user typed, by their names without dashes; not defaults."""
    context = click.get_current_context()
    return frozenset(
        option.opts[-1].lstrip("-")
        for option in context.command.params
        if context.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
    )


def _theme(name: str, language: str) -> tuple[Any, Any]:
    from pathlib import Path

    from ...diagnostics import has_errors
    from ...files import read
    from ...renderers.themes.theme_file import load_theme
    from ...source import Source

    given: str | Source = name
    if name.endswith(".toml"):
        found = read(Path(name), name)
        if not isinstance(found, Source):
            show(found, language, err=True)
            raise Failure(phrase("message.theme.unreadable", name=name))
        given = found
    theme, problems = load_theme(given)
    if problems and isinstance(given, str):
        raise misuse(
            phrase("message.theme.unknown", problem=problems[0].statement, hint=problems[0].cure or "")
        )
    for problem in problems:
        show(problem, language, err=True)
    if has_errors(problems):
        raise Failure(phrase("message.theme.mistakes", name=name))
    return theme.light, theme.dark
