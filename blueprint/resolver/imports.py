"""The statements that a file imports.

Comes in: a tree, and a function that turns a path into a source. Goes out: lanes and declarations of the file and of all that it
imports. Deliberately absent: reading files; the function that is handed in decides what may be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ..diagnostics import Diagnostic, Label, error
from ..source import Source, Span
from ..syntax import nodes
from ..words import Text, phrase


class Refusal(NamedTuple):
    """Why a path cannot be imported, and what to do about it."""

    message: Text
    hint: Text | None = None


#: Finds an import: the importing source and the path as written. The same file is always the same Source.
Load = Callable[[Source, str], Source | Refusal]


def no_imports(source: Source, path: str) -> Refusal:
    """A Load for texts without a file, such as standard input."""
    return Refusal(phrase("BP018.nowhere"), phrase("BP018.nowhere.cure"))


class Whole(NamedTuple):
    """An imported file that is a blueprint of its own: the import of the file under way that leads to it, and how many steps it has."""

    path: nodes.Text
    source: Source
    steps: int


class Declared:
    """Lanes and declarations of a file and its imports, in the order of the text, the imported ones first."""

    def __init__(self) -> None:
        #: The file itself and all that it imports, in the order in which they are met.
        self.sources: dict[Source, None] = {}
        self.lanes: list[nodes.Lanes] = []
        self.entries: list[nodes.Entry] = []
        #: Stretches of imported files that could not be read, and whether a whole file could not.
        self.skipped: list[Span] = []
        self.refused = False
        #: The imported files that have steps of their own, which are not taken.
        self.wholes: list[Whole] = []


#: Trees of imported files: a vocabulary of a hundred files is read once.
_parsed: WeakKeyDictionary[Source, tuple[nodes.File, list[Diagnostic]]] = WeakKeyDictionary()

DECLARATIONS = frozenset(
    ["role", "system", "channel", "persona", "metric", "goal", "risk", "feedback", "pilot"]
)


def collect(tree: nodes.File, load: Load, problems: list[Diagnostic]) -> Declared:
    """Lanes and declarations of a file and of all that it imports."""
    collector = _Collector(load, problems)
    collector.visit(tree, [tree.source])
    return collector.found


class _Collector:
    def __init__(self, load: Load, problems: list[Diagnostic]) -> None:
        self._load = load
        self._problems = problems
        self.found = Declared()
        #: The import of the file itself that is being followed.
        self._first: nodes.Import | None = None

    def visit(self, tree: nodes.File, path: list[Source]) -> None:
        self.found.sources[tree.source] = None
        for item in tree.items:
            if isinstance(item, nodes.Import):
                self._import(item, tree.source, path)
            elif isinstance(item, nodes.Lanes):
                self.found.lanes.append(item)
            elif isinstance(item, nodes.Entry) and item.keyword in DECLARATIONS:
                self.found.entries.append(item)

    def _import(self, item: nodes.Import, source: Source, path: list[Source]) -> None:
        loaded = self._load(source, item.path.value)
        if isinstance(loaded, Refusal):
            self.found.refused = True
            self._problems.append(error("BP018", item.path.span, loaded.message, loaded.hint))
        elif loaded in path:
            self._circle(item, [*path[path.index(loaded) :], loaded])
        elif loaded not in self.found.sources:
            tree, problems = _parse(loaded)
            label = Label(item.path.span, phrase("message.imported-here"))
            self._problems.extend(replace(problem, labels=(*problem.labels, label)) for problem in problems)
            self.found.skipped.extend(tree.skipped)
            first = self._first
            self._first = first or item
            if steps := _steps(tree):
                self.found.wholes.append(Whole(self._first.path, loaded, steps))
            self.visit(tree, [*path, loaded])
            self._first = first

    def _circle(self, item: nodes.Import, path: list[Source]) -> None:
        chain = " → ".join(each.name for each in path)
        text = phrase("BP018.circle", chain=chain)
        self._problems.append(error("BP018", item.path.span, text, phrase("BP018.circle.cure")))


def _steps(tree: nodes.File) -> int:
    """How many steps a file has, in its phases and outside of them."""
    inside = [item for phase in tree.items if isinstance(phase, nodes.Phase) for item in phase.items]
    return sum(isinstance(item, nodes.Step) for item in (*tree.items, *inside))


def _parse(source: Source) -> tuple[nodes.File, list[Diagnostic]]:
    if source not in _parsed:
        # Imported late: only files with imports need it.
        from ..syntax.parser import parse

        _parsed[source] = parse(source)
    return _parsed[source]
