"""What `render` and `report` share: where each output goes, and writing it.

Comes in: files and what is ordered of them. Goes out: one output per sound file, on the disk or on standard
output. Everything about names is settled before the first file is written. Deliberately absent: formats
(`blueprint.render`).
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import NamedTuple

from ..compiler import Compiled, scene
from ..diagnostics import did_you_mean
from ..files import SUFFIX, reason, write
from ..render import Renderer, RenderError, RenderWarning, find, names
from ..style import PLAIN, Style
from ..view import WHOLE, NoSuchPart, View
from .console import Failure, misuse, note, show
from .inputs import Compiler, Input, Inputs, gather

# Known without loading the renderers; 'dot-svg' makes SVG as well, but is never meant by the ending.
_FORMATS = {
    ".svg": "svg", ".dot": "dot", ".gv": "dot", ".html": "html", ".htm": "html",
    ".png": "png", ".pdf": "pdf", ".txt": "text", ".json": "json",
}  # fmt: skip


class Order(NamedTuple):
    """What the user wants: where to, in which format (both as given), and whether in silence."""

    output: str | None
    format: str | None
    quiet: bool
    check: bool = False
    view: View = WHOLE
    style: Style = PLAIN


class _Job(NamedTuple):
    """One file and where its output goes: None is standard output, and an output folder may grow folders."""

    given: Input
    target: Path | None
    makes_folders: bool = False


def produce(arguments: tuple[str, ...], order: Order) -> int:
    """Write what is ordered of every file that can be drawn; the exit code.

    Raises a usage error before anything is written, and Failure where an output cannot be made.
    """
    inputs = gather(arguments)
    renderer = _renderer(order)
    jobs = _plan(inputs, order, renderer.suffix)
    compiler = Compiler()
    code = 0
    for job in jobs:
        compiled = compiler.compile(job.given)
        if compiled.is_sound:
            try:
                result = _rendered(renderer, compiled, order, job.given.name)
            except NoSuchPart as problem:
                if len(jobs) == 1:
                    raise misuse(str(problem)) from None
                note(f"{job.given.name}: {problem}")
                code = 1
                continue
            if not order.check:
                _deliver(result, job, order.quiet)
            elif not _is_current(result, job):
                code = 1
        elif not _excusable(compiled, job.given):
            code = 1
    return code if inputs.usable else 2


def _rendered(renderer: Renderer, compiled: Compiled, order: Order, name: str) -> str | bytes:
    shown = scene(compiled, order.view, order.style)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", RenderWarning)
        try:
            result = renderer.render(shown)
        except RenderError as problem:
            raise Failure(str(problem)) from problem
    for one in told:
        if issubclass(one.category, RenderWarning):
            note(f"{name}: {one.message}")
    return result


def _excusable(compiled: Compiled, given: Input) -> bool:
    """Say why there is no picture, unless it is a vocabulary that a folder happens to hold."""
    errors = [one for one in compiled.errors if one.is_error]
    for one in errors:
        show(one, err=True)
    if not errors and given.named:
        note(f"nothing to draw in '{given.name}': it holds declarations alone, for others to import")
    return not errors and not given.named


def _is_current(result: str | bytes, job: _Job) -> bool:
    """Whether the output stands where it belongs as it would be written now; says so where it does not."""
    assert job.target is not None, "the plan refuses to check standard output"
    data = result.encode() if isinstance(result, str) else result
    try:
        found = job.target.read_bytes()
    except OSError:
        note(f"missing: {job.target}")
        return False
    if found != data:
        note(f"stale: {job.target}; draw it again")
    return found == data


def _deliver(result: str | bytes, job: _Job, quiet: bool) -> None:
    if job.target is None:
        data = result.encode() if isinstance(result, str) else result
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if job.makes_folders:
            job.target.parent.mkdir(parents=True, exist_ok=True)
        write(job.target, result)
    except (OSError, ValueError) as problem:
        raise Failure(f"'{job.target}' cannot be written: {reason(problem)}") from problem
    if not quiet:
        note(f"wrote {job.target}")


# ── the format ──────────────────────────────────────────────────────────────────────────────────────────────


def _renderer(order: Order) -> Renderer:
    name = order.format or _format_of(order.output)
    try:
        return find(name)
    except KeyError:
        hint = did_you_mean(name, names()) or f"there are {', '.join(names())}"
        raise misuse(f"there is no format '{name}'; {hint}") from None
    except RenderError as problem:
        raise Failure(str(problem)) from problem


def _format_of(output: str | None) -> str:
    """The format that the ending of `-o` tells; svg where it tells none."""
    ending = "" if output is None or _is_folder(output) else os.path.splitext(output)[1].lower()
    if not ending:
        return "svg"
    if ending in _FORMATS:
        return _FORMATS[ending]
    for name in names():
        if name not in _FORMATS.values() and find(name).suffix == ending:
            return name
    raise misuse(f"no format has the ending '{ending}'; choose one with -f: {', '.join(names())}")


# ── the places ──────────────────────────────────────────────────────────────────────────────────────────────


def _plan(inputs: Inputs, order: Order, suffix: str) -> list[_Job]:
    jobs = [_job(given, inputs, order, suffix) for given in inputs.files]
    if order.check and not all(job.target for job in jobs):
        raise misuse("--check compares files, and standard output is none; name a file or folder with -o")
    if len(jobs) > 1 and not all(job.target for job in jobs):
        raise misuse("standard output takes one picture; name a folder with -o")
    _refuse_clashes(jobs)
    return jobs


def _job(given: Input, inputs: Inputs, order: Order, suffix: str) -> _Job:
    if order.output == "-" or (order.output is None and given.path is None):
        return _Job(given, None)
    if order.output is None:
        return _Job(given, Path(os.path.splitext(given.name)[0] + suffix))
    if not (inputs.folder or _is_folder(order.output)):
        return _Job(given, Path(order.output))
    if os.path.splitext(order.output)[1].lower() in (*_FORMATS, suffix) and not _is_folder(order.output):
        raise misuse(f"'{order.output}' is one file for several pictures; name a folder")
    return _Job(given, Path(order.output, os.path.splitext(given.below)[0] + suffix), makes_folders=True)


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def _refuse_clashes(jobs: list[_Job]) -> None:
    """No output may be written over a blueprint or over another output."""
    sources = {_real(job.given.path): job.given.name for job in jobs if job.given.path}
    taken: dict[str, str] = {}
    for job in jobs:
        if job.target is None:
            continue
        real = _real(job.target)
        if real in sources or job.target.suffix == SUFFIX:
            raise misuse(f"'{job.target}' is a blueprint; choose another name for the output with -o")
        if real in taken:
            both = f"'{taken[real]}' and '{job.given.name}'"
            raise misuse(f"{both} would both be written to '{job.target}'; draw them one by one")
        taken[real] = job.given.name


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
