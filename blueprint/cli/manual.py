"""`blueprint manual`: the standard operating procedure of a blueprint, or a guide for its customers.

Comes in: files. Goes out: a manual beside each file, or where `-o` says. Deliberately absent: what stands in it
(`blueprint.renderers.manual`).
"""

from __future__ import annotations

import os

import click

from ..style import SCHEMES, Scheme, Style
from ..view import View
from .console import misuse
from .language import language_option
from .outputs import Order, produce

_EXAMPLES = """\b
Examples:
  blueprint manual hotel.blueprint              writes hotel.manual.html
  blueprint manual hotel.blueprint -o hotel.md  the ending tells the format
  blueprint manual hotel.blueprint --role receptionist -o desk.html
  blueprint manual hotel.blueprint --customer -o guests.html
  blueprint manual blueprints/ -o manuals/      one for each file

\b
Exit code: 0 everything is written, 1 a file has errors (the others are
written), 2 wrong usage, or an output that cannot be written.
"""
_RENDERERS = {"html": "manual", "markdown": "manual-md"}
_ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@click.command("manual", short_help="Write manuals: who does what, when and how.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; '-' is standard output.")
@click.option("-f", "--format", type=click.Choice(tuple(_RENDERERS)), help="html (the default) or markdown.")
@click.option("--role", metavar="ROLE", help="The chapter of one role, by its name or label.")
@click.option("--customer", is_flag=True, help="A guide for customers: nothing below the line of visibility.")
@click.option(
    "--scheme", type=click.Choice(SCHEMES), default="auto", help="Light or dark; auto follows the reader."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@language_option
def command(
    files: tuple[str, ...],
    output: str | None,
    format: str | None,
    role: str | None,
    customer: bool,
    scheme: Scheme,
    quiet: bool,
    lang: str | None,
) -> None:
    """Write manuals of FILES: files, folders (every *.blueprint below them), or '-'."""
    if role and customer:
        raise misuse("--role and --customer exclude each other: a guide for customers has no roles")
    order = Order(
        output,
        _RENDERERS[_format(output, format)],
        quiet,
        view=View(customer=customer, role=role),
        style=Style(scheme=scheme),
        language=lang,
    )
    raise click.exceptions.Exit(produce(files, order))


def _format(output: str | None, wanted: str | None) -> str:
    """What was asked for, or what the ending of the output tells; html where nothing does."""
    is_file = output is not None and not os.path.isdir(output) and not output.endswith(("/", os.sep))
    ending = os.path.splitext(output or "")[1].lower() if is_file else ""
    told = _ENDINGS.get(ending)
    if ending and told is None:
        raise misuse(f"a manual is HTML ('….html') or Markdown ('….md'), not '…{ending}'")
    if wanted and told and wanted != told:
        raise misuse(f"'{output}' is called like {told}, and --format says {wanted}")
    return wanted or told or "html"
