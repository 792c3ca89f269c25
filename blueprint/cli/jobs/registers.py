"""`blueprint registers`: what it does.

Comes in: what was typed. Goes out: tables in files or on standard output, and the exit code. Deliberately absent: the options
(`blueprint.cli.commands.registers`), the registers (`blueprint.analysis.registers`) and the formats (`blueprint.cli.tables`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...analysis.registers.all_registers import REGISTERS, joined, registers, repeated_names
from ...analysis.registers.register import Register
from ...compiler import Compiled
from ...diagnostics import did_you_mean, there_are
from ...words import LANGUAGES, best_language, phrase
from .. import tables
from ..run.console import Failure, misuse, note, show_framed
from ..run.inputs import Compiler, Inputs, gather
from ..run.language import language_of
from ..run.outputs import deliver, excuse, is_folder, refuse_source
from ..run.reading import Reading


class _Wish(NamedTuple):
    """What the user wants: a format, the names of registers (all, where none is named), where to, and how."""

    format: str
    table: tables.TableFormat
    names: tuple[str, ...]
    output: str | None
    quiet: bool
    mark: bool

    @property
    def registers(self) -> tuple[str, ...]:
        return self.names or tuple(REGISTERS)


def run(
    files: tuple[str, ...],
    format: str | None,
    names: tuple[str, ...],
    output: str | None,
    bom: bool,
    quiet: bool,
    lang: str | None,
    reading: Reading,
) -> int:
    """Write the registers of files; the exit code."""
    wish = _wish(format, names, None if output == "-" else output, quiet, bom)
    inputs = gather(files, reading)
    for target in _targets(wish):
        refuse_source(target, inputs)
    sound, failed = _compiled(inputs, lang)
    if sound:
        _write(sound, wish, lang)
    return 2 if not inputs.usable else int(failed)


# ── what is wanted ──────────────────────────────────────────────────────────────────────────────────────────


def _wish(format: str | None, names: tuple[str, ...], output: str | None, quiet: bool, mark: bool) -> _Wish:
    for name in names:
        if name not in REGISTERS:
            hint = did_you_mean(name, REGISTERS) or there_are(REGISTERS)
            raise misuse(phrase("message.register.unknown", name=name, hint=hint))
    several = len(names) != 1
    name = format or _format_of(output, several)
    table = tables.find(name)
    wish = _Wish(name, table, tuple(dict.fromkeys(names)), output, quiet, mark)
    if wish.mark and not table.takes_mark:
        raise misuse(phrase("message.register.bom"))
    if not table.is_text and output is None:
        raise misuse(phrase("message.register.no-text", format=table.noun))
    if table.is_single and len(wish.registers) > 1 and not (output and _holds_many(output, several)):
        raise misuse(phrase("message.register.single", format=table.noun))
    if not table.is_single and output and is_folder(output):
        raise misuse(phrase("message.register.folder", folder=output, format=wish.format))
    return wish


def _format_of(output: str | None, several: bool) -> str:
    ending = os.path.splitext(output or "")[1].lower()
    if output is None or not ending or _holds_many(output, several):
        return tables.USUAL
    found = next((name for suffix, name in tables.suffixes() if suffix == ending), None)
    if found is None:
        every = there_are(suffix for suffix, _ in tables.suffixes())
        raise misuse(phrase("message.register.ending", ending=ending, hint=every))
    return found


def _holds_many(output: str, several: bool) -> bool:
    """Whether an output is a folder for a file of each register; for several of them, whatever dots its name has."""
    known = {suffix for suffix, _ in tables.suffixes()} if several else None
    return is_folder(output, known) or not os.path.splitext(output)[1]


def _targets(wish: _Wish) -> list[Path]:
    """The files that are to be written; none is standard output."""
    if wish.output is None:
        return []
    if wish.table.is_single and _holds_many(wish.output, len(wish.registers) != 1):
        return [Path(wish.output, f"{name}{wish.table.suffix}") for name in wish.registers]
    return [Path(wish.output)]


# ── what there is ───────────────────────────────────────────────────────────────────────────────────────────


def _compiled(inputs: Inputs, lang: str | None) -> tuple[list[Compiled], bool]:
    """The files that can be read, and whether another one failed; says why."""
    compiler, sound, failed = Compiler(language=lang, naming=inputs.naming), [], False
    for given in inputs.files:
        compiled = compiler.compile(given)
        if compiled.is_sound:
            sound.append(compiled)
            continue
        why = excuse(compiled, given, language_of(lang, compiled))
        failed |= why.failed
        for text in why.framed:
            show_framed(text, err=True)
        for line in why.notes:
            note(line)
    return sound, failed


def _language(sound: list[Compiled], lang: str | None) -> str:
    """The language of titles: what the user chose, else that of the files where they agree, never the system's: same input, same bytes."""
    blueprints = [compiled.blueprint for compiled in sound if compiled.blueprint]
    own = {best_language(blueprint.language) for blueprint in blueprints}
    language = lang or (own.pop() if len(own) == 1 else LANGUAGES[0])
    # With the authors' word for customers, where they agree on that, too.
    words = {best_language(blueprint.words_in(language)) for blueprint in blueprints}
    return words.pop() if len(words) == 1 else language


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _write(sound: list[Compiled], wish: _Wish, lang: str | None) -> None:
    blueprints = [compiled.blueprint for compiled in sound if compiled.blueprint]
    for name in repeated_names(blueprint.name for blueprint in blueprints):
        note(phrase("message.register.same-name", name=name))
    every = joined([registers(compiled.facts, wish.registers) for compiled in sound])
    targets: list[Path | None] = [*_targets(wish)] or [None]
    for data, target in zip(_data(every, wish, _language(sound, lang)), targets, strict=True):
        deliver(data, target, wish.quiet)


def _data(every: tuple[Register, ...], wish: _Wish, language: str) -> Iterator[bytes]:
    """What is written, in the order of the targets. Raises Failure."""
    # A register that was asked for by name is shown empty.
    shown = (
        tuple(register for register in every if register.rows or wish.names or wish.table.has_empty) or every
    )
    try:
        yield from wish.table.write(shown, language, wish.mark)
    except tables.MissingPackageError as problem:
        raise Failure(problem.statement) from problem
