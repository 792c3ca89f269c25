"""The values of properties as short texts, for outputs that have no form of their own for a format.

Comes in: a property and an action. Goes out: texts; none where nothing is said. Deliberately absent: words of the program, such as what the
property is called, and the formats that say more than one thing (`time`, `standard`, …), which every output writes in its own way.
"""

from __future__ import annotations

from ..model import Action, Blueprint, Standard
from ..properties import Format, Property
from .work.items import in_words

#: The formats of which there are short texts.
SIMPLE: frozenset[Format] = frozenset({"names", "items", "text", "speech", "number", "money"})


def values(other: Property, action: Action, blueprint: Blueprint) -> tuple[str, ...]:
    """What an action says of a property whose format is one of SIMPLE."""
    assert other.format in SIMPLE, f"{other.format} has no short text"
    value = getattr(action, other.field)
    if value is None:
        return ()
    match other.format:
        case "names":
            return tuple(blueprint.name_of(other.kind, key) for key in value)
        case "items":
            return tuple(map(in_words, value))
        case "number":
            return (f"{value:g}",)
        case "money":
            return (f"{value:g} {blueprint.currency or ''}".strip(),)
    return (value,)


def is_joint(other: Property, action: Action) -> bool:
    """Whether a property names people who do an action together, not alternatives of whom one does it."""
    return other.field == "by" and action.jointly


def limit_words(standard: Standard) -> str:
    """The key of the words for the limit of a standard: whether it is for the beginning, for the end, or nobody says."""
    return {"begun": "time.begun", "done": "time.done", None: "time.within"}[standard.limits]
