"""What `render` and `report` share: where each output goes, and writing it; `registers` writes with it, too.

Comes in: files and what was asked for. Goes out: one output per sound file, on the disk or on standard output. Everything about names
is settled before the first file is written. Deliberately absent: formats (`blueprint.render`).
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...compiler import Compiled
from ...diagnostics import did_you_mean, there_are
from ...files import contents
from ...places import Naming
from ...render import ENDINGS, USUAL, Renderer, RenderError, RenderWarning, find, names
from ...scene import Scene, scene
from ...source import SUFFIX
from ...style import PLAIN, Style
from ...view import WHOLE, NoSuchPart, View
from ...words import Phrase, Text, listing, phrase
from .console import Failure, framed, misuse, note, show_framed
from .formats import described
from .inputs import Compiler, Input, Inputs, gather
from .language import language_in_use, language_of
from .pool import spread
from .reading import Reading
from .saving import print_bytes, save

if TYPE_CHECKING:
    import datetime


class Order(NamedTuple):
    """What the user wants: where to, in which format (both as given), whether quietly, in which language."""

    output: str | None
    format: str | None
    quiet: bool
    check: bool = False
    view: View = WHOLE
    style: Style = PLAIN
    options: frozenset[str] = frozenset()
    """The options of parts and looks that were typed, without their dashes."""
    language: str | None = None
    reading: Reading = Reading()
    today: datetime.date | None = None
    """The day that dates are compared with; None: they are not, and the same files give the same bytes on every day."""


class _Job(NamedTuple):
    """One file and where its output goes: None is standard output."""

    given: Input
    target: Path | None


class Outcome(NamedTuple):
    """The result for one file: its output, if any, and the messages for standard error.

    `framed` are diagnostics as they are printed; `failed`: the run ends with 1.
    """

    output: bytes | None = None
    is_text: bool = False
    framed: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    failed: bool = False


def produce(arguments: tuple[str, ...], order: Order) -> int:
    """Write the outputs of all files that can be drawn; the exit code.

    Raises a usage error before anything is written, and Failure where an output cannot be made.
    """
    inputs = gather(arguments, order.reading)
    renderer = _renderer(order, several=inputs.folder)
    jobs = _plan(inputs, order, renderer.suffix)
    for option in sorted(order.options & renderer.ignores):
        note(phrase("message.option.idle", option=option, format=_name(order, inputs.folder)))
    make = _Maker(renderer, order, inputs.naming, alone=len(jobs) == 1)
    failed = False
    with closing(spread(make, jobs, inputs.size)) as outcomes:
        for job, outcome in zip(jobs, outcomes, strict=True):
            failed |= not _settled(job, outcome, order)
    if not inputs.usable:
        return 2
    return int(failed)


class _Maker:
    """Makes the outputs of one run; writes and prints nothing."""

    def __init__(self, renderer: Renderer, order: Order, naming: Naming, *, alone: bool) -> None:
        self._renderer = renderer
        self._order = order
        self._alone = alone
        self._compiler = Compiler(order.today, order.language, naming=naming)

    def __call__(self, job: _Job) -> Outcome:
        compiled = self._compiler.compile(job.given)
        if not compiled.is_sound:
            return excuse(compiled, job.given, language_of(self._order.language, compiled))
        try:
            folder = job.target.parent if job.target else None
            output, told = self._render(scene(compiled, self._order.view, self._order.style, None, folder))
        except NoSuchPart as problem:
            if self._alone:
                raise misuse(problem.statement) from None
            return Outcome(notes=(about(job.given, problem.statement),), failed=True)
        except RenderError as problem:
            language = language_of(self._order.language, compiled)
            raise Failure(problem.message_in(language)) from problem
        data = output.encode() if isinstance(output, str) else output
        pair = tuple(about(job.given, text) for text in told)
        return Outcome(data, isinstance(output, str), notes=(*pair, *remarks(compiled, job.given)))

    def _render(self, drawn: Scene) -> tuple[str | bytes, list[Text]]:
        """The output, and what the renderer warns of."""
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", RenderWarning)
            output = self._renderer.render(drawn)
        return output, [
            warning.message.statement for warning in told if isinstance(warning.message, RenderWarning)
        ]


def excuse(compiled: Compiled, given: Input, language: str) -> Outcome:
    """Why there is no picture; no message for vocabularies that were found in a folder."""
    framed_errors = tuple(framed(error, language, err=True) for error in compiled.errors if error.is_error)
    if framed_errors or not given.named:
        return Outcome(framed=framed_errors, failed=bool(framed_errors))
    why = phrase("message.output.vocabulary", file=given.name)
    return Outcome(notes=(why,), failed=True)


def about(given: Input, what: Text) -> Phrase:
    """What is said of one file of several."""
    return phrase("message.about", file=given.name, what=what)


def remarks(compiled: Compiled, given: Input) -> tuple[Text, ...]:
    """Notes for whoever looks at the picture."""
    if compiled.blueprint is None or compiled.blueprint.steps:
        return ()
    return (phrase("message.output.no-steps", file=given.name),)


def _settled(job: _Job, outcome: Outcome, order: Order) -> bool:
    """Print messages, and write or compare the output; whether all is well."""
    for text in outcome.framed:
        show_framed(text, err=True)
    for line in outcome.notes:
        note(line)
    if outcome.output is not None:
        if order.check:
            return _is_current(outcome, job)
        deliver(outcome.output, job.target, order.quiet)
    return not outcome.failed


def _is_current(outcome: Outcome, job: _Job) -> bool:
    """Whether the file on disk equals the output; prints a note where it does not.

    Line ends of text do not count: git changes them when it writes files to the disk of a Windows machine.
    """
    assert job.target is not None, "the plan refuses to check standard output"
    try:
        found = contents(job.target)
    except OSError:
        note(phrase("message.output.missing", file=str(job.target)))
        return False
    drawn = outcome.output
    if outcome.is_text and drawn is not None:
        found, drawn = found.replace(b"\r\n", b"\n"), drawn.replace(b"\r\n", b"\n")
    if found != drawn:
        note(phrase("message.output.stale", file=str(job.target)))
    return found == drawn


def deliver(output: bytes, target: Path | None, quiet: bool) -> None:
    """Write a file whole, or to standard output where there is no target. Raises Failure."""
    if target is None:
        print_bytes(output)
        return
    save(target, output, make_folders=True)
    if not quiet:
        note(phrase("message.output.written", file=str(target)))


# ── the format ──────────────────────────────────────────────────────────────────────────────────────────────


def formats() -> Iterator[tuple[str, str]]:
    """All formats by their names, and what they are for."""
    for name in names():
        try:
            found = find(name)
        except RenderError as problem:
            yield name, problem.message_in(language_in_use())
        else:
            yield name, described(found.help, found.suffix, "the default" if name == USUAL else "")


def _renderer(order: Order, *, several: bool) -> Renderer:
    name = _name(order, several)
    try:
        return find(name)
    except KeyError:
        hint = did_you_mean(name, names()) or there_are(names())
        raise misuse(phrase("message.format.unknown", name=name, hint=hint)) from None
    except RenderError as problem:
        raise Failure(problem.statement) from problem


def _name(order: Order, several: bool) -> str:
    return order.format or _format_of(order.output, several)


def _format_of(output: str | None, several: bool) -> str:
    """The format that the ending of `-o` tells; the usual one where it tells none."""
    ending = "" if output is None or is_folder(output) else os.path.splitext(output)[1].lower()
    if not ending:
        return USUAL
    if ending in ENDINGS:
        return ENDINGS[ending]
    for name in names():
        if name not in ENDINGS.values() and find(name).suffix == ending:
            return name
    if several and is_folder(output or "", ENDINGS):
        return USUAL
    raise misuse(phrase("message.format.ending", ending=ending, names=listing(names(), "comma")))


# ── the places ──────────────────────────────────────────────────────────────────────────────────────────────


def _plan(inputs: Inputs, order: Order, suffix: str) -> list[_Job]:
    jobs = [_job(given, inputs, order, suffix) for given in inputs.files]
    if order.check and not all(job.target for job in jobs):
        raise misuse(phrase("message.output.nothing-to-check"))
    if len(jobs) > 1 and not all(job.target for job in jobs):
        raise misuse(phrase("message.output.one-picture"))
    _refuse_clashes(jobs)
    return jobs


def _job(given: Input, inputs: Inputs, order: Order, suffix: str) -> _Job:
    if order.output == "-" or (order.output is None and given.path is None):
        return _Job(given, None)
    if order.output is None:
        return _Job(given, Path(os.path.splitext(given.name)[0] + suffix))
    if not (inputs.folder or is_folder(order.output)):
        return _Job(given, Path(order.output))
    endings = (*ENDINGS, f".{suffix.rpartition('.')[2]}")
    if os.path.splitext(order.output)[1].lower() in endings and not is_folder(order.output):
        raise misuse(phrase("message.output.one-file", file=str(order.output)))
    return _Job(given, Path(order.output, os.path.splitext(given.below)[0] + suffix))


#: The endings of files that other programs write: who types one wants no folder.
_OTHER_FILES = frozenset(
    {
        *(".bmp", ".csv", ".doc", ".docx", ".eps", ".gif", ".jpeg", ".jpg", ".md", ".markdown", ".odt", ".ppt", ".pptx"),
        *(".ps", ".rtf", ".tif", ".tiff", ".tsv", ".vsd", ".vsdx", ".webp", ".xls", ".xlsx", ".xml", ".yaml", ".yml"),
    }
)  # fmt: skip


def is_folder(output: str, endings: Collection[str] | None = None) -> bool:
    """Whether `-o` names a folder: it ends like one, or is there.

    For several outputs `endings` are those of files: anything else is a folder then, whatever dots it has in its name.
    """
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return True
    return endings is not None and os.path.splitext(output)[1].lower() not in {
        *endings,
        *ENDINGS,
        *_OTHER_FILES,
    }


def refuse_source(target: Path, inputs: Inputs) -> None:
    """No output may be written over a blueprint."""
    if target.suffix == SUFFIX or _real(target) in {_real(file.path) for file in inputs.files if file.path}:
        raise misuse(phrase("message.output.blueprint", file=str(target)))


def _refuse_clashes(jobs: list[_Job]) -> None:
    """No output may be written over a blueprint or over another output."""
    sources = {_real(job.given.path): job.given.name for job in jobs if job.given.path}
    taken: dict[str, str] = {}
    for job in jobs:
        if job.target is None:
            continue
        real = _real(job.target)
        if real in sources or job.target.suffix == SUFFIX:
            raise misuse(phrase("message.output.blueprint", file=str(job.target)))
        if real in taken:
            pair = phrase(
                "message.output.clash", first=taken[real], second=job.given.name, file=str(job.target)
            )
            raise misuse(pair)
        taken[real] = job.given.name


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
