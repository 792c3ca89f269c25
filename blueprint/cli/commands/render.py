"""`blueprint render`: draw files.

Comes in: files, a format. Goes out: a picture beside each file, or where `-o` says. Deliberately absent:
findings, which `blueprint check` lists and which stop no picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from ..run.formats import FormatCommand, completing
from ..run.language import language_of, language_option
from ..run.looks import colour_options, file_options, part_options, take_style, take_view, typed
from ..run.reading import Reading, input_options
from ..run.today import read_day, today_option

_EXAMPLES = """\b
Examples:
  blueprint render hotel.blueprint                 writes hotel.svg
  blueprint render hotel.blueprint -o hotel.dot    the ending tells the format
  blueprint render blueprints/ -o pictures/        one picture for each file
  blueprint render hotel.blueprint -o -            to standard output
  blueprint render - < hotel.blueprint > hotel.svg
  blueprint render hotel.blueprint --fold 1600     broken into parts for a page
  blueprint render hotel.blueprint --view customer --no-time -o public.svg
  blueprint render hotel.blueprint --theme print -o hotel.pdf --page a4
  blueprint render blueprints/ -o pictures/ --check   in CI: are the pictures up to date?

\b
Exit code: 0 everything is drawn, 1 a file has errors (the others are
drawn) or an output is stale, 2 wrong usage, or an output that cannot be
written.
"""


def _formats() -> Iterable[tuple[str, str]]:
    from ..run.outputs import formats

    return formats()


@click.command("render", cls=FormatCommand, formats=_formats, epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; '-' is standard output.")
@click.option(
    "-f",
    "--format",
    metavar="NAME",
    shell_complete=completing(_formats),
    help="One of the formats below; else the ending of -o tells.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@click.option("--check", is_flag=True, help="Write nothing; fail where an output is missing or stale.")
@part_options
@colour_options
@file_options
@today_option
@language_option
@input_options
def command(
    files: tuple[str, ...],
    output: str | None,
    format: str | None,
    quiet: bool,
    check: bool,
    today: str | None,
    lang: str | None,
    reading: Reading,
    **given: Any,
) -> None:
    """Draw FILES: files, folders (every *.blueprint below them), or '-' for standard input."""
    from ..run.outputs import Order, produce

    order = Order(
        output,
        format,
        quiet,
        check,
        view=take_view(given),
        style=take_style(given, language_of(lang)),
        options=typed(),
        language=lang,
        reading=reading,
        today=read_day(today),
    )
    raise click.exceptions.Exit(produce(files, order))
