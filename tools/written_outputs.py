"""All outputs of the command line for some folders of blueprints, as files in a folder.

Comes in: folders of `.blueprint` files. Goes out: a folder for each blueprint, with a file for each output, and `runs.txt`, which lists the
command lines with their exit codes and standard error. Two runs of the same program give the same bytes: paths are relative, the date is
fixed, and digests of the program's own files are taken out of a site's memory.

Deliberately absent: modules of the program, so that any version of it can be run. Only `blueprint.cli.main` is called, in this process.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

TODAY = "2026-11-01"
SUFFIX = ".blueprint"
#: Marks a folder as written by this script.
MARK = "outputs.txt"
#: Where outputs are written, seen from the folder that the program runs in.
OUT = "out"
LISTINGS = {
    "text": "txt", "json": "json", "sarif": "sarif", "github": "github.txt", "junit": "junit.xml", "markdown": "md",
}  # fmt: skip
#: A project with settings of its own, for the first of the examples.
SETTINGS = """\
ignore = ["BP307"]
lang = "zh"

[severity]
BP601 = "error"

[limits]
risk = 20
silence = "1m"
"""
#: A line in a case that begins another file, which the case may import.
_NEXT_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
#: Digests of the program's own files: they differ between any two versions.
_DIGESTS = re.compile(r'("(?:key|sha256)": ?|\[(?:"[^"]*\.html"|null), ?)"[0-9a-f]{64}"')


def write(folder: Path, sources: Mapping[str, Path], *, pictures: bool, quick: bool) -> int:
    """Write all outputs of the blueprints in `sources`, folders by the names they get; return the exit code."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        print(f"'{folder}' holds other files; choose a new folder", file=sys.stderr)
        return 2
    target, started = folder.absolute(), time.monotonic()
    if quick:
        sources = {name: source for name, source in sources.items() if name != "cases"}
    with tempfile.TemporaryDirectory() as place:
        summary = _write_all(Path(place), sources, pictures=pictures)
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(Path(place, OUT), target)
    count = sum(path.is_file() for path in target.rglob("*"))
    print(f"{count} files of {summary}, {time.monotonic() - started:.0f} s")
    return 0


def _write_all(place: Path, sources: Mapping[str, Path], *, pictures: bool) -> str:
    """Write everything below a temporary folder; return the number of blueprints and runs, as a text."""
    _settle_environment(place)
    files = [file for name, source in sources.items() for file in _copied(name, source, place)]
    files += _project(files, place)
    before = Path.cwd()
    os.chdir(place)
    try:
        program = _Program()
        for name in files:
            _write_one(program, name, pictures=pictures)
        _write_common(program, sorted({name.partition("/")[0] for name in files}))
        summary = f"{len(files)} blueprints, {program.count} runs"
        Path(OUT, MARK).write_text(f"{summary}\n")
        return summary
    finally:
        os.chdir(before)


def _settle_environment(place: Path) -> None:
    """Make outputs independent of the user's environment, terminal and cache."""
    for name in ("NO_COLOR", "LANGUAGE", "BLUEPRINT_DEBUG"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
    os.environ["COLUMNS"] = "100"
    os.environ["XDG_CACHE_HOME"] = str(place / "cache")
    # The root of the project: no folder above it counts.
    (place / ".git").mkdir()


def _copied(name: str, source: Path, place: Path) -> Iterator[str]:
    """Copy a folder; yields the paths of the blueprints in it. A case that holds several files becomes a folder of its own."""
    for path in sorted(source.rglob("*")):
        target = place / name / path.relative_to(source)
        if not path.is_file() or path.suffix not in (SUFFIX, ".toml", ".csv"):
            continue
        data = path.read_bytes()
        first, *others = _NEXT_FILE.split(data.decode("utf-8", "surrogateescape"))
        if others:
            target = target.with_suffix("") / path.name
            data = first.encode("utf-8", "surrogateescape")
            for below, text in zip(others[::2], others[1::2], strict=True):
                _put(target.parent / below, text.encode("utf-8", "surrogateescape"))
        _put(target, data)
        if path.suffix == SUFFIX:
            yield target.relative_to(place).as_posix()


def _project(files: list[str], place: Path) -> list[str]:
    """One of the files again, in a folder with settings."""
    first = next((name for name in files if name.startswith("examples/")), None)
    if first is None:
        return []
    target = f"project/{Path(first).name}"
    _put(place / "project" / "blueprint.toml", SETTINGS.encode())
    _put(place / target, (place / first).read_bytes())
    return [target]


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# ── running the program ──────────────────────────────────────────────────────────────────────────────────────────────────────


class _Ran(NamedTuple):
    code: object
    output: bytes
    errors: str


class _Captured(io.BytesIO):
    """A stream that keeps what is written to it, and has a file descriptor, as the streams of a process have."""

    def fileno(self) -> int:
        return _NOWHERE

    def close(self) -> None:
        """Stays readable when the text stream around it is gone."""


_NOWHERE = os.open(os.devnull, os.O_RDWR)


class _Program:
    """The command `blueprint`, run in this process."""

    def __init__(self) -> None:
        from blueprint.cli import main

        self._main = main
        self.count = 0

    def run(self, *arguments: str, given: bytes = b"") -> _Ran:
        """Run a command line; `given` is its standard input."""
        self.count += 1
        streams = sys.stdin, sys.stdout, sys.stderr
        output, errors = _Captured(), _Captured()
        sys.stdin = io.TextIOWrapper(_Captured(given), encoding="utf-8")
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (output, errors)
        )
        code: object = None
        try:
            self._main(list(arguments))
        except SystemExit as end:
            code = end.code
        except BaseException as problem:
            code = f"{type(problem).__name__}: {problem}"
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            sys.stdin, sys.stdout, sys.stderr = streams
        return _Ran(code, output.getvalue(), errors.getvalue().decode("utf-8", "replace"))


class _Folder:
    """Where the outputs of one blueprint, or of all together, are written, and what was run for them."""

    def __init__(self, program: _Program, name: str) -> None:
        self._program = program
        self.name = f"{OUT}/{name}"
        self._runs: list[str] = []
        Path(self.name).mkdir(parents=True, exist_ok=True)

    def run(self, name: str | None, *arguments: str, given: bytes = b"") -> _Ran:
        """Run a command line, and keep what it prints under a name; `@` in an argument is this folder."""
        arguments = tuple(re.sub("^@", self.name, argument) for argument in arguments)
        ran = self._program.run(*arguments, given=given)
        if name and ran.output:
            _put(Path(self.name, name), ran.output)
        errors = "".join(f"    {line}\n" for line in ran.errors.splitlines())
        self._runs.append(f"exit {ran.code}: blueprint {' '.join(arguments)}\n{errors}")
        return ran

    def close(self) -> None:
        """Write down what was run."""
        Path(self.name, "runs.txt").write_text("".join(self._runs), encoding="utf-8")


# ── what is run ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_one(program: _Program, file: str, *, pictures: bool) -> None:
    """All outputs of one blueprint."""
    folder = _Folder(program, file.removesuffix(SUFFIX))
    given = Path(file).read_bytes()
    for listing, ending in LISTINGS.items():
        folder.run(f"check.{ending}", "check", file, "--today", TODAY, "-f", listing)
    folder.run("check.zh.txt", "check", file, "--today", TODAY, "--lang", "zh")
    folder.run("check.zh.md", "check", file, "--today", TODAY, "--lang", "zh", "-f", "markdown")
    folder.run("fixes.diff", "check", file, "--today", TODAY, "--diff")
    folder.run(None, "check", file, "--today", TODAY, "--write-baseline", "@/baseline.json")
    folder.run("formatted.blueprint", "fmt", "-", given=given)
    folder.run("formatted.zh.blueprint", "fmt", "--keywords", "zh", "-", given=given)
    folder.run("formatted.diff", "fmt", "--diff", file)
    known = folder.run("data.json", "render", file, "-f", "json", "-o", "-")
    if known.code == 0:
        _write_pages(folder, file)
        _write_parts(folder, file, json.loads(known.output))
        if pictures:
            for name in ("picture.png", "picture.pdf"):
                folder.run(None, "render", file, "-o", f"@/{name}")
            folder.run("graphviz.svg", "render", file, "-f", "dot-svg", "-o", "-")
    else:
        # The messages of each command for a file that cannot be drawn.
        for command in (("render",), ("report",), ("manual",), ("registers", "-f", "json")):
            folder.run(None, *command, file, "-o", "-", "--lang", "zh")
    folder.close()


def _write_pages(folder: _Folder, file: str) -> None:
    """Pictures, pages and tables of the whole."""
    for name in ("picture.svg", "picture.dot", "picture.txt"):
        folder.run(None, "render", file, "-o", f"@/{name}")
    folder.run(None, "report", file, "-o", "@/report.html")
    for ending in ("html", "md"):
        folder.run(None, "manual", file, "-o", f"@/manual.{ending}")
        folder.run(None, "manual", file, "--customer", "-o", f"@/guide.{ending}")
    for ending in ("md", "json"):
        folder.run(None, "registers", file, "-o", f"@/registers.{ending}")
        folder.run(None, "registers", file, "--lang", "zh", "-o", f"@/registers.zh.{ending}")
    folder.run(None, "registers", file, "-o", "@/registers/")


def _write_parts(folder: _Folder, file: str, known: Mapping[str, Any]) -> None:
    """Parts, folded pictures, the customer's view, and manuals of single roles. The JSON output names parts and roles."""
    part = next((part["key"] for part in (*known["phases"], *known["steps"])), None)
    views = {"folded": ("--fold", "1200"), "customer": ("--view", "customer")}
    if part:
        views["only"] = ("--only", part)
    for name, options in views.items():
        for ending in ("svg", "dot", "txt"):
            folder.run(None, "render", file, *options, "-o", f"@/{name}.{ending}")
        folder.run(f"{name}.json", "render", file, *options, "-f", "json", "-o", "-")
        folder.run(None, "report", file, *options, "-o", f"@/report.{name}.html")
    rows = ("title", "phases", "emotion", "time", "metrics", "legend")
    folder.run(None, "render", file, *(f"--no-{row}" for row in rows), "-o", "@/bare.svg")
    folder.run(None, "render", file, "--theme", "print", "--embed", "-o", "@/print.svg")
    for role in known["roles"]:
        for ending in ("html", "md"):
            folder.run(None, "manual", file, "--role", role["key"], "-o", f"@/manual.{role['key']}.{ending}")


def _write_common(program: _Program, sources: list[str]) -> None:
    """Outputs of commands that read many files, or none."""
    folder = _Folder(program, "all")
    for name in sources:
        folder.run(f"check.{name}.txt", "check", name, "--today", TODAY)
        folder.run(f"check.{name}.json", "check", name, "--today", TODAY, "-f", "json")
        folder.run(f"formatted.{name}.txt", "fmt", "--check", name)
    folder.run(None, "registers", "examples", "-o", "@/registers/")
    folder.run(None, "registers", "examples", "-o", "@/registers.md")
    folder.run(None, "registers", "examples", "--lang", "zh", "-o", "@/registers.zh.md")
    for name, options in {
        "site": (),
        "site.zh": ("--lang", "zh"),
        "site.customer": ("--view", "customer"),
    }.items():
        folder.run(None, "report", "examples", *options, "-o", f"@/{name}/")
        _forget_the_program(Path(folder.name, name, ".blueprint-site.json"))
    _write_help(folder)
    _write_misuse(folder)
    folder.close()


def _forget_the_program(memory: Path) -> None:
    """Take out of a site's memory what stands for the program's own files."""
    if memory.exists():
        memory.write_text(_DIGESTS.sub(r'\1"…"', memory.read_text(encoding="utf-8")), encoding="utf-8")


def _write_help(folder: _Folder) -> None:
    """The help of the commands, the explanations of the rules, and the starter files."""
    text = folder.run("help/blueprint.txt", "--help").output.decode()
    commands = re.findall(
        r"^  ([a-z]+)  ", text.partition("Commands:")[2].partition("Examples:")[0], re.MULTILINE
    )
    for command in commands:
        folder.run(f"help/{command}.txt", command, "--help")
    for language in ("en", "zh"):
        folder.run(f"new.{language}.blueprint", "new", "-", "--lang", language)
    rules = folder.run("rules/rules.txt", "explain").output.decode()
    for code in re.findall(r"^BP\d+", rules, re.MULTILINE):
        folder.run(f"rules/{code}.txt", "explain", code)


def _write_misuse(folder: _Folder) -> None:
    """The messages for wrong command lines."""
    file = "examples/hotel-stay.blueprint"
    for arguments in (
        ("nosuch",),
        ("check", "nosuch.blueprint"),
        ("check", file, "--select", "waits"),
        ("check", file, "--severity", "BP401=loud"),
        ("check", file, "--today", "tomorrow"),
        ("explain", "BP4011"),
        ("fmt", "nosuch"),
        ("render", file, "-f", "sgv"),
        ("render", file, "--only", "arival", "-o", "-"),
        ("render", file, "--lanes", "costumer", "-o", "-"),
        ("render", file, "--theme", "bleuprint", "-o", "-"),
        ("render", "examples", "-o", "@/one.svg"),
        ("report", file, "-o", "@/report.pdf"),
        ("manual", file, "--role", "nobody", "-o", "-"),
        ("manual", file, "--role", "receptionist", "--customer"),
        ("registers", file, "-r", "fail"),
        ("registers", file),
        ("new", file),
    ):
        folder.run(None, *arguments)
