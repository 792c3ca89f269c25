"""A wide picture broken at steps into parts that stand under each other.

Comes in: a whole Drawing and a width. Goes out: a Drawing in which every part has the lanes' names again. All parts are cut from one
picture, so lanes are of one height in all of them; an arrow that is cut runs to the edge and goes on at the left edge of the part
where its other end is. Cuts avoid arrows that run down a gutter, and labels. Deliberately absent: a new layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TypeVar

from ...drawing import (
    Badge,
    Box,
    Drawing,
    EmotionRow,
    Junction,
    LaneShape,
    LegendItem,
    LineShape,
    MetricsRow,
    PhaseShape,
    Route,
    StepShape,
    TimeRow,
)
from ..badges import Heading, row_width
from ..headings import PHASE_INDENT, Set, phase_heading, phase_height, set_phase, set_title
from ..mirroring import turned
from ..sizes import HEADING_PADDING, MARGIN
from .cuts import Cutter, Part
from .heights import rows, says_something, squeezes
from .strips import Held, Strip, clipped, curve_in, line_side, middle, moved, passes, place, side

_BETWEEN_PARTS = 26.0
#: A phase that goes on begins so far before the cut.
_BEFORE_PART = 9.0

T = TypeVar("T")
R = TypeVar("R", EmotionRow, TimeRow, MetricsRow)


def fold(drawing: Drawing, width: float) -> Drawing:
    """The picture in parts no wider than `width` px, as far as its steps allow; as it is where it fits."""
    return turned(next(folds_as_laid(turned(drawing), (width,))))


def folds_as_laid(drawing: Drawing, widths: Iterable[float]) -> Iterator[Drawing]:
    """The same of several widths for a picture that is not turned to its direction yet; where it may be cut is looked for once."""
    cutter: Cutter | None = None
    for width in widths:
        if drawing.width <= width or len(drawing.steps) < 2 or not drawing.lanes:
            yield drawing
            continue
        cutter = cutter or Cutter(drawing, _left_of(drawing))
        yield _Folder(drawing, width, cutter).fold()


def _left_of(drawing: Drawing) -> float:
    """The x at which the steps begin."""
    lane = drawing.lanes[0]
    return lane.box.x + lane.heading + HEADING_PADDING / 2


class _Folder:
    def __init__(self, drawing: Drawing, width: float, cutter: Cutter) -> None:
        self._drawing = drawing
        self._left = _left_of(drawing)
        parts = cutter.parts(width - self._left - MARGIN)
        self._sides = [part.left for part in parts] + [parts[-1].right]
        self._owners = {card.key: _part_of(card.box.middle[0], self._sides) for card in drawing.cards}
        self._held = Held()
        #: The arrows, each with its part and the x that it reaches.
        self._arrows = [
            (route, self._owner(route), min(x for x, _ in route.points), max(x for x, _ in route.points))
            for route in drawing.routes
        ]
        self._width = self._left + max(part.width for part in parts) + MARGIN
        self._top = min([step.box.y for step in drawing.steps] + [phase.box.y for phase in drawing.phases])
        #: The badges of the whole, beside the title.
        self._whole = [badge for badge in drawing.badges if badge.box.bottom <= self._top]
        self._title = self._new_title()
        self._phase_room = self._grown_phases()
        self._strips = self._new_strips(parts)
        last = self._strips[-1]
        self._end = last.y(self._bottom())

    def _new_strips(self, parts: Sequence[Part]) -> list[Strip]:
        """The parts in their places, under each other, each as high as what stands in it."""
        found: list[Strip] = []
        top = self._title.bottom
        for number, part in enumerate(parts):
            strip = Strip(
                left=part.left,
                right=part.right,
                lead=part.lead,
                tail=part.tail,
                dx=self._left + part.lead - part.left,
                dy=0.0,
            )
            strip = strip._replace(
                squeezes=squeezes(self._drawing, strip, list(self._routes(number, strip)), self._held)
            )
            top += self._phase_room
            strip = strip._replace(dy=top - self._top)
            found.append(strip)
            top = strip.y(self._bottom()) + _BETWEEN_PARTS
        return found

    def _owner(self, route: Route) -> int | None:
        """The number of the part that both ends of an arrow stand in."""
        owner = self._owners[route.source]
        return owner if owner == self._owners[route.target] else None

    # ── what grows or flows anew ─────────────────────────────────────────────────────────────────────────────────────────

    def _new_title(self) -> Set:
        """The title and its badges, set to the new width."""
        drawing = self._drawing
        if not drawing.title:
            return Set((), (), 16.0)
        title, subtitle = (
            " ".join(line.text for line in drawing.title if line.role == role)
            for role in ("title", "subtitle")
        )
        return set_title(title, subtitle, self._whole, self._width, drawing.language, drawing.direction)

    def _bottom(self) -> float:
        """The y below the last row of the whole picture, legend excepted."""
        drawing = self._drawing
        return max(shape.box.bottom for shape in (*drawing.lanes, *rows(drawing)))

    def _grown_phases(self) -> float:
        """How much taller the row of phases gets where a phase is cut."""
        room = max((phase.box.height for phase in self._drawing.phases), default=0.0)
        cut = [
            self._phase_heading(phase, sides)
            for phase in self._drawing.phases
            for sides in pairwise(self._sides)
            if _width_in(phase, *sides) > 2 * PHASE_INDENT
        ]
        return max(phase_height(cut) - room, 0.0) if cut else 0.0

    def _phase_heading(self, phase: PhaseShape, sides: tuple[float, float]) -> Heading:
        """The name and the badges of a phase between two x."""
        badges = [badge for badge in self._phase_badges(phase) if sides[0] <= badge.box.middle[0] < sides[1]]
        wide = _width_in(phase, *sides)
        # They stood in rows over one step, and do so again.
        shelf = max((row_width(row) for row in _rows_of(badges)), default=0.0)
        text = " ".join(line.text for line in phase.lines)
        return phase_heading(text, badges, wide, shelf)

    def _phase_badges(self, phase: PhaseShape) -> Iterator[Badge]:
        box = phase.box
        return (
            badge
            for badge in self._drawing.badges
            if box.y <= badge.box.middle[1] <= box.bottom and box.x <= badge.box.middle[0] < box.right
        )

    def _legend(self) -> tuple[tuple[LegendItem, ...], float]:
        x, y = MARGIN + HEADING_PADDING, self._end + 14
        found = []
        for item in self._drawing.legend:
            wide = item.line.x + item.line.width - item.box.x
            if x + wide > self._width - MARGIN and x > MARGIN + HEADING_PADDING:
                x, y = MARGIN + HEADING_PADDING, y + 22
            dx, dy = x - item.box.x, y - item.box.y
            box = replace(item.box, x=x, y=y)
            found.append(
                replace(item, box=box, line=replace(item.line, x=item.line.x + dx, y=item.line.y + dy))
            )
            x += wide + 22
        return tuple(found), y + 22 if found else self._end

    # ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def fold(self) -> Drawing:
        drawing = self._drawing
        legend, bottom = self._legend()
        phases = self._each(self._phases)
        return replace(
            drawing,
            width=self._width,
            height=bottom + 16,
            title=self._title.lines,
            phases=tuple(shape for shape, _ in phases),
            steps=self._each(self._steps),
            lanes=self._each(self._lanes),
            lines=self._each(self._lines),
            cards=self._each(
                lambda strip: (
                    replace(
                        card,
                        box=strip.box(card.box),
                        lines=strip.lines(card.lines),
                        start=card.start and strip.beside(card.start, card.box.y),
                        gear=card.gear and strip.beside(card.gear, card.box.bottom),
                    )
                    for card in self._held.within(drawing.cards, strip, middle)
                )
            ),
            badges=(
                *self._title.badges,
                *self._each(self._badges),
                *(badge for _, own in phases for badge in own),
            ),
            routes=tuple(
                route for number, strip in enumerate(self._strips) for route in self._routes(number, strip)
            ),
            junctions=self._each(self._junctions),
            emotions=self._each(lambda strip: self._kept(drawing.emotions, strip, self._emotion)),
            times=self._each(lambda strip: self._kept(drawing.times, strip, self._time)),
            metrics=self._each(lambda strip: self._kept(drawing.metrics, strip, self._metric)),
            legend=legend,
            parts=tuple(
                (strip.y(self._top) - self._phase_room, strip.y(self._bottom())) for strip in self._strips
            ),
        )

    def _each(self, part: Callable[[Strip], Iterable[T]]) -> tuple[T, ...]:
        return tuple(shape for strip in self._strips for shape in part(strip))

    def _band(self, strip: Strip, box: Box) -> Box:
        return replace(strip.box(box), x=box.x, width=strip.end - box.x)

    def _lanes(self, strip: Strip) -> Iterator[LaneShape]:
        for lane in self._drawing.lanes:
            box = self._band(strip, lane.box)
            by = box.middle[1] - lane.box.middle[1]
            yield replace(lane, box=box, lines=tuple(replace(line, y=line.y + by) for line in lane.lines))

    def _lines(self, strip: Strip) -> Iterator[LineShape]:
        for line in self._drawing.lines:
            y, box = strip.y(line.y), line.label_box
            yield replace(
                line,
                y=y,
                right=strip.end,
                lines=strip.headings(line.lines, line.y),
                label_box=box and replace(box, y=box.y + y - line.y),
            )

    def _badges(self, strip: Strip) -> Iterator[Badge]:
        for badge in self._held.within(self._drawing.badges, strip, middle):
            box = badge.box
            if badge in self._whole:
                continue
            if any(badge in self._phase_badges(phase) for phase in self._drawing.phases):
                continue
            yield replace(badge, box=strip.box(box), line=strip.lines((badge.line,))[0])

    def _routes(self, number: int, strip: Strip) -> Iterator[Route]:
        for route, owner, low, high in self._arrows:
            if owner == number:
                yield moved(route, strip)
            elif owner is None and low < strip.right and high >= strip.left:
                yield from clipped(route, strip)

    def _junctions(self, strip: Strip) -> Iterator[Junction]:
        """The signs of forks and joins that stand on an arrow of this part, but for where a cut arrow runs on to the edge."""
        number = self._strips.index(strip)
        for junction in self._drawing.junctions:
            for route in self._drawing.routes:
                owner = self._owner(route)
                here = owner == number or (owner is None and strip.holds(junction.x))
                if here and passes(route, junction):
                    x, y = strip.point((junction.x, junction.y))
                    yield replace(junction, x=x, y=y)
                    break

    def _phases(self, strip: Strip) -> Iterator[tuple[PhaseShape, tuple[Badge, ...]]]:
        for phase in self._drawing.phases:
            left, right = max(phase.box.x, strip.left - _BEFORE_PART), min(phase.box.right, strip.right)
            if right - left <= 2 * PHASE_INDENT:
                continue
            heading = self._phase_heading(phase, (strip.left, strip.right))
            box = Box(
                x=left + strip.dx,
                y=strip.y(phase.box.y) - self._phase_room,
                width=right - left,
                height=phase.box.height + self._phase_room,
            )
            lines, badges, _ = set_phase(heading, box, self._drawing.language, self._drawing.direction)
            yield replace(phase, box=box, lines=lines), badges

    def _steps(self, strip: Strip) -> Iterator[StepShape]:
        steps = self._held.within(self._drawing.steps, strip, middle)
        for step in steps:
            border = None if step.border is None or step is steps[-1] else step.border + strip.dx
            yield replace(step, box=strip.box(step.box), lines=strip.lines(step.lines), border=border)

    def _kept(self, found: Iterable[R], strip: Strip, cut: Callable[[R, Strip], R]) -> Iterator[R]:
        """The rows that are not empty in a part, cut to it."""
        return (cut(row, strip) for row in found if says_something(row, strip, self._held))

    def _emotion(self, row: EmotionRow, strip: Strip) -> EmotionRow:
        return replace(
            row,
            box=self._band(strip, row.box),
            heading=strip.headings(row.heading, row.box.y),
            levels=tuple(strip.y(level) for level in row.levels),
            points=tuple(
                replace(point, x=point.x + strip.dx, y=strip.y(point.y))
                for point in self._held.within(row.points, strip, place)
            ),
            curves=_cut(row.curves, strip),
            asides=_cut(row.asides, strip),
            words=strip.lines(self._held.within(row.words, strip, place)),
        )

    def _time(self, row: TimeRow, strip: Strip) -> TimeRow:
        bars = tuple(
            replace(
                bar,
                box=strip.box(bar.box),
                over=bar.over and strip.box(bar.over),
                target=None if bar.target is None else bar.target + strip.dx,
                lines=strip.lines(bar.lines),
            )
            for bar in self._held.within(row.bars, strip, side)
        )
        tracks = tuple(strip.box(track) for track in self._held.within(row.tracks, strip, place))
        return replace(
            row,
            box=self._band(strip, row.box),
            heading=strip.headings(row.heading, row.box.y),
            tracks=tracks,
            bars=bars,
            notes=strip.lines(self._held.within(row.notes, strip, line_side)),
            totals=strip.lines(self._held.within(row.totals, strip, line_side)),
            over=strip.lines(self._held.within(row.over, strip, line_side)),
        )

    def _metric(self, row: MetricsRow, strip: Strip) -> MetricsRow:
        lines = strip.lines(self._held.within(row.lines, strip, place))
        return replace(
            row, box=self._band(strip, row.box), heading=strip.headings(row.heading, row.box.y), lines=lines
        )


def _width_in(phase: PhaseShape, left: float, right: float) -> float:
    """How wide a phase is in a part."""
    return min(phase.box.right, right) - max(phase.box.x, left - _BEFORE_PART)


def _rows_of(badges: Sequence[Badge]) -> Iterator[list[Badge]]:
    """Badges in the rows that they stand in."""
    return (list(row) for _, row in groupby(badges, key=lambda badge: badge.box.y))


def _cut(
    curves: Iterable[Sequence[tuple[float, float]]], strip: Strip
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """What a part has of some curves."""
    parts = (tuple(strip.point(point) for point in curve_in(curve, strip)) for curve in curves)
    return tuple(part for part in parts if part)


def _part_of(x: float, sides: Sequence[float]) -> int:
    return max(number for number, side in enumerate(sides[:-1]) if x >= side or number == 0)
