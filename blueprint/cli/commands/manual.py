"""`blueprint manual`: the standard operating procedure of a blueprint, or a guide for its customers.

Comes in: files. Goes out: a manual beside each file, or where `-o` says. Deliberately absent: what stands in it
(`blueprint.renderers.manual`).
"""

from __future__ import annotations

import os
from typing import Any

import click

from ...words import Direction, phrase
from ..run.console import misuse
from ..run.language import language_of, language_option
from ..run.looks import colour_options, direction_option, take_style
from ..run.reading import Reading, input_options

_EXAMPLES = """\b
Examples:
  blueprint manual hotel.blueprint              writes hotel.manual.html
  blueprint manual hotel.blueprint -o hotel.md  the ending tells the format
  blueprint manual hotel.blueprint --role receptionist -o desk.html
  blueprint manual hotel.blueprint --customer -o guests.html
  blueprint manual blueprints/ -o manuals/ --format markdown

\b
Exit code: 0 everything is written, 1 a file has errors (the others are
written), 2 wrong usage, or an output that cannot be written.
"""
#: The renderers for staff, and those for customers.
_RENDERERS = {"html": ("manual", "guide"), "markdown": ("manual-md", "guide-md")}
_ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@click.command("manual", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; '-' is standard output.")
@click.option("-f", "--format", type=click.Choice(tuple(_RENDERERS)), help="html (the default) or markdown.")
@click.option(
    "--role",
    metavar="ROLE",
    help="The chapter of one role, or of a lane whose work has none, by its name or label.",
)
@click.option("--customer", is_flag=True, help="A guide for customers: nothing below the line of visibility.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@direction_option
@colour_options
@language_option
@input_options
def command(
    files: tuple[str, ...],
    output: str | None,
    format: str | None,
    role: str | None,
    customer: bool,
    quiet: bool,
    direction: Direction | None,
    lang: str | None,
    reading: Reading,
    **given: Any,
) -> None:
    """Write manuals of FILES: files, folders (every *.blueprint below them), or '-'."""
    from ...view import View
    from ..run.outputs import Order, produce

    if role is not None and customer:
        raise misuse(phrase("message.manual.both-wishes"))
    order = Order(
        output,
        _RENDERERS[_format(files, output, format)][customer],
        quiet,
        view=View(role=role, direction=direction),
        style=take_style(given, language_of(lang)),
        language=lang,
        reading=reading,
    )
    raise click.exceptions.Exit(produce(files, order))


def _format(files: tuple[str, ...], output: str | None, wanted: str | None) -> str:
    """The format that was asked for, or that the output's ending tells; else html."""
    from ...render import ENDINGS
    from ..run.outputs import is_folder

    several = len(files) > 1 or os.path.isdir(files[0])
    known = {**ENDINGS, **_ENDINGS} if several else None
    ending = "" if output is None or is_folder(output, known) else os.path.splitext(output)[1].lower()
    told = _ENDINGS.get(ending)
    if ending and told is None:
        raise misuse(phrase("message.manual.ending", ending=ending))
    if wanted and told and wanted != told:
        raise misuse(phrase("message.manual.format", file=str(output), told=told, wanted=wanted))
    return wanted or told or "html"
