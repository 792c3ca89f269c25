"""The syntax tree: what is written, statement by statement, without what it means.

Comes in: what the parser read. Goes out: frozen nodes. Every node has its span, which takes no part in equality, so that two
texts with the same content have equal trees. Keywords are held in their English spelling; their span says how they were
written. Deliberately absent: names bound to what they name, defaults, numbers of points (all in `blueprint.model`).
"""

from __future__ import annotations

from dataclasses import field

from ..lean_dataclasses import dataclass
from ..source import Source, Span
from ..values import TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have: the stretch of text that they were read from."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Node):
    """A name in Unicode NFC, or a keyword in its English spelling."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """A string, without quotes and escapes."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Node):
    """A number, with its sign."""

    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage(Node):
    """A number of hundredths: 85 for `85%`."""

    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Node):
    """A date as written, `2026-12-31`; whether it exists is the resolver's question."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Node):
    """A span of time."""

    value: TimeSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Node):
    """The name of an action: bare, or with the step it stands in."""

    step: Word | None
    name: Word


Value = Word | Text | Number | Percentage | Date | Time | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Node):
    """A keyword with what belongs to it: a property, a setting, an entry of a card's block.

    `attributes` holds what qualifies it in turn: the `target` of a `time`, the `within` of a `standard`.
    """

    keyword: str
    values: tuple[Value, ...] = ()
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Node):
    """A card (`fail`, `pain`, …) or a declaration (`role`, `metric`, …)."""

    keyword: str
    name: Word | None
    text: Text | None
    attributes: tuple[Attribute, ...] = ()
    body: tuple[Attribute, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Node):
    """`blueprint NAME "Title"`."""

    name: Word
    title: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Node):
    """`import "path"`."""

    path: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Node):
    """A lane of one kind."""

    kind: Word
    name: Word | None
    label: Text | None
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Node):
    """A line between lanes; `kind` is nothing for a line of the author's own."""

    kind: Word | None
    label: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes(Node):
    """The block of lanes and lines, from top to bottom."""

    bands: tuple[Lane | Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Node):
    """An action of a step, or a piece of evidence, or a note in a notes lane: its lane decides which."""

    origin: Reference | None = None
    arrow: Word | None = None
    lane: Word
    name: Word | None
    text: Text
    attributes: tuple[Attribute, ...] = ()
    body: tuple[Attribute | Entry, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """An arrow between actions that stand elsewhere."""

    origin: Reference
    arrow: Word
    targets: tuple[Reference, ...]
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Node):
    """A step with what happens in it."""

    name: Word | None
    label: Text | None
    items: tuple[Action | Link | Attribute | Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Node):
    """A phase with its steps."""

    name: Word | None
    label: Text | None
    items: tuple[Step | Link | Attribute | Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Node):
    """A comment, from its `#` to the end of its line, without blanks there."""

    text: str


Statement = Header | Import | Lanes | Phase | Step | Link | Attribute | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Node):
    """A whole file, with its comments in the order of the text."""

    source: Source = field(compare=False, repr=False)
    items: tuple[Statement, ...]
    comments: tuple[Comment, ...] = ()
    #: Stretches that could not be read.
    skipped: tuple[Span, ...] = field(default=(), compare=False, repr=False)
