"""The whole way from text to picture, on one screen.

    text ──parse──▶ syntax tree ──resolve──▶ Blueprint ──check──▶ findings
                                                 └─────layout──▶ Drawing

Comes in: a source, a function that finds what it imports, and the settings. Goes out: everything that was worked out. Deliberately
absent: files (`blueprint.project`), terminal, clock; nothing here raises for wrong input.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from .diagnostics import Diagnostic, has_errors, ordered
from .lean_dataclasses import dataclass
from .model import Blueprint
from .resolver import Load, Names, no_imports, resolve
from .settings import USUAL, Settings
from .source import Source, Span
from .syntax import nodes
from .syntax.parser import parse

if TYPE_CHECKING:
    from .analysis.facts import Facts
    from .resolver.symbols import Symbols


@dataclass(frozen=True, kw_only=True, repr=False)
class Compiled:
    """A file, read and understood as far as it can be.

    `blueprint` is None for a vocabulary (a file with declarations and lanes alone, for others to import) and for an empty file.
    `errors` is everything that stops drawing. `settings` is what its findings and facts depend on besides the text. `sources`
    are the texts that it was made of: its own, then all that it imports.
    """

    tree: nodes.File
    blueprint: Blueprint | None
    errors: tuple[Diagnostic, ...]
    settings: Settings = USUAL
    sources: tuple[Source, ...] = field(default=(), compare=False)
    names: Names | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Short: a tree is thousands of characters."""
        parts = ["no blueprint"]
        if self.blueprint is not None:
            counts = ((len(self.blueprint.steps), "step"), (len(self.blueprint.actions), "action"))
            parts = [_counted(*count) for count in counts]
        parts.append(_counted(sum(error.is_error for error in self.errors), "error"))
        return f"<Compiled {self.tree.source.name}: {', '.join(parts)}>"

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it was made of by their real paths, its own first; a text without a file by its name."""
        return tuple(source.path or source.name for source in self.sources)

    @cached_property
    def symbols(self) -> Symbols:
        """All names with the places where they are declared and used. Worked out when somebody asks, and of damaged files as well."""
        from .resolver.symbols import Symbols

        return Symbols(self.names, self.sources)

    @cached_property
    def facts(self) -> Facts:
        """The facts that checks, reports and registers share. Gathered on demand.

        Raises ValueError for a file with errors or without a blueprint.
        """
        if self.blueprint is None or not self.is_sound:
            raise ValueError("a file with errors, or without a blueprint, has no facts")
        from .analysis.facts import gather

        return gather(self.blueprint, self.settings)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The findings about a sound file. Worked out on demand: most pictures do not show them."""
        if not self.is_sound:
            return ()
        from .checks import RULES, check_facts
        from .checks.choice import chosen
        from .checks.suppressions import suppress

        rules = chosen(self.settings.choice, RULES)
        return tuple(ordered(suppress(self.tree, check_facts(self.facts, rules), rules)))

    @property
    def is_sound(self) -> bool:
        """Whether it can be drawn."""
        return self.blueprint is not None and not has_errors(self.errors)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Errors and findings in the order of the text."""
        return ordered((*self.errors, *self.findings))


def compile_source(source: Source, load: Load = no_imports, settings: Settings = USUAL) -> Compiled:
    """Parse and resolve one text, to be checked and shown under some settings."""
    tree, problems = parse(source)
    found = resolve(tree, load, settings.language)
    return Compiled(
        tree=tree,
        blueprint=found.blueprint,
        errors=tuple(ordered(problems + found.problems)),
        settings=settings,
        sources=found.sources,
        names=found.names,
    )


def unreadable(trouble: Diagnostic) -> Compiled:
    """The Compiled of a file that cannot be read."""
    source = trouble.span.source
    tree = nodes.File(source=source, items=(), comments=(), span=Span(source, 0, 0))
    return Compiled(tree=tree, blueprint=None, errors=(trouble,), sources=(source,))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
