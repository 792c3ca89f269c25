"""What a renderer is, and how one is found by name.

Comes in: a name. Goes out: a renderer. Built-in renderers stand here as strings and are imported on use; others arrive by the
entry-point group `blueprint.renderers`. Deliberately absent: knowledge of any format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .lean_dataclasses import dataclass
from .scene import Scene
from .view import ROWS
from .words import PhraseError, Text, in_words, phrase


class _BuiltIn(NamedTuple):
    """Where a renderer is, and the endings of `-o` that mean it: listed here, so that only the wanted format is loaded."""

    place: str
    endings: tuple[str, ...] = ()


_BUILT_IN = {
    "svg": _BuiltIn("blueprint.renderers.svg.picture:SVG", (".svg",)),
    "dot": _BuiltIn("blueprint.renderers.graphviz.dot:DOT", (".dot", ".gv")),
    "dot-svg": _BuiltIn("blueprint.renderers.graphviz.dot:DRAWN"),
    "html": _BuiltIn("blueprint.renderers.report:REPORT", (".html", ".htm")),
    "png": _BuiltIn("blueprint.renderers.raster.png:PNG", (".png",)),
    "pdf": _BuiltIn("blueprint.renderers.raster.pdf:PDF", (".pdf",)),
    "text": _BuiltIn("blueprint.renderers.text.tables:TEXT", (".txt",)),
    "json": _BuiltIn("blueprint.renderers.json:JSON", (".json",)),
    "manual": _BuiltIn("blueprint.renderers.manual:PAGE"),
    "manual-md": _BuiltIn("blueprint.renderers.manual:MARKDOWN"),
    "guide": _BuiltIn("blueprint.renderers.manual:GUIDE"),
    "guide-md": _BuiltIn("blueprint.renderers.manual:GUIDE_MARKDOWN"),
}
_GROUP = "blueprint.renderers"

#: The default format.
USUAL = "svg"
#: The endings that tell a built-in format.
ENDINGS = {ending: name for name, built_in in _BUILT_IN.items() for ending in built_in.endings}

#: The options of the command line that a format without a picture ignores.
PICTURE_OPTIONS = frozenset(
    {
        "theme",
        "scheme",
        "embed",
        "embed-id",
        "page",
        "scale",
        "font",
        "fold",
        "direction",
        "show",
        *(f"no-{row}" for row in ROWS),
    }
)
#: Those that a format without findings ignores.
FINDINGS_OPTIONS = frozenset({"today"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A format: the ending of its files, with the dot, and the function that makes one of a scene.

    The function raises RenderError where something that it needs is missing on the machine, and warns with RenderWarning where the
    picture is less than the user may think. `ignores` names the options of the command line that change nothing in this format
    (`page`, `no-legend`), so that the user can be told. `help` says in a few words what it is for; the command line lists it.
    """

    suffix: str
    render: Callable[[Scene], str | bytes]
    ignores: frozenset[str] = frozenset()
    help: str = ""


class RenderError(PhraseError):
    """A renderer cannot work here; the statement says what to install. As a text it is English."""


class RenderWarning(UserWarning):
    """What is made can be of less use than expected; the statement says what helps. As a text it is English."""

    def __init__(self, statement: Text) -> None:
        super().__init__(statement)
        self.statement = statement

    def __str__(self) -> str:
        return in_words(self.statement)


def names() -> list[str]:
    """The names of all renderers, built-in ones first."""
    return [*_BUILT_IN, *sorted(set(_foreign()) - set(_BUILT_IN))]


def find(name: str) -> Renderer:
    """The renderer of that name.

    Raises KeyError where there is none, and RenderError where it cannot be loaded.
    """
    if name in _BUILT_IN:
        from importlib import import_module

        module, _, attribute = _BUILT_IN[name].place.partition(":")
        found: Renderer = getattr(import_module(module), attribute)
        return found
    try:
        loaded = _foreign()[name].load()
    except KeyError:
        raise
    except Exception as problem:
        raise RenderError(phrase("message.render.not-loaded", name=name, problem=str(problem))) from problem
    if not isinstance(loaded, Renderer):
        raise RenderError(phrase("message.render.no-renderer", name=name))
    return loaded


def _foreign() -> Mapping[str, Any]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=_GROUP)}
