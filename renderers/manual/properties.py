"""The properties of an action as facts and marks of a task.

Comes in: an action, and the chapter that its task stands in. Goes out: facts and words. Which properties a manual shows, and in which
group, stands in `blueprint.properties`. Deliberately absent: the rest of a task (`staff`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from blueprint.analysis.property_values import values
from blueprint.model import Action
from blueprint.properties import Format, Seat, placed

from .document import Fact
from .parts import Part
from .wording import ManualWording, named_fact

#: Manual work and observed facts are the normal case and get no mark.
_UNMARKED = frozenset({"manual", "observed", None})
#: Where the catalogues have the words of manuals.
_AREA = "manual"


class PropertyFacts:
    """The properties of the actions of one manual."""

    def __init__(self, wording: ManualWording) -> None:
        self._wording = wording

    def of(self, action: Action, group: str, part: Part) -> Iterator[Fact | None]:
        """The facts of a group, in their order."""
        for seat in placed("manual", group):
            own = _FACTS.get(seat.property.format)
            yield own(self, seat, action) if own else self._row(seat, action, part)

    def marks(self, action: Action) -> Iterator[str]:
        """What kind of action it is, in single words."""
        for seat in placed("manual", "marks"):
            value = getattr(action, seat.property.field)
            if seat.property.format == "provenance":
                value = value.status
            if value and value not in _UNMARKED:
                yield self._wording(seat.name(_AREA) if value is True else seat.word(_AREA, value))

    def _name(self, seat: Seat) -> str:
        return self._wording(seat.name(_AREA))

    # ── by format ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, seat: Seat, action: Action, part: Part) -> Fact | None:
        """Short texts on one line, without the chapter's own role."""
        other, wording = seat.property, self._wording
        if other.format == "names":
            keys = getattr(action, other.field)
            texts = wording.labels(
                other.kind, (key for key in keys if other.kind != "roles" or key != part.role)
            )
        elif other.format == "items":
            texts = wording.items(getattr(action, other.field))
        else:
            texts = list(values(other, action, wording.blueprint))
        if other.field == "by" and not action.jointly:
            return named_fact(wording("or-by"), wording.listed(texts))
        return named_fact(self._name(seat), wording.listed(texts))

    def word(self, seat: Seat, action: Action) -> Fact | None:
        """A word of a list."""
        value = getattr(action, seat.property.field)
        return named_fact(self._name(seat), self._wording(seat.word(_AREA, value)) if value else "")

    def speech(self, seat: Seat, action: Action) -> Fact | None:
        """What is said, in quotes."""
        value = getattr(action, seat.property.field)
        return named_fact(self._name(seat), self._wording("quote", text=value) if value else "", "say")

    def timing(self, seat: Seat, action: Action) -> Fact | None:
        """How long it takes and may take."""
        other = seat.property
        return self._called(seat, self._wording.timing(other.format, getattr(action, other.field)))

    def standard(self, seat: Seat, action: Action) -> Fact | None:
        """What is promised, and within which time."""
        other = seat.property
        return self._called(seat, self._wording.standard(other.format, getattr(action, other.field)))

    def _called(self, seat: Seat, fact: Fact | None) -> Fact | None:
        return replace(fact, name=self._name(seat)) if fact else None


_FACTS: dict[Format, Callable[[PropertyFacts, Seat, Action], Fact | None]] = {
    "mark": PropertyFacts.word,
    "word": PropertyFacts.word,
    "speech": PropertyFacts.speech,
    "time": PropertyFacts.timing,
    "wait": PropertyFacts.timing,
    "standard": PropertyFacts.standard,
}
