"""The rows under the lanes: the emotion curve of every lane that has emotions, and the times of the steps."""

from __future__ import annotations

from ..analysis.times import StepTime, step_times
from ..drawing import Box, CurvePoint, EmotionRow, TextLine, TextRole, TimeBar, TimeRow
from ..model import Action, Blueprint
from ..values import show_seconds
from .cards import block
from .frame import Frame
from .sizes import HEADING_PADDING, MARGIN, SAFETY, TYPES
from .text import width
from .texts import stacked
from .words import say

_LEVEL = 15.0
_BAR = 7.0
_HEADING: tuple[TextRole, TextRole] = ("row", "row-detail")


def emotion_rows(
    blueprint: Blueprint, frame: Frame, language: str, top: float, heading: float
) -> tuple[list[EmotionRow], float]:
    """The curves, and the y below them."""
    found = []
    for lane in blueprint.lanes.values():
        felt = [action for action in blueprint.actions.values() if action.lane == lane.key and action.emotion]
        if felt:
            name = say("emotion", language)
            row = _emotion_row(felt, frame, (name, lane.label), top, heading)
            found.append(row)
            top = row.box.bottom
    return found, top


def _emotion_row(
    felt: list[Action], frame: Frame, names: tuple[str, str], top: float, heading: float
) -> EmotionRow:
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
    box = Box(x=MARGIN, y=top, width=frame.right - MARGIN, height=bottom + 12 - top)
    return EmotionRow(
        lane=felt[0].lane,
        box=box,
        heading=tuple(row_heading(names, levels[2] - _heading_height(names, heading) / 2, heading)),
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


def row_heading(names: tuple[str, str], top: float, room: float) -> list[TextLine]:
    """A name and a smaller second line, at the left, from a y downwards."""
    lines: list[TextLine] = []
    for name, role in zip(names, _HEADING, strict=True):
        one = block(role, name, room)
        lines += stacked(one, MARGIN + HEADING_PADDING, MARGIN + HEADING_PADDING + room, top)
        top += one.height
    return lines


def _heading_height(names: tuple[str, str], room: float) -> float:
    return sum(block(role, name, room).height for name, role in zip(names, _HEADING, strict=True))


def time_row(
    blueprint: Blueprint,
    frame: Frame,
    columns: dict[str, tuple[int, int]],
    language: str,
    top: float,
    heading: float,
) -> TimeRow | None:
    """The times of all steps on one scale; None where the file has none."""
    times = step_times(blueprint)
    longest = max((time.work + time.wait for time in times.values()), default=0.0)
    if not longest:
        return None
    bars = tuple(
        _bar(step, times[step], frame.columns_box(*columns[step]), longest, language, top + 14)
        for step in blueprint.steps
    )
    work, wait = sum(time.work for time in times.values()), sum(time.wait for time in times.values())
    totals = [say("work", language, show_seconds(work, language))]
    if wait:
        totals.append(say("wait {0}", language, show_seconds(wait, language)))
    names = (say("time", language), " · ".join(totals))
    high = max(_heading_height(names, heading), 38.0)
    return TimeRow(
        box=Box(x=MARGIN, y=top, width=frame.right - MARGIN, height=high + 12),
        heading=tuple(row_heading(names, top + 6, heading)),
        bars=bars,
    )


def _bar(
    step: str, time: StepTime, sides: tuple[float, float], longest: float, language: str, y: float
) -> TimeBar:
    # One scale for all: a step of several columns has no longer bar for it.
    track = Box(x=sides[0], y=y, width=min(sides[1] - sides[0], 176.0), height=_BAR)
    scale = track.width / longest
    work = Box(x=track.x, y=y, width=max(time.work * scale, 2.0), height=_BAR) if time.work else None
    start = work.right if work else track.x
    wait = Box(x=start, y=y, width=max(time.wait * scale, 2.0), height=_BAR) if time.wait else None
    parts = [show_seconds(time.work, language)] if time.work else []
    if time.wait:
        parts.append(say("wait {0}", language, show_seconds(time.wait, language)))
    text = " + ".join(parts) or "—"
    kind = TYPES["axis"]
    line = TextLine(x=track.x, y=y + _BAR + 15, text=text, role="axis", width=width(text, kind.size) / SAFETY)
    return TimeBar(step=step, track=track, work=work, wait=wait, lines=(line,))
