"""Everything that customers get of a blueprint, by what it is made for.

Comes in: a compiled file. Goes out: texts by name. PNG and PDF are drawn from the same Drawing as the SVG, and are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from blueprint.renderers.site.extract import extract

from blueprint.analysis.registers.all_registers import registers
from blueprint.cli.tables import as_json
from blueprint.compiler import Compiled
from blueprint.model import Blueprint
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.view import View

_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
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
    }


def of_report(compiled: Compiled) -> dict[str, str]:
    """The sections of the report of that view; its picture and its charts are the view's."""
    return {
        name: _PICTURE.sub("", text) for name, text in of_view(compiled).items() if name.startswith("report")
    }


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
