"""The whole picture, put together: measures, frame, arrows, labels, then the shapes.

The order matters: cards give columns and rows their sizes; paths give the gutters their tracks; labels ask for room; only then is
the frame fixed, and every shape read off it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..analysis.facts import Facts
from ..analysis.motion.by_step import ladder_of
from ..analysis.structure.branching import branching
from ..drawing import (
    Badge,
    Box,
    CardForm,
    CardShape,
    Drawing,
    EmotionRow,
    Junction,
    LegendItem,
    MetricsRow,
    Route,
    TextLine,
    TimeRow,
)
from ..model import Action, Blueprint, Thing
from ..settings import Limits
from ..view import Row, View
from ..words import Direction, script_direction, word
from ..words.bidi import in_order, isolated
from .badges import badges_by_place
from .cards import Content, block, column_width
from .flow_counts import FlowCounts
from .frame import Frame, Needs, Room, join
from .furniture import Furniture
from .gears import gear_box
from .grid import Grid
from .labels import Space, label_lines, label_size, place_label, reserve
from .ladder import LadderRow
from .ladder_texts import LadderTexts
from .legend import legend, signs_in
from .paths import Finder, Path, Shape
from .place import Place
from .rails import height_inside, on_cards
from .routes import heads, route_points
from .rows import emotion_rows, metrics_row
from .sizes import (
    ASCENT,
    CARD_PADDING,
    HEADING_PADDING,
    HEADING_WIDTHS,
    HEXAGON,
    MARGIN,
    SIGN,
    START_DOT,
    START_FROM_CORNER,
    TYPES,
)
from .stems import Signs, Stretch, bundles, groups_of, length, signs_of
from .stubs import STUB_WIDTH, Stub, stubs_of
from .text import direction, width
from .text_lines import begins_right, text_line
from .tracks import assign, make_pieces

_LEAST_WIDTH = 520.0
#: How often arrows are laid so that every label finds room.
_TRIES = 9
_ASKED_IN_VAIN = 2
#: The least length in px that an arrow has for itself between the stems of a fork and a join.
_OWN = 12.0


class Rows(NamedTuple):
    """The rows under the lanes, and the y below them."""

    emotions: tuple[EmotionRow, ...]
    times: tuple[TimeRow, ...]
    metrics: tuple[MetricsRow, ...]
    bottom: float


class Heads(NamedTuple):
    """What stands over the lanes: the width of the picture, its title with its badges, and the y of phases, step headings and lanes."""

    wide: float
    title: tuple[TextLine, ...]
    badges: tuple[Badge, ...]
    phase_y: float
    step_y: float
    lanes_y: float


class Laid(NamedTuple):
    """Cards, badges and arrows in their places; the numbers of arrows whose label covers something, and of those that meet a join
    right after leaving a fork, and could be mistaken for others; the cards (keys) that want rows for badges inside.
    """

    cards: tuple[CardShape, ...]
    badges: tuple[Badge, ...]
    routes: tuple[Route, ...]
    junctions: tuple[Junction, ...]
    cramped: list[int]
    entangled: set[int]
    wanted: dict[str, int]


class Picture:
    """One picture in the making."""

    def __init__(
        self,
        blueprint: Blueprint,
        view: View,
        whole: Blueprint,
        facts: Facts,
        limits: Limits,
        journey: Facts,
    ) -> None:
        self._blueprint = blueprint
        self._facts = facts
        self._journey = journey
        self._view = view
        self._badges = badges_by_place(blueprint, limits)
        self._card_badges = {key: own for (place, key), own in self._badges.items() if place == "action"}
        self._language = blueprint.words_language or "en"
        self._direction = view.direction or script_direction(blueprint.language)
        self._stubs = stubs_of(blueprint)
        self._grid = Grid(blueprint, whole, *self._stubs)
        self._groups = groups_of(branching(whole), blueprint.flows)
        self._members = {
            kind: {number for group in self._groups if group.kind == kind for number in group.members}
            for kind in ("fork", "join")
        }
        places: dict[str, Action | Thing] = {**blueprint.actions, **blueprint.things}
        self._contents = {key: Content(place, blueprint, self._language) for key, place in places.items()}
        self._counts = FlowCounts(facts, self._language) if "flow" in view.show else None
        self._ladder = None if self._without("time") else self._ladder_row(view)
        self._measure()
        self._find_ways()

    def _ladder_row(self, view: View) -> LadderRow:
        is_part = view.is_cut
        ladder = ladder_of(self._facts, self._blueprint.steps if is_part else None)
        texts = LadderTexts(self._facts.blueprint, ladder, self._language)
        return LadderRow(ladder, texts, self._language, self._direction, is_part=is_part)

    # ── measures ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _measure(self) -> None:
        grid = self._grid
        by_column: list[list[Content]] = [[] for _ in range(grid.columns)]
        for key, content in self._contents.items():
            by_column[grid.column[key]].append(content)
        self._column_widths = [
            STUB_WIDTH
            if all(isinstance(content.place, Stub) for content in contents) and contents
            else column_width(contents)
            for contents in by_column
        ]
        #: How many rows of badges stand inside a card.
        self._inside: dict[str, int] = {}
        self._measure_rows()
        self._heading = self._heading_width()
        self._reach = self._time_reach()
        self._furniture = Furniture(
            self._blueprint, grid, self._language, self._direction, self._heading, self._badges
        )

    def _measure_rows(self) -> None:
        grid = self._grid
        self._row_heights = [0.0] * grid.rows
        for key, content in self._contents.items():
            row, wide = grid.row[key], self._column_widths[grid.column[key]]
            high = content.height(wide) + height_inside(self._inside.get(key, 0))
            self._row_heights[row] = max(self._row_heights[row], high)

    def _time_reach(self) -> tuple[int, float]:
        """The column of the last step, and how much room its times need with the totals after them."""
        if self._ladder is None or not self._grid.step_columns:
            return 0, 0.0
        last = max(first for first, _ in self._grid.step_columns.values())
        return last, self._ladder.width

    def _heading_width(self) -> float:
        least, most = HEADING_WIDTHS
        kind = TYPES["lane"]
        widest = max(
            (width(lane.label, kind.size, kind.bold) for lane in self._blueprint.lanes.values()), default=0
        )
        return min(max(widest * 1.1, least), most)

    # ── arrows ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _find_ways(self) -> None:
        branches: dict[int, list[str]] = {}
        for group in self._groups:
            for number in group.members:
                branches.setdefault(id(self._blueprint.flows[number]), []).append(
                    f"{group.kind} {group.card}"
                )
        self._finder = Finder(self._grid, branches)
        self._paths = self._finder.find_all(self._blueprint.flows)
        self._pieces = [make_pieces(number, path, self._grid) for number, path in enumerate(self._paths)]
        counts = self._counts.texts if self._counts else {}
        self._flow_counts = [counts.get(id(path.flow)) for path in self._paths]
        self._labels = [
            label_lines(path.flow, self._language, count)
            for path, count in zip(self._paths, self._flow_counts, strict=True)
        ]
        #: What each arrow asked for.
        self._asked: dict[int, Needs] = {}
        #: Arrows of forks and joins that share no stem, because their labels found no room behind one.
        self._alone: set[int] = set()
        self._attempts: dict[int, int] = {}
        self._given_up: dict[int, set[Shape]] = {}

    def _lay(self) -> tuple[Heads, Frame, Laid]:
        """Lay the frame and the arrows; as long as a label or a badge finds no free place, ask for one and lay them again."""
        for last in range(_TRIES):
            heads, frame, laid = self._lay_once()
            self._make_rows(laid.wanted)
            if not (laid.cramped or laid.entangled or laid.wanted) or last == _TRIES - 1:
                break
            self._alone |= laid.entangled
            for number in laid.cramped:
                self._make_room(number)
        if laid.wanted:
            heads, frame, laid = self._lay_once()
        return heads, frame, laid

    def _lay_once(self) -> tuple[Heads, Frame, Laid]:
        self._bundles = bundles(self._pieces, self._groups, self._alone)
        room = assign(self._pieces, self._column_widths, self._bundles).room
        # Columns do not depend on the top; the headings are wrapped to them and give the top.
        heads = self._heads(self._frame(room, 0.0))
        frame = self._frame(room, heads.lanes_y)
        return heads, frame, self._place_arrows(frame)

    def _make_rows(self, wanted: Mapping[str, int]) -> None:
        """Give cards rows for their badges inside."""
        if wanted:
            self._inside |= wanted
            self._measure_rows()

    def _heads(self, sides: Frame) -> Heads:
        """What stands over the lanes of a frame of these columns."""
        wide = max(sides.right + MARGIN, _LEAST_WIDTH)
        title, badges, phase_y = ((), (), 16.0) if self._without("title") else self._furniture.title(wide)
        step_y = phase_y
        if not self._without("phases"):
            step_y += self._furniture.phases_height(sides)
        lanes_y = step_y + self._furniture.step_heading_height(sides) + 4
        return Heads(wide, title, badges, phase_y, step_y, lanes_y)

    def _make_room(self, number: int) -> None:
        """Ask for room for a label; where that did not help, route its arrow another way."""
        attempt = self._attempts.get(number, 0)
        self._attempts[number] = attempt + 1
        if attempt < _ASKED_IN_VAIN:
            asked = self._asked.setdefault(number, Needs())
            shared = {id(piece) for bundle in self._bundles for piece in bundle}
            own = [piece for piece in self._pieces[number] if id(piece) not in shared]
            reserve(self._pieces[number], own, label_size(self._labels[number]), asked, attempt)
            return
        self._attempts[number] = 0
        if number not in self._alone and self._is_bundled(number):
            self._alone.add(number)
            return
        # On another way it does not need the room asked for here.
        self._asked.pop(number, None)
        path, given_up = self._paths[number], self._given_up.setdefault(number, set())
        given_up.add(path.shape)
        self._paths[number] = self._finder.find(path.flow, given_up)
        self._pieces[number] = make_pieces(number, self._paths[number], self._grid)

    def _is_bundled(self, number: int) -> bool:
        return any(piece.path == number for bundle in self._bundles for piece in bundle)

    def _frame(self, room: Room, top: float) -> Frame:
        headings = {
            lane.key: block("lane", lane.label, self._heading).height + TYPES["lane-kind"].leading + 16
            for lane in self._blueprint.lanes.values()
        }
        return Frame(
            self._grid,
            self._blueprint.bands,
            self._column_widths,
            self._row_heights,
            headings,
            room,
            join(self._asked.values()),
            left=MARGIN + HEADING_PADDING + self._heading + HEADING_PADDING / 2,
            top=top,
            reach=self._reach,
        )

    def _place_arrows(self, frame: Frame) -> Laid:
        cards = {key: self._card(key, frame) for key in self._contents}
        points = [
            route_points(row, path.flow, frame, cards)
            for row, path in zip(self._pieces, self._paths, strict=True)
        ]
        touched = _touches_above(points, self._paths, cards)
        badges, wanted = on_cards(self._card_badges, cards, touched, self._inside)
        signs = signs_of(points, self._groups)
        space = Space()
        dots = [card.start for card in cards.values() if card.start]
        for taken in [*dots, *(badge.box for badge in badges)]:
            space.add(taken)
        for junction in signs.junctions:
            space.add(Box(x=junction.x - SIGN, y=junction.y - SIGN, width=2 * SIGN, height=2 * SIGN))
        for number, line in enumerate(points):
            space.add_route(line, number)
            for head in heads(line, both=self._paths[number].flow.kind == "return"):
                space.add(head)
        shapes = tuple(_with_gears(cards.values(), space))
        for taken in [*(card.box for card in shapes), *frame.surroundings()]:
            space.add(taken)
        routes, cramped, entangled = self._label_arrows(points, signs, space)
        return Laid(shapes, badges, routes, signs.junctions, cramped, entangled, wanted)

    def _label_arrows(
        self, points: Sequence[tuple[tuple[float, float], ...]], signs: Signs, space: Space
    ) -> tuple[tuple[Route, ...], list[int], set[int]]:
        """The arrows with their labels, the numbers of those whose label found no place, and of those with too little of their own."""
        routes, cramped = [], []
        entangled = {
            number for number, own in signs.own.items() if number not in self._alone and length(own) < _OWN
        }
        for number, line in enumerate(points):
            box: Box | None = None
            if self._labels[number]:
                own = signs.own.get(number, line)
                box, well = place_label(own, label_size(self._labels[number]), space, number)
                space.add(box)
                if not well:
                    cramped.append(number)
            routes.append(self._arrow(number, line, box, signs))
        return tuple(routes), cramped, entangled

    def _arrow(
        self, number: int, points: tuple[tuple[float, float], ...], box: Box | None, signs: Signs
    ) -> Route:
        flow, stretch = self._paths[number].flow, signs.drawn.get(number, Stretch())
        return Route(
            source=flow.source,
            target=flow.target,
            kind=flow.kind,
            points=points,
            is_journey=flow.is_journey,
            is_optional=bool(flow.personas),
            is_fork=number in self._members["fork"],
            is_join=number in self._members["join"],
            leaves=stretch.leaves,
            meets=stretch.meets,
            label=tuple(_label_texts(self._labels[number], box)) if box else (),
            label_box=box,
            count=self._flow_counts[number],
        )

    # ── the drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def draw(self) -> Drawing:
        """The Drawing."""
        furniture = self._furniture
        heads, frame, laid = self._lay()
        rows = self._rows(frame)
        phases, in_phases = ((), ()) if self._without("phases") else furniture.phases(frame, heads.phase_y)
        steps, in_steps = furniture.steps(frame, heads.step_y)
        signs, bottom = self._legend(laid, rows, frame.right if frame.column_x else heads.wide - MARGIN)
        return Drawing(
            name=self._blueprint.name,
            language=self._blueprint.language or "en",
            direction=self._direction,
            width=heads.wide,
            height=bottom + 16,
            title=heads.title,
            plain_title=self._blueprint.title,
            description=furniture.description(),
            phases=phases,
            steps=steps,
            lanes=furniture.lanes(frame),
            lines=furniture.lines(frame),
            cards=laid.cards,
            routes=laid.routes,
            badges=(*laid.badges, *heads.badges, *in_phases, *in_steps),
            emotions=rows.emotions,
            times=rows.times,
            metrics=rows.metrics,
            junctions=laid.junctions,
            legend=signs,
        )

    def _legend(self, laid: Laid, rows: Rows, right: float) -> tuple[tuple[LegendItem, ...], float]:
        """The signs, and what the numbers on the arrows are: that is told in any case where they were asked for."""
        signs = (
            ()
            if self._without("legend")
            else signs_in(self._blueprint, laid.routes, laid.cards, laid.junctions, rows.times, rows.emotions)
        )
        note = self._counts.note if self._counts else None
        is_counted = any(route.count is not None for route in laid.routes)
        if not signs and note is None:
            return (), rows.bottom
        return legend(signs, self._language, rows.bottom + 14, right, note, is_counted=is_counted)

    def _without(self, row: Row) -> bool:
        return row in self._view.without

    def _rows(self, frame: Frame) -> Rows:
        columns = self._grid.step_columns
        place = Place(self._blueprint, frame, columns, self._heading, self._language, self._direction)
        bottom = frame.bottom
        emotions = [] if self._without("emotion") else emotion_rows(place, self._journey, bottom + 6)
        bottom = emotions[-1].box.bottom if emotions else bottom
        times = self._ladder.row(place, bottom + 6) if self._ladder else None
        bottom = times.box.bottom if times else bottom
        metrics = None if self._without("metrics") else metrics_row(place, bottom + 6)
        bottom = metrics.box.bottom if metrics else bottom
        return Rows(tuple(emotions), (times,) if times else (), (metrics,) if metrics else (), bottom)

    def _card(self, key: str, frame: Frame) -> CardShape:
        content, box = self._contents[key], frame.cell(key)
        place = content.place
        lane = self._blueprint.lanes[place.lane]
        links = [
            remark.link
            for remark in self._blueprint.remarks.values()
            if remark.link is not None and remark.at == key and not isinstance(place, Stub)
        ]
        return CardShape(
            key=key,
            kind=lane.kind,
            form=_form(place),
            box=box,
            lines=tuple(_card_lines(content, box, height_inside(self._inside.get(key, 0)), self._direction)),
            name=self._name(place),
            is_automatic=isinstance(place, Action) and place.mode == "automatic",
            start=_start(place, box),
            is_optional=_is_optional(place),
            link=links[0] if links else None,
        )

    def _name(self, place: Action | Thing) -> str:
        if isinstance(place, Stub):
            return place.text.replace("\n", " ")
        step = self._blueprint.steps[place.step]
        parts = [
            self._blueprint.lanes[place.lane].label,
            word("picture.step.number", self._language, number=step.number)
            + (f" {step.label}" if step.label else ""),
            place.text,
            *(point.label for point in self._blueprint.points_of(place.key)),
        ]
        way = script_direction(self._language)
        return word("picture.comma", self._language).join(
            isolated(part.replace("\n", " "), way) for part in parts
        )


def _with_gears(cards: Iterable[CardShape], space: Space) -> Iterator[CardShape]:
    """The cards, automatic ones with a gear, which is marked as taken in the space."""
    for card in cards:
        if not card.is_automatic:
            yield card
            continue
        gear = gear_box(card.box, card.form, space)
        space.add(gear)
        yield replace(card, gear=gear)


def _touches_above(
    lines: Sequence[Sequence[tuple[float, float]]], paths: Sequence[Path], cards: Mapping[str, CardShape]
) -> dict[str, list[float]]:
    """The x at which arrows touch the upper sides of cards."""
    found: dict[str, list[float]] = {}
    for line, path in zip(lines, paths, strict=True):
        for key, (x, y) in ((path.flow.source, line[0]), (path.flow.target, line[-1])):
            if y <= cards[key].box.y + 0.02:
                found.setdefault(key, []).append(x)
    return found


def _form(place: Action | Thing) -> CardForm:
    if isinstance(place, Thing):
        return "stub" if isinstance(place, Stub) else "thing"
    if place.is_decision:
        return "decision"
    if place.is_event:
        return "event"
    if place.end:
        return "end"
    return "start" if place.is_start else "action"


def _start(place: Action | Thing, box: Box) -> Box | None:
    """The dot of a start: at the left corner of the upper border, where no arrow ends."""
    if isinstance(place, Thing) or not place.is_start:
        return None
    return Box(
        x=box.x + START_FROM_CORNER - START_DOT / 2,
        y=box.y - START_DOT / 2,
        width=START_DOT,
        height=START_DOT,
    )


def _is_optional(place: Action | Thing) -> bool:
    return place.known.status in ("assumed", "proposed") or bool(place.personas)


def _card_lines(content: Content, box: Box, shelf: float, way: Direction) -> list[TextLine]:
    """The texts of a card, in the middle of its height under the shelf; what is written from right to left begins at the right."""
    lines = content.lines(box.width)
    padding = CARD_PADDING
    if isinstance(content.place, Action):
        padding += (
            HEXAGON / 2 if content.place.is_decision else CARD_PADDING / 2 if content.place.is_event else 0
        )
    height = sum(TYPES[role].leading for role, _ in lines)
    y = box.y + shelf + (box.height - shelf - height) / 2
    at_right = begins_right(content.language, way, content.place.text)
    found = []
    for role, text in lines:
        kind = TYPES[role]
        base = y + (kind.leading - kind.size) / 2 + kind.size * ASCENT + kind.size * 0.07
        # Details are texts of their own; the others are lines of one.
        whole = None if role == "detail" else direction(content.place.text) == "rtl"
        found.append(
            text_line(text, role, base, box.x + padding, box.right - padding, at_right=at_right, rtl=whole)
        )
        y += kind.leading
    return found


def _label_texts(lines: list[str], box: Box) -> list[TextLine]:
    kind = TYPES["flow"]
    rtl = direction(" ".join(lines)) == "rtl"
    return [
        TextLine(
            x=box.x + box.width / 2,
            y=box.y + 2 + index * kind.leading + kind.size * ASCENT + 1.2,
            text=in_order(line),
            role="flow",
            width=width(line, kind.size, kind.bold),
            anchor="middle",
            rtl=rtl,
        )
        for index, line in enumerate(lines)
    ]
