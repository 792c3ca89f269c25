"""Everything that customers get of a blueprint, by what it is made for.

Comes in: a compiled file. Goes out: texts by name. Of a PNG there is the SVG that is handed to what draws it, of a PDF that and its text.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import cast, get_args

from blueprint.renderers.raster.settled import settled
from blueprint.renderers.site.extract import extract

from blueprint.analysis.registers.all_registers import registers
from blueprint.cli.tables import as_json
from blueprint.compiler import Compiled
from blueprint.model import Blueprint
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.style import Page, Style
from blueprint.view import View

_GUIDES = ("guide", "guide-md")


def of_model(compiled: Compiled, blueprint: Blueprint) -> Compiled:
    """A compiled file that means something else than it says."""
    return replace(compiled, blueprint=blueprint)


def written(form: str, drawn: Scene) -> str:
    """A scene in a format."""
    return str(find(form).render(drawn))


def of_view(compiled: Compiled) -> dict[str, str]:
    """What is made of the customer's view, all of it and one step, and in parts under each other."""
    step = next(iter(compiled.blueprint.steps)) if compiled.blueprint else None
    found = {}
    for view in (View(customer=True), View(customer=True, only=step), View(customer=True, fold=800)):
        found |= {f"{name}, {view}": text for name, text in _of_scene(scene(compiled, view)).items()}
    return found


def _of_scene(drawn: Scene) -> dict[str, str]:
    report = written("html", drawn)
    return {
        **{form: written(form, drawn) for form in ("svg", "dot", "text", "json")},
        "report": report,
        "site": repr(extract(drawn, report)),
        "registers": as_json.write(registers(drawn.facts), "en").decode(),
        "findings": repr([(one.message, one.hint) for one in drawn.findings]),
        # A PNG is drawn from this drawing alone, by a program that gets this SVG.
        "drawing": repr(drawn.drawing),
        "png": settled(drawn.drawing, drawn.style).svg,
    }


def of_paper(compiled: Compiled) -> dict[str, str]:
    """What can be read in PDF files of that view, and of the same on paper: their text, and what they say of themselves."""
    from pypdf import PdfReader

    found = {}
    for page in get_args(Page):
        drawn = scene(compiled, View(customer=True), Style(page=page))
        file = PdfReader(BytesIO(cast(bytes, find("pdf").render(drawn))))
        texts = [sheet.extract_text() for sheet in file.pages]
        found[f"pdf, {page}"] = "\n".join([*texts, *map(str, (file.metadata or {}).values())])
    return found


def of_guide(compiled: Compiled) -> dict[str, str]:
    """The guide in every way to ask for it."""
    seen, whole = scene(compiled, View(customer=True)), scene(compiled)
    return {
        **{form: written(form, whole) for form in _GUIDES},
        "manual of the view": written("manual", seen),
        "manual of the view, Markdown": written("manual-md", seen),
        **{f"{form} of a step": written(form, _of_step(compiled)) for form in _GUIDES},
    }


def _of_step(compiled: Compiled) -> Scene:
    assert compiled.blueprint
    return scene(compiled, View(only=next(iter(compiled.blueprint.steps))))


def for_staff(compiled: Compiled) -> dict[str, str]:
    """What those get who work on the service."""
    drawn = scene(compiled)
    return {**_of_scene(drawn), "manual": written("manual", drawn)}
