"""`blueprint new`: a file to start from.

Comes in: a file's name. Goes out: a small blueprint with comments that explain it. Deliberately absent:
questions to the user.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from ...source import SUFFIX
from ...words import LANGUAGES, phrase
from ..run.console import Failure, command_line, note

_EXAMPLES = """\b
Examples:
  blueprint new                              writes service.blueprint
  blueprint new hotel-stay.blueprint
  blueprint new 酒店.blueprint --lang zh     with Chinese keywords
  blueprint new -                            to standard output
"""


@click.command("new", epilog=_EXAMPLES)
@click.argument("file", default=f"service{SUFFIX}")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="The language of its keywords.")
def command(file: str, lang: str) -> None:
    """Write a small commented blueprint to start from.

    FILE is service.blueprint unless given, '-' is standard output. An existing file is never written over.
    """
    from ...files import spelled
    from ...places import legible
    from ..run.saving import save
    from ..starters import starter

    path = Path("service" if file == "-" else file)
    text = starter(legible(path.name).removesuffix(SUFFIX), lang)
    if file == "-":
        click.echo(text, nl=False)
        return
    if not path.suffix:
        path = path.with_name(path.name + SUFFIX)
    if os.path.lexists(spelled(path)):
        raise Failure(phrase("message.new.exists", file=str(path)))
    save(path, text)
    command = command_line("blueprint", "render", os.fspath(path))
    note(phrase("message.new.written", file=str(path), command=command))
