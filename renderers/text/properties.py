"""The properties of an action in plain text.

Comes in: the wording of a text, and actions. Goes out: short texts. Which properties a text has, and in which group, stands in
`blueprint.properties`. Deliberately absent: how they are put together (`tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from blueprint.analysis.property_values import is_joint, limit_words, values
from blueprint.model import Action, Blueprint, Emotion, Provenance, Standard, Timing
from blueprint.properties import Format, Seat, placed
from blueprint.words.catalogues import fill, gaps

from .wording import TextWording, flat


class PropertyTexts:
    """The properties of the actions of one text."""

    def __init__(self, blueprint: Blueprint, text_wording: TextWording, *, with_emotion: bool) -> None:
        self._blueprint = blueprint
        self._wording = text_wording
        self._with_emotion = with_emotion

    def of(self, action: Action, group: str) -> Iterator[str]:
        """What an action says of itself, as far as the table of properties has it in a group."""
        for seat in placed("text", group):
            if text := self._property(seat, action):
                yield text

    def _property(self, seat: Seat, action: Action) -> str | None:
        value = getattr(action, seat.property.field)
        own = _OWN.get(seat.property.format)
        if value is None:
            return None
        if own:
            return own(self, seat, value)
        found = tuple(map(flat, values(seat.property, action, self._blueprint)))
        join = self._wording.together if is_joint(seat.property, action) else self._wording.commas
        return self._named(seat, join(*found)) if found else None

    def _named(self, seat: Seat, value: str) -> str:
        """A value behind what it is called, or bare."""
        if seat.place.bare:
            return value
        form = self._wording(seat.name("text"))
        # The catalogue says where the value stands, or what it is called.
        return (
            fill(form, dict.fromkeys(gaps(form), value), str)
            if gaps(form)
            else form + self._wording("colon") + value
        )

    def flag(self, seat: Seat, value: bool) -> str | None:
        """What it is."""
        return self._wording(seat.name("text")) if value else None

    def mark(self, seat: Seat, value: str) -> str:
        """A word that needs no name."""
        return self._wording(seat.word("text", value))

    def word(self, seat: Seat, value: str) -> str:
        """A word behind what it is a word for."""
        return self._named(seat, self._wording(seat.word("text", value)))

    def quoted(self, seat: Seat, value: str) -> str:
        """A text of the author's."""
        return self._named(seat, self._wording.quoted(value))

    def time(self, seat: Seat, value: Timing) -> str | None:
        """How long it takes, and may take."""
        text = self._wording.timing(value)
        return self._named(seat, text) if text else None

    def wait(self, seat: Seat, value: Timing) -> str:
        """How long one waits, and may wait."""
        wait = self._named(seat, self._wording.span(value.span)) if value.span else self._wording("wait")
        everybody = self._wording.commas(wait, self._wording.within("time.target", value.target))
        others = (self._named(seat, time) for time in self._wording.by_persona(value))
        return self._wording.joined(None if value.named_only else everybody, *others)

    def standard(self, seat: Seat, value: Standard) -> str:
        """What is promised, and within which time."""
        return self._wording.commas(
            self.quoted(seat, value.text), self._wording.within(limit_words(value), value.within)
        )

    def emotion(self, seat: Seat, value: Emotion) -> str | None:
        """How somebody feels, as long as the view has emotions."""
        if not self._with_emotion:
            return None
        words = f" {self._wording.quoted(value.words)}" if value.words else ""
        return self._named(seat, _signed(value.score)) + words

    def provenance(self, seat: Seat, value: Provenance) -> str | None:
        """Its status, where that makes the picture draw it dashed."""
        return self.mark(seat, value.status) if value.status in ("assumed", "proposed") else None


def _signed(score: float) -> str:
    return f"{score:+g}".replace("-", "−") if score else "0"


_OWN: dict[Format, Callable[[PropertyTexts, Seat, Any], str | None]] = {
    "flag": PropertyTexts.flag,
    "word": PropertyTexts.word,
    "mark": PropertyTexts.mark,
    "text": PropertyTexts.quoted,
    "speech": PropertyTexts.quoted,
    "time": PropertyTexts.time,
    "wait": PropertyTexts.wait,
    "standard": PropertyTexts.standard,
    "emotion": PropertyTexts.emotion,
    "provenance": PropertyTexts.provenance,
}
