"""The project of a file: `blueprint.toml`, or `[tool.blueprint]` in `pyproject.toml`, in the nearest folder upwards.

    select = ["BP"]                  # codes, beginnings of codes, names of rules
    ignore = ["BP110"]
    exclude = ["archive"]            # found in folders and left alone; patterns as in .gitignore
    baseline = "baseline.json"
    lang = "zh"
    direction = "rtl"                # of pictures and pages; else that of the language

    [severity]
    BP401 = "error"

    [limits]
    risk = 80
    silence = "10m"

    [per-file-ignores]
    "drafts/" = ["BP6", "BP7"]

    [report]
    action-priority = "priorities.csv"

Comes in: a folder, a file, or the path of a configuration. Goes out: a Project, the Settings of a file, or the file compiled under them;
for a configuration that cannot be used the error BP032: nothing in it is ignored silently. Deliberately absent: the choice of rules
(`blueprint.checks.choice`), the command line, whose options outweigh the file, and the clock.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NoReturn, cast, get_args

from .compiler import Compiled, compile_source, unreadable
from .diagnostics import Diagnostic, Severity, did_you_mean, error, ordered
from .files import Loader, Overlay, contents, decode, read, reason
from .lean_dataclasses import dataclass
from .patterns import is_meant
from .places import is_inside, legible, with_slashes
from .settings import USUAL, Choice, Limits, Priorities, Settings
from .source import Source, Span
from .words import Direction, Phrase, Text, in_words, phrase

FILE = "blueprint.toml"
_PYPROJECT = "pyproject.toml"
_KEYS = (
    "select",
    "ignore",
    "exclude",
    "baseline",
    "lang",
    "direction",
    "severity",
    "limits",
    "per-file-ignores",
    "report",
)
_LIMITS = {field.name.replace("_", "-"): field for field in fields(Limits)}
_OF_REPORTS = ("action-priority",)
_TIMES = frozenset({"silence"})
SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The configuration of a project; its patterns and paths are relative to `folder`; `path` is its file, if it has one."""

    #: Those of all its files.
    settings: Settings = USUAL
    #: Rules that are turned off in some files: a pattern of paths, and words for rules.
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    language: str | None = None
    folder: Path | None = None
    path: Path | None = None

    def settings_of(self, path: str) -> Settings:
        """The settings of one file; `path` is relative to the project's folder, with slashes."""
        more = [word for pattern, words in self.per_file for word in words if is_meant((pattern,), path)]
        if not more:
            return self.settings
        # What is set for one file outweighs what is set for all, even by a longer word.
        choice = self.settings.choice
        return replace(self.settings, choice=replace(choice, ignore=(*choice.ignore, *more)))

    def excludes(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file or a folder that is found in a folder is left alone."""
        return bool(self.exclude) and is_meant(self.exclude, self.relative(path), is_folder=is_folder)

    def relative(self, path: Path) -> str:
        """A file's path as the patterns mean it: from the project's folder, with slashes."""
        if self.folder is None:
            return path.name
        return with_slashes(os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder)))


def load(
    path: str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    loader: Loader | None = None,
    overlay: Overlay | None = None,
    name: str | None = None,
) -> Compiled:
    """Read, understand and check a file with all that it imports.

    Without settings, those of its project count; a configuration that cannot be used is then an error of the file. A file that cannot
    be read has no statements and one error. `overlay` are texts by the paths of files that they are read in place of: what an editor
    has not saved. With a `loader` that serves several calls, what the files import together is read once; it has an overlay of its
    own, so that only one of the two can be given. `name` is what messages call the file, by default its path.
    """
    if loader is not None and overlay is not None:
        raise TypeError("give the overlay to the loader")
    loader = loader or Loader(overlay=overlay)
    given = Path(path)
    known = settings_for(given) if settings is None else settings
    trouble, usable = (known, USUAL) if isinstance(known, Diagnostic) else (None, known)
    found = loader.source_of(given, legible(os.fspath(path)) if name is None else name)
    compiled = (
        replace(unreadable(found), settings=usable)
        if isinstance(found, Diagnostic)
        else compile_source(found, loader, usable)
    )
    return replace(compiled, errors=tuple(ordered((trouble, *compiled.errors)))) if trouble else compiled


def settings_for(path: str | os.PathLike[str]) -> Settings | Diagnostic:
    """The settings that a file has by its project; or the error that says why its configuration cannot be used."""
    found = Projects().find(Path(path).parent)
    return found if isinstance(found, Diagnostic) else found.settings_of(found.relative(Path(path)))


# ── finding a configuration ─────────────────────────────────────────────────────────────────────────────────


class Projects:
    """The projects of one run: each configuration is read once."""

    def __init__(self) -> None:
        self._found: dict[str, Project | Diagnostic] = {}

    def find(self, folder: Path) -> Project | Diagnostic:
        """The project of a folder, by the nearest configuration upwards; it ends at the folder that holds `.git`."""
        return self._above(os.path.realpath(folder))

    def _above(self, folder: str) -> Project | Diagnostic:
        if folder not in self._found:
            self._found[folder] = self._in(folder)
        return self._found[folder]

    def _in(self, folder: str) -> Project | Diagnostic:
        own, shared = os.path.join(folder, FILE), os.path.join(folder, _PYPROJECT)
        if os.path.isfile(own):
            return read_project(Path(own))
        if os.path.isfile(shared):
            found = _attempt(Path(shared), needed=False)
            if found is not None:
                return found
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return Project()
        return self._above(parent)


def read_project(path: Path) -> Project | Diagnostic:
    """The project of one configuration; or the error where it is missing, is not TOML, or has a wrong setting."""
    found = _attempt(path, needed=True)
    assert found is not None, "one that is needed is there or an error"
    return found


class _Mistake(Exception):  # noqa: N818 - it becomes a diagnostic
    """What is wrong with a configuration, and a word of the line that is wrong; never leaves this module."""

    def __init__(self, problem: Text, word: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.word = word


def _attempt(path: Path, *, needed: bool) -> Project | Diagnostic | None:
    """The project of a file; None where it has no settings for blueprints and needs none."""
    data = b""
    try:
        data = _data(path)
        table = _table(data, path)
        if table is not None:
            return _project(table, path)
        if not needed:
            return None
        _fail(phrase("BP032.no-table"))
    except _Mistake as mistake:
        source = Source(_shown(path), data.decode("utf-8-sig", errors="replace"))
        return error("BP032", _line_of(mistake, source), mistake.problem)


def _shown(path: Path) -> str:
    try:
        return legible(os.path.relpath(path))
    except (OSError, ValueError):  # no current folder any more; another drive
        return legible(str(path))


def _line_of(mistake: _Mistake, source: Source) -> Span:
    """The line that is wrong, as far as it can be told: TOML is read without places. Else the beginning."""
    lines = source.text.split("\n")
    told = re.search(r"\(at line (\d+),", in_words(mistake.problem))
    word = re.compile(rf"(?<![\w-]){re.escape(mistake.word)}(?![\w-])")
    found = (
        number for number, line in enumerate(lines) if mistake.word and word.search(line.partition("#")[0])
    )
    number = int(told[1]) - 1 if told else next(found, 0)
    start = sum(len(line) + 1 for line in lines[:number])
    return Span(source, start, start + len(lines[number].rstrip("\r")))


def _fail(problem: Text, word: str = "") -> NoReturn:
    raise _Mistake(problem, word)


# ── reading it ──────────────────────────────────────────────────────────────────────────────────────────────


def _data(path: Path) -> bytes:
    try:
        return contents(path)
    except OSError as problem:
        _fail(
            phrase("BP032.missing")
            if isinstance(problem, FileNotFoundError)
            else phrase("BP032.unreadable", reason=reason(problem))
        )


def _table(data: bytes, path: Path) -> Mapping[str, Any] | None:
    import tomllib

    text = decode(data, path.name)
    problem: Text | None = None
    if isinstance(text, Diagnostic):
        problem = text.statement
    else:
        try:
            found = tomllib.loads(text.text)
        except tomllib.TOMLDecodeError as mistake:
            problem = phrase("BP032.toml", problem=str(mistake))
    if problem is not None:
        if path.name == _PYPROJECT and b"tool.blueprint" not in data:
            return None  # another program's file, and not our mistake to report
        _fail(problem)
    if path.name != _PYPROJECT:
        return found
    tool = found.get("tool")
    table = tool.get("blueprint") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _project(table: Mapping[str, Any], path: Path) -> Project:
    for key in table:
        if key not in _KEYS:
            _fail(_near(phrase("BP032.setting", name=key), key, _KEYS), key)
    baseline = _text(table, "baseline")
    report = _sub(table, "report")
    for key in report:
        if key not in _OF_REPORTS:
            _fail(_near(phrase("BP032.setting", name=f"report.{key}"), key, _OF_REPORTS), key)
    choice = Choice(
        select=_rules(table, "select") if "select" in table else USUAL.choice.select,
        ignore=_rules(table, "ignore"),
        severity=tuple(
            (_known(word), _severity(value, word)) for word, value in _sub(table, "severity").items()
        ),
    )
    limits = _limits(_sub(table, "limits"))
    per_file = tuple(
        (pattern, tuple(map(_known, _words(words, f"per-file-ignores.{pattern}", pattern))))
        for pattern, words in _sub(table, "per-file-ignores").items()
    )
    return Project(
        exclude=tuple(_words(table.get("exclude", []), "exclude")),
        baseline=path.parent / baseline if baseline else None,
        language=_language(table),
        settings=Settings(
            choice=choice,
            limits=limits,
            priorities=_priorities(report, path),
            direction=_direction(table),
        ),
        per_file=per_file,
        folder=path.parent,
        path=path,
    )


def _rules(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(_known, _words(table.get(key, []), key)))


def _known(word: str) -> str:
    from .checks import RULES
    from .checks.choice import unknown_rule

    problem = unknown_rule(word, RULES)
    if problem:
        _fail(problem, word)
    return word


def _limits(table: Mapping[str, Any]) -> Limits:
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _LIMITS:
            _fail(_near(phrase("BP032.limit", name=key), key, _LIMITS), key)
        name = _LIMITS[key].name
        found[name] = _seconds(value, key) if name in _TIMES else _count(value, key)
    return Limits(**found)


def _count(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        _fail(phrase("BP032.whole-number", name=f"limits.{key}"), key)
    return value


def _seconds(value: object, key: str) -> float:
    from .syntax.lexer import DURATION
    from .values import seconds

    if not isinstance(value, str) or not DURATION.fullmatch(value):
        _fail(phrase("BP032.duration", name=f"limits.{key}"), key)
    return seconds(value)


def _severity(value: object, word: str) -> Severity:
    if not isinstance(value, str) or value not in SEVERITIES:
        _fail(phrase("BP032.choice", name=f"severity.{word}", values=", ".join(SEVERITIES)), word)
    return SEVERITIES[value]


def _language(table: Mapping[str, Any]) -> str | None:
    from .words import LANGUAGES

    language = _text(table, "lang")
    if language and language not in LANGUAGES:
        _fail(phrase("BP032.choice", name="lang", values=", ".join(LANGUAGES)), "lang")
    return language


def _direction(table: Mapping[str, Any]) -> Direction | None:
    found = _text(table, "direction")
    for way in get_args(Direction):
        if found == way:
            return cast(Direction, way)
    if found is not None:
        _fail(phrase("BP032.choice", name="direction", values=", ".join(get_args(Direction))), "direction")
    return None


def _priorities(table: Mapping[str, Any], path: Path) -> Priorities | None:
    """The project's own table of action priorities."""
    name = _text(table, "action-priority")
    if name is None:
        return None
    from .analysis.risk.action_priority import Problem, read_priorities

    inside = os.path.realpath(path.parent)
    place = os.path.realpath(os.path.join(inside, name)) if "\0" not in name else inside
    # The project may come from a stranger, so files of other folders are refused.
    if os.path.isabs(name) or place == inside or not is_inside(place, inside):
        _fail(phrase("BP032.outside", name=name), "action-priority")
    found = read(Path(place), name)
    if isinstance(found, Diagnostic):
        _fail(phrase("BP032.priorities", problem=found.statement), "action-priority")
    priorities = read_priorities(found.text)
    if isinstance(priorities, Problem):
        where = f"{name}:{priorities.line}" if priorities.line else name
        _fail(phrase("BP032.priorities.at", place=where, problem=priorities.statement), "action-priority")
    return priorities


def _text(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        _fail(phrase("BP032.text", name=key), key)
    return value


def _sub(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        _fail(phrase("BP032.table", name=key), key)
    return value


def _words(value: object, key: str, word: str = "") -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        _fail(phrase("BP032.list", name=key), word or key)
    return value


def _near(problem: Phrase, word: str, known: Iterable[str]) -> Phrase:
    """What is wrong with a word, and the known one that was probably meant."""
    hint = did_you_mean(word, known)
    return phrase("BP032.near", problem=problem, hint=hint) if hint else problem
