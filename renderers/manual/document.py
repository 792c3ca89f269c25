"""A manual before it is HTML or Markdown: chapters, sections, tasks.

Comes in: texts and where they lead. Goes out: frozen values that two writers write. Deliberately absent: the model, and any markup;
every text here is still to be escaped.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text and, less loud, what there is to say of it. `link` is the id of a task, `href` a safe address."""

    text: str
    detail: str = ""
    link: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is said under one name; `kind` is a class of manual.css (`say`, `when`, `promise`, `hand`), or empty."""

    name: str
    values: tuple[Value, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What can go wrong, and what is done about it."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `number` is that of its step and its place in it (`3.2`), `marks` are single words."""

    id: str
    number: str
    text: str
    marks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A step: what holds for all of it, and its tasks."""

    title: str
    facts: tuple[Fact, ...] = ()
    tasks: tuple[Task, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A phase; steps outside of phases stand in one without a title."""

    title: str | None = None
    facts: tuple[Fact, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All that one role has to know, or one part of a guide. `about` stands under the title."""

    id: str
    title: str
    about: str = ""
    facts: tuple[Fact, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    groups: tuple[Group, ...] = ()

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
