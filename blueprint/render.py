"""What a renderer is, and how one is found by name.

Comes in: a name. Goes out: a renderer. Built-in renderers stand here as strings and are imported on use; others arrive by the
entry-point group `blueprint.renderers`. Deliberately absent: knowledge of any format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .style import PLAIN, Style
from .view import ROWS, WHOLE, View, findings_in

if TYPE_CHECKING:
    from .analysis.action_priority import Priorities
    from .compiler import Compiled
    from .diagnostics import Diagnostic
    from .drawing import Drawing
    from .model import Blueprint

_BUILT_IN = {
    "svg": "blueprint.renderers.svg:SVG",
    "dot": "blueprint.renderers.graphviz:DOT",
    "dot-svg": "blueprint.renderers.graphviz:DRAWN",
    "html": "blueprint.renderers.html:REPORT",
    "png": "blueprint.renderers.png:PNG",
    "pdf": "blueprint.renderers.pdf:PDF",
    "text": "blueprint.renderers.text:TEXT",
    "json": "blueprint.renderers.json:JSON",
}
_GROUP = "blueprint.renderers"

#: The options of the command line that a format without a picture ignores.
OF_PICTURES = frozenset(
    {"theme", "scheme", "embed", "page", "scale", "font", "fold", *(f"no-{row}" for row in ROWS)}
)


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
        return findings_in(self.blueprint, self.whole.blueprint, self.whole.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A format: the ending of its files, with the dot, and the function that makes one of a scene.

    The function raises RenderError where something that it needs is missing on the machine, and warns with RenderWarning where the
    picture is less than the user may think. `ignores` names the options of the command line that change nothing in this format
    (`page`, `no-legend`), so that who gives one can be told.
    """

    suffix: str
    render: Callable[[Scene], str | bytes]
    ignores: frozenset[str] = frozenset()


class RenderError(Exception):
    """A renderer cannot work here; the message says what to install."""


class RenderWarning(UserWarning):
    """What is made can be of less use than expected; the message says what helps."""


def names() -> list[str]:
    """The names of all renderers, built-in ones first."""
    return [*_BUILT_IN, *sorted(set(_foreign()) - set(_BUILT_IN))]


def find(name: str) -> Renderer:
    """The renderer of that name.

    Raises KeyError where there is none, and RenderError where it cannot be loaded.
    """
    if name in _BUILT_IN:
        from importlib import import_module

        module, _, attribute = _BUILT_IN[name].partition(":")
        found: Renderer = getattr(import_module(module), attribute)
        return found
    try:
        loaded = _foreign()[name].load()
    except KeyError:
        raise
    except Exception as problem:
        raise RenderError(f"the renderer '{name}' cannot be loaded: {problem}") from problem
    if not isinstance(loaded, Renderer):
        raise RenderError(f"the renderer '{name}' is not a blueprint.render.Renderer")
    return loaded


def _foreign() -> Mapping[str, Any]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=_GROUP)}
