"""The Drawing: where everything in a picture stands.

Comes in: what the layout worked out. Goes out: frozen shapes in pixels, y downwards, texts already wrapped into lines. Each shape
says which element of the model is behind it. Every renderer draws this one Drawing, so all pictures agree. Deliberately absent:
colours, fonts, any file format.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from .lane_kinds import LaneKind, LineKind
from .lean_dataclasses import dataclass
from .model import FlowKind, PointKind
from .words import Direction

#: What a text is; the renderers' type sizes and weights follow from it (blueprint.layout.sizes).
TextRole = Literal[
    "title", "subtitle", "phase", "step-number", "step", "lane", "lane-kind", "line", "card", "detail", "evidence",
    "flow", "badge", "legend", "row", "row-detail", "axis",
]  # fmt: skip
Anchor = Literal["start", "middle", "end"]
JunctionKind = Literal["fork", "join"]
CardForm = Literal["action", "decision", "event", "start", "end", "thing", "stub"]


Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of text. `x` is the place of its anchor, `y` its baseline, `width` how wide it is taken to be.

    Where `rtl` is true the text runs from right to left, and `start` is its right end.
    """

    x: float
    y: float
    text: str
    role: TextRole
    width: float
    anchor: Anchor = "start"
    rtl: bool = False

    @property
    def left(self) -> float:
        """The x of its left end."""
        if self.anchor == "middle":
            return self.x - self.width / 2
        return self.x - self.width if self.is_at_right else self.x

    @property
    def is_at_right(self) -> bool:
        """Whether its `x` is its right end."""
        return self.anchor != "middle" and (self.anchor == "start") == self.rtl


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseShape:
    """The chevron over the steps of a phase; `box` includes its tips."""

    key: str
    box: Box
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShape:
    """A step: the box over all its columns and lanes, and its heading."""

    key: str
    box: Box
    lines: tuple[TextLine, ...]
    #: The x of the thin line that closes the step where the next one begins; None behind the last one.
    border: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneShape:
    """A lane's band, heading included; `heading` is the width of the heading where the picture begins: at its left, or its right."""

    key: str
    kind: LaneKind
    box: Box
    heading: float
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShape:
    """A line between lanes, from left to right at one y, with its label near the end where the picture begins."""

    kind: LineKind | None
    y: float
    left: float
    right: float
    lines: tuple[TextLine, ...]
    label_box: Box | None

    @property
    def strokes(self) -> tuple[tuple[float, float], ...]:
        """The x from which and to which it is drawn: on both sides of its label."""
        box = self.label_box
        return ((self.left, box.x), (box.right, self.right)) if box else ((self.left, self.right),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShape:
    """An action's card, or that of a thing.

    `form`: `action` is a rounded rectangle, `decision` a hexagon, `event` a pill, `end` has a double border, `thing` is dashed.
    `stub` stands for an action that the picture does not show; it names its step.
    """

    key: str
    kind: LaneKind
    form: CardForm
    box: Box
    lines: tuple[TextLine, ...]
    #: The accessible name: lane, step, text, points.
    name: str
    #: Drawn with a small gear: it is automatic.
    is_automatic: bool = False
    #: Where the dot stands that marks a start, on the upper border; None for any other card.
    start: Box | None = None
    #: The gear with the patch that it stands on, half of it below the lower border; None where there is none.
    gear: Box | None = None
    #: Drawn dashed: it exists for some personas only, or is assumed or proposed.
    is_optional: bool = False
    #: Address that the card links to, of an allowed scheme.
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A lettered point on the upper border of its card, or in a heading."""

    point: str
    kind: PointKind
    box: Box
    line: TextLine
    #: For a fail point: 0 (not rated), 1 low, 2 medium, 3 high risk.
    risk: int = 0
    #: What it marks, in words.
    name: str = ""
    #: The labels of several points that have no place of their own; `point` has them all, with blanks between, `name` a line for each.
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An arrow: a path of horizontal and vertical pieces from `points[0]` at the source to `points[-1]` at the target."""

    source: str
    target: str
    kind: FlowKind
    points: tuple[tuple[float, float], ...]
    is_journey: bool = False
    is_optional: bool = False
    #: Whether the source, and the target, are in this part of a folded picture; no head is drawn where they are not.
    starts: bool = True
    ends: bool = True
    #: Whether it is one of several that are all taken, and one of several that are all waited for.
    is_fork: bool = False
    is_join: bool = False
    #: Where it leaves the stem of a fork that another arrow draws; where it meets the stem of a join that another one draws,
    #: with the arrowhead.
    leaves: tuple[float, float] | None = None
    meets: tuple[float, float] | None = None
    #: The last line is the `count`, where there is one: how often the arrow is taken in 100 cases.
    label: tuple[TextLine, ...] = ()
    label_box: Box | None = None
    count: str | None = None

    @property
    def heads(self) -> tuple[bool, bool]:
        """Whether it has an arrowhead of its own at the source, and at the target."""
        return self.kind == "return" and self.starts, self.ends and self.meets is None

    @property
    def drawn(self) -> tuple[tuple[float, float], ...]:
        """The points of what it draws itself: without stems that another arrow draws."""
        line = self.points if self.leaves is None else behind(self.points, [self.leaves])
        return line if self.meets is None else behind(line[::-1], [self.meets])[::-1]

    @property
    def two_headed(self) -> bool:
        """Whether there is an arrowhead at the source too."""
        return self.heads[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Junction:
    """The sign of a fork or a join: where arrows that are all taken part, or where those that are all waited for meet.

    `card` is the key of the card that they leave or lead to. Arrows of one side of a card that have no company there carry the sign
    near the card. `upright`: the common stem comes from above or below.
    """

    kind: JunctionKind
    card: str
    x: float
    y: float
    upright: bool


def lies_on(point: Point, start: Point, end: Point) -> bool:
    """Whether a point lies on a level or upright piece, but for the piece's start."""
    return (
        min(start[0], end[0]) <= point[0] <= max(start[0], end[0])
        and min(start[1], end[1]) <= point[1] <= max(start[1], end[1])
        and point != start
    )


def behind(line: Sequence[Point], points: Collection[Point]) -> tuple[Point, ...]:
    """A line from the last of some points on; all of it where none lies on it."""
    for index in range(len(line) - 2, -1, -1):
        here = [point for point in points if lies_on(point, line[index], line[index + 1])]
        if here:
            start = line[index]
            last = max(here, key=lambda point: abs(point[0] - start[0]) + abs(point[1] - start[1]))
            rest = tuple(line[index + 1 :])
            return (last, *rest) if last != rest[0] or len(rest) < 2 else rest
    return tuple(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """A mark on an emotion curve, of an action (key) with a score of -2 … 2."""

    action: str
    x: float
    y: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionRow:
    """The emotion curve of one lane: levels are the y of +2, +1, 0, -1, -2.

    `curves` are the lines through the marks of the usual way, one but where a folded picture cuts it; `asides` those to the others.
    """

    lane: str
    box: Box
    heading: tuple[TextLine, ...]
    #: The x at which the lines of the levels begin on the left.
    left: float
    levels: tuple[float, ...]
    points: tuple[CurvePoint, ...]
    #: Where they end on the right; None where the box does.
    right: float | None = None
    curves: tuple[tuple[Point, ...], ...] = ()
    asides: tuple[tuple[Point, ...], ...] = ()
    words: tuple[TextLine, ...] = ()

    @property
    def sides(self) -> tuple[float, float]:
        """The x between which the lines of the levels run."""
        return self.left, self.box.right if self.right is None else self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBar:
    """The wait, the work or the rest of one step, on the scale of all bars: what is over the target stands in a box of its own.

    The rest goes on where the work ends. `target` is the x of the target's mark. `lines` stand under the bar, of bars that go on from each
    other under the first; they are red where it `is_late`.
    """

    step: str
    kind: Literal["wait", "work", "rest"]
    box: Box
    over: Box | None
    target: float | None
    lines: tuple[TextLine, ...] = ()
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """The times of all steps, on one scale: waits above, work below; `tracks` are what the bars stand on.

    `notes` stand where a step has no bar. `totals` stand at the right; `over` are lines among these and the notes that say how far a
    whole misses its target.
    """

    box: Box
    heading: tuple[TextLine, ...]
    tracks: tuple[Box, ...]
    bars: tuple[TimeBar, ...]
    notes: tuple[TextLine, ...] = ()
    totals: tuple[TextLine, ...] = ()
    over: tuple[TextLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsRow:
    """The metrics that the actions of each step track: name, value now, target."""

    box: Box
    heading: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """An entry of the legend: what sign, and its words. `box` is where the sign stands."""

    sign: str
    box: Box
    line: TextLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole picture."""

    name: str
    language: str
    width: float
    height: float
    title: tuple[TextLine, ...]
    #: What the picture shows, in a few sentences.
    description: str
    plain_title: str
    phases: tuple[PhaseShape, ...]
    steps: tuple[StepShape, ...]
    lanes: tuple[LaneShape, ...]
    lines: tuple[LineShape, ...]
    cards: tuple[CardShape, ...]
    routes: tuple[Route, ...]
    badges: tuple[Badge, ...]
    emotions: tuple[EmotionRow, ...] = ()
    times: tuple[TimeRow, ...] = ()
    metrics: tuple[MetricsRow, ...] = ()
    junctions: tuple[Junction, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    #: Where it begins, and with it columns, headings and all rows: at the left (`ltr`) or at the right (`rtl`).
    direction: Direction = "ltr"
    #: Of a folded picture: the y where each part begins and ends, downwards; the title is above the first, the legend below the last.
    parts: tuple[tuple[float, float], ...] = ()
