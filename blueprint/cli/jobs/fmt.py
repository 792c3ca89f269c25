"""`blueprint fmt`: what it does.

Comes in: what was typed. Goes out: files or standard output, and the exit code. Deliberately absent: the options
(`blueprint.cli.commands.fmt`), and the canonical form (`blueprint.syntax.formatter`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

import click

from ...diagnostics import Diagnostic
from ...files import decode, read_bytes
from ...source import Source, Span
from ...syntax.formatter import format_source
from ...terminal_text import harmless
from ...words import Phrase, phrase
from ..run.console import note, show
from ..run.inputs import Input, gather, read_stdin
from ..run.language import language_of
from ..run.patches import difference, print_exactly
from ..run.reading import Reading
from ..run.saving import print_bytes, save, with_mark


class _Order(NamedTuple):
    """What the user wants."""

    check: bool
    diff: bool
    keywords: str | None
    quiet: bool
    language: str | None


def run(
    files: tuple[str, ...],
    check: bool,
    diff: bool,
    keywords: str | None,
    quiet: bool,
    lang: str | None,
    reading: Reading,
) -> int:
    """Format files; the exit code."""
    inputs = gather(files, reading)
    order = _Order(check, diff, keywords, quiet, lang)
    code = max([_format(file, order) for file in inputs.files], default=0)
    if not (check or diff) and any(file.path is None for file in inputs.passed_over):
        # Who pipes a text through wants it back.
        print_bytes(read_stdin())
    return code if inputs.usable else 2


def _format(given: Input, order: _Order) -> int:
    """Format, compare or print one file; the exit code."""
    found = _read(given)
    if isinstance(found, Diagnostic):
        show(found, language_of(order.language), err=True)
        return 1
    data, source = found
    formatted = format_source(source, order.keywords)
    output = with_mark(formatted.text, source)
    if formatted.left and not order.quiet:
        note(_on_what_is_left(given, source, formatted.left))
    is_changed = output != data
    if order.diff and is_changed:
        name = given.name if given.path is None else os.fspath(given.path)
        print_exactly(difference(name, data.decode(), output.decode()))
    elif order.check and is_changed:
        click.echo(harmless(given.name))
    if order.check or order.diff:
        return int(is_changed)
    if given.path is None:
        print_exactly(output.decode())
    elif is_changed:
        save(given.path, output)
        if not order.quiet:
            note(phrase("message.fmt.done", file=given.name))
    return 0


def _read(given: Input) -> tuple[bytes, Source] | Diagnostic:
    """A file's bytes as text, and its text without a byte-order mark."""
    data = read_bytes(given.path, given.name) if given.path else read_stdin()
    if isinstance(data, Diagnostic):
        return data
    source = decode(data, given.name)
    return source if isinstance(source, Diagnostic) else (data, source)


def _on_what_is_left(given: Input, source: Source, left: Sequence[Span]) -> Phrase:
    if left[0].text == source.text:
        return phrase("message.fmt.left-whole", file=given.name)
    return phrase("message.fmt.left", file=given.name, count=len(left))
