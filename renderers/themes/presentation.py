"""The looks of a picture's elements as presentation attributes, for whatever knows no style sheet.

Comes in: rules of ours, with names of colours, and a table of colours. Goes out: for an element and its classes `fill`, `stroke`,
`font-size` and so on, as the rules would have them. Drawing programs understand a part of CSS or none, and pages drop style sheets for
safety; attributes are read everywhere, and wherever a sheet is read it outweighs them. Deliberately absent: states (hover, focus) and
what only the surroundings of a page can ask for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

#: The properties of our rules that SVG knows as attributes.
PROPERTIES = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "font-size",
    "font-weight",
    "shape-rendering",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VALUE = re.compile(r"var\(--([a-z0-9-]+)\)")
#: What selects an element by its name, its classes, or both: `text`, `.dot`, `.box.thing`.
_SELECTOR = re.compile(r"([a-z]*)((?:\.[\w-]+)*)")


class _Rule(NamedTuple):
    weight: tuple[int, bool]
    element: str
    classes: frozenset[str]
    body: Mapping[str, str]


class Presentation:
    """The attributes that a style sheet comes to.

    `scope` is the selector of the whole picture, which may stand before each other one; `values` are those of custom properties, by
    their names without dashes at the front.
    """

    def __init__(self, rules: str, scope: str, values: Mapping[str, str]) -> None:
        self._rules = sorted(_read(rules, scope, values), key=lambda rule: rule.weight)
        self._found: dict[tuple[str, str], Mapping[str, str]] = {}

    def sizes(self) -> set[float]:
        """The sizes of all texts."""
        return {float(rule.body["font-size"]) for rule in self._rules if "font-size" in rule.body}

    def of(self, element: str, classes: str) -> Mapping[str, str]:
        """The attributes of an element with these classes."""
        key = (element, classes)
        if key not in self._found:
            self._found[key] = self._cascade(element, set(classes.split()))
        return self._found[key]

    def _cascade(self, element: str, classes: set[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for rule in self._rules:
            if rule.element in ("", element) and rule.classes <= classes:
                found |= rule.body
        if found.get("stroke") == "none":
            # Nothing around it has a stroke.
            return {name: value for name, value in found.items() if not name.startswith("stroke")}
        return found


def _read(rules: str, scope: str, values: Mapping[str, str]) -> list[_Rule]:
    """The rules of elements and classes, in their order; those of media, states and the like are passed over."""
    found = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", rules).partition("@media")[0]):
        declared = _declared(body, values)
        for selector in selectors.split(","):
            whole = selector.strip()
            inner = whole.removeprefix(f"{scope} ").strip()
            match = _SELECTOR.fullmatch(inner)
            if inner != scope and match and declared:
                classes = frozenset(match[2].split(".")[1:])
                weight = (len(classes) + (inner != whole), bool(match[1]))
                found.append(_Rule(weight, match[1], classes, declared))
    return found


def _declared(body: str, values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in PROPERTIES:
            found[name.strip()] = _plain(value.strip(), values).removesuffix("px")
    return found


def _plain(value: str, values: Mapping[str, str]) -> str:
    """A value without custom properties, whose values may be of others."""
    found = _VALUE.fullmatch(value)
    return _plain(values[found[1]].strip(), values) if found else value
