"""The scene: a compiled file, the part of it that is shown, and how it is to look; what every renderer receives.

Comes in: a compiled file, a View, a Style. Goes out: a Scene, which lays out the picture when a renderer asks for it: tables, manuals
and data need none. Deliberately absent: file formats.
"""

from __future__ import annotations

import os
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from .compiler import Compiled
from .diagnostics import Diagnostic
from .lean_dataclasses import dataclass
from .model import Blueprint
from .places import link_of
from .settings import Priorities, Settings
from .style import PLAIN, Style
from .view import WHOLE, View, findings_in, narrow
from .words import Direction, script_direction

if TYPE_CHECKING:
    from .analysis.facts import Facts
    from .drawing import Drawing


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that a renderer may need: the blueprint, its layout, its findings, and the user's options.

    `whole` is the file that the blueprint is a part, or all, of.
    """

    blueprint: Blueprint = field(repr=False)
    whole: Compiled
    style: Style = PLAIN
    #: The view that the blueprint has been narrowed to; formats without a picture read from it which rows to leave out.
    view: View = WHOLE

    @cached_property
    def drawing(self) -> Drawing:
        """Where everything stands in the picture; laid out when a renderer asks for it."""
        from .layout import layout_part

        whole = self.whole.blueprint or self.blueprint
        facts, journey = self.facts_of_times, self.facts_of_journey
        view = replace(self.view, direction=self.direction)
        return layout_part(self.blueprint, whole, facts, view, self.settings.limits, journey)

    @property
    def direction(self) -> Direction:
        """Where pictures and pages begin: as the user says, else as the team does, else as the language is written."""
        return self.view.direction or self.settings.direction or script_direction(self.blueprint.language)

    @cached_property
    def facts(self) -> Facts:
        """The facts about the blueprint; shared with the checks where it is the whole."""
        if self.blueprint is self.whole.blueprint:
            return self.whole.facts
        from .analysis.facts import gather

        return gather(self.blueprint, self.settings)

    @property
    def facts_of_times(self) -> Facts:
        """Those that the times of a picture are of: a step takes what it takes, whatever is shown beside it. A customer's view goes by what
        customers are told."""
        return self.facts if self.view.customer or self.whole.blueprint is None else self.whole.facts

    @property
    def facts_of_journey(self) -> Facts:
        """Those that tell what comes after what: of the whole, for a customer goes on where nothing is shown, too."""
        return self.facts if self.whole.blueprint is None else self.whole.facts

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the checks say of the part that is shown; worked out when a renderer asks for it."""
        if self.whole.blueprint is None:
            return ()
        return findings_in(self.blueprint, self.whole.blueprint, self.whole.findings, self.view)

    @property
    def settings(self) -> Settings:
        """What the team chose: limits, rules, action priorities, and the day, if any, that dates are compared with."""
        return self.whole.settings

    @property
    def priorities(self) -> Priorities | None:
        """The project's own table of action priorities; None for the usual one."""
        return self.settings.priorities


def scene(
    compiled: Compiled,
    view: View = WHOLE,
    style: Style = PLAIN,
    settings: Settings | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> Scene:
    """A sound file, or the part of it that a view shows, ready for a renderer.

    `settings` replace those that it was compiled with. `folder` is where the output will stand, so that links lead from there to what
    the author meant; by default beside the file. Raises ValueError for a file with errors or without a
    blueprint, NoSuchPart for a view of what is not there.
    """
    if compiled.blueprint is None or not compiled.is_sound:
        raise ValueError("a file with errors, or without a blueprint, has no picture")
    whole = compiled if settings is None else replace(compiled, settings=settings)
    shown = (
        compiled.blueprint if folder is None else _linked_from(compiled.blueprint, os.path.realpath(folder))
    )
    if shown is not compiled.blueprint:
        whole = replace(whole, blueprint=shown)
    return Scene(blueprint=narrow(shown, view), whole=whole, style=style, view=view)


def _linked_from(blueprint: Blueprint, folder: str) -> Blueprint:
    """The blueprint with links that lead from a folder; the very same where nothing changes."""
    found = {
        key: replace(remark, link=link_of(remark.kind, remark.text, remark.span.source.path, folder))
        for key, remark in blueprint.remarks.items()
    }
    return blueprint if found == blueprint.remarks else replace(blueprint, remarks=found)


def about_rule(code: str, language: str) -> tuple[str, str] | None:
    """What a rule finds, in a few words, and why that matters; None for a code that is no rule's."""
    from .checks import RULES
    from .checks.page import told_of

    rule = next((rule for rule in RULES if rule.code == code), None)
    return told_of(rule.code, rule.page, language) if rule else None
