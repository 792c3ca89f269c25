"""`blueprint registers`: what teams keep in tables, for spreadsheets, wikis and scripts.

Comes in: files. Goes out: the registers of all of them together, as CSV, Markdown, JSON or an Excel workbook. Deliberately absent: what
stands in them (`blueprint.analysis.registers.all_registers`) and how a format is written (`blueprint.cli.tables`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from ...words import LANGUAGES, Phrase, in_words
from .. import tables
from ..run.formats import FormatCommand, completing, described
from ..run.reading import input_options

_EXAMPLES = """\b
Examples:
  blueprint registers hotel.blueprint --register fails   the fail points as CSV
  blueprint registers hotel.blueprint -o tables/         a CSV file for each register
  blueprint registers blueprints/ -o service.xlsx        a workbook, all files in it
  blueprint registers . -f json | jq '.registers[].name'

\b
Exit code: 0 everything is written, 1 a file has errors (the others are
in the tables), 2 wrong usage, or an output that cannot be written.
"""


def _titles() -> Iterator[tuple[str, str]]:
    from ...analysis.registers.all_registers import REGISTERS

    for name in REGISTERS:
        yield name, in_words(Phrase(f"register.{name}"))


def _formats() -> Iterator[tuple[str, str]]:
    for name in tables.NAMES:
        found = tables.find(name)
        yield name, described(found.help, found.suffix)


class _RegisterOption(click.Option):
    """An option whose help names all registers, read when somebody asks."""

    @property
    def help(self) -> str:
        return f"One of: {', '.join(name for name, _ in _titles())}."

    @help.setter
    def help(self, given: str | None) -> None:
        """Nothing is given."""


@click.command(
    "registers", cls=FormatCommand, formats=_formats,
    epilog=_EXAMPLES,
)  # fmt: skip
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-f", "--format", type=click.Choice(tables.NAMES), help=f"Else the ending of -o tells; else {tables.USUAL}.",
)  # fmt: skip
@click.option(
    "-r",
    "--register",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=completing(_titles),
    cls=_RegisterOption,
)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; else, or by '-', standard output.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, which Excel wants.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The language of titles and messages; else that of the files.",
)
@input_options
def command(**typed: Any) -> None:
    """Write the registers of FILES: files, folders (every *.blueprint below them), or '-'."""
    from ..jobs.registers import run

    raise click.exceptions.Exit(run(**typed))
