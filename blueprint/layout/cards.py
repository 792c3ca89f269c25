"""What stands on a card, wrapped into lines, and how much room it takes.

Comes in: actions and things. Goes out: lines of text with their roles, heights. Deliberately absent: where the card stands.
"""

from __future__ import annotations

from typing import NamedTuple

from ..drawing import TextRole
from ..model import Action, Blueprint, Thing
from ..words import script_direction
from ..words.bidi import balanced, joined
from .details import Details
from .sizes import (
    CARD_HEIGHT,
    CARD_LINES,
    CARD_PADDING,
    CARD_PADDING_Y,
    CARD_WIDTHS,
    HEXAGON,
    SAFETY,
    THING_HEIGHT,
    TYPES,
)
from .text import wrap


class Content:
    """The content of one card."""

    def __init__(self, place: Action | Thing, blueprint: Blueprint, language: str) -> None:
        self.place = place
        self._details = Details(blueprint, language)
        self.language = language
        self._wrapped: dict[float, list[tuple[TextRole, str]]] = {}

    @property
    def is_thing(self) -> bool:
        """Whether it is a piece of evidence or a note."""
        return isinstance(self.place, Thing)

    def lines(self, width: float) -> list[tuple[TextRole, str]]:
        """Its lines on a card of that width."""
        if width not in self._wrapped:
            self._wrapped[width] = self._wrap(width)
        return self._wrapped[width]

    def height(self, width: float) -> float:
        """The height of a card of that width."""
        text = sum(TYPES[role].leading for role, _ in self.lines(width))
        return max(text + 2 * CARD_PADDING_Y, THING_HEIGHT if self.is_thing else CARD_HEIGHT)

    def _wrap(self, width: float) -> list[tuple[TextRole, str]]:
        inner = width - 2 * CARD_PADDING
        if isinstance(self.place, Thing):
            return _wrapped("evidence", self.place.text, inner)
        if self.place.is_decision:
            inner -= HEXAGON
        elif self.place.is_event:
            inner -= CARD_PADDING
        lines = _wrapped("card", self.place.text, inner)
        for parts in self._details.of(self.place):
            together = _wrapped("detail", joined(parts, " · ", script_direction(self.language)), inner)
            # Where they do not fit on one line, each part gets its own: no line begins or ends with a dot.
            lines += (
                together
                if len(together) == 1
                else [line for part in parts for line in _wrapped("detail", part, inner)]
            )
        return lines


def _wrapped(role: TextRole, text: str, width: float) -> list[tuple[TextRole, str]]:
    kind = TYPES[role]
    return [(role, line) for line in balanced(wrap(text, width * SAFETY, kind.size, kind.bold))]


def column_width(contents: list[Content]) -> float:
    """The width of a column: the usual one, or a wider one where a card would grow too tall."""
    for width, most in zip(CARD_WIDTHS, CARD_LINES, strict=False):
        if all(len(content.lines(width)) <= most for content in contents):
            return width
    return CARD_WIDTHS[-1]


class Block(NamedTuple):
    """Lines of one role, with their size."""

    role: TextRole
    lines: list[str]

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * TYPES[self.role].leading


def block(role: TextRole, text: str, width: float) -> Block:
    """A text wrapped to a width."""
    return Block(role, [line for _, line in _wrapped(role, text, width)])
