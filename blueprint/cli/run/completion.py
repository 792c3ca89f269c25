"""What the shell completes beyond the values that click knows: files, names in them, rules, themes.

Comes in: a command, what is typed so far. Goes out: candidates; a candidate of the kind `file` lets the shell complete paths in its own
way. Imported only where a shell asks. A file that cannot be read has no names: completion never fails. Deliberately absent: choices and
formats, which their options know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from ...source import SUFFIX
from ..spoken import arguments

_Items = Iterable[CompletionItem]
_Complete = Callable[[click.Context, str], _Items]


def attach(command: click.Command) -> None:
    """Have a command's arguments and options complete what the table says for their names."""
    for param in command.params:
        if complete := _BY_NAME.get(param.name or ""):
            setattr(param, "shell_complete", _listed(complete))  # noqa: B010 - the attribute is a method


def _listed(complete: _Complete) -> Callable[[click.Context, str], list[CompletionItem]]:
    def items(context: click.Context, begun: str) -> list[CompletionItem]:
        try:
            return list(complete(context, begun))
        except Exception:
            # A shell would show a traceback in the midst of what is being typed.
            return []

    return items


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────


def _any_file(_: click.Context, begun: str) -> _Items:
    return [CompletionItem(begun, type="file")]


def _files(suffix: str) -> _Complete:
    """Files of one kind, and folders on the way to them; where there are none, what the shell finds."""

    def complete(context: click.Context, begun: str) -> _Items:
        folder, start = os.path.split(begun)
        names = sorted(os.listdir(folder or os.curdir))
        for name in names:
            path = os.path.join(folder, name)
            is_hidden = name.startswith(".") and not start.startswith(".")
            if name.startswith(start) and not is_hidden and (name.endswith(suffix) or os.path.isdir(path)):
                yield CompletionItem(path, type="file")

    def or_any(context: click.Context, begun: str) -> _Items:
        return list(complete(context, begun)) or _any_file(context, begun)

    return or_any


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────


def _names(*kinds: str) -> Iterator[tuple[str, str]]:
    """The names of some kinds in the files of the command, with their labels."""
    from ...project import load

    # click reads no files while an option still lacks its value.
    for file in arguments():
        is_read = file.endswith(SUFFIX) and os.path.isfile(file)
        blueprint = load(file).blueprint if is_read else None
        for kind in kinds if blueprint else ():
            for key, element in getattr(blueprint, kind).items():
                yield key, getattr(element, "label", "") or ""


def _of_kinds(*kinds: str, is_list: bool = False) -> _Complete:
    def complete(_: click.Context, begun: str) -> _Items:
        return _matching(_names(*kinds), begun, is_list=is_list)

    return complete


def _matching(
    names: Iterable[tuple[str, str]], begun: str, *, is_list: bool = False
) -> Iterator[CompletionItem]:
    """The names that begin so, each once; in a list, the last of several with commas."""
    before, comma, start = begun.rpartition(",") if is_list else ("", "", begun)
    for name, help in dict(names).items():
        if name.casefold().startswith(start.casefold()):
            yield CompletionItem(f"{before}{comma}{name}", help=help)


def _rules(context: click.Context, begun: str) -> _Items:
    from ...checks import RULES
    from ...checks.page import read_page

    titles = [(rule, read_page(rule.page).title) for rule in RULES]
    codes = [(rule.code, title) for rule, title in titles]
    return _matching([*codes, *((rule.name, title) for rule, title in titles)], begun, is_list=True)


def _weights(context: click.Context, begun: str) -> _Items:
    from ...project import SEVERITIES

    rule, equals, level = begun.partition("=")
    if not equals:
        return [CompletionItem(f"{item.value}=", help=item.help) for item in _rules(context, rule)]
    return [CompletionItem(f"{rule}={word}") for word in SEVERITIES if word.startswith(level)]


def _themes(context: click.Context, begun: str) -> _Items:
    from ...renderers.themes.theme_file import BUILT_IN

    named = list(_matching(((name, "") for name in BUILT_IN), begun))
    return named or _files(".toml")(context, begun)


def _days(_: click.Context, begun: str) -> _Items:
    from .today import clock

    return _matching([(clock().isoformat(), ""), ("none", "")], begun)


def _languages(_: click.Context, begun: str) -> _Items:
    from ...words import LANGUAGES

    return _matching(((name, "") for name in LANGUAGES), begun)


_BY_NAME: dict[str, _Complete] = {
    "files": _files(SUFFIX),
    "file": _any_file,
    "output": _any_file,
    "baseline": _files(".json"),
    "write_baseline": _files(".json"),
    "config": _files(".toml"),
    "stdin_filename": _files(SUFFIX),
    "fonts": _any_file,
    "only": _of_kinds("phases", "steps"),
    "lanes": _of_kinds("lanes", is_list=True),
    "role": _of_kinds("roles", "lanes"),
    "rules": _rules,
    "select": _rules,
    "ignore": _rules,
    "severity": _weights,
    "theme": _themes,
    "today": _days,
    "lang": _languages,
}
