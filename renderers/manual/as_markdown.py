"""A manual as Markdown: for wikis, repositories and whatever else makes pages.

Comes in: a Scene. Goes out: Markdown. What the user wrote stays text: whatever could be markup there is escaped. Deliberately absent:
links between tasks, since every program makes other anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blueprint.cli.listings.as_markdown import text
from blueprint.render import Scene

from .document import Chapter, Fact, Group, Manual, Section, Task, Trouble, Value
from .pages import of_scene
from .wording import Wording

_LIST = re.compile(r"^\d+(?=[.)](?:\s|$))|^(?=[-=])")


def render(scene: Scene) -> str:
    """The whole text."""
    manual = of_scene(scene)
    return "\n".join(_Writer(Wording(scene.blueprint)).lines(manual)) + "\n"


class _Writer:
    def __init__(self, say: Wording) -> None:
        self._say = say

    def lines(self, manual: Manual) -> Iterator[str]:
        """All lines of the text."""
        yield f"# {text(manual.title)}"
        yield from ("", f"**{text(manual.kind)}**", "")
        yield from self._facts(manual.facts, "")
        yield from ("", f"## {self._say('contents')}", "")
        for chapter in manual.chapters:
            yield f"- {_begun(text(chapter.title))}{self._aside(text(chapter.about))}"
        for chapter in manual.chapters:
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield from ("", f"## {text(chapter.title)}")
        if chapter.about:
            yield from ("", _begun(text(chapter.about)))
        yield from self._around(chapter.facts, chapter.troubles)
        for group in chapter.groups:
            yield from self._group(group)

    def _group(self, group: Group) -> Iterator[str]:
        level = "###"
        if group.title is not None:
            yield from ("", f"{level} {text(group.title)}")
            level += "#"
        yield from self._around(group.facts, group.troubles)
        for section in group.sections:
            yield from ("", f"{level} {text(section.title)}")
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield from self._around(section.facts, section.troubles)
        for task in section.tasks:
            yield ""
            yield from self._task(task)

    def _around(self, facts: tuple[Fact, ...], troubles: tuple[Trouble, ...]) -> Iterator[str]:
        """What holds for all that follows."""
        if facts or troubles:
            yield ""
        yield from self._facts(facts, "")
        yield from self._troubles(troubles, "")

    def _task(self, task: Task) -> Iterator[str]:
        # The number is no list marker: programs would count anew after each heading.
        marks = self._aside(text(self._say.together(*task.marks)))
        yield f"- **{task.number}** {text(task.text)}{marks}"
        yield from self._facts(task.facts, "  ")
        yield from self._troubles(task.troubles, "  ")

    def _facts(self, facts: Iterable[Fact], indent: str) -> Iterator[str]:
        for fact in facts:
            name = text(fact.name)
            if len(fact.values) == 1:
                yield f"{indent}- *{name}* — {self._value(fact.values[0])}"
                continue
            yield f"{indent}- *{name}*"
            yield from (f"{indent}  - {self._value(value)}" for value in fact.values)

    def _troubles(self, troubles: Iterable[Trouble], indent: str) -> Iterator[str]:
        for trouble in troubles:
            yield f"{indent}- **⚠** {text(trouble.text)}"
            yield from self._facts(trouble.facts, indent + "  ")

    def _value(self, value: Value) -> str:
        return _begun(text(value.text)) + self._aside(text(value.detail))

    def _aside(self, said: str) -> str:
        # Ours, too, are escaped: a text before them may end like one of a link.
        opening, closing = (self._say(sign).replace(sign, f"\\{sign}") for sign in "()")
        return f"{opening}{said}{closing}" if said else ""


def _begun(said: str) -> str:
    """A text at the start of a line, where a number or a dash would begin a list."""
    return _LIST.sub(r"\g<0>\\", said)
