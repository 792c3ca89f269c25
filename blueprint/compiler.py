"""The whole way from text to picture, on one screen.

    text ──parse──▶ syntax tree ──resolve──▶ Blueprint ──check──▶ findings
                                                 └─────layout──▶ Drawing

Comes in: a source, and a function that finds what it imports. Goes out: everything that was worked out. Deliberately absent: files,
terminal, clock; nothing here raises for wrong input.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .diagnostics import Diagnostic, has_errors, ordered
from .model import Blueprint
from .resolver import Load, Names, no_imports, resolve
from .source import Source
from .syntax import nodes
from .syntax.parser import parse

if TYPE_CHECKING:
    from .checks.choice import Choice
    from .resolver.symbols import Symbols


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A file, read and understood as far as it can be.

    `blueprint` is None for a vocabulary (a file with declarations and lanes alone, for others to import) and for a file that
    says nothing. `errors` is everything that stops drawing. `choice` are the rules that its findings come from; None: all.
    `sources` are the texts that it was made of: its own, then all that it imports.
    """

    tree: nodes.File
    blueprint: Blueprint | None
    errors: tuple[Diagnostic, ...]
    choice: Choice | None = None
    sources: tuple[Source, ...] = field(default=(), compare=False, repr=False)
    names: Names | None = field(default=None, compare=False, repr=False)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it was made of by their real paths, its own first; a text that is no file by its name."""
        return tuple(source.path or source.name for source in self.sources)

    @cached_property
    def symbols(self) -> Symbols:
        """All names with the places where they are declared and used. Worked out when somebody asks, and of damaged files as well."""
        from .resolver.symbols import Symbols

        return Symbols(self.names, self.sources)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the checks say of a sound file. Worked out when somebody asks: most pictures do not show it."""
        if self.blueprint is None or not self.is_sound:
            return ()
        return tuple(find_weaknesses(self.tree, self.blueprint, self.choice))

    @property
    def is_sound(self) -> bool:
        """Whether it can be drawn."""
        return self.blueprint is not None and not has_errors(self.errors)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Errors and findings in the order of the text."""
        return ordered((*self.errors, *self.findings))


def compile_source(source: Source, load: Load = no_imports, choice: Choice | None = None) -> Compiled:
    """Parse and resolve one text, to be checked by all rules or those of a choice."""
    tree, problems = parse(source)
    found = resolve(tree, load)
    return Compiled(
        tree=tree,
        blueprint=found.blueprint,
        errors=tuple(ordered(problems + found.problems)),
        choice=choice,
        sources=found.sources,
        names=found.names,
    )


def find_weaknesses(tree: nodes.File, blueprint: Blueprint, choice: Choice | None = None) -> list[Diagnostic]:
    """What the checks find in a sound file, without what its comments leave out."""
    from .checks import RULES, USUAL_CHOICE, check
    from .checks.suppressions import suppress

    choice = choice or USUAL_CHOICE
    rules = choice.rules(RULES)
    return ordered(suppress(tree, check(blueprint, rules, choice.limits), rules))
