"""What stands around the cards: title, phases, step headings, lanes and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..drawing import Badge, Box, LaneShape, LineShape, PhaseShape, StepShape, TextLine
from ..model import Blueprint
from ..words import Direction, Keyword, in_words, script_direction, word
from ..words.bidi import isolated, joined
from ..words.catalogues import find, set_apart
from .badges import Heading, heading, row_from, rows_under
from .cards import Block, block
from .frame import Frame
from .grid import Grid
from .headings import Set, phase_heading, phase_height, set_phase, set_title
from .sizes import HEADING_PADDING, MARGIN, PHASE_TIP, SAFETY, TYPES
from .text import width
from .text_lines import begins_right, line_label_box, stacked, text_line


class Furniture:
    """Everything but cards and arrows."""

    def __init__(
        self,
        blueprint: Blueprint,
        grid: Grid,
        language: str,
        direction: Direction,
        heading: float,
        badges: Mapping[tuple[str, str], Sequence[Badge]],
    ) -> None:
        self._blueprint = blueprint
        self._grid = grid
        self._language = language
        self._direction = direction
        self._heading = heading
        self._badges = badges

    # ── over the lanes ───────────────────────────────────────────────────────────────────────────────────────────────────

    def title(self, wide: float) -> Set:
        """The title and what stands below it, with the badges of the whole."""
        b = self._blueprint
        state = word(f"picture.{b.state}", self._language) if b.state else ""
        owner = b.owner.text if b.owner else ""
        if b.owner and b.owner.role:
            owner = b.roles[b.owner.role].label
        about = [part for part in (state, owner, b.scope) if part]
        under = joined(about, " · ", script_direction(self._language))
        return set_title(b.title, under, self._badges_of("file"), wide, self._language, self._direction)

    def _begins_right(self, text: Block) -> bool:
        return begins_right(self._language, self._direction, " ".join(text.lines))

    def _badges_of(self, place: str, key: str = "") -> Sequence[Badge]:
        return self._badges.get((place, key), ())

    def _step_headings(self, frame: Frame) -> dict[str, tuple[Heading, float]]:
        """The heading of each step, and how far its number pushes it to the right."""
        found = {}
        for key, step in self._blueprint.steps.items():
            left, right = frame.columns_box(*self._grid.step_columns[key])
            kind = TYPES["step-number"]
            indent = width(str(step.number), kind.size, kind.bold) / SAFETY + 6
            room = right - left - indent
            found[key] = heading("step", step.label, self._badges_of("step", key), room, room), indent
        return found

    def step_heading_height(self, frame: Frame) -> float:
        """The height of the row of step headings."""
        tallest = max((each.height for each, _ in self._step_headings(frame).values()), default=0.0)
        return max(tallest, TYPES["step"].leading) + 4

    def _phase_headings(self, frame: Frame) -> Iterator[tuple[str, float, float, Heading]]:
        """Each phase that has steps: its key, its left and right side, its heading."""
        for key, phase in self._blueprint.phases.items():
            if phase.steps:
                first = self._grid.step_columns[phase.steps[0]][0]
                last = self._grid.step_columns[phase.steps[-1]]
                left, right = self._phase_sides(frame, first, sum(last))
                start, end = frame.columns_box(*last)
                badges = self._badges_of("phase", key)
                yield key, left, right, phase_heading(phase.label, badges, right - left, end - start)

    def phases_height(self, frame: Frame) -> float:
        """The height of the row of phases with the room under it; 0 where there are none."""
        headings = [each for _, _, _, each in self._phase_headings(frame)]
        return phase_height(headings) + 4 if headings else 0.0

    def phases(self, frame: Frame, y: float) -> tuple[tuple[PhaseShape, ...], tuple[Badge, ...]]:
        """A chevron over the steps of each phase, and their badges."""
        height = self.phases_height(frame) - 4
        found: list[PhaseShape] = []
        badges: list[Badge] = []
        for key, left, right, each in self._phase_headings(frame):
            box = Box(x=left, y=y, width=right - left, height=height)
            lines, own, _ = set_phase(each, box, self._language, self._direction)
            found.append(PhaseShape(key=key, box=box, lines=lines))
            badges += own
        return tuple(found), tuple(badges)

    def _phase_sides(self, frame: Frame, first: int, behind: int) -> tuple[float, float]:
        left = frame.gutter_x[first] + (
            frame.gutter_width[first] / 2 if first else frame.gutter_width[0] - 11
        )
        right = frame.gutter_x[behind] + frame.gutter_width[behind] / 2
        if behind == self._grid.columns:
            right = frame.gutter_x[behind] + 11
        return left + 2, right + PHASE_TIP - 4

    def steps(self, frame: Frame, y: float) -> tuple[tuple[StepShape, ...], tuple[Badge, ...]]:
        """The heading of each step, the border on its right, and the badges in headings."""
        found: list[StepShape] = []
        badges: list[Badge] = []
        for key, (each, indent) in self._step_headings(frame).items():
            first, count = self._grid.step_columns[key]
            left, right = frame.columns_box(first, count)
            number = str(self._blueprint.steps[key].number)
            at_right = begins_right(self._language, self._direction)
            head = text_line(number, "step-number", y + 11.5, left, right, at_right=at_right)
            room = each.room_beside
            sides = (left + room, right - indent) if at_right else (left + indent, right - room)
            lines = (head, *stacked(each.name, *sides, y, at_right=at_right))
            border = frame.border(first + count) if first + count < self._grid.columns else None
            box = Box(x=left, y=y, width=right - left, height=frame.bottom - y)
            found.append(StepShape(key=key, box=box, lines=lines, border=border))
            # Opposite to where the heading begins.
            badges += row_from(each.beside, left if at_right else right - room, y + 7)
            badges += rows_under(each.rows, *sides, y + each.name.height, at_right=at_right)
        return tuple(found), tuple(badges)

    # ── lanes and lines ──────────────────────────────────────────────────────────────────────────────────────────────────

    def lanes(self, frame: Frame) -> tuple[LaneShape, ...]:
        """The bands, with their headings."""
        found = []
        for band in self._blueprint.lanes.values():
            top, bottom = frame.lanes[band.key]
            box = Box(x=MARGIN, y=top, width=frame.right - MARGIN, height=bottom - top)
            blocks = [block("lane", band.label, self._heading)]
            kind = lane_kind(band.kind, self._language)
            if kind.casefold() != band.label.casefold() and not band.holds_things:
                blocks.append(block("lane-kind", kind, self._heading))
            found.append(
                LaneShape(
                    key=band.key,
                    kind=band.kind,
                    box=box,
                    heading=HEADING_PADDING + self._heading,
                    lines=tuple(self._lane_heading(blocks, box)),
                )
            )
        return tuple(found)

    def _lane_heading(self, blocks: list[Block], box: Box) -> list[TextLine]:
        y = box.y + (box.height - sum(other.height for other in blocks)) / 2
        lines: list[TextLine] = []
        for other in blocks:
            right = MARGIN + HEADING_PADDING + self._heading
            lines += stacked(other, MARGIN + HEADING_PADDING, right, y, at_right=self._begins_right(other))
            y += other.height
        return lines

    def lines(self, frame: Frame) -> tuple[LineShape, ...]:
        """The lines between lanes, with their labels at the left."""
        x = MARGIN + HEADING_PADDING
        return tuple(
            LineShape(
                kind=line.kind,
                y=y,
                left=MARGIN,
                right=frame.right,
                lines=tuple(stacked(label, x, frame.right, y - label.height / 2, at_right=False)),
                label_box=line_label_box(label, y) if label.lines else None,
            )
            for line, label, y in frame.lines
        )

    def description(self) -> str:
        """What the picture shows, in words."""
        b = self._blueprint
        comma, way = word("picture.comma", self._language), script_direction(self._language)
        steps = comma.join(f"{step.number} {isolated(step.label, way)}".strip() for step in b.steps.values())
        lanes = comma.join(isolated(lane.label, way) for lane in b.lanes.values())
        return word(
            "picture.summary",
            self._language,
            steps=len(b.steps),
            lanes=len(b.lanes),
            actions=len(b.actions),
            step_names=steps,
            lane_names=lanes,
        )


def lane_kind(kind: str, language: str) -> str:
    """The name of a lane's kind beside its label; its keyword where the catalogue has no word."""
    found = find(f"lane.kind.{kind}", language)
    return set_apart(found.text, found, language) if found else in_words(Keyword(kind), language)
