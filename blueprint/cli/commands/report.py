"""`blueprint report`: the picture, its tables and its findings as one HTML page.

Comes in: files. Goes out: a page beside each file, or where `-o` says. Deliberately absent: how pages are written, which is shared with
pictures (`blueprint.cli.run.outputs`).
"""

from __future__ import annotations

import os
from typing import Any

import click

from ...words import phrase
from ..run.console import misuse
from ..run.language import language_of, language_option
from ..run.looks import colour_options, part_options, take_style, take_view
from ..run.reading import Reading, input_options
from ..run.today import read_day, today_option

_EXAMPLES = """\b
Examples:
  blueprint report hotel.blueprint              writes hotel.html
  blueprint report hotel.blueprint -o review.html
  blueprint report blueprints/ -o site/         a site: index, registers, search
  blueprint report hotel.blueprint --fold 1600  the picture broken into parts
  blueprint report hotel.blueprint --view customer -o above.html

\b
Exit code: 0 everything is written, 1 a file has errors (the others are
written), 2 wrong usage, or an output that cannot be written.
"""


@click.command("report", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; '-' is standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@part_options
@colour_options
@today_option
@language_option
@input_options
def command(
    files: tuple[str, ...],
    output: str | None,
    quiet: bool,
    today: str | None,
    lang: str | None,
    reading: Reading,
    **given: Any,
) -> None:
    """Write a report of FILES: files, folders (every *.blueprint below them), or '-'."""
    from ...render import ENDINGS
    from ..run.outputs import Order, is_folder, produce

    ending = os.path.splitext(output or "")[1].lower()
    several = _are_several(files)
    if ending and ENDINGS.get(ending) != "html" and not is_folder(output or "", ENDINGS if several else None):
        raise misuse(phrase("message.report.ending", ending=ending))
    order = Order(
        output,
        "html",
        quiet,
        view=take_view(given),
        style=take_style(given, language_of(lang)),
        language=lang,
        reading=reading,
        today=read_day(today),
    )
    if _is_site(files, output):
        from ..site.build import build

        raise click.exceptions.Exit(build(files, order))
    raise click.exceptions.Exit(produce(files, order))


def _is_site(files: tuple[str, ...], output: str | None) -> bool:
    """Whether several files go into a folder."""
    from ...render import ENDINGS
    from ..run.outputs import is_folder

    return output is not None and output != "-" and _are_several(files) and is_folder(output, ENDINGS)


def _are_several(files: tuple[str, ...]) -> bool:
    return len(files) > 1 or os.path.isdir(files[0])
