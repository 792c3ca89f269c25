"""Charts before they are drawn: values, words, and where they lead.

Comes in: what a section of the report has to show. Goes out: a Chart, which `draw` makes an SVG of and `as_table` a table. Numbers are
in the unit of their axis and have their words beside them, so that charts know no language. Deliberately absent: the model, sizes and
colours. A tone is a class of `renderers/page/charts.css`: the risk levels (`high`, `medium`, `low`, `unrated`), what times are
(`work`, `wait`, `over`), lanes (`customer`, `frontstage`, …), what numbers are (`baseline`, `now`, `target`, `benchmark`), feelings
(`good`, `even`, `bad`), and `plain`.
"""

from __future__ import annotations

from blueprint.lean_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on an axis, and its text."""

    at: float
    text: str


# ── bars ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a bar, `length` long; `text` says how long, and is in the table and the tooltip."""

    length: float
    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of parts that follow each other. `text` stands at its end; `limit` is a mark across it, `limit_text` its text."""

    label: str
    parts: tuple[Part, ...]
    text: str = ""
    href: str | None = None
    limit: float | None = None
    limit_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars on one axis from 0; `legend` names the tones in use: (tone, words)."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


# ── one value among others ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A value on a scale; its tone says what it is (`baseline`, `now`, `target`, `benchmark`), `text` how much."""

    at: float
    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A row with a scale of its own, from the least of its marks to the greatest. `rising`: more is better; None: unknown."""

    label: str
    marks: tuple[Mark, ...]
    rising: bool | None = None
    text: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """Rows of values with different units, such as metrics."""

    title: str
    scales: tuple[Scale, ...]
    legend: tuple[tuple[str, str], ...] = ()


# ── a field of cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A thing in a cell of a field: `label` is what is drawn (F1, 3), `text` what it is; column and row count from 0 at the top left."""

    column: int
    row: int
    label: str
    text: str
    tone: str = "plain"
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of columns and rows with things in its cells: importance × urgency, severity × occurrence.

    `columns` go from left to right, `rows` from top to bottom. `grounds` gives cells a tone: (column, row, tone). `quadrants` are words
    written large and pale in the corners: top left, top right, bottom left, bottom right.
    """

    title: str
    across: str
    down: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    spots: tuple[Spot, ...]
    grounds: tuple[tuple[int, int, str], ...] = ()
    quadrants: tuple[str, str, str, str] | None = None
    legend: tuple[tuple[str, str], ...] = ()


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From `start` to `end` on the axis; where both are the same, a point is drawn."""

    start: float
    end: float
    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A row of stretches, which may overlap."""

    label: str
    stretches: tuple[Stretch, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows along one axis, which goes from the first tick to the last: seconds since an event, or days of a calendar.

    `logarithmic`: minutes and days can both be seen; ticks and stretches then begin at 0, which is drawn at the left end.
    """

    title: str
    courses: tuple[Course, ...]
    ticks: tuple[Tick, ...]
    legend: tuple[tuple[str, str], ...] = ()
    logarithmic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A point of a curve: `label` stands under it (a step), `text` is for the table and the tooltip."""

    label: str
    value: float
    text: str = ""
    tone: str = "plain"
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Values in order, joined by a line; the axis goes from the first tick to the last.

    `line` are the places of the stops that the line goes through, all of them where it is None; `asides` pairs of stops that a lesser line
    joins.
    """

    title: str
    stops: tuple[Stop, ...]
    ticks: tuple[Tick, ...]
    line: tuple[int, ...] | None = None
    asides: tuple[tuple[int, int], ...] = ()


Chart = Bars | Scales | Field | Timeline | Curve
