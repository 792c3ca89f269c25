"""The scene: a compiled file, the part of it that is shown, and how it is to look; what every renderer receives.

Comes in: a compiled file, a View, a Style. Goes out: a Scene. Deliberately absent: file formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .compiler import Compiled
from .diagnostics import Diagnostic
from .drawing import Drawing
from .model import Blueprint
from .style import PLAIN, Style
from .view import WHOLE, View, findings_in, narrow

if TYPE_CHECKING:
    from .analysis.risk.action_priority import Priorities


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that a renderer may need: what is meant, where it stands, what the checks found, and what the user wished for.

    `whole` is the file that the blueprint is a part, or all, of.
    """

    blueprint: Blueprint
    drawing: Drawing
    whole: Compiled | None = None
    style: Style = PLAIN
    #: The part that the blueprint and the drawing are of already; formats without a picture read in it which rows to leave out.
    view: View = WHOLE
    #: The table of action priorities of the project; None for the usual one.
    priorities: Priorities | None = None

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the checks say of the part that is shown; worked out when a renderer asks for it."""
        if self.whole is None or self.whole.blueprint is None:
            return ()
        return findings_in(self.blueprint, self.whole.blueprint, self.whole.findings, self.view)


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
