"""A manual as Markdown: for wikis, repositories and whatever else makes pages.

Comes in: a manual. Goes out: Markdown as GitHub reads it. Texts of the user stay text: markup in them is escaped. Deliberately
absent: the picture, and links within the text, since every program makes other anchors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.words.bidi import without_isolates

from ..markdown import line
from .document import Chapter, Fact, Group, Manual, Note, Section, Task, Value
from .pages import Content
from .wording import ManualWording


def write(content: Content) -> str:
    """The whole text."""
    return "\n".join(_Writer(ManualWording(content.blueprint)).lines(content.manual)) + "\n"


def text(words: str) -> str:
    """A text without markup and without invisible characters, since Markdown is also read as plain text."""
    return line(without_isolates(words))


class _Writer:
    def __init__(self, wording: ManualWording) -> None:
        self._wording = wording

    def lines(self, manual: Manual) -> Iterator[str]:
        """All lines of the text."""
        yield f"# {text(manual.title)}"
        yield from ("", f"**{text(manual.kind)}**")
        yield from self._around(manual.facts, ())
        if len(manual.chapters) > 1:
            yield from ("", f"## {self._wording('contents')}", "")
            for chapter in manual.chapters:
                yield f"- {text(chapter.title)}{self._aside(text(chapter.about))}"
        for chapter in manual.chapters:
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield from ("", f"## {text(chapter.title)}")
        if chapter.about:
            yield from ("", text(chapter.about))
        yield from self._around(chapter.facts, chapter.notes)
        for group in chapter.groups:
            yield from self._group(group)
        if chapter.answers:
            yield from ("", f"### {text(chapter.answers_title)}", "")
            yield from self._notes(chapter.answers, "")

    def _group(self, group: Group) -> Iterator[str]:
        level = "###"
        if group.title is not None:
            yield from ("", f"{level} {text(group.title)}")
            level += "#"
        yield from self._around(group.facts, group.notes)
        for section in group.sections:
            yield from ("", f"{level} {text(section.title)}")
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield from self._around(section.facts, section.notes)
        for task in section.tasks:
            yield ""
            yield from self._task(task)

    def _around(self, facts: tuple[Fact, ...], notes: tuple[Note, ...]) -> Iterator[str]:
        """The facts that apply to everything below."""
        if facts or notes:
            yield ""
        yield from self._facts(facts, "")
        yield from self._notes(notes, "")

    def _task(self, task: Task) -> Iterator[str]:
        # The number is not a list marker, since programs would restart the count after each heading.
        marks = self._aside(text(self._wording.together(*task.marks)))
        who = f"*{text(task.who)}* — " if task.who else ""
        yield f"- **{task.number}** {who}{text(task.text)}{marks}"
        yield from self._facts(task.facts, "  ")
        yield from self._notes(task.notes, "  ")

    def _facts(self, facts: Iterable[Fact], indent: str) -> Iterator[str]:
        for fact in facts:
            name = text(fact.name)
            if len(fact.values) == 1:
                yield f"{indent}- *{name}* — {self._value(fact.values[0])}"
                continue
            yield f"{indent}- *{name}*"
            yield from (f"{indent}  - {self._value(value)}" for value in fact.values)

    def _notes(self, notes: Iterable[Note], indent: str) -> Iterator[str]:
        for note in notes:
            sign = "" if note.kind == "loop" else "⚠ "
            yield f"{indent}- {sign}**{text(note.name + self._wording('colon').strip())}** {text(note.text)}"
            yield from self._facts(note.facts, indent + "  ")

    def _value(self, value: Value) -> str:
        who = value.who + self._wording("colon") if value.who else ""
        told = (
            f"{value.text} {self._wording.words.arrow} {who}{value.then}"
            if value.then
            else f"{who}{value.text}"
        )
        # An address has no angle brackets: they are escaped in it.
        shown = f"[{text(told)}](<{value.href}>)" if value.href else text(told)
        return shown + self._aside(text(value.detail))

    def _aside(self, message: str) -> str:
        return f"{self._wording('open')}{message}{self._wording('close')}" if message else ""
