"""The statements that a file takes from others.

Comes in: a tree, and a function that turns a path into a source. Goes out: lanes and declarations of the file and of all that it
imports. Deliberately absent: the disk; the function that is handed in decides what may be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from .. import syntax
from ..diagnostics import Diagnostic, Label, error
from ..source import Source


class Refusal(NamedTuple):
    """Why a path cannot be imported, and what to do about it."""

    message: str
    hint: str | None = None


#: Finds an import: the importing source and the path as written. The same file is always the same Source.
Load = Callable[[Source, str], Source | Refusal]


def no_imports(source: Source, path: str) -> Refusal:
    """A Load for texts that come from nowhere, such as standard input."""
    return Refusal("nothing can be imported here", "only a file can import")


class Declared(NamedTuple):
    """What counts in a file and its imports."""

    lanes: list[syntax.Lanes]
    entries: list[syntax.Entry]


#: Trees of imported files: a vocabulary of a hundred files is read once.
_parsed: WeakKeyDictionary[Source, tuple[syntax.File, list[Diagnostic]]] = WeakKeyDictionary()

DECLARATIONS = frozenset(
    ["role", "system", "channel", "persona", "metric", "goal", "risk", "feedback", "pilot"]
)


def collect(tree: syntax.File, load: Load, problems: list[Diagnostic]) -> Declared:
    """Lanes and declarations, the imported ones first, in the order of the text."""
    found = Declared([], [])
    _visit(tree, load, problems, found, [tree.source], set())
    return found


def _visit(
    tree: syntax.File,
    load: Load,
    problems: list[Diagnostic],
    found: Declared,
    path: list[Source],
    seen: set[int],
) -> None:
    # A file's identity counts: one that is imported twice is read once.
    seen.add(id(tree.source))
    for item in tree.items:
        if isinstance(item, syntax.Import):
            _import(item, tree.source, load, problems, found, path, seen)
        elif isinstance(item, syntax.Lanes):
            found.lanes.append(item)
        elif isinstance(item, syntax.Entry) and item.keyword in DECLARATIONS:
            found.entries.append(item)


def _import(
    item: syntax.Import,
    source: Source,
    load: Load,
    problems: list[Diagnostic],
    found: Declared,
    path: list[Source],
    seen: set[int],
) -> None:
    # Only a file with imports pays for this.
    from ..parser import parse

    loaded = load(source, item.path.value)
    if isinstance(loaded, Refusal):
        problems.append(error("BP018", item.path.span, loaded.message, loaded.hint))
        return
    if loaded in path:
        chain = " → ".join(one.name for one in [*path[path.index(loaded) :], loaded])
        hint = "move what both need into a third file"
        problems.append(error("BP018", item.path.span, f"the imports go in a circle: {chain}", hint))
        return
    if id(loaded) in seen:
        return
    if loaded not in _parsed:
        _parsed[loaded] = parse(loaded)
    tree, more = _parsed[loaded]
    label = Label(item.path.span, "imported here")
    problems.extend(replace(one, labels=(*one.labels, label)) for one in more)
    _visit(tree, load, problems, found, [*path, loaded], seen)
