"""Write `renderers/blueprint.schema.json`, the JSON Schema of what `blueprint render -f json` writes, from the model's classes.

Run by hand, when the model has news; a test tells when it is time:

    python tools/write_schema.py
"""

from __future__ import annotations

import inspect
import json
import types
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from blueprint.renderers.json import FORMAT, left_out_of
from blueprint.renderers.motion_records import LimitRecord, MotionRecord

from blueprint.model import Blueprint, Element, Fail, Lane, Line
from blueprint.values import TimeSpan

OUTPUT = Path(__file__).resolve().parent.parent / "renderers" / "blueprint.schema.json"
SIMPLE = {str: "string", float: "number", int: "integer", bool: "boolean", type(None): "null"}
PLACE = {"file": {"type": "string"}, "line": {"type": "integer", "minimum": 1}}
# What the renderer works out beside the fields.
WORKED_OUT: dict[type, dict[str, Any]] = {
    Lane: {"type": {"const": "lane"}},
    Line: {"type": {"const": "line"}},
    Fail: {"risk_priority_number": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000}},
    TimeSpan: {"usual": {"type": "number"}, "longest": {"type": "number"}},
}


class Schema:
    def __init__(self) -> None:
        self._definitions: dict[str, Any] = {}

    def of(self, root: type) -> dict[str, Any]:
        whole = self._thing(root)
        motion = {"type": "array", "items": self._type(MotionRecord)}
        limits = {"type": "array", "items": self._type(LimitRecord)}
        whole["properties"] = {
            "format": {"const": FORMAT},
            **whole["properties"],
            "motion": motion,
            "limits": limits,
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:service-blueprint:blueprint:{FORMAT}",
            "title": "A service blueprint",
            **whole,
            "required": ["format", *whole["required"], "motion", "limits"],
            "$defs": dict(sorted(self._definitions.items())),
        }

    def _thing(self, cls: type) -> dict[str, Any]:
        hints = get_type_hints(cls)
        place = PLACE if issubclass(cls, Element) else {}
        left_out = left_out_of(cls)
        names = [field.name for field in fields(cls) if field.name not in left_out]
        properties = {name: self._type(hints[name]) for name in names} | WORKED_OUT.get(cls, {}) | place
        return {
            "description": " ".join(inspect.getdoc(cls).split()),
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def _type(self, hint: Any) -> dict[str, Any]:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self._type(arguments[0])}
        if origin is dict:
            return {"type": "array", "items": self._type(arguments[1])}
        if is_dataclass(hint):
            if hint.__name__ not in self._definitions:
                self._definitions[hint.__name__] = None  # Two classes may refer to each other.
                self._definitions[hint.__name__] = self._thing(hint)
            return {"$ref": f"#/$defs/{hint.__name__}"}
        return {"type": SIMPLE[hint]}

    def _union(self, arguments: tuple[Any, ...]) -> dict[str, Any]:
        parts = [self._type(one) for one in arguments]
        if all(set(part) == {"type"} for part in parts):
            return {"type": [part["type"] for part in parts]}
        if all(set(part) == {"enum"} or part == {"type": "null"} for part in parts):
            return {"enum": [value for part in parts for value in part.get("enum", [None])]}
        return {"anyOf": parts}


def schema() -> str:
    return json.dumps(Schema().of(Blueprint), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(schema(), encoding="utf-8")
