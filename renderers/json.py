"""The model as JSON, for programs that want what a blueprint says, not how it looks.

Comes in: a scene. Goes out: every field of the Blueprint, under its own name and in reading order, as `blueprint.schema.json` beside this
file describes it. Every key is always there; what the text leaves unsaid is null or empty. Times are in seconds, shares in per cent. What
stands in the text has `file` and `line`. `motion` has the numbers of the service in motion, as `motion_records` lists them, `limits`
whether its time limits are kept; both are empty where a part of a file is shown, as they are those of the whole. Deliberately absent:
places in the picture, and findings (`blueprint check`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from blueprint.model import Element, Fail, Lane, Line
from blueprint.render import FINDINGS_OPTIONS, PICTURE_OPTIONS, Renderer
from blueprint.scene import Scene
from blueprint.values import TimeSpan

from .json_limits import limit_records
from .json_motion import motion_records

#: Grows when a program that read the last one would stumble. New keys alone do not count.
FORMAT = 1


def render(scene: Scene) -> str:
    """The blueprint of a scene as JSON text."""
    is_whole = scene.blueprint is scene.whole.blueprint
    motion = motion_records(scene.facts) if is_whole else ()
    limits = limit_records(scene.facts) if is_whole else ()
    value = {
        "format": FORMAT,
        **plain(scene.blueprint),
        "motion": plain(motion),
        "limits": plain(limits),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """A value of the model in the types that JSON has; mappings become lists, as their elements know their keys."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in _parts(value)}
    if isinstance(value, Mapping):
        return [plain(part) for part in value.values()]
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    # A whole number is written as one, whatever it was reckoned from.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _parts(value: Any) -> list[tuple[str, Any]]:
    """The names and values of a thing: its fields, what follows from them, and its place."""
    in_text = isinstance(value, Element)
    left_out = left_out_of(type(value))
    names = [field.name for field in fields(value) if field.name not in left_out]
    found = [*((name, getattr(value, name)) for name in names), *worked_out(value)]
    if in_text:
        found += [("file", value.span.source.project_path), ("line", value.span.line)]
    return found


def left_out_of(cls: type) -> frozenset[str]:
    """The fields of a thing that are not written: its place, which is told as file and line; how people read a time."""
    if cls is TimeSpan:
        return frozenset({"unit"})
    return frozenset({"span"}) if issubclass(cls, Element) else frozenset()


def worked_out(value: Any) -> list[tuple[str, Any]]:
    """What a thing has beside its fields."""
    match value:
        case Lane():
            return [("type", "lane")]
        case Line():
            return [("type", "line")]
        case Fail():
            return [("risk_priority_number", value.risk_priority_number)]
        case TimeSpan():
            return [("usual", value.usual), ("longest", value.longest)]
    return []


JSON = Renderer(
    suffix=".json",
    render=render,
    ignores=FINDINGS_OPTIONS | PICTURE_OPTIONS,
    help="The model, for programs of your own.",
)
