"""The rows under the lanes: the emotion curve of every lane that has emotions, and the metrics. The time ladder is in `ladder`."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.facts import Facts
from ..analysis.journey.emotions import joined
from ..drawing import CurvePoint, EmotionRow, MetricsRow, TextLine
from ..model import Action, Blueprint, Metric
from ..words import Direction, script_direction, word
from ..words.bidi import in_order, isolated
from ..words.bidi import joined as in_a_row
from .cards import block
from .place import Place, heading_height
from .sizes import TYPES
from .text import direction, width
from .text_lines import begins_right, text_line

_LEVEL = 15.0


def emotion_rows(place: Place, facts: Facts, top: float) -> list[EmotionRow]:
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
            found.append(_emotion_row(place, facts, felt, names, found[-1].box.bottom if found else top))
    return found


def _emotion_row(
    place: Place, facts: Facts, felt: list[Action], names: tuple[str, str], top: float
) -> EmotionRow:
    frame, heading = place.frame, place.heading
    high = max(heading_height(names, heading), 4 * _LEVEL)
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
    ways = joined(facts, [point.action for point in points])
    at = {point.action: (point.x, point.y) for point in points}
    return EmotionRow(
        lane=felt[0].lane,
        box=place.box(top, bottom + 12 - top),
        heading=place.row_heading(names, levels[2] - heading_height(names, heading) / 2),
        left=frame.gutter_x[0],
        levels=levels,
        points=tuple(points),
        curves=(tuple(at[key] for key in ways.usual),),
        asides=tuple((at[first], at[last]) for first, last in ways.asides),
        words=tuple(words),
    )


def _words(text: str, x: float, y: float, room: float) -> list[TextLine]:
    wrapped = block("axis", text, room).lines
    kind, rtl = TYPES["axis"], direction(text) == "rtl"
    return [
        TextLine(
            x=x,
            y=y + index * kind.leading,
            text=in_order(line),
            role="axis",
            width=width(line, kind.size),
            anchor="middle",
            rtl=rtl,
        )
        for index, line in enumerate(wrapped)
    ]


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
            message = measured(metric, script_direction(place.language))
            # Lines of one text run as the whole does: a percent sign behind Arabic stands on the left of its number.
            at_right, rtl = (
                begins_right(place.language, place.direction, message),
                direction(message) == "rtl",
            )
            for text in block("axis", message, right - left).lines:
                lines.append(text_line(text, "axis", y, left, right, at_right=at_right, rtl=rtl))
                y += kind.leading
        bottom = max(bottom, y)
    if not lines:
        return None
    names = (word("picture.metrics", place.language), "")
    return MetricsRow(
        box=place.box(top, bottom - top),
        heading=place.row_heading(names, top + 4),
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


def measured(metric: Metric, way: Direction) -> str:
    """A metric in words: its name, its value now and the target; the arrow between them points as the line runs."""
    now = "" if metric.now is None else metric.with_unit(metric.now)
    # Without a number of now, the target is still where it is to go.
    aim = "" if metric.target is None else metric.with_unit(metric.target)
    line = in_a_row([part for part in (metric.label, now) if part], " ", way)
    arrow = "←" if direction(line) == "rtl" else "→"
    return f"{line} {arrow} {isolated(aim, way)}" if aim else line
