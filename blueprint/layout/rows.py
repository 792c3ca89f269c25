"""The rows under the lanes: the emotion curve of every lane that has emotions, the time ladder, the metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from ..analysis.motion.times import service_time, step_times, value_adding_share
from ..drawing import Box, CurvePoint, EmotionRow, MetricsRow, TextLine, TextRole, TimeBar, TimeRow
from ..model import Action, Blueprint, Metric
from ..words import word
from ..words.times import show_seconds
from .cards import block
from .frame import Frame
from .sizes import HEADING_PADDING, MARGIN, SAFETY, TYPES
from .text import direction, width
from .text_lines import begins_right, stacked, text_line

_LEVEL = 15.0
_BAR = 7.0
_TRACK = 176.0
#: Between the times of the last step and the totals, and behind these.
_GAP = 24.0
_EDGE = 14.0
_HEADING: tuple[TextRole, TextRole] = ("row", "row-detail")


class Place(NamedTuple):
    """What every row stands on: the frame, the columns of the steps, the width of the headings, and the language."""

    blueprint: Blueprint
    frame: Frame
    columns: Mapping[str, tuple[int, int]]
    heading: float
    language: str

    def box(self, top: float, height: float) -> Box:
        """The box of a row over the whole width."""
        return Box(x=MARGIN, y=top, width=self.frame.right - MARGIN, height=height)

    def sides(self, step: str) -> tuple[float, float]:
        """The left and the right side of a step."""
        return self.frame.columns_box(*self.columns[step])


def emotion_rows(place: Place, top: float) -> list[EmotionRow]:
    """A curve for every lane that has emotions."""
    found: list[EmotionRow] = []
    for lane in place.blueprint.lanes.values():
        felt = [
            action
            for action in place.blueprint.actions.values()
            if action.lane == lane.key and action.emotion
        ]
        if felt:
            names = (word("picture.emotion", place.language), lane.label)
            found.append(_emotion_row(place, felt, names, found[-1].box.bottom if found else top))
    return found


def _emotion_row(place: Place, felt: list[Action], names: tuple[str, str], top: float) -> EmotionRow:
    frame, heading = place.frame, place.heading
    high = max(_heading_height(names, heading), 4 * _LEVEL)
    first = top + 18 + (high - 4 * _LEVEL) / 2
    levels = tuple(first + step * _LEVEL for step in range(5))
    points, words, bottom = [], [], max(levels[-1], top + 18 + high)
    # Several emotions of one column share its width, in the order of the text.
    by_column: dict[float, list[Action]] = {}
    for action in felt:
        by_column.setdefault(frame.cell(action.key).x, []).append(action)
    for _, actions in sorted(by_column.items(), key=lambda item: item[0]):
        cell = frame.cell(actions[0].key)
        for index, action in enumerate(actions):
            assert action.emotion is not None
            x = cell.x + cell.width * (index + 0.5) / len(actions)
            y = levels[2] - action.emotion.score * _LEVEL
            points.append(CurvePoint(action=action.key, x=x, y=y, score=action.emotion.score))
            if action.emotion.words:
                lines = _words(action.emotion.words, x, levels[-1] + 20, cell.width / len(actions))
                words += lines
                bottom = max([bottom, *(line.y for line in lines)])
    return EmotionRow(
        lane=felt[0].lane,
        box=place.box(top, bottom + 12 - top),
        heading=tuple(
            row_heading(names, levels[2] - _heading_height(names, heading) / 2, heading, place.language)
        ),
        left=frame.gutter_x[0],
        levels=levels,
        points=tuple(points),
        words=tuple(words),
    )


def _words(text: str, x: float, y: float, room: float) -> list[TextLine]:
    wrapped = block("axis", text, room).lines
    kind = TYPES["axis"]
    return [
        TextLine(
            x=x,
            y=y + index * kind.leading,
            text=line,
            role="axis",
            width=width(line, kind.size),
            anchor="middle",
        )
        for index, line in enumerate(wrapped)
    ]


def row_heading(names: tuple[str, str], top: float, room: float, language: str) -> list[TextLine]:
    """A name and a smaller second line, in the column of headings, from a y downwards."""
    lines: list[TextLine] = []
    for name, role in zip(names, _HEADING, strict=True):
        other = block(role, name, room)
        left, at_right = MARGIN + HEADING_PADDING, begins_right(language, name)
        lines += stacked(other, left, left + room, top, at_right=at_right)
        top += other.height
    return lines


def _heading_height(names: tuple[str, str], room: float) -> float:
    return sum(block(role, name, room).height for name, role in zip(names, _HEADING, strict=True))


def time_row(place: Place, top: float) -> TimeRow | None:
    """The time ladder: waits above, work below, on one scale; None where the file has no times."""
    language, heading = place.language, place.heading
    times = step_times(place.blueprint)
    longest = max((max(time[:2]) for time in times.values()), default=0.0)
    if not longest:
        return None
    names = (word("picture.time", language), "")
    tracks: list[Box] = []
    bars: list[TimeBar] = []
    for step, time in times.items():
        # One scale for all: a step of several columns has no longer track for it.
        left = place.sides(step)[0]
        rungs: tuple[tuple[float, Literal["wait", "work"], float, float | None], ...] = (
            (top + 8, "wait", time.wait, time.wait_target),
            (top + 34, "work", time.work, time.work_target),
        )
        for y, kind, value, target in rungs:
            track = Box(x=left, y=y, width=_TRACK, height=_BAR)
            tracks.append(track)
            if value:
                bars.append(_bar(step, kind, value, target, track, longest, language))
    totals, over = _total_lines(place, top + 4)
    bottom = max(line.y for line in (*totals, *over)) + 9
    return TimeRow(
        box=place.box(top, max(_heading_height(names, heading) + 6, 62.0, bottom - top)),
        heading=tuple(row_heading(names, top + 6, heading, language)),
        tracks=tuple(tracks),
        bars=tuple(bars),
        totals=totals,
        over=over,
    )


def times_width(blueprint: Blueprint, language: str) -> float:
    """How much room the times of the last step want with the totals at their right; 0 where there are none."""
    totals = _totals(blueprint, language)
    return _TRACK + _GAP + _widest(totals) + _EDGE if totals else 0.0


def _totals(blueprint: Blueprint, language: str) -> list[tuple[TextRole, str]]:
    """The lines of the totals, waits above work as in the ladder; what is nought is not said."""
    time = service_time(blueprint)
    lines: list[tuple[TextRole, str]] = []
    for key, value in (("picture.time.wait", time.wait), ("picture.time.work", time.work)):
        if value:
            lines.append(("axis", word(key, language, time=show_seconds(value, language))))
    share = value_adding_share(blueprint)
    if lines and share is not None:
        lines.append(("axis", word("picture.adding", language, share=f"{share:.0f}")))
    if lines and time.whole:
        text = " / ".join(show_seconds(value, language) for value in (time.whole, time.target) if value)
        lines.append(("axis", word("picture.time.in-all", language, time=text)))
    return [("row", word("picture.total", language)), *lines] if lines else []


def _widest(lines: list[tuple[TextRole, str]]) -> float:
    return max(width(text, TYPES[role].size, TYPES[role].bold) for role, text in lines) / SAFETY


def _total_lines(place: Place, top: float) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """The totals at the right end of the row, and the line that says that the whole takes too long."""
    totals = _totals(place.blueprint, place.language)
    right = place.frame.right - _EDGE
    lines, at_right = [], begins_right(place.language)
    for role, text in totals:
        lines.append(text_line(text, role, top + 13, right - _widest(totals), right, at_right=at_right))
        top += TYPES[role].leading
    late = len(lines) - 1 if service_time(place.blueprint).is_late else len(lines)
    return tuple(lines[:late]), tuple(lines[late:])


def _bar(
    step: str,
    kind: Literal["wait", "work"],
    value: float,
    target: float | None,
    track: Box,
    longest: float,
    language: str,
) -> TimeBar:
    scale = track.width / longest
    within = min(value, target) if target else value
    box = Box(x=track.x, y=track.y, width=max(within * scale, 2.0), height=_BAR)
    over = None
    if value > within:
        over = Box(x=box.right, y=track.y, width=max((value - within) * scale, 2.0), height=_BAR)
    text = show_seconds(value, language)
    text = word("picture.time.wait", language, time=text) if kind == "wait" else text
    if target:
        text += f" / {show_seconds(target, language)}"
    return TimeBar(
        step=step,
        kind=kind,
        box=box,
        over=over,
        # A target beyond the scale is met by far; its mark would only stretch the picture.
        target=track.x + target * scale if target and target <= longest else None,
        line=TextLine(
            x=track.x, y=track.y + _BAR + 12, text=text, role="axis", width=width(text, TYPES["axis"].size)
        ),
    )


def metrics_row(place: Place, top: float) -> MetricsRow | None:
    """The metrics that the actions of each step track, with value now and target; None where none is tracked."""
    blueprint = place.blueprint
    kind = TYPES["axis"]
    lines: list[TextLine] = []
    bottom = top + 20
    for key, step in blueprint.steps.items():
        left, right = place.sides(key)
        y = top + 16
        for metric in tracked(blueprint, step.actions):
            message = measured(metric)
            # Lines of one text run as the whole does: a percent sign behind Arabic stands on the left of its number.
            at_right, rtl = begins_right(place.language, message), direction(message) == "rtl"
            for text in block("axis", message, right - left).lines:
                lines.append(text_line(text, "axis", y, left, right, at_right=at_right, rtl=rtl))
                y += kind.leading
        bottom = max(bottom, y)
    if not lines:
        return None
    names = (word("picture.metrics", place.language), "")
    return MetricsRow(
        box=place.box(top, bottom - top),
        heading=tuple(row_heading(names, top + 4, place.heading, place.language)),
        lines=tuple(lines),
    )


def tracked(blueprint: Blueprint, actions: Sequence[str]) -> list[Metric]:
    """The metrics that some actions (keys) track, in the order of the text, each once."""
    keys: dict[str, None] = {}
    for key in actions:
        action = blueprint.actions[key]
        keys.update(dict.fromkeys(action.known.tracks))
        if action.standard and action.standard.metric:
            keys[action.standard.metric] = None
    return [blueprint.metrics[key] for key in keys]


def measured(metric: Metric) -> str:
    """A metric in words: its name, its value now and the target."""
    now = "" if metric.now is None else metric.with_unit(metric.now)
    # Without a number of now, the target is still where it is to go.
    aim = "" if metric.target is None else f"→ {metric.with_unit(metric.target)}"
    return " ".join(part for part in (metric.label, now, aim) if part)
