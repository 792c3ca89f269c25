"""The small print of a card: properties of an action that the picture has no sign for.

Comes in: actions. Goes out: short texts in groups, each group a line where there is room. Which properties a card shows, and where, stands
in `blueprint.properties`. Deliberately absent: how the texts are wrapped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..analysis.property_values import is_joint, limit_words, values
from ..model import Action, Blueprint, Timing
from ..properties import Format, Seat, placed
from ..words.labels import Words
from ..words.times import show_span

#: Who does it and how long it takes; further flags; the wait before it.
_GROUPS = ("who", "marks", "wait")
#: Where the catalogues have the words of pictures.
_AREA = "picture"


class Details:
    """The small print of the cards of one picture."""

    def __init__(self, blueprint: Blueprint, language: str) -> None:
        self._blueprint = blueprint
        self._language = language
        self._words = Words(language, _AREA)

    def of(self, action: Action) -> list[list[str]]:
        """The texts on the card of an action, group by group; no group is empty."""
        groups = (
            [text for seat in placed("card", group) for text in self._said(seat, action)] for group in _GROUPS
        )
        return [texts for texts in groups if texts]

    def _said(self, seat: Seat, action: Action) -> Iterator[str]:
        own = _OWN.get(seat.property.format)
        if own:
            yield from own(self, seat, action)
        elif found := values(seat.property, action, self._blueprint):
            if is_joint(seat.property, action):
                yield self._words.together(found)
            elif seat.place.bare:
                yield from found
            else:
                yield self._named(seat, self._words.listed(found))

    def _named(self, seat: Seat, value: str) -> str:
        """A value after its name, or without it."""
        return value if seat.place.bare else self._words(seat.name(_AREA)) + self._words("colon") + value

    # ── by format ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def flag(self, seat: Seat, action: Action) -> Iterator[str]:
        """What it is."""
        if getattr(action, seat.property.field):
            yield self._words(seat.name(_AREA))

    def word(self, seat: Seat, action: Action) -> Iterator[str]:
        """A word after its name."""
        value = getattr(action, seat.property.field)
        if value:
            yield self._named(seat, self._words(seat.word(_AREA, value)))

    def mark(self, seat: Seat, action: Action) -> Iterator[str]:
        """A word that needs no name."""
        value = getattr(action, seat.property.field)
        if value and value not in seat.property.drawn:
            yield self._words(seat.word(_AREA, value))

    def time(self, seat: Seat, action: Action) -> Iterator[str]:
        """How long it takes; the target stands elsewhere."""
        timing = getattr(action, seat.property.field)
        if timing.span:
            yield self._named(seat, show_span(timing.span, self._language))
        for text in self._by_persona(timing):
            yield self._named(seat, text)

    def wait(self, seat: Seat, action: Action) -> Iterator[str]:
        """How long the wait is, or that there is one."""
        wait = getattr(action, seat.property.field)
        if wait is not None and wait.span:
            yield self._words("time.wait", time=show_span(wait.span, self._language))
        elif wait is not None and not wait.named_only:
            yield self._words("wait")
        for text in self._by_persona(wait) if wait is not None else ():
            yield self._words("time.wait", time=text)

    def _by_persona(self, timing: Timing) -> Iterator[str]:
        """What a time is for some personas."""
        for other in timing.by_persona:
            if other.time:
                names = (self._blueprint.name_of("personas", key) for key in other.personas)
                called, time = self._words.listed(names), show_span(other.time, self._language)
                yield self._words("time.persona", personas=called, time=time)

    def standard(self, seat: Seat, action: Action) -> Iterator[str]:
        """Its time limit, if the card has no time yet."""
        standard = getattr(action, seat.property.field)
        if standard and standard.within and not action.timing.span:
            yield self._words(limit_words(standard), time=show_span(standard.within, self._language))


_OWN: dict[Format, Callable[[Details, Seat, Action], Iterator[str]]] = {
    "flag": Details.flag,
    "word": Details.word,
    "mark": Details.mark,
    "time": Details.time,
    "wait": Details.wait,
    "standard": Details.standard,
}
