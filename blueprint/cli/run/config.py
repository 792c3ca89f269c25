"""The configuration: `blueprint.toml`, or `[tool.blueprint]` in `pyproject.toml`, in the nearest folder upwards.

    select = ["BP"]                  # codes, beginnings of codes, names of rules
    ignore = ["BP110"]
    exclude = ["archive/*"]          # files that are found in folders and left alone
    baseline = "baseline.json"
    lang = "zh"

    [severity]
    BP401 = "error"

    [limits]
    risk = 80
    silence = "10m"

    [per-file-ignores]
    "drafts/*" = ["BP6", "BP7"]

    [report]
    action-priority = "priorities.csv"

Comes in: the folder of a file, or the path of a configuration. Goes out: Config. A configuration that cannot be meant so ends the run
with exit code 2 and names the place; nothing in it is ignored silently. Deliberately absent: what the words do (`blueprint.checks.choice`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ...analysis.limits import Limits
from ...checks.choice import USUAL_CHOICE, Choice, is_meant
from ...diagnostics import Severity, nearest
from .console import Failure

if TYPE_CHECKING:
    from ...analysis.risk.action_priority import Priorities

FILE = "blueprint.toml"
_PYPROJECT = "pyproject.toml"
_KEYS = (
    "select",
    "ignore",
    "exclude",
    "baseline",
    "lang",
    "severity",
    "limits",
    "per-file-ignores",
    "report",
)
_LIMITS = {one.name.replace("_", "-"): one for one in fields(Limits) if one.name != "today"}
_OF_REPORTS = ("action-priority",)
_TIMES = frozenset({"silence"})
SEVERITIES = {one.word: one for one in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a configuration says; `folder` is where its patterns and paths are meant from, `path` the file, if any."""

    choice: Choice = USUAL_CHOICE
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    language: str | None = None
    priorities: Priorities | None = None
    folder: Path | None = None
    path: Path | None = None

    def excludes(self, path: Path) -> bool:
        """Whether a file that is found in a folder is left alone."""
        if not self.exclude:
            return False
        own = self.relative(path)
        return any(is_meant(pattern, own) for pattern in self.exclude)

    def relative(self, path: Path) -> str:
        """A file's path as the patterns mean it: from the configuration's folder, with slashes."""
        if self.folder is None:
            return path.name
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder)).replace(os.sep, "/")


def config_for(folder: Path) -> Config:
    """The configuration of the nearest folder upwards; it ends at the folder that holds `.git`."""
    return _above(os.path.realpath(folder))


@cache
def _above(folder: str) -> Config:
    own, shared = os.path.join(folder, FILE), os.path.join(folder, _PYPROJECT)
    if os.path.isfile(own):
        return read_config(Path(own))
    if os.path.isfile(shared):
        table = _table(Path(shared))
        if table is not None:
            return _read(table, Path(shared))
    parent = os.path.dirname(folder)
    if parent == folder or os.path.exists(os.path.join(folder, ".git")):
        return Config()
    return _above(parent)


def read_config(path: Path) -> Config:
    """The configuration of one file. Raises Failure for one that is missing, is no TOML, or says what cannot be meant."""
    table = _table(path)
    if table is None:
        _fail(path, "there is no [tool.blueprint] in it")
    return _read(table, path)


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib

    from ...files import contents

    try:
        data = contents(path)
    except OSError as problem:
        _fail(path, (problem.strerror or str(problem)).lower())
    try:
        found = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        if path.name == _PYPROJECT and b"tool.blueprint" not in data:
            return None  # somebody else's file, and somebody else's mistake
        _fail(path, f"it is no TOML: {problem}")
    if path.name != _PYPROJECT:
        return found
    tool = found.get("tool")
    table = tool.get("blueprint") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _read(table: Mapping[str, Any], path: Path) -> Config:
    for key in table:
        if key not in _KEYS:
            _fail(path, f"there is no setting '{key}'{_near(key, _KEYS)}")
    baseline = _text(table, "baseline", path)
    report = _sub(table, "report", path)
    for key in report:
        if key not in _OF_REPORTS:
            _fail(path, f"there is no setting 'report.{key}'{_near(key, _OF_REPORTS)}")
    choice = Choice(
        select=_rules(table, "select", path) if "select" in table else USUAL_CHOICE.select,
        ignore=_rules(table, "ignore", path),
        severity=tuple(
            (_known(word, path), _severity(value, f"severity.{word}", path))
            for word, value in _sub(table, "severity", path).items()
        ),
        limits=_limits(_sub(table, "limits", path), path),
        per_file=tuple(
            (
                pattern,
                tuple(_known(word, path) for word in _words(words, f"per-file-ignores.{pattern}", path)),
            )
            for pattern, words in _sub(table, "per-file-ignores", path).items()
        ),
    )
    return Config(
        choice=choice,
        exclude=tuple(_words(table.get("exclude", []), "exclude", path)),
        baseline=path.parent / baseline if baseline else None,
        language=_language(table, path),
        priorities=_priorities(report, path),
        folder=path.parent,
        path=path,
    )


def _rules(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    return tuple(_known(word, path) for word in _words(table.get(key, []), key, path))


def _known(word: str, path: Path) -> str:
    problem = unknown_rule(word)
    if problem:
        _fail(path, problem)
    return word


def unknown_rule(word: str) -> str | None:
    """What is wrong with a word that should mean rules; None where it means some."""
    from ...checks import RULES
    from ...checks.choice import is_error, means

    if any(means(word, rule) for rule in RULES):
        return None
    if is_error(word):
        return f"'{word}' means errors: they are no rules, and always told"
    words = [name for rule in RULES for name in (rule.code, rule.name)]
    return f"there is no rule '{word}'{_near(word, words)}"


def _limits(table: Mapping[str, Any], path: Path) -> Limits:
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _LIMITS:
            _fail(path, f"there is no limit '{key}'{_near(key, _LIMITS)}")
        name = _LIMITS[key].name
        found[name] = _seconds(value, key, path) if name in _TIMES else _count(value, key, path)
    return replace(Limits(), **found)


def _count(value: object, key: str, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        _fail(path, f"limits.{key} is a whole number from 0 on")
    return value


def _seconds(value: object, key: str, path: Path) -> float:
    from ...syntax.lexer import DURATION
    from ...values import seconds

    if not isinstance(value, str) or not DURATION.fullmatch(value):
        _fail(path, f'limits.{key} is a duration such as "10m"')
    return seconds(value)


def _severity(value: object, key: str, path: Path) -> Severity:
    if not isinstance(value, str) or value not in SEVERITIES:
        _fail(path, f"{key} is one of {', '.join(SEVERITIES)}")
    return SEVERITIES[value]


def _language(table: Mapping[str, Any], path: Path) -> str | None:
    from ...words import LANGUAGES

    language = _text(table, "lang", path)
    if language and language not in LANGUAGES:
        _fail(path, f"lang is one of {', '.join(LANGUAGES)}")
    return language


def _priorities(table: Mapping[str, Any], path: Path) -> Priorities | None:
    """The project's own table of action priorities."""
    from ...analysis.risk.action_priority import Problem, read_priorities
    from ...diagnostics import Diagnostic
    from ...files import read

    name = _text(table, "action-priority", path)
    if name is None:
        return None
    inside = os.path.realpath(path.parent)
    place = os.path.realpath(os.path.join(inside, name)) if "\0" not in name else inside
    # The configuration may come with a project from a stranger, and says nothing of other folders.
    if os.path.isabs(name) or not place.startswith(os.path.join(inside, "")):
        _fail(path, f"report.action-priority is a file of this project, and '{name}' is none")
    found = read(Path(place), name)
    if isinstance(found, Diagnostic):
        _fail(path, f"report.action-priority: {found.message}")
    priorities = read_priorities(found.text)
    if isinstance(priorities, Problem):
        where = f"{name}:{priorities.line}" if priorities.line else name
        _fail(path, f"report.action-priority: {where}: {priorities.said}")
    return priorities


def _text(table: Mapping[str, Any], key: str, path: Path) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        _fail(path, f'{key} is a text in "…"')
    return value


def _sub(table: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        _fail(path, f"{key} is a table: [{key}]")
    return value


def _words(value: object, key: str, path: Path) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        _fail(path, f'{key} is a list of texts: ["…"]')
    return value


def _near(word: str, known: Any) -> str:
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def _fail(path: Path, problem: str) -> NoReturn:
    raise Failure(f"{os.path.relpath(path)}: {problem}")
