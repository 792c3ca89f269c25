"""A manual as values, before it is HTML or Markdown: chapters, sections, tasks.

Comes in: texts and where they lead. Goes out: frozen values that two writers write. Deliberately absent: the model, and any markup;
texts are escaped later.
"""

from __future__ import annotations

from typing import Literal

from blueprint.lean_dataclasses import dataclass

#: What a note is about: a failure, a risk of the whole service, a feedback loop.
NoteKind = Literal["fail", "risk", "loop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text with details in smaller type.

    `then` is the text of the following task. `who` does the task that is named: `then`, if given. `link` is the id of that task;
    `href` is a safe address for the text.
    """

    text: str
    who: str = ""
    detail: str = ""
    then: str = ""
    link: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and its values; `kind` is a class of manual.css (`say`, `when`, `promise`, `hand`), or empty."""

    name: str
    values: tuple[Value, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What can happen, and what is done about it; `name` is the kind of note."""

    kind: NoteKind
    name: str
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `number` is that of its step and its place in it (`3.2`), `marks` are single words, `action` is its key.

    `who` does it, where a chapter has more than one who does things; `tone` is then a class of manual.css.
    """

    id: str
    action: str
    number: str
    text: str
    who: str = ""
    tone: str = ""
    marks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A step: facts about all of it, and its tasks."""

    id: str
    title: str
    facts: tuple[Fact, ...] = ()
    tasks: tuple[Task, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A phase; steps outside of phases stand in one without a title."""

    title: str | None = None
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All that one role has to know, or one part of a guide. `about` stands under the title.

    `answers` is what its role is responsible for beside the tasks, with the heading `answers_title`.
    """

    id: str
    title: str
    about: str = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    groups: tuple[Group, ...] = ()
    answers_title: str = ""
    answers: tuple[Note, ...] = ()

    @property
    def count(self) -> int:
        """How many tasks it has."""
        return sum(len(section.tasks) for group in self.groups for section in group.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A whole manual. `apart`: each chapter is for another reader, and begins on a page of its own."""

    kind: str
    title: str
    facts: tuple[Fact, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    apart: bool = True

    @property
    def is_deep(self) -> bool:
        """Whether its table of contents lists steps as well: not with many chapters for different readers."""
        return not self.apart or len(self.chapters) < 3
