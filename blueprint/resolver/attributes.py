"""The attributes of one statement, by keyword, read as values.

Comes in: attributes of the tree. Goes out: values of the model. Repeated, out-of-range or unknown values are reported where they
are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..diagnostics import Edit, Label, error
from ..model import NOTHING_KNOWN, Owner, PersonaTiming, Provenance, Review, Timing
from ..source import Span
from ..syntax import nodes
from ..values import TimeSpan
from ..words import Keyword, phrase
from .names import Names

#: The attributes that may be repeated.
_REPEATABLE = frozenset(
    [
        "cause",
        "effect",
        "prevent",
        "recover",
        "contingency",
        "compensate",
        "respond",
        "resolve",
        "goal",
        "pain",
        "note",
        "removes",
        "time of personas",
        "wait of personas",
    ]
)


class Attributes:
    """The attributes of a statement, inline and in its block."""

    def __init__(self, attributes: Iterable[nodes.Attribute], names: Names) -> None:
        self._names = names
        self._all: dict[str, list[nodes.Attribute]] = {}
        for attribute in attributes:
            keyword = _of_personas(attribute.keyword) if _names_personas(attribute) else attribute.keyword
            same = self._all.setdefault(keyword, [])
            if same and keyword not in _REPEATABLE:
                names.problems.append(
                    error(
                        "BP014",
                        attribute.span,
                        phrase("BP014", keyword=_written(attribute)),
                        phrase("BP014.cure"),
                        [Label(same[0].span, phrase("BP014.label"))],
                        _without(attribute.span) if attribute == same[0] else (),
                    )
                )
            else:
                same.append(attribute)

    def __contains__(self, keyword: str) -> bool:
        return keyword in self._all

    def __iter__(self) -> Any:
        return (attribute for several in self._all.values() for attribute in several)

    def every(self, keyword: str) -> list[nodes.Attribute]:
        """All attributes of a keyword."""
        return self._all.get(keyword, [])

    def one(self, keyword: str) -> nodes.Attribute | None:
        """The attribute of a keyword."""
        return self._all[keyword][0] if keyword in self._all else None

    def value(self, keyword: str) -> nodes.Value | None:
        """The first value of a keyword's attribute."""
        found = self.one(keyword)
        return found.values[0] if found and found.values else None

    def text(self, keyword: str) -> str | None:
        """A string."""
        value = self.value(keyword)
        return value.value if isinstance(value, nodes.Text) else None

    def texts(self, keyword: str) -> tuple[str, ...]:
        """The strings of a keyword that may be repeated."""
        return tuple(
            attribute.values[0].value
            for attribute in self.every(keyword)
            if isinstance(attribute.values[0], nodes.Text)
        )

    def word(self, keyword: str) -> Any:
        """A keyword that is a value, in its English spelling, or a name."""
        value = self.value(keyword)
        return value.text if isinstance(value, nodes.Word) else None

    def number(self, keyword: str) -> float | None:
        """A number."""
        value = self.value(keyword)
        return value.value if isinstance(value, nodes.Number) else None

    def ranged(self, keyword: str, least: float, most: float, *, whole: bool = False) -> float | None:
        """A number that must lie between two others."""
        value = self.value(keyword)
        if not isinstance(value, nodes.Number):
            return None
        shown, called = value.span.text, Keyword(keyword)
        if value.value < least:
            text = phrase("BP016.below", keyword=called, number=shown, least=least)
        elif value.value > most:
            text = phrase("BP016.above", keyword=called, number=shown, most=most)
        elif whole and value.value != int(value.value):
            text = phrase("BP016.whole", keyword=called, number=shown)
        else:
            return value.value
        kind = phrase("message.a.whole-number") if whole else phrase("message.a.number")
        cure = phrase("BP016.cure", kind=kind, least=least, most=most)
        if most == float("inf"):
            cure = phrase("BP016.cure.upwards", kind=kind, least=least)
        self._names.problems.append(error("BP016", value.span, text, cure))
        return None

    def keys(self, keyword: str, namespace: str) -> tuple[str, ...]:
        """The keys of the declared names behind a keyword."""
        found = self.one(keyword)
        return self._names.find_all(namespace, (*found.values, *self.joint(keyword))) if found else ()

    def joint(self, keyword: str) -> list[nodes.Value]:
        """The names that belong together with the first: b and c of `by a and b and c`."""
        found = self.one(keyword)
        others = found.attributes if found else ()
        return [value for other in others if other.keyword == "and" for value in other.values]

    def doers(self) -> tuple[tuple[str, ...], bool]:
        """The keys of the roles behind `by`, and whether they do it together."""
        roles = self.keys("by", "role")
        return roles, bool(self.joint("by")) and len(roles) > 1

    def items(self, keyword: str) -> tuple[str, ...]:
        """Names that need no declaration."""
        found = self.one(keyword)
        words = [value for value in found.values if isinstance(value, nodes.Word)] if found else []
        self._names.uses += [("item", word.text, word) for word in words]
        return tuple(dict.fromkeys(word.text for word in words))

    def date(self, keyword: str, index: int = 0) -> str | None:
        """An ISO date that exists."""
        found = self.one(keyword)
        if found is None or len(found.values) <= index:
            return None
        return check_date(found.values[index], self._names)

    def timing(self, keyword: str = "time") -> Timing | None:
        """`time SPAN target SPAN` or `wait [SPAN] [target SPAN]`, and what it is for some personas: `time PERSONA, … SPAN target SPAN`."""
        found, by_persona = self.one(keyword), self._by_persona(keyword)
        if found is None and not by_persona:
            return None
        span = target = None
        if found is not None:
            span = time_span(found.values[0], self._names) if found.values else None
            target = Attributes(found.attributes, self._names).span("target")
        return Timing(span=span, target=target, by_persona=by_persona, named_only=found is None)

    def times_of_personas(self) -> Iterator[nodes.Attribute]:
        """The times and waits that are for some personas, by their keywords."""
        return (found for keyword in ("time", "wait") for found in self.every(_of_personas(keyword)))

    def _by_persona(self, keyword: str) -> tuple[PersonaTiming, ...]:
        known: dict[str, nodes.Word] = {}
        found = []
        for attribute in self.every(_of_personas(keyword)):
            words = [value for value in attribute.values if isinstance(value, nodes.Word)]
            new = [word for word in words if self._is_first(keyword, word, known)]
            personas = self._names.find_all("persona", new)
            span = time_span(attribute.values[-1], self._names)
            target = Attributes(attribute.attributes, self._names).span("target")
            if personas:
                found.append(PersonaTiming(span=attribute.span, personas=personas, time=span, target=target))
        return tuple(found)

    def _is_first(self, keyword: str, word: nodes.Word, known: dict[str, nodes.Word]) -> bool:
        """Whether a time is said for a persona for the first time; if not, that is reported."""
        first = known.setdefault(word.text, word)
        if first is not word:
            text = phrase("BP014.persona", keyword=Keyword(keyword), name=word.text)
            label = Label(first.span, phrase("BP014.label"))
            self._names.problems.append(error("BP014", word.span, text, phrase("BP014.cure"), [label]))
        return first is word

    def span(self, keyword: str) -> TimeSpan | None:
        """A span of time."""
        value = self.value(keyword)
        return time_span(value, self._names) if value else None

    def owner(self) -> Owner | None:
        """Who answers for it."""
        value = self.value("owner")
        return self._names.owner(value) if value else None

    def review(self) -> Review | None:
        """`reviewed DATE [every …]`."""
        found = self.one("reviewed")
        day = self.date("reviewed")
        return Review(date=day, every=period(found)) if found and day else None

    def known(self) -> Provenance:
        """`status`, `source` and `tracks`."""
        if not ("status" in self or "source" in self or "tracks" in self):
            return NOTHING_KNOWN
        return Provenance(
            status=self.word("status"), source=self.text("source"), tracks=self.keys("tracks", "metric")
        )


def _names_personas(attribute: nodes.Attribute) -> bool:
    """Whether a `time` or `wait` is for some personas: then their names stand before the span."""
    return attribute.keyword in ("time", "wait") and isinstance((*attribute.values, None)[0], nodes.Word)


def _of_personas(keyword: str) -> str:
    """What the times for some personas are kept by; no keyword has a blank in it."""
    return f"{keyword} of personas"


def period(attribute: nodes.Attribute | None) -> Any:
    """The period of an `every` inside an attribute."""
    for inner in attribute.attributes if attribute else ():
        if inner.keyword == "every" and isinstance(inner.values[0], nodes.Word):
            return inner.values[0].text
    return None


def time_span(value: nodes.Value, names: Names) -> TimeSpan | None:
    """A span whose numbers must rise from left to right."""
    if not isinstance(value, nodes.Time):
        return None
    numbers = value.value.numbers
    if list(numbers) != sorted(numbers):
        text = phrase("BP016.backwards", span=value.span.text)
        names.problems.append(error("BP016", value.span, text, phrase("BP016.backwards.cure")))
        return None
    return value.value


def check_date(value: nodes.Value, names: Names) -> str | None:
    """The text of a date, if that date exists."""
    if not isinstance(value, nodes.Date):
        return None
    try:
        date.fromisoformat(value.text)
    except ValueError:
        text = phrase("BP017", date=value.text)
        names.problems.append(error("BP017", value.span, text, phrase("BP017.cure")))
        return None
    return value.text


def _without(span: Span) -> tuple[Edit, ...]:
    """Remove a property with the blanks before it, and its line where it is alone there."""
    text = span.source.text
    start, end, after = span.start, span.end, span.end
    while start and text[start - 1] in " \t":
        start -= 1
    while after < len(text) and text[after] in " \t":
        after += 1
    begins = start == 0 or text[start - 1] in "\r\n"
    if begins and text[after : after + 1] in ("\r", "\n"):
        end = after + (2 if text[after : after + 2] == "\r\n" else 1)
    elif begins:
        start = span.start
    return (Edit(Span(span.source, start, end), ""),)


def _written(attribute: nodes.Attribute) -> str:
    """The keyword as the author spelt it."""
    return attribute.span.text.split(None, 1)[0] if attribute.span.text else attribute.keyword


def head(node: nodes.Action | nodes.Entry) -> Span:
    """A statement without its properties and its block: what a message underlines."""
    last = node.text or node.name
    return Span(node.span.source, node.span.start, last.span.end) if last else node.span
