"""The whole way from text to picture, on one screen.

    text ──parse──▶ syntax tree ──resolve──▶ Blueprint ──check──▶ findings
                                                 └─────layout──▶ Drawing

Comes in: a source, and a function that finds what it imports. Goes out: everything that was worked out. Deliberately absent: files,
terminal, clock; nothing here raises for wrong input.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import syntax
from .diagnostics import Diagnostic, has_errors, ordered
from .model import Blueprint
from .parser import parse
from .render import Scene
from .resolver import Load, no_imports, resolve
from .source import Source
from .style import PLAIN, Style
from .view import WHOLE, View, narrow

if TYPE_CHECKING:
    from .analysis.action_priority import Priorities
    from .checks.choice import Choice


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A file, read and understood as far as it can be.

    `blueprint` is None for a vocabulary (a file with declarations and lanes alone, for others to import) and for a file that
    says nothing. `errors` is everything that stops drawing. `choice` are the rules that its findings come from; None: all.
    """

    tree: syntax.File
    blueprint: Blueprint | None
    errors: tuple[Diagnostic, ...]
    choice: Choice | None = None

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
    blueprint, more = resolve(tree, load)
    errors = tuple(ordered(problems + more))
    return Compiled(tree=tree, blueprint=blueprint, errors=errors, choice=choice)


def find_weaknesses(
    tree: syntax.File, blueprint: Blueprint, choice: Choice | None = None
) -> list[Diagnostic]:
    """What the checks find in a sound file, without what its comments leave out."""
    from .checks import RULES, USUAL_CHOICE, check
    from .suppress import suppress

    choice = choice or USUAL_CHOICE
    rules = choice.rules(RULES)
    return ordered(suppress(tree, check(blueprint, rules, choice.limits), rules))


def scene(
    compiled: Compiled, view: View = WHOLE, style: Style = PLAIN, priorities: Priorities | None = None
) -> Scene:
    """The picture of a sound file, or of the part of it that a view shows, ready for a renderer.

    `priorities` is the project's own table of action priorities, where it has one.
    Raises ValueError for a file with errors or without a blueprint, NoSuchPart for a view of what is not there.
    """
    if compiled.blueprint is None or not compiled.is_sound:
        raise ValueError("a file with errors, or without a blueprint, has no picture")
    from .layout import layout

    part = narrow(compiled.blueprint, view)
    return Scene(
        blueprint=part,
        drawing=layout(compiled.blueprint, view),
        whole=compiled,
        style=style,
        view=view,
        priorities=priorities,
    )
