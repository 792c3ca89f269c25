"""Charts of rows: bars on one axis, and values on a scale of their own.

Comes in: Bars or Scales. Goes out: a Canvas. Deliberately absent: words and colours.
"""

from __future__ import annotations

from blueprint.layout.text.metrics import width

from .canvas import LABEL, LEADING, SMALL, Canvas, fitted, legend
from .kinds import Bar, Bars, Mark, Scale, Scales

WIDTH = 760.0
#: Where bars and scales begin, and how wide the labels before them may be.
START, LABELS = 208.0, 196.0
_BAR, _GAP = 14.0, 12.0
#: The least room for the axis, and the most for the words at the ends of bars, which go on in further lines.
_AXIS = 160.0
_TEXTS = WIDTH - START - _AXIS - 12
_MOST_LINES = 4


def draw_bars(chart: Bars) -> Canvas:
    """Bars under each other; the words at their ends decide how much room is left for the axis."""
    canvas = Canvas(WIDTH)
    texts = [_lines(bar.text) for bar in chart.bars]
    longest = max((width(line, SMALL) for lines in texts for line in lines), default=0)
    room = max(WIDTH - START - longest - 12, _AXIS)
    most = max((_reach(bar) for bar in chart.bars), default=0)
    most = max([most, *(tick.at for tick in chart.ticks)]) or 1
    per = room / most
    heights = [_height(bar.label, lines) for bar, lines in zip(chart.bars, texts, strict=True)]
    bottom = 8 + sum(heights) + _GAP * len(heights)
    for tick in chart.ticks:
        x = START + tick.at * per
        canvas.line(x, 4, x, bottom - 4, "grid")
        canvas.text(x, bottom + 8, tick.text, "small muted", anchor="middle")
    y = 8.0
    for bar, lines, height in zip(chart.bars, texts, heights, strict=True):
        _draw_bar(canvas, bar, lines, y, height, per)
        y += height + _GAP
    legend(canvas, START, chart.legend)
    return canvas


def _lines(text: str) -> list[str]:
    """The words at the end of a bar: what dots divide stays together, where it can."""
    lines = [""]
    for part in text.split(" · "):
        longer = f"{lines[-1]} · {part}" if lines[-1] else part
        if width(longer, SMALL) <= _TEXTS:
            lines[-1] = longer
        else:
            lines.append(part)
    if len(lines) > _MOST_LINES or any(width(line, SMALL) > _TEXTS for line in lines):
        return fitted(text, _TEXTS, SMALL, _MOST_LINES)
    return [line for line in lines if line] or [text]


def _reach(bar: Bar) -> float:
    return max(sum(part.length for part in bar.parts), bar.limit or 0)


def _height(label: str, lines: list[str]) -> float:
    beside = len(lines) * SMALL * LEADING if len(lines) > 1 else 0.0
    return max(_BAR, len(fitted(label, LABELS)) * LABEL * LEADING, beside)


def _draw_bar(canvas: Canvas, bar: Bar, lines: list[str], y: float, height: float, per: float) -> None:
    middle = y + height / 2
    draw_label(canvas, bar.label, middle, bar.href)
    x = START
    for part in bar.parts:
        with canvas.thing(f"{bar.label}: {part.text}"):
            canvas.box(x, middle - _BAR / 2, part.length * per, _BAR, f"tone-{part.tone}")
        x += part.length * per
    end = x
    if bar.limit is not None:
        mark = START + bar.limit * per
        with canvas.thing(f"{bar.label}: {bar.limit_text}"):
            canvas.line(mark, middle - _BAR / 2 - 3, mark, middle + _BAR / 2 + 3, "limit")
        end = max(end, mark)
    first = middle - (len(lines) - 1) * SMALL * LEADING / 2 + SMALL * 0.36
    canvas.texts(end + 6, first, lines, "small")


def draw_label(canvas: Canvas, label: str, middle: float, href: str | None, wide: float = LABELS) -> None:
    """The label of a row, in its middle."""
    lines = fitted(label, wide)
    first = middle - (len(lines) - 1) * LABEL * LEADING / 2 + LABEL * 0.36
    with canvas.thing(label, href):
        canvas.texts(0, first, lines, "label link" if href else "label", LABEL)


# ── scales ────────────────────────────────────────────────────────────────────────────────────────────────

_TRACK_END = 560.0
#: Of texts above each other over or under a track.
_LEVEL = 13.0
#: Which of the marks have their texts over the track.
_ABOVE = frozenset({"now", "target"})


def draw_scales(chart: Scales) -> Canvas:
    """Rows with a track each; the least mark stands at its left end, the greatest at its right one."""
    canvas = Canvas(WIDTH)
    y = 4.0
    for scale in chart.scales:
        y = _draw_scale(canvas, scale, y)
    legend(canvas, START, chart.legend)
    return canvas


def _draw_scale(canvas: Canvas, scale: Scale, top: float) -> float:
    """Draws a row and returns where the next one begins."""
    low, high = min(mark.at for mark in scale.marks), max(mark.at for mark in scale.marks)
    per = (_TRACK_END - START - 40) / (high - low) if high > low else 0
    # One value, or several that are the same, stand in the middle.
    left = START + 20 if high > low else (START + _TRACK_END) / 2
    places = [(left + (mark.at - low) * per, mark) for mark in scale.marks]
    over = _levels([place for place in places if place[1].tone in _ABOVE])
    under = _levels([place for place in places if place[1].tone not in _ABOVE])
    middle = top + 14 + max((level for *_, level in over), default=0) * _LEVEL + 8
    draw_label(canvas, scale.label, middle, scale.href)
    canvas.line(START, middle, _TRACK_END, middle, "track")
    _draw_way(canvas, scale, places, middle)
    for x, mark, level in over:
        canvas.text(x, middle - 10 - level * _LEVEL, mark.text, f"small text-{mark.tone}", anchor="middle")
    for x, mark, level in under:
        canvas.text(x, middle + 19 + level * _LEVEL, mark.text, f"small text-{mark.tone}", anchor="middle")
    for x, mark in places:
        with canvas.thing(f"{scale.label}: {mark.text}"):
            _draw_mark(canvas, x, middle, mark)
    lines = fitted(scale.text, WIDTH - _TRACK_END - 12, SMALL)
    canvas.texts(
        _TRACK_END + 12, middle + SMALL * 0.36 - (len(lines) - 1) * SMALL * LEADING / 2, lines, "small"
    )
    return middle + 24 + max((level for *_, level in under), default=0) * _LEVEL + 8


def _levels(places: list[tuple[float, Mark]]) -> list[tuple[float, Mark, int]]:
    """Each mark with the lowest level on which its text touches no other."""
    found: list[tuple[float, Mark, int]] = []
    ends: list[float] = []
    for x, mark in sorted(places, key=lambda pair: pair[0]):
        half = width(mark.text, SMALL) / 2 + 4
        level = next((number for number, end in enumerate(ends) if end <= x - half), len(ends))
        ends[level : level + 1] = [x + half]
        found.append((x, mark, level))
    return found


def _draw_way(canvas: Canvas, scale: Scale, places: list[tuple[float, Mark]], y: float) -> None:
    """The way from the baseline to now: good towards the target, bad away from it."""
    at = {mark.tone: (x, mark.at) for x, mark in places}
    if "baseline" in at and "now" in at and at["baseline"][0] != at["now"][0]:
        (start, before), (end, now) = at["baseline"], at["now"]
        tone = "plain" if scale.rising is None else "good" if (now > before) == scale.rising else "bad"
        canvas.line(start, y, end, y, f"way way-{tone}")


def _draw_mark(canvas: Canvas, x: float, y: float, mark: Mark) -> None:
    if mark.tone == "now":
        canvas.dot(x, y, 5.5, "tone-now")
    elif mark.tone == "baseline":
        canvas.dot(x, y, 4.5, "tone-baseline")
    elif mark.tone == "target":
        canvas.box(x - 1.5, y - 8, 3, 16, "tone-target")
    else:
        canvas.path(f"M{x:.2f} {y - 6:.2f}l6 6l-6 6l-6 -6z", y + 6, f"tone-{mark.tone}")
