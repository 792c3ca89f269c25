"""The gaps of a text, `{name}`, and what fills them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

_Value = TypeVar("_Value")
_GAP = re.compile(r"\{(\w+)\}")


def gaps(text: str) -> set[str]:
    """The names of the values that a text wants."""
    return set(_GAP.findall(text))


def fill(text: str, values: Mapping[str, _Value], written: Callable[[_Value], str]) -> str:
    """The text with its values as they are written; a gap that nothing fills is left, and what fills one is not looked at again."""
    return _GAP.sub(lambda gap: written(values[gap[1]]) if gap[1] in values else gap[0], text)
