"""`blueprint render`: draw files.

Comes in: files, a format. Goes out: a picture beside each file, or where `-o` says. Deliberately absent:
findings; `blueprint check` tells them, and they stop no picture.
"""

from __future__ import annotations

import click

from .outputs import Order, produce

_EXAMPLES = """\b
Examples:
  blueprint render hotel.blueprint                 writes hotel.svg
  blueprint render hotel.blueprint -o hotel.dot    the ending tells the format
  blueprint render blueprints/ -o pictures/        one picture for each file
  blueprint render hotel.blueprint -o -            to standard output
  blueprint render - < hotel.blueprint > hotel.svg

\b
Exit code: 0 everything is drawn, 1 a file has errors (the others are
drawn), 2 wrong usage, or an output that cannot be written.
"""


@click.command("render", short_help="Draw files.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE|DIR", help="Where to write; '-' is standard output.")
@click.option("-f", "--format", metavar="NAME", help="svg (the default), dot, dot-svg, html or a plugin's.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
def command(files: tuple[str, ...], output: str | None, format: str | None, quiet: bool) -> None:
    """Draw FILES: files, folders (every *.blueprint below them), or '-' for standard input."""
    raise click.exceptions.Exit(produce(files, Order(output, format, quiet)))
