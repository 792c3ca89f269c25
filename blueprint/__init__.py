"""Service blueprints as code: the public face.

    import blueprint

    compiled = blueprint.load("hotel-stay.blueprint")
    for diagnostic in compiled.diagnostics:
        print(diagnostic.message)
    if compiled.is_sound:
        svg = blueprint.render_as(compiled, "svg")

The stages of the way from text to picture are here one by one: `parse`, `compile_source` (parse, resolve, check), `load` (the
same for a file with its imports, under the settings of its project), `check`, `lay_out`, `render_as`; and `format_text`, the
canonical form of a text. Nothing here raises for wrong input. Everything is imported on use, since the command line starts here,
too. Deliberately absent: functions with the names of modules (`layout`, `render`), since an imported module would replace them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

#: Written here alone, from where the build takes it: asking for the installed package's would be a third of the time of `--version`.
__version__ = "0.1.0"

# In a checkout, grammar and renderers stand beside this folder; installed, they stand in it. With the checkout first on the path, as
# in a Python that was started there, this package is found without them.
_folder = os.path.dirname(os.path.abspath(__file__))
if not os.path.isdir(os.path.join(_folder, "grammar")):
    __path__.append(os.path.dirname(_folder))

if TYPE_CHECKING:
    from .checks import check
    from .compiler import Compiled, compile_source
    from .diagnostics import Diagnostic, Severity
    from .drawing import Drawing
    from .model import Blueprint
    from .project import load
    from .render import RenderError
    from .settings import Settings
    from .source import Source, Span
    from .style import Style
    from .syntax.formatter import format_text
    from .syntax.parser import parse
    from .view import View

__all__ = [
    "Blueprint", "Compiled", "Diagnostic", "Drawing", "RenderError", "Settings", "Severity", "Source", "Span", "Style", "View",
    "__version__", "check", "compile_source", "format_text", "lay_out", "load", "parse", "render_as",
]  # fmt: skip

_HOMES = {
    "Blueprint": "model",
    "Compiled": "compiler",
    "Diagnostic": "diagnostics",
    "Drawing": "drawing",
    "RenderError": "render",
    "Settings": "settings",
    "Severity": "diagnostics",
    "Source": "source",
    "Span": "source",
    "Style": "style",
    "View": "view",
    "check": "checks",
    "compile_source": "compiler",
    "format_text": "syntax.formatter",
    "load": "project",
    "parse": "syntax.parser",
}


def lay_out(compiled: Compiled) -> Drawing:
    """Where everything in the picture stands.

    Raises ValueError for a file with errors or without a blueprint (`compiled.is_sound` tells).
    """
    from .scene import scene

    return scene(compiled).drawing


def render_as(
    compiled: Compiled,
    format: str = "svg",
    view: View | None = None,
    style: Style | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> str | bytes:
    """The picture or report in a format: `svg`, `png`, `html`, `json` … (`blueprint.render.names` has all), or one of another package.

    `view` is the part to show, by default the whole; `style` is how it looks. `folder` is where the output will stand, so that links
    lead from there to what the author meant; by default beside the file.
    Raises ValueError for a file with errors or without a blueprint, KeyError for an unknown format,
    RenderError where what the format needs is missing on this machine, and blueprint.view.NoSuchPart for a view of what is not there.
    """
    from .render import find
    from .scene import scene
    from .style import PLAIN
    from .view import WHOLE

    shown = scene(compiled, view or WHOLE, style or PLAIN, folder=folder)
    return find(format).render(shown)


if not TYPE_CHECKING:  # so that type checkers still see misspelt names

    def __getattr__(name: str) -> object:
        """Import what is asked for, once."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """The public names, including those that are not imported yet."""
        return sorted({*globals(), *__all__})
