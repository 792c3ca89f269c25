"""`blueprint fmt`: write files in the one canonical form.

Comes in: files. Goes out: the same files, formatted; or what would change in them. A file that is formatted already is not touched.
Deliberately absent: the form (`blueprint.syntax.formatter`).
"""

from __future__ import annotations

import re
import sys
from difflib import unified_diff
from typing import NamedTuple

import click

from ...diagnostics import Diagnostic
from ...files import decode, read_bytes
from ...source import Source
from ...syntax.formatter import format_source
from ...terminal_text import harmless
from ..run.console import note, show
from ..run.inputs import Input, Reading, gather, input_options, read_stdin
from ..run.language import language_of
from ..run.saving import print_bytes, save, with_mark

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


class _Order(NamedTuple):
    """What the user wants."""

    check: bool
    diff: bool
    keywords: str | None
    quiet: bool


@click.command("fmt", short_help="Format files.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--keywords", type=click.Choice(["en", "zh"]), help="Write the keywords in this language.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what went well.")
@input_options
def command(
    files: tuple[str, ...], check: bool, diff: bool, keywords: str | None, quiet: bool, reading: Reading
) -> None:
    """Format FILES in their place: files, folders (every *.blueprint below them), or '-'."""
    inputs = gather(files, reading)
    order = _Order(check, diff, keywords, quiet)
    code = max([_format(file, order) for file in inputs.files], default=0)
    if not (check or diff) and any(file.path is None for file in inputs.passed_over):
        # Who pipes a text through wants it back.
        print_bytes(read_stdin())
    raise click.exceptions.Exit(code if inputs.usable else 2)


def _format(given: Input, order: _Order) -> int:
    """Format, compare or print one file; the exit code."""
    found = _read(given)
    if isinstance(found, Diagnostic):
        show(found, language_of(None), err=True)
        return 1
    data, source = found
    formatted = format_source(source, order.keywords)
    output = with_mark(formatted.text, source)
    if formatted.left and not order.quiet:
        note(_on_what_is_left(given, len(formatted.left)))
    is_changed = output != data
    if order.diff and is_changed:
        _print(_difference(given.name, data.decode(), output.decode()))
    elif order.check and is_changed:
        click.echo(harmless(given.name))
    if order.check or order.diff:
        return int(is_changed)
    if given.path is None:
        _print(output.decode())
    elif is_changed:
        save(given.path, output)
        if not order.quiet:
            note(f"formatted {given.name}")
    return 0


def _read(given: Input) -> tuple[bytes, Source] | Diagnostic:
    """A file's bytes as text, and its text without a byte-order mark."""
    data = read_bytes(given.path, given.name) if given.path else read_stdin()
    if isinstance(data, Diagnostic):
        return data
    source = decode(data, given.name)
    return source if isinstance(source, Diagnostic) else (data, source)


def _on_what_is_left(given: Input, count: int) -> str:
    many = "a statement with a mistake is" if count == 1 else f"{count} statements with mistakes are"
    return f"{given.name}: {many} left as {'it is' if count == 1 else 'they are'}; see `blueprint check`"


def _difference(name: str, before: str, after: str) -> str:
    """A unified diff as `patch` takes it. Only `\\n` ends a line in it."""
    lines = unified_diff(_lines(before), _lines(after), harmless(name), harmless(name))
    return "".join(line if line[-1] == "\n" else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _print(text: str) -> None:
    """Write text to standard output as it is; to a terminal without control characters."""
    if sys.stdout.isatty():
        click.echo("\n".join(harmless(line) for line in text.split("\n")), nl=False)
        return
    print_bytes(text.encode())
