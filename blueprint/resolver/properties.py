"""The properties of an action, read by the table of `blueprint.properties`.

Comes in: the attributes of an action and the lane it stands in. Goes out: the values of its fields. Deliberately absent: where the
action stands, and `when` and `at`, which belong to arrows and things.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..diagnostics import Label, error
from ..model import Due, Emotion, Lane, Standard, Timing
from ..properties import PROPERTIES, Format, Property
from ..syntax import nodes
from ..words import Keyword, Phrase, phrase
from .attributes import Attributes, time_span
from .names import Names


class PropertyReader:
    """Reads the properties of actions."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, attributes: Attributes, lane: Lane, step: str) -> dict[str, Any]:
        """The values of all properties, by the field of the model; `step` is where the action stands."""
        self._contradictions(attributes)
        found = {other.field: _READ[other.format](self, other, attributes, step) for other in PROPERTIES}
        found["jointly"] = bool(attributes.joint("by")) and len(found["by"]) > 1
        self._timed_for_others(attributes, found["personas"])
        for other in PROPERTIES:
            if other.from_lane and not found[other.field] and not (other.of_doers and "event" in attributes):
                found[other.field] = getattr(lane, other.field)
                if other.field == "by":
                    found["jointly"] = lane.jointly
        return found

    def _contradictions(self, attributes: Attributes) -> None:
        for other in PROPERTIES:
            for excluded in other.excludes:
                first, second = attributes.one(other.keyword), attributes.one(excluded)
                if first and second:
                    words = Keyword(first.keyword), Keyword(second.keyword)
                    self._report(first, second, phrase("BP015.both", first=words[0], second=words[1]))

    def _timed_for_others(self, attributes: Attributes, personas: tuple[str, ...]) -> None:
        """Report times for personas for whom the action does not exist."""
        others = self._names.declared.get("persona", {}).keys() - set(personas) if personas else frozenset()
        for attribute in attributes.times_of_personas() if others else ():
            for word in attribute.values:
                if isinstance(word, nodes.Word) and word.text in others:
                    self._report_other(word, attributes)

    def _report_other(self, word: nodes.Word, attributes: Attributes) -> None:
        own = attributes.one("for")
        assert own is not None, "the action names personas"
        label = Label(own.span, phrase("BP015.persona.label"))
        message, cure = phrase("BP015.persona", name=word.text), phrase("BP015.persona.cure")
        self._names.problems.append(error("BP015", word.span, message, cure, [label]))

    def _report(self, first: nodes.Attribute, second: nodes.Attribute, message: Phrase) -> None:
        keyword = Keyword(first.keyword)
        cure = phrase("BP015.both.cure.event") if first.keyword == "event" else phrase("BP015.both.cure")
        label = Label(first.span, phrase("BP015.both.label", keyword=keyword))
        self._names.problems.append(error("BP015", second.span, message, cure, [label]))

    # ── by format ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def flag(self, other: Property, attributes: Attributes, step: str) -> bool:
        """Whether it is there."""
        return other.keyword in attributes

    def word(self, other: Property, attributes: Attributes, step: str) -> Any:
        """A word of the grammar's list."""
        found = attributes.word(other.keyword)
        return other.alone if found is None and other.keyword in attributes else found

    def names(self, other: Property, attributes: Attributes, step: str) -> tuple[str, ...]:
        """Keys of declarations."""
        return attributes.keys(other.keyword, other.namespace)

    def items(self, other: Property, attributes: Attributes, step: str) -> tuple[str, ...]:
        """Names that need no declaration."""
        return attributes.items(other.keyword)

    def text(self, other: Property, attributes: Attributes, step: str) -> str | None:
        """A string."""
        return attributes.text(other.keyword)

    def number(self, other: Property, attributes: Attributes, step: str) -> float | None:
        """A number within its limits."""
        return attributes.ranged(other.keyword, other.least, other.most)

    def time(self, other: Property, attributes: Attributes, step: str) -> Timing:
        """How long it takes."""
        return attributes.timing(other.keyword) or Timing()

    def wait(self, other: Property, attributes: Attributes, step: str) -> Timing | None:
        """A wait, which may have no length."""
        return attributes.timing(other.keyword)

    def due(self, other: Property, attributes: Attributes, step: str) -> Due | None:
        """A time before or after another action."""
        found = attributes.one(other.keyword)
        if found is None:
            return None
        time, relation, reference = found.values
        assert isinstance(relation, nodes.Word)
        assert isinstance(reference, nodes.Reference)
        span, action = time_span(time, self._names), self._names.action(reference, step)
        word: Any = relation.text
        return (
            Due(span=found.span, span_of_time=span, relation=word, action=action) if span and action else None
        )

    def standard(self, other: Property, attributes: Attributes, step: str) -> Standard | None:
        """What the customer is promised."""
        found = attributes.one(other.keyword)
        if found is None:
            return None
        inner = Attributes(found.attributes, self._names)
        metric = inner.keys("metric", "metric")
        return Standard(
            span=found.span,
            text=attributes.text(other.keyword) or "",
            within=inner.span("within"),
            limits=self._limits(inner),
            metric=metric[0] if metric else None,
        )

    def _limits(self, standard: Attributes) -> Any:
        """What the limit of a standard is for, where the text says so."""
        said = [found for keyword in ("begun", "done") if (found := standard.one(keyword))]
        if len(said) > 1:
            first, second = sorted(said, key=lambda attribute: attribute.span.start)
            self._report(first, second, phrase("BP015.limit.both"))
        elif said and "within" not in standard:
            keyword = Keyword(said[0].keyword)
            cure = phrase("BP015.limit.cure", keyword=keyword)
            self._names.problems.append(
                error("BP015", said[0].span, phrase("BP015.limit", keyword=keyword), cure)
            )
        return said[0].keyword if len(said) == 1 and "within" in standard else None

    def emotion(self, other: Property, attributes: Attributes, step: str) -> Emotion | None:
        """A score, and the words for it."""
        found = attributes.one(other.keyword)
        score = attributes.ranged(other.keyword, other.least, other.most)
        if found is None or score is None:
            return None
        words = [value.value for value in found.values if isinstance(value, nodes.Text)]
        return Emotion(span=found.span, score=score, words=words[0] if words else None)

    def replacement(self, other: Property, attributes: Attributes, step: str) -> Any:
        """The actions of the as-is that it replaces."""
        found = attributes.one(other.keyword)
        return self._names.replacement(found) if found else None

    def provenance(self, other: Property, attributes: Attributes, step: str) -> Any:
        """How we know it."""
        return attributes.known()


_READ: dict[Format, Callable[[PropertyReader, Property, Attributes, str], Any]] = {
    "flag": PropertyReader.flag,
    "mark": PropertyReader.word,
    "word": PropertyReader.word,
    "names": PropertyReader.names,
    "items": PropertyReader.items,
    "text": PropertyReader.text,
    "speech": PropertyReader.text,
    "number": PropertyReader.number,
    "money": PropertyReader.number,
    "time": PropertyReader.time,
    "wait": PropertyReader.wait,
    "due": PropertyReader.due,
    "standard": PropertyReader.standard,
    "emotion": PropertyReader.emotion,
    "replacement": PropertyReader.replacement,
    "provenance": PropertyReader.provenance,
}
