"""`blueprint check`: what it does.

Comes in: what was typed. Goes out: diagnostics on standard output or in a file, and the exit code. Deliberately absent: the options
(`blueprint.cli.commands.check`), the format for people (`frames`) and for programs (`blueprint.cli.listings`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from ... import __version__
from ...checks.choice import chosen, unknown_rule
from ...checks.text.unused_declaration import CODE as UNUSED
from ...diagnostics import Diagnostic, Severity, ordered
from ...places import one_form, project_root
from ...project import SEVERITIES
from ...settings import ALL, Choice
from ...words import Phrase, in_words, listing, phrase
from ..listings import ListedFile, Run, listed
from ..run.baseline import Old, read_baseline, write_baseline
from ..run.checking import Checker, Telling, Wishes
from ..run.config import config_for, read_config
from ..run.console import misuse, note, show_framed
from ..run.inputs import Inputs, gather
from ..run.language import language_of
from ..run.patches import difference, print_exactly
from ..run.pool import spread
from ..run.reading import Reading
from ..run.saving import print_bytes, save, save_source, with_mark
from ..run.tally import Tally
from ..run.today import clock, read_day


class _Options(NamedTuple):
    """The command line, read."""

    wishes: Wishes
    format: str
    output: Path | None
    baseline: Path | None
    write_baseline: Path | None
    exit_zero: bool


def run(
    files: tuple[str, ...],
    form: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    exit_zero: bool,
    baseline: str | None,
    write_baseline: str | None,
    fix: bool,
    diff: bool,
    config: str | None,
    today: str | None,
    lang: str | None,
    reading: Reading,
) -> int:
    """Check files; the exit code."""
    wishes = Wishes(
        select=_rules(select),
        ignore=_rules(ignore),
        severity=tuple(_weight(text) for text in severity),
        today=read_day(today) if today else clock(),
        language=lang,
        config=Path(config) if config else None,
        framed=form == "text" and not write_baseline,
        for_file=output is not None,
    )
    inputs = gather(files, reading)
    checker = Checker(wishes, inputs.naming)
    if fix or diff:
        changed = _cure(checker, inputs, only_show=diff)
        if diff:
            return 2 if not inputs.usable else int(changed)
        checker = Checker(wishes, inputs.naming)
    options = _Options(
        wishes, form, Path(output) if output else None, _path(baseline), _path(write_baseline), exit_zero
    )
    return _check(checker, inputs, options)


def _check(checker: Checker, inputs: Inputs, options: _Options) -> int:
    files = {one_form(file.project_path) for file in inputs.files}
    tally = Tally(_known(options), files, _codes(options))
    prints = options.format == "text" and not options.write_baseline and options.output is None
    with closing(spread(checker.check, inputs.files, inputs.size)) as every:
        for told in every:
            for other in tally.add(told):
                if prints:
                    show_framed(other.frame)
    for told in _idle_vocabularies(checker, inputs, tally):
        for other in tally.add(told, is_new=False):
            if prints:
                show_framed(other.frame)
    if options.write_baseline:
        count = write_baseline(options.write_baseline, (told.found for told in tally.told))
        note(
            _said(
                options,
                phrase("message.check.baseline-written", count=count, file=str(options.write_baseline)),
            )
        )
        return 0 if inputs.usable else 2
    summary = tally.summary(_language(options))
    if prints:
        if inputs.files:
            click.echo(summary)
    else:
        frames = [told.frame for told in tally.told]
        _write(options, frames, Run(
            files=tuple(dict.fromkeys(ListedFile(file.project_path, file.uri) for file in inputs.files)),
            found=tuple(told.found for told in tally.told),
            summary=summary,
            version=__version__,
            language=tally.language or _language(options),
        ))  # fmt: skip
    gone = tally.gone(without=_not_judged(inputs, tally))
    if gone:
        note(_said(options, phrase("message.check.baseline-gone", count=gone)))
    return tally.exit_code(exit_zero=options.exit_zero) if inputs.usable else 2


def _idle_vocabularies(checker: Checker, inputs: Inputs, tally: Tally) -> Iterator[Telling]:
    """Declarations of vocabularies among the files that no file of the project uses; none where the run is on a part of it."""
    by_path = {os.path.realpath(file.path): file for file in inputs.files if file.path}
    idle: dict[str, list[Diagnostic]] = {}
    for (path, _, _), found in tally.usage.idle.items():
        idle.setdefault(path, []).append(found)
    for path in sorted(idle):
        if path in by_path and _saw_all_users(path, inputs, tally):
            yield checker.vocabulary(by_path[path], ordered(idle[path]), tally.language)


def _not_judged(inputs: Inputs, tally: Tally) -> tuple[str, ...]:
    """The codes whose old findings may be there still, since the run is on a part of a project."""
    if not tally.may_miss(UNUSED):
        return ()
    paths = [os.path.realpath(file.path) for file in inputs.files if file.path]
    return () if all(_saw_all_users(path, inputs, tally) for path in paths) else (UNUSED,)


def _saw_all_users(path: str, inputs: Inputs, tally: Tally) -> bool:
    """Whether the run has read every file that may use a vocabulary: what a hook hands over is a part of them."""
    return tally.all_sound and inputs.hold_all_of(project_root(path))


def _write(options: _Options, frames: Iterable[str], run: Run) -> None:
    if options.format == "text":
        text = "".join(f"{click.unstyle(frame)}\n\n" for frame in frames) + run.summary + "\n"
    else:
        text = listed(run, options.format)
    if options.output is None:
        print_bytes(text.encode())
        return
    save(options.output, text, make_folders=True)
    if run.found or options.format != "text":
        note(phrase("message.about", file=str(options.output), what=run.summary))


def _cure(checker: Checker, inputs: Inputs, *, only_show: bool) -> bool:
    """Apply fixes to files, or show them; whether there were any."""
    changed = False
    for given in inputs.files:
        if given.path is None and not only_show:
            raise misuse(phrase("message.check.fix-stdin"))
        found = checker.cure(given)
        if found is None or not found[2]:
            continue
        source, after, count = found
        changed = True
        if only_show:
            old, new = (with_mark(text, source).decode() for text in (source.text, after))
            name = given.name if given.path is None else os.fspath(given.path)
            print_exactly(difference(name, old, new, sides=("a/", "b/")))
        elif given.path:
            save_source(given.path, after, source)
            note(phrase("message.check.fixed", file=given.name, number=count))
    return changed


def _codes(options: _Options) -> frozenset[str]:
    """The codes of the rules that the command line's choice leaves."""
    from ...checks import RULES

    choice = Choice(select=options.wishes.select or (ALL,), ignore=options.wishes.ignore)
    return frozenset(rule.code for rule in chosen(choice, RULES))


def _known(options: _Options) -> frozenset[Old]:
    if options.write_baseline:
        return frozenset()
    path = options.baseline
    if path is None:
        config = read_config(options.wishes.config) if options.wishes.config else config_for(Path.cwd())
        path = config.baseline
    return read_baseline(path) if path else frozenset()


def _rules(given: tuple[str, ...]) -> tuple[str, ...]:
    from ...checks import RULES

    words = tuple(word.strip() for part in given for word in part.split(",") if word.strip())
    for word in words:
        problem = unknown_rule(word, RULES)
        if problem:
            raise misuse(problem)
    return words


def _weight(given: str) -> tuple[str, Severity]:
    word, _, level = given.partition("=")
    if level not in SEVERITIES or not word.strip() or "," in word:
        raise misuse(phrase("message.option.severity", levels=listing(SEVERITIES, "comma"), given=given))
    return _rules((word,))[0], SEVERITIES[level]


def _path(given: str | None) -> Path | None:
    return Path(given) if given else None


def _language(options: _Options) -> str:
    config = read_config(options.wishes.config) if options.wishes.config else config_for(Path.cwd())
    return language_of(options.wishes.language or config.language)


def _said(options: _Options, what: Phrase) -> str:
    return in_words(what, _language(options))
