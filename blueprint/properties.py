"""The properties of an action, each declared once: keyword, format, places, audience.

Comes in: nothing. Goes out: PROPERTIES. The resolver reads actions by this table. Card, panel, text, registers and manual ask it which
properties they show, and each knows how it writes a format; `blueprint.audience` takes from it what customers may know. Deliberately
absent: the field with its type (`blueprint.model`; JSON has every field of it), the grammar, and what is no property: where an action
stands, what it is called, its arrows and its cards.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

#: What a property holds; every reader has one function for each. A `mark` is a word that is clear by itself, a `word` needs its keyword
#: beside it. `names` are declared, `items` are not. `speech` is said to somebody. `money` is in the currency of the file. Where nothing
#: is written, a `time` is an empty Timing and a `wait` is None.
Format = Literal[
    "flag", "mark", "word", "names", "items", "text", "speech", "number", "money", "time", "wait", "due", "standard", "emotion",
    "replacement", "provenance",
]  # fmt: skip
#: The outputs that show properties one by one; registers have columns of them.
Output = Literal["card", "panel", "text", "manual"]


#: Who is told of a property: `staff` alone, customers of what they do themselves (`own`), or customers of everything that they see (`all`).
Told = Literal["staff", "own", "all"]


class Place(NamedTuple):
    """Where an output shows a property: in which group, and there before (less than 0) or after the others (more than 0).

    `words` are keys of the catalogues: what the property is called there and, where its values are words, what their keys begin with.
    Without them these are the area of the output with the keyword: `report.skill`, or `term.skill` for all. In a register they are the
    keys of columns, one for each part of the value that has a column. `bare`: the value is shown without a name.
    """

    group: str
    order: int = 0
    words: tuple[str, ...] = ()
    bare: bool = False


class Property(NamedTuple):
    """A property of actions: `field` is that of the model, `keyword` the English one.

    `kind` and `namespace`: whose names it takes, as the field of a Blueprint and as one thing is called. `least` and `most` limit a
    number. `alone`: what the keyword means without a word after it. `drawn`: values that the card shows by its shape, not in words.
    `from_lane`: an action without it has its lane's; `of_doers`: unless it is an event, which nobody does. `excludes`: keywords that
    cannot stand beside it. Without `told` it is not shown to customers.
    """

    field: str
    keyword: str
    format: Format
    kind: str = ""
    namespace: str = ""
    least: float = 0
    most: float = float("inf")
    alone: str | None = None
    drawn: tuple[str, ...] = ()
    from_lane: bool = False
    of_doers: bool = False
    excludes: tuple[str, ...] = ()
    card: Place | None = None
    panel: Place | None = None
    text: Place | None = None
    manual: Place | None = None
    registers: tuple[Place, ...] = ()
    told: Told = "staff"


#: All properties. Within a group of an output they have this order, unless their places say otherwise.
PROPERTIES = (
    Property(
        field="is_decision", keyword="decision", format="flag", excludes=("end",),
        panel=Place("kind", words=("report.sign.decision",)), text=Place("marks"), manual=Place("marks"), told="all",
    ),
    Property(
        field="is_event", keyword="event", format="flag", excludes=("by", "approval", "decision"),
        panel=Place("kind", words=("report.sign.event",)), text=Place("marks"), manual=Place("marks"), told="all",
    ),
    Property(
        field="is_start", keyword="start", format="flag", excludes=("end",),
        panel=Place("kind", words=("report.sign.start",)), text=Place("marks", -1), manual=Place("marks", -1), told="all",
    ),
    Property(
        field="is_approval", keyword="approval", format="flag",
        card=Place("marks"), panel=Place("kind", words=("report.sign.approval",)), text=Place("marks"), manual=Place("marks"),
    ),
    Property(
        field="is_milestone", keyword="milestone", format="flag",
        card=Place("marks"), panel=Place("kind", words=("report.sign.milestone",)), text=Place("marks"), manual=Place("marks"),
    ),
    Property(
        field="is_bottleneck", keyword="bottleneck", format="flag",
        card=Place("marks"), panel=Place("kind", words=("report.sign.bottleneck",)), text=Place("marks"), manual=Place("marks"),
    ),
    Property(
        field="is_moment", keyword="critical", format="flag",
        panel=Place("kind", words=("report.sign.moment",)), manual=Place("marks", words=("manual.moment",)),
        registers=(Place("touchpoints", 1, ("column.moment",)),),
    ),
    Property(
        field="end", keyword="end", format="mark", alone="plain", drawn=("plain",),
        card=Place("marks", -1, ("picture.end", "picture.")), panel=Place("kind", 1, ("report.sign.end", "report.sign.")),
        text=Place("marks"), manual=Place("marks", 1), told="all",
    ),
    Property(
        field="by", keyword="by", format="names", kind="roles", namespace="role", from_lane=True, of_doers=True,
        card=Place("who", bare=True), panel=Place("frame", words=("report.about.who",)), text=Place("details"),
        manual=Place("doing", 1, ("manual.together",)), registers=(Place("standards", 1, ("column.roles",)),),
    ),
    Property(
        field="via", keyword="via", format="names", kind="channels", namespace="channel", from_lane=True,
        panel=Place("frame", words=("report.channel",)), text=Place("details"), manual=Place("doing", 2),
        registers=(Place("touchpoints.where", words=("column.channel",)),), told="all",
    ),
    Property(
        field="using", keyword="using", format="names", kind="systems", namespace="system", from_lane=True,
        panel=Place("frame", words=("report.about.systems",)), text=Place("details"), manual=Place("doing", 1),
    ),
    Property(
        field="mode", keyword="mode", format="mark", from_lane=True, of_doers=True, drawn=("automatic",),
        card=Place("marks", words=("picture.mode", "picture.")),
        panel=Place("frame", words=("report.about.mode", "report.mode.")), text=Place("marks", words=("text.mode", "text.")),
        manual=Place("marks", words=("manual.mode", "manual.")),
    ),
    Property(
        field="value", keyword="value", format="word",
        panel=Place("frame", words=("report.about.value", "report.value.")),
    ),
    Property(
        field="personas", keyword="for", format="names", kind="personas", namespace="persona",
        panel=Place("frame", words=("report.about.personas",)), text=Place("details"),
        manual=Place("before", 1, ("manual.personas",)),
    ),
    Property(
        field="timing", keyword="time", format="time",
        card=Place("who", bare=True), panel=Place("times"), text=Place("details", bare=True), manual=Place("doing", -1),
        told="own",
    ),
    Property(
        field="wait", keyword="wait", format="wait",
        card=Place("wait"), panel=Place("times"), text=Place("details", words=("text.time.wait",)), manual=Place("before"),
        told="own",
    ),
    Property(
        field="due", keyword="due", format="due",
        panel=Place("times"), told="all",
    ),
    Property(
        field="cost", keyword="cost", format="money",
        panel=Place("times", words=("report.about.cost",)),
    ),
    Property(
        field="standard", keyword="standard", format="standard",
        card=Place("who"), panel=Place("service"), text=Place("details"), manual=Place("doing", -2),
        registers=(
            Place("touchpoints", words=("column.standard", "column.within")),
            Place("standards", words=("column.standard", "column.within", "column.metric")),
        ),
        told="all",
    ),
    Property(
        field="script", keyword="script", format="speech",
        panel=Place("service"), manual=Place("doing", -3),
    ),
    Property(
        field="expects", keyword="expects", format="text",
        panel=Place("service"), manual=Place("doing"),
    ),
    Property(
        field="emotion", keyword="emotion", format="emotion", least=-2, most=2,
        panel=Place("service"), text=Place("details"),
        registers=(Place("touchpoints", words=("column.emotion", "column.emotion-words")),), told="own",
    ),
    Property(
        field="inputs", keyword="input", format="items",
        panel=Place("items", words=("report.about.inputs",)), manual=Place("before", 1), told="own",
    ),
    Property(
        field="outputs", keyword="output", format="items",
        panel=Place("items", words=("report.about.outputs",)), manual=Place("after"),
    ),
    Property(
        field="replaces", keyword="replaces", format="replacement",
        panel=Place("change"),
    ),
    Property(
        field="known", keyword="status", format="provenance",
        panel=Place("change"), text=Place("marks", words=("text.status", "text.")),
        manual=Place("marks", words=("manual.status", "manual.")),
    ),
)  # fmt: skip


class Seat(NamedTuple):
    """A property, and its place in one output."""

    property: Property
    place: Place

    def name(self, area: str) -> str:
        """The key of what it is called in an area of the catalogues."""
        return self.place.words[0] if self.place.words else f"{area}.{self.property.keyword}"

    def word(self, area: str, value: str) -> str:
        """The key of one of its values; for what the keyword means alone, that of its name."""
        if value == self.property.alone:
            return self.name(area)
        return (self.place.words[1] if self.place.words else f"{area}.{self.property.keyword}.") + value


@cache
def placed(output: Output, group: str) -> tuple[Seat, ...]:
    """The properties in a group of an output, in order."""
    places = ((other, getattr(other, output)) for other in PROPERTIES)
    found = [Seat(other, place) for other, place in places if place is not None and place.group == group]
    return tuple(sorted(found, key=lambda seat: seat.place.order))


@cache
def in_register(group: str) -> tuple[Seat, ...]:
    """The properties with columns in a register, in order."""
    found = [Seat(other, place) for other in PROPERTIES for place in other.registers if place.group == group]
    return tuple(sorted(found, key=lambda seat: seat.place.order))
