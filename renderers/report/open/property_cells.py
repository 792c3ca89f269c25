"""The properties of an action in its article: their names and their cells.

Comes in: the wording of a scene. Goes out: names and cells. Which properties an article shows, and in which group, stands in
`blueprint.properties`. Deliberately absent: the order of the groups, and what is no property (`action_articles`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from blueprint.analysis.property_values import is_joint, values
from blueprint.analysis.work.items import in_words
from blueprint.model import Action, Emotion, Provenance, Replacement, Standard, Timing
from blueprint.properties import Format, Seat, placed

from ...page.table import Cell, CellPart, Line, lines, stacked, text
from ..wording import Wording

#: Where the catalogues have the words of reports.
_AREA = "report"


class PropertyCells:
    """The properties of the actions of one report."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def of(self, action: Action, group: str) -> Iterator[tuple[str, Cell]]:
        """The properties of a group: the name, and what stands there, or an empty cell."""
        for seat in placed("panel", group):
            yield self._wording.words(seat.name(_AREA)), self._cell(seat, action)

    def signs(self, action: Action) -> Line:
        """What kind of action it is, sign by sign."""
        signs = (self._sign(seat, action) for seat in placed("panel", "kind"))
        return tuple(CellPart(text=sign, style="chip") for sign in signs if sign)

    def _sign(self, seat: Seat, action: Action) -> str | None:
        value = getattr(action, seat.property.field)
        if not value:
            return None
        return self._wording.words(seat.name(_AREA) if value is True else seat.word(_AREA, value))

    def _cell(self, seat: Seat, action: Action) -> Cell:
        other, value = seat.property, getattr(action, seat.property.field)
        own = _CELLS.get(other.format)
        if value is None:
            return Cell()
        if is_joint(other, action):
            return self._wording.together(other.kind, value)
        if own:
            return own(self, seat, value)
        # Other texts are in the words of the author.
        return text(self._wording.words.listed(values(other, action, self._wording.blueprint)))

    # ── by format ─────────────────────────────────────────────────────────────────────────────────────────

    def word(self, seat: Seat, value: str) -> Cell:
        """A word of the language."""
        return text(self._wording.words(seat.word(_AREA, value)))

    def names(self, seat: Seat, value: tuple[str, ...]) -> Cell:
        """Declared things, linked to their rows."""
        return self._wording.named(seat.property.kind, value)

    def items(self, seat: Seat, value: tuple[str, ...]) -> Cell:
        """Items, read as words."""
        return text(self._wording.words.listed(map(in_words, value)))

    def number(self, seat: Seat, value: float) -> Cell:
        """A number as the language writes it."""
        return text(self._wording.words.number(value))

    def money(self, seat: Seat, value: float) -> Cell:
        """An amount in the currency of the file."""
        currency = self._wording.blueprint.currency
        return text(self._wording.words.number(value) + (f" {currency}" if currency else ""))

    def time(self, seat: Seat, value: Timing) -> Cell:
        """How long it takes, where anything is said of it."""
        return self.wait(seat, value) if value.span or value.target or value.by_persona else Cell()

    def wait(self, seat: Seat, value: Timing) -> Cell:
        """A time, its target, and what becomes of it."""
        wording = self._wording
        if value.target is None:
            return wording.timing(value)
        target = text(wording.words("time.target", time=wording.time(value.target)), "muted")
        return stacked(stacked(wording.timing(value), target), wording.against_target(value))

    def due(self, seat: Seat, value: Any) -> Cell:
        """When it is due, and the action that this is counted from."""
        when = self._wording.words(f"due.{value.relation}", time=self._wording.time(value.span_of_time))
        return lines((CellPart(text=when), self._wording.action(value.action)))

    def standard(self, seat: Seat, value: Standard) -> Cell:
        """What is promised, within which time, and the metric of it."""
        wording = self._wording
        metric = wording.named("metrics", (value.metric,) if value.metric else ())
        return stacked(lines((CellPart(text=value.text),), wording.limit_line(value)), metric)

    def emotion(self, seat: Seat, value: Emotion) -> Cell:
        """A score and the words for it."""
        return self._wording.emotion(value)

    def replacement(self, seat: Seat, value: Replacement) -> Cell:
        """The actions that it replaces, and why."""
        reason = ((CellPart(text=value.reason, style="muted"),),) if value.reason else ()
        return lines(*((CellPart(text=action),) for action in value.actions), *reason)

    def provenance(self, seat: Seat, value: Provenance) -> Cell:
        """How we know it."""
        return self._wording.known(value)


_CELLS: dict[Format, Callable[[PropertyCells, Seat, Any], Cell]] = {
    "mark": PropertyCells.word,
    "word": PropertyCells.word,
    "names": PropertyCells.names,
    "items": PropertyCells.items,
    "number": PropertyCells.number,
    "money": PropertyCells.money,
    "time": PropertyCells.time,
    "wait": PropertyCells.wait,
    "due": PropertyCells.due,
    "standard": PropertyCells.standard,
    "emotion": PropertyCells.emotion,
    "replacement": PropertyCells.replacement,
    "provenance": PropertyCells.provenance,
}
