"""How plain text says the things of a model: times, labels, what is said of something.

Comes in: a Blueprint. Goes out: texts on one line, in its language. Deliberately absent: what stands in which table (`tables`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.model import Blueprint, Timing
from blueprint.values import TimeSpan
from blueprint.words.bidi import Direction, begun
from blueprint.words.labels import Words


class TextWording:
    """The wording of one text."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._words = Words(blueprint.words_language or "en", "text")

    def __call__(self, key: str, **values: object) -> str:
        """The word for a key, with its gaps filled."""
        return self._words(key, **values)

    def labelled(self, word: str, text: str) -> str:
        """What something is called, and what is said of it."""
        return self(word) + self("colon") + self._words.apart(flat(text))

    def joined(self, *parts: str | None) -> str:
        """Clauses in a row; those that are empty are left out."""
        return self._words.joined([part for part in parts if part], self("semicolon"))

    def commas(self, *parts: str | None) -> str:
        """Phrases in a row; those that are empty are left out."""
        return self._words.joined([part for part in parts if part], self("comma"))

    @property
    def arrow(self) -> str:
        """An arrow that points to what is read next."""
        return self._words.arrow

    @property
    def direction(self) -> Direction:
        """Which way the language is written."""
        return self._words.direction

    def begun(self, line: str) -> str:
        """A line that runs as the language does, whatever its first letter is."""
        return begun(line, self.direction)

    def apart(self, text: str) -> str:
        """A text among others, set apart if it runs the other way than the language."""
        return self._words.apart(text)

    def bracketed(self, *parts: str | None) -> str:
        """Phrases in brackets, or nothing."""
        inner = self.commas(*parts)
        return self("open") + inner + self("close") if inner else ""

    def quoted(self, text: str) -> str:
        """What an author wrote, in quotation marks."""
        return self("quote", text=flat(text))

    def lane(self, key: str) -> str:
        """What a lane is called."""
        return flat(self._blueprint.name_of("lanes", key))

    def labels(self, kind: str, keys: Iterable[str | None]) -> str:
        """What some declared things are called."""
        return self.commas(*(flat(self._blueprint.name_of(kind, key)) for key in keys if key))

    def together(self, *texts: str) -> str:
        """Those who do something together."""
        return self._words.together(texts)

    def timing(self, timing: Timing) -> str:
        """How long something takes and may take."""
        span = self.span(timing.span) if timing.span else None
        everybody = self.commas(span, self.within("time.target", timing.target))
        return self.joined(everybody, *self.by_persona(timing))

    def by_persona(self, timing: Timing) -> Iterator[str]:
        """How long something takes some personas, and may take."""
        for other in timing.by_persona:
            time = self.commas(
                self.span(other.time) if other.time else None, self.within("time.target", other.target)
            )
            yield self("time.persona", personas=self.labels("personas", other.personas), time=time)

    def within(self, word: str, span: TimeSpan | None) -> str | None:
        """A time in the words of a key, or nothing."""
        return self(word, time=self.span(span)) if span else None

    def span(self, span: TimeSpan) -> str:
        """A span of time."""
        return self._words.span(span)


def flat(text: str) -> str:
    """A text on one line, without what would command a terminal."""
    clean = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or char.isprintable() or char in "\u200c\u200d"
    )
    return " ".join(clean.split(" ")).strip()
