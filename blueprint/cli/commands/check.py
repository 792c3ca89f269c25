"""`blueprint check`: list everything that is wrong or weak in files.

Comes in: files. Goes out: diagnostics and a summary on standard output. Deliberately absent: the rules (`blueprint.checks`), and how a
file is checked (`blueprint.cli.run.checking`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from ..listings import FORMATS, find
from ..run.formats import FormatCommand
from ..run.language import language_option
from ..run.reading import input_options

_EXAMPLES = """\b
Examples:
  blueprint check hotel.blueprint
  blueprint check blueprints/ drafts/spa.blueprint
  cat hotel.blueprint | blueprint check -
  blueprint check --diff .               what --fix would cure
  blueprint check -f sarif -o check.sarif .
  blueprint check --write-baseline baseline.json .
  blueprint explain BP401                what a code means

\b
Exit code: 0 nothing found, 1 errors or findings, 2 wrong usage.
"""


def _formats() -> Iterator[tuple[str, str]]:
    yield "text", "Each with its lines, for people (the default)."
    for name in FORMATS:
        yield name, find(name).help


@click.command(
    "check",
    cls=FormatCommand,
    formats=_formats,
    epilog=_EXAMPLES,
)
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", *FORMATS)),
    default="text",
    show_default=True,
    help="How findings are listed.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the list to a file.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules: codes, names, or beginnings of codes, with commas.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option(
    "--severity",
    multiple=True,
    metavar="RULE=LEVEL",
    help="Give a rule another weight: error, warning or info.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the rules find; errors still give 1.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings of this baseline.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to a baseline.")
@click.option("--fix", is_flag=True, help="Put in the cures that cannot change what was meant.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--config", metavar="FILE", help="Use this configuration, not the nearest blueprint.toml.")
@click.option("--today", metavar="DATE", help="Look at due dates as of this day; 'none' leaves them alone.")
@language_option
@input_options
def command(**typed: Any) -> None:
    """Say what is wrong or weak in FILES: files, folders (every *.blueprint below them), or '-'."""
    from ..jobs.check import run

    raise click.exceptions.Exit(run(**typed))
