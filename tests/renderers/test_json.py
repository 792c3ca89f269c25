"""JSON: as its schema says, and with all of the model."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from blueprint.renderers.json import left_out_of

from blueprint import model
from blueprint.scene import Scene, scene
from blueprint.values import TimeSpan

from ..golden import read_case, sound_cases
from ..paths import EXAMPLES, ROOT
from .pictures import (
    FORMATS,
    jsonschema,
    of_file,
    written,
)

SCHEMA = ROOT / "renderers" / "blueprint.schema.json"


def model_classes() -> set[type]:
    """The classes of the model that things are of: those that no other class builds on."""
    classes = (one for _, one in inspect.getmembers(model, inspect.isclass) if is_dataclass(one))
    every = {one for one in classes if one.__module__ == model.__name__}
    return {one for one in every if not one.__subclasses__()} | {TimeSpan}


def things(value: Any) -> Iterator[Any]:
    """A thing of the model and all that it holds."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from things(getattr(value, field.name))
    elif isinstance(value, dict | tuple) and not hasattr(value, "_fields"):
        for one in value.values() if isinstance(value, dict) else value:
            yield from things(one)


SOUND = [*sound_cases(), *EXAMPLES]


def shown(path: Path) -> Scene:
    return of_file(path) if path in EXAMPLES else scene(read_case(path))


def test_the_schema_is_of_today():
    spec = spec_from_file_location("write_schema", ROOT / "tools" / "write_schema.py")
    assert spec
    assert spec.loader
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert SCHEMA.read_text(encoding="utf-8") == tool.schema(), "run: python tools/write_schema.py"


def test_the_schema_has_every_field_of_the_model():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for one in model_classes():
        part = schema if one is model.Blueprint else schema["$defs"][one.__name__]
        named = {field.name for field in fields(one)} - left_out_of(one)
        assert named <= set(part["properties"])
        assert set(part["required"]) == set(part["properties"])
        assert part["additionalProperties"] is False


def test_the_cases_hold_things_of_every_class():
    met = {type(thing) for path in SOUND for thing in things(shown(path).blueprint)}
    assert model_classes() <= met


@jsonschema
@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_json_is_as_its_schema_says(path: Path):
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    value = json.loads(written("json", shown(path)))
    assert [error.message for error in validator.iter_errors(value)] == []


def test_the_json_says_where_things_stand_and_what_follows_from_them():
    value = json.loads(written("json", of_file(FORMATS / "hotel-stay.blueprint")))
    assert value["format"] == 1
    assert [step["key"] for step in value["steps"]] == ["arrive", "check_in"]
    assert [band["type"] for band in value["bands"][:3]] == ["lane", "lane", "line"]
    assert value["fails"][0]["risk_priority_number"] == 144
    greet = next(action for action in value["actions"] if action["key"] == "check_in.greet")
    assert (greet["file"], greet["line"]) == ("test.blueprint", 43)
    assert greet["timing"]["span"]["usual"] == 120
    assert greet["emotion"] is None
