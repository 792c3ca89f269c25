"""A wide picture broken at steps into parts that stand under each other.

Comes in: a whole Drawing and a width. Goes out: a Drawing in which every part has the lanes' names again. All parts are cut from one
picture, so lanes are of one height in all of them; an arrow that is cut runs to the edge and goes on at the left edge of the part
where its other end is. Cuts keep off arrows that run down a gutter and off labels. Deliberately absent: a new layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ..drawing import (
    Box,
    Drawing,
    EmotionRow,
    Junction,
    LegendItem,
    MetricsRow,
    PhaseShape,
    Route,
    StepShape,
    TextLine,
    TextRole,
    TimeRow,
)
from .cards import Block, block
from .sizes import HEADING_PADDING, MARGIN, SIGN
from .strips import Strip, clipped, curve_in, moved, passes
from .texts import begins_right, stacked

_BETWEEN_PARTS = 26.0
#: A part ends with its phase where that leaves it at least this full.
_FULL = 0.6
_CLEAR = 3.0
#: The least room in front of a part and behind it, for arrows that come and go.
_LEAD = 20.0
_PHASE_INDENT = 18.0

Point = tuple[float, float]
T = TypeVar("T")


def fold(drawing: Drawing, width: float) -> Drawing:
    """The picture in parts no wider than `width` px, as far as its steps allow; as it is where it fits."""
    if drawing.width <= width or len(drawing.steps) < 2 or not drawing.lanes:
        return drawing
    return _Folder(drawing, width).fold()


class _Folder:
    def __init__(self, drawing: Drawing, width: float) -> None:
        self._drawing = drawing
        lane = drawing.lanes[0]
        self._left = lane.box.x + lane.heading + HEADING_PADDING / 2
        cuts = self._cuts(width - self._left - MARGIN - 2 * _LEAD)
        sides = [self._left, *cuts, lane.box.right]
        self._owners = {card.key: _part_of(card.box.middle[0], sides) for card in drawing.cards}
        rooms = [self._room(number, a, b) for number, (a, b) in enumerate(pairwise(sides))]
        widths = [b - a + lead + tail for (a, b), (lead, tail) in zip(pairwise(sides), rooms, strict=True)]
        self._width = self._left + max(widths) + MARGIN
        self._title, top = self._new_title()
        self._top = min([step.box.y for step in drawing.steps] + [phase.box.y for phase in drawing.phases])
        self._phase_room = 0.0
        height = self._bottom() - self._top
        grown = self._grown_phases(sides)
        self._phase_room = grown
        self._strips = [
            Strip(
                left=a,
                right=b,
                lead=rooms[number][0],
                tail=rooms[number][1],
                dx=self._left + rooms[number][0] - a,
                dy=top - self._top + number * (height + grown + _BETWEEN_PARTS) + grown,
            )
            for number, (a, b) in enumerate(pairwise(sides))
        ]
        self._end = self._strips[-1].dy + self._bottom()

    # ── where to cut ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _cuts(self, room: float) -> list[float]:
        steps = self._drawing.steps
        borders = [self._border(one, other) for one, other in pairwise(steps)]
        ends_phase = [self._phase(one) != self._phase(other) for one, other in pairwise(steps)]
        cuts: list[float] = []
        start, index = self._left, 0
        while self._drawing.lanes[0].box.right - start > room and index < len(borders):
            fitting = [n for n in range(index, len(borders)) if borders[n] - start <= room] or [index]
            at_phase = [n for n in fitting if ends_phase[n] and borders[n] - start >= _FULL * room]
            chosen = (at_phase or fitting)[-1]
            cuts.append(borders[chosen])
            start, index = borders[chosen], chosen + 1
        return cuts

    def _owner(self, route: Route) -> int | None:
        """The number of the part that both ends of an arrow stand in."""
        owner = self._owners[route.source]
        return owner if owner == self._owners[route.target] else None

    def _room(self, number: int, left: float, right: float) -> tuple[float, float]:
        """The room in front of a part and behind it; none at the ends of the whole picture."""
        reach: list[float] = []
        for route in self._drawing.routes:
            owner, box = self._owner(route), route.label_box
            if owner == number:
                reach += [x for x, _ in route.points]
            if box and (owner == number or (owner is None and left <= box.middle[0] < right)):
                reach += [box.x, box.right]
        lead = max(_LEAD, left - min(reach, default=left) + 8) if left > self._left else 0.0
        last = right >= self._drawing.lanes[0].box.right
        return lead, 0.0 if last else max(_LEAD, max(reach, default=right) - right + 8)

    def _phase(self, step: StepShape) -> str | None:
        middle = step.box.middle[0]
        for phase in self._drawing.phases:
            if phase.box.x <= middle <= phase.box.right:
                return phase.key
        return None

    def _border(self, one: StepShape, other: StepShape) -> float:
        """A clear x between two steps, as near to the second as can be."""
        low, high = one.box.right + 4, other.box.x - 4
        x = high
        while x >= low:
            if self._is_clear(x):
                return x
            x -= 2
        return high

    def _is_clear(self, x: float) -> bool:
        for route in self._drawing.routes:
            box = route.label_box
            if box and box.x - _CLEAR < x < box.right + _CLEAR:
                return False
            if any(x1 == x2 and abs(x1 - x) < _CLEAR for (x1, _), (x2, _) in pairwise(route.points)):
                return False
        return all(abs(one.x - x) > _CLEAR + SIGN for one in self._drawing.junctions)

    # ── what grows or flows anew ─────────────────────────────────────────────────────────────────────────────────────────

    def _new_title(self) -> tuple[tuple[TextLine, ...], float]:
        """The title, wrapped to the new width, and the y below it."""
        lines: list[TextLine] = []
        y = 18.0
        roles: tuple[TextRole, ...] = ("title", "subtitle")
        for role in roles:
            text = " ".join(line.text for line in self._drawing.title if line.role == role)
            one = block(role, text, self._width - 2 * MARGIN)
            lines += stacked(one, MARGIN, self._width - MARGIN, y, at_right=self._begins_right(text))
            y += one.height
        return tuple(lines), y + 12 if lines else 16.0

    def _begins_right(self, text: str) -> bool:
        return begins_right(self._drawing.language, text)

    def _bottom(self) -> float:
        """The y below the last row of the whole picture, legend excepted."""
        drawing = self._drawing
        rows: list[EmotionRow | TimeRow | MetricsRow] = [*drawing.emotions, *drawing.times, *drawing.metrics]
        return max([lane.box.bottom for lane in drawing.lanes] + [row.box.bottom for row in rows])

    def _grown_phases(self, sides: Sequence[float]) -> float:
        """How much taller the row of phases gets where a phase is cut."""
        room = max((phase.box.height for phase in self._drawing.phases), default=0.0)
        wanted = room
        for phase in self._drawing.phases:
            for left, right in pairwise(sides):
                wide = min(phase.box.right, right) - max(phase.box.x, left)
                if wide > 2 * _PHASE_INDENT:
                    wanted = max(wanted, self._phase_text(phase, wide).height + 9)
        return wanted - room

    def _phase_text(self, phase: PhaseShape, wide: float) -> Block:
        return block("phase", " ".join(line.text for line in phase.lines), wide - 2 * _PHASE_INDENT)

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
        return replace(
            drawing,
            width=self._width,
            height=bottom + 16,
            title=self._title,
            phases=self._each(self._phases),
            steps=self._each(self._steps),
            lanes=self._each(
                lambda strip: (
                    replace(lane, box=self._band(strip, lane.box), lines=strip.headings(lane.lines))
                    for lane in drawing.lanes
                )
            ),
            lines=self._each(
                lambda strip: (
                    replace(
                        line,
                        y=line.y + strip.dy,
                        right=strip.end,
                        lines=strip.headings(line.lines),
                        label_box=line.label_box and replace(line.label_box, y=line.label_box.y + strip.dy),
                    )
                    for line in drawing.lines
                )
            ),
            cards=self._each(
                lambda strip: (
                    replace(card, box=strip.box(card.box), lines=strip.lines(card.lines))
                    for card in drawing.cards
                    if strip.holds(card.box.middle[0])
                )
            ),
            badges=self._each(
                lambda strip: (
                    replace(badge, box=strip.box(badge.box), line=strip.lines((badge.line,))[0])
                    for badge in drawing.badges
                    if strip.holds(badge.box.middle[0])
                )
            ),
            routes=self._each(self._routes),
            junctions=self._each(self._junctions),
            emotions=self._each(lambda strip: (self._emotion(row, strip) for row in drawing.emotions)),
            times=self._each(lambda strip: (self._time(row, strip) for row in drawing.times)),
            metrics=self._each(lambda strip: (self._metric(row, strip) for row in drawing.metrics)),
            legend=legend,
        )

    def _each(self, part: Callable[[Strip], Iterable[T]]) -> tuple[T, ...]:
        return tuple(shape for strip in self._strips for shape in part(strip))

    def _band(self, strip: Strip, box: Box) -> Box:
        return replace(box, y=box.y + strip.dy, width=strip.end - box.x)

    def _routes(self, strip: Strip) -> Iterator[Route]:
        number = self._strips.index(strip)
        for route in self._drawing.routes:
            owner = self._owner(route)
            if owner == number:
                yield moved(route, strip)
            elif owner is None:
                yield from clipped(route, strip)

    def _junctions(self, strip: Strip) -> Iterator[Junction]:
        """The signs of forks and joins that stand on an arrow of this part, but for where a cut arrow runs on to the edge."""
        number = self._strips.index(strip)
        for junction in self._drawing.junctions:
            for route in self._drawing.routes:
                owner = self._owner(route)
                here = owner == number or (owner is None and strip.holds(junction.x))
                if here and passes(route, junction):
                    yield replace(junction, x=junction.x + strip.dx, y=junction.y + strip.dy)
                    break

    def _phases(self, strip: Strip) -> Iterator[PhaseShape]:
        for phase in self._drawing.phases:
            left, right = max(phase.box.x, strip.left - 9), min(phase.box.right, strip.right)
            if right - left <= 2 * _PHASE_INDENT:
                continue
            text = self._phase_text(phase, right - left)
            high = phase.box.height + self._phase_room
            box = Box(
                x=left + strip.dx,
                y=phase.box.y + strip.dy - self._phase_room,
                width=right - left,
                height=high,
            )
            lines = stacked(
                text,
                box.x + _PHASE_INDENT,
                box.right - _PHASE_INDENT,
                box.y + (high - text.height) / 2,
                at_right=self._begins_right(" ".join(text.lines)),
            )
            yield replace(phase, box=box, lines=tuple(lines))

    def _steps(self, strip: Strip) -> Iterator[StepShape]:
        steps = [step for step in self._drawing.steps if strip.holds(step.box.middle[0])]
        for step in steps:
            border = None if step.border is None or step is steps[-1] else step.border + strip.dx
            yield replace(step, box=strip.box(step.box), lines=strip.lines(step.lines), border=border)

    def _emotion(self, row: EmotionRow, strip: Strip) -> EmotionRow:
        points = [replace(one, x=one.x + strip.dx, y=one.y + strip.dy) for one in curve_in(row.points, strip)]
        return replace(
            row,
            box=self._band(strip, row.box),
            heading=strip.headings(row.heading),
            levels=tuple(level + strip.dy for level in row.levels),
            points=tuple(points),
            words=strip.lines(line for line in row.words if strip.holds(line.x)),
        )

    def _time(self, row: TimeRow, strip: Strip) -> TimeRow:
        bars = tuple(
            replace(
                bar,
                box=strip.box(bar.box),
                over=bar.over and strip.box(bar.over),
                target=None if bar.target is None else bar.target + strip.dx,
                line=strip.lines((bar.line,))[0],
            )
            for bar in row.bars
            if strip.holds(bar.box.x)
        )
        tracks = tuple(strip.box(track) for track in row.tracks if strip.holds(track.x))
        return replace(
            row, box=self._band(strip, row.box), heading=strip.headings(row.heading), tracks=tracks, bars=bars
        )

    def _metric(self, row: MetricsRow, strip: Strip) -> MetricsRow:
        lines = strip.lines(line for line in row.lines if strip.holds(line.x))
        return replace(row, box=self._band(strip, row.box), heading=strip.headings(row.heading), lines=lines)


def _part_of(x: float, sides: Sequence[float]) -> int:
    return max(number for number, side in enumerate(sides[:-1]) if x >= side or number == 0)
