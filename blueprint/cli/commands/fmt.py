"""`blueprint fmt`: write files in the one canonical form.

Comes in: files. Goes out: the same files, formatted; or what would change in them. A file that is formatted already is not touched.
Deliberately absent: the form (`blueprint.syntax.formatter`).
"""

from __future__ import annotations

from typing import Any

import click

from ..run.language import language_option
from ..run.reading import input_options

_EXAMPLES = """\b
Examples:
  blueprint fmt hotel.blueprint          formats it in its place
  blueprint fmt .                        every blueprint below this folder
  blueprint fmt --check .                says which would change
  blueprint fmt --diff hotel.blueprint   shows what would change
  blueprint fmt --keywords zh hotel.blueprint
  blueprint fmt - < draft.blueprint      writes to standard output

\b
Statements with mistakes stay as they are; 'blueprint check' names them.
Exit code: 0 all is well, 1 --check or --diff found something to change, or
a file cannot be read, 2 wrong usage, or a file that cannot be written.
"""


@click.command("fmt", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--keywords", type=click.Choice(["en", "zh"]), help="Write the keywords in this language.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what went well.")
@language_option
@input_options
def command(**typed: Any) -> None:
    """Format FILES in their place: files, folders (every *.blueprint below them), or '-'."""
    from ..jobs.fmt import run

    raise click.exceptions.Exit(run(**typed))
