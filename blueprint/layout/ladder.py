"""The time ladder under the lanes: the waits of each step above, below its work and what nobody broke down, on one scale; at the right the
totals.

Comes in: a Ladder, the places of the steps. Goes out: a TimeRow. Deliberately absent: which times these are (`analysis.motion.by_step`),
and their words (`ladder_texts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from ..analysis.motion.by_step import Ladder, StepTime
from ..drawing import Box, TextLine, TextRole, TimeBar, TimeRow
from ..words import Direction, word
from .cards import block
from .ladder_texts import LadderTexts
from .place import Place, heading_height
from .sizes import SAFETY, TYPES
from .text import width
from .text_lines import begins_right, text_line

_BAR = 7.0
_TRACK = 176.0
#: Between the times of the last step and the totals, and behind these.
_GAP = 24.0
_EDGE = 14.0
#: Totals that are wider are broken into lines.
_TOTALS = 176.0
_LEADING = TYPES["axis"].leading
#: From the top of the row to the tracks, and from a track to the line under it.
_UPPER, _LOWER, _UNDER = 8.0, 34.0, _BAR + 12


class _Piece(NamedTuple):
    """A stretch of a bar, in seconds."""

    kind: Literal["wait", "work", "rest"]
    start: float
    end: float


class LadderRow:
    """The time ladder of one picture. `is_part`: only some steps are shown, and the totals are theirs."""

    def __init__(
        self, ladder: Ladder, texts: LadderTexts, language: str, direction: Direction, *, is_part: bool
    ) -> None:
        self._ladder = ladder
        self._texts = texts
        self._language = language
        self._direction = direction
        self._totals = list(self._total_texts(is_part=is_part))

    @property
    def width(self) -> float:
        """How much room the times of the last step want with the totals at their right; 0 where there are none."""
        return _TRACK + _GAP + self._widest + _EDGE if self._totals else 0.0

    def row(self, place: Place, top: float) -> TimeRow | None:
        """The row from a y downwards; None where the file has no times."""
        steps = [(time, place.sides(time.step)) for time in self._ladder.steps]
        longest = max((end for time, _ in steps for end in _ends(time)), default=0.0)
        if not longest and not any(time.is_aside for time, _ in steps) and not self._totals:
            return None
        # The lines of the last step stand beside the totals.
        last_column = max((place.sides(step)[0] for step in place.columns), default=0.0)
        rooms = {
            time.step: _TRACK if left >= last_column else max(_TRACK, right - left)
            for time, (left, right) in steps
        }
        waits = {time.step: _wrapped(self._texts.wait(time), rooms[time.step]) for time, _ in steps}
        works = {time.step: _wrapped(self._texts.work(time), rooms[time.step]) for time, _ in steps}
        wholes = {time.step: _wrapped(self._texts.whole(time), rooms[time.step]) for time, _ in steps}
        # Waits of several lines push all that stands below them down.
        lower = top + _LOWER + _LEADING * (max((len(lines) for lines in waits.values()), default=1) - 1)
        lower = max(lower, top + _LOWER)
        bars: list[TimeBar] = []
        tracks: list[Box] = []
        notes: list[TextLine] = []
        over: list[TextLine] = []
        # A step without times has its tracks, too: the scale goes on.
        timed = {time.step: time for time, _ in steps}
        for step in place.columns:
            left = place.sides(step)[0]
            upper_track = Box(x=left, y=top + _UPPER, width=_TRACK, height=_BAR)
            lower_track = Box(x=left, y=lower, width=_TRACK, height=_BAR)
            tracks += (upper_track, lower_track)
            time = timed.get(step)
            if time is not None:
                scale = _TRACK / longest if longest else 0.0
                for track, lines, made in (
                    (upper_track, waits[step], self._wait_bars(time, upper_track, scale)),
                    (lower_track, works[step], self._work_bars(time, lower_track, scale)),
                ):
                    found = _with_lines(list(made), _stacked(lines, track))
                    bars += found
                    notes += () if found else _stacked(lines, track)
                below = replace(lower_track, y=lower + _LEADING * len(works[step]))
                # Only this line is late, whatever its parts are.
                red = self._texts.misses_target(time)
                (over if red else notes).extend(_stacked(wholes[step], below))
                below = replace(below, y=below.y + _LEADING * len(wholes[step]))
                notes += _stacked(_wrapped(self._texts.passes(time), rooms[step]), below)
        totals, late = self._total_lines(place, top + 4)
        over += late
        last = [line.y for line in (*totals, *over, *notes, *(line for bar in bars for line in bar.lines))]
        names = (word("picture.time", self._language), self._texts.for_whom())
        high = heading_height(names, place.heading)
        return TimeRow(
            box=place.box(top, max(high + 6, 62.0, max(last, default=0.0) + 9 - top)),
            heading=place.row_heading(names, top + 6),
            tracks=tuple(tracks),
            bars=tuple(bars),
            notes=tuple(notes),
            totals=totals,
            over=tuple(over),
        )

    # ── bars ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _wait_bars(self, time: StepTime, track: Box, scale: float) -> Iterator[TimeBar]:
        if time.wait.mean:
            pieces = [_Piece("wait", 0.0, time.wait.mean)]
            yield from _bars(
                time, pieces, time.wait_target, track, scale, is_late="wait" in time.is_late or None
            )

    def _work_bars(self, time: StepTime, track: Box, scale: float) -> Iterator[TimeBar]:
        work, rest = time.work.mean, time.rest.mean
        pieces = [_Piece("work", 0.0, work)] if work else []
        if rest:
            pieces.append(_Piece("rest", work, work + rest))
        target = self._texts.lower_target(time)
        # The step as a whole is judged as it is elsewhere; its work alone by the bar.
        is_late = "work" in time.is_late if target is None else None
        if target is not None and target == time.target and not time.wait.mean:
            is_late = self._texts.misses_target(time)
        yield from _bars(time, pieces, target, track, scale, is_late=is_late)

    # ── totals ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _total_texts(self, *, is_part: bool) -> Iterator[tuple[TextRole, str, bool]]:
        """The lines of the totals, wrapped, and whether each is late."""
        totals = self._texts.totals(is_part=is_part)
        if totals:
            heading = self._texts.heading()
            yield from (("row", line, False) for line in block("row", heading, _TOTALS).lines)
        for total in totals:
            yield from (("axis", line, total.is_late) for line in block("axis", total.text, _TOTALS).lines)

    @property
    def _widest(self) -> float:
        return max(width(text, TYPES[role].size, TYPES[role].bold) for role, text, _ in self._totals) / SAFETY

    def _total_lines(self, place: Place, top: float) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
        """The totals at the right end of the row, and those lines among them that say that the whole takes too long."""
        right = place.frame.right - _EDGE
        lines: list[TextLine] = []
        over: list[TextLine] = []
        at_right = begins_right(self._language, self._direction)
        for role, text, is_late in self._totals:
            line = text_line(text, role, top + 13, right - self._widest, right, at_right=at_right)
            (over if is_late else lines).append(line)
            top += TYPES[role].leading
        return tuple(lines), tuple(over)


def _ends(time: StepTime) -> tuple[float, float]:
    return time.wait.mean, time.work.mean + time.rest.mean


def _bars(
    time: StepTime,
    pieces: list[_Piece],
    target: float | None,
    track: Box,
    scale: float,
    *,
    is_late: bool | None,
) -> Iterator[TimeBar]:
    """The pieces of a bar up to its target, and on the last of them what is over it; the lines come later. `is_late` is None where the bar
    tells it."""
    if not pieces:
        return
    limit = target or pieces[-1].end
    shown = [piece for piece in pieces if piece.start < limit] or pieces[:1]
    for piece in shown:
        box = Box(
            x=track.x + piece.start * scale,
            y=track.y,
            width=max((min(piece.end, limit) - piece.start) * scale, 2.0),
            height=_BAR,
        )
        over, is_last = None, piece is shown[-1]
        if is_last and pieces[-1].end > limit:
            over = Box(x=box.right, y=track.y, width=max((pieces[-1].end - limit) * scale, 2.0), height=_BAR)
        at = target * scale if target else None
        yield TimeBar(
            step=time.step,
            kind=piece.kind,
            box=box,
            over=over,
            # A target beyond the scale is met by far; its mark would only stretch the picture.
            target=track.x + at if is_last and at is not None and at <= track.width else None,
            is_late=pieces[-1].end > limit if is_late is None else is_late,
        )


def _wrapped(texts: Iterable[str], room: float) -> list[str]:
    return [line for text in texts for line in block("axis", text, room).lines]


def _stacked(lines: Iterable[str], track: Box) -> list[TextLine]:
    """Lines under a track."""
    return [
        text_line(text, "axis", track.y + _UNDER + index * _LEADING, track.x, track.right, at_right=False)
        for index, text in enumerate(lines)
    ]


def _with_lines(bars: list[TimeBar], lines: list[TextLine]) -> list[TimeBar]:
    """The bars of a track, the first of them with the lines under it."""
    return [replace(bar, lines=tuple(lines) if place == 0 else ()) for place, bar in enumerate(bars)]
