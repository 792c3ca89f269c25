"""Which track of its channel every piece of an arrow runs on.

Comes in: paths. Goes out: an offset in px from the middle of its channel for each piece, and how much room each channel needs.
Pieces of one channel that overlap get tracks of their own; their order is chosen so that the pieces they turn into cross as little
as possible. Where pieces turn at the same level, the order found for the channel they turn into decides; so the work is done in
rounds, each knowing the offsets of the one before. Deliberately absent: where the channels lie.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import field

from ..lean_dataclasses import dataclass
from .grid import Grid
from .paths import Channel, Path, stretches
from .sizes import CORNER, PORT, TRACK

_ROUNDS = 3
_COMPARISONS = 4000
#: One px of offset in a neighbouring channel, in levels: small compared with the distance of levels.
_FINE = 1e-4


@dataclass(slots=True, eq=False)
class TrackPiece:
    """A piece of an arrow in one channel, from level `start` to level `end`."""

    path: int
    channel: Channel
    start: float
    end: float
    straight: bool
    before: TrackPiece | None = None
    after: TrackPiece | None = None
    #: The room it takes across, in px: more where it carries its label.
    thickness: float = TRACK
    offset: float = 0.0

    @property
    def low(self) -> float:
        """The smaller of its levels."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """The larger of its levels."""
        return max(self.start, self.end)

    def turns(self) -> Iterable[tuple[float, int]]:
        """Where it turns into another channel, and to which side: -1 left or up, 1 right or down."""
        if self.before:
            side = 1 if self.before.start > self.before.end else -1
            yield self.start + self.before.offset * _FINE, side
        if self.after:
            side = 1 if self.after.end > self.after.start else -1
            yield self.end + self.after.offset * _FINE, side

    def covers(self, at: float) -> float:
        """1 where a level lies inside the piece, a half at its ends."""
        start = self.start + (self.before.offset * _FINE if self.before else 0)
        end = self.end + (self.after.offset * _FINE if self.after else 0)
        low, high = (start, end) if start < end else (end, start)
        if low < at < high:
            return 1.0
        return 0.5 if at in (low, high) else 0.0


class Bundle:
    """Pieces of different arrows that share one track of a channel: the common stem of a fork or a join."""

    def __init__(self, pieces: Sequence[TrackPiece]) -> None:
        self.pieces = pieces
        self.path = min(piece.path for piece in pieces)
        self.low = min(piece.low for piece in pieces)
        self.high = max(piece.high for piece in pieces)
        self.straight = any(piece.straight for piece in pieces)

    @property
    def thickness(self) -> float:
        """The room that it takes across, in px."""
        return max(piece.thickness for piece in self.pieces)

    @property
    def offset(self) -> float:
        """The offset of all its pieces from the middle of the channel, in px."""
        return self.pieces[0].offset

    @offset.setter
    def offset(self, offset: float) -> None:
        for piece in self.pieces:
            piece.offset = offset

    def turns(self) -> Iterable[tuple[float, int]]:
        """Where its pieces turn; a turn that several make together counts once."""
        return dict.fromkeys(turn for piece in self.pieces for turn in piece.turns())

    def covers(self, at: float) -> float:
        """1 where a level lies inside one of its pieces, a half at their ends."""
        return max(piece.covers(at) for piece in self.pieces)


Runner = TrackPiece | Bundle


@dataclass(slots=True)
class Tracks:
    """All pieces by path, and the room that the tracks of each channel need on both sides of its middle, in px."""

    pieces: list[list[TrackPiece]]
    room: dict[Channel, tuple[float, float]] = field(default_factory=dict)


def make_pieces(number: int, path: Path, grid: Grid) -> list[TrackPiece]:
    """The pieces of a path, joined to their neighbours; `number` tells them from the pieces of other paths."""
    a = (grid.column[path.flow.source], grid.row[path.flow.source])
    b = (grid.column[path.flow.target], grid.row[path.flow.target])
    row = [
        TrackPiece(number, channel, start, end, straight=len(path.shape) == 1)
        for channel, start, end in stretches(path.shape, a, b)
    ]
    for piece, other in itertools.pairwise(row):
        piece.after, other.before = other, piece
    return row


def assign(
    pieces: list[list[TrackPiece]],
    column_widths: Sequence[float],
    bundles: Iterable[Sequence[TrackPiece]] = (),
) -> Tracks:
    """Give every piece its offset; those of a bundle get the same one."""
    channels: dict[Channel, list[Runner]] = {}
    bundled = {id(piece): bundle for bundle in map(Bundle, bundles) for piece in bundle.pieces}
    met: set[Bundle] = set()
    for row in pieces:
        for piece in row:
            runner = bundled.get(id(piece), piece)
            if isinstance(runner, Bundle):
                if runner in met:
                    continue
                met.add(runner)
            channels.setdefault(piece.channel, []).append(runner)
    groups = [(channel, group) for channel, members in channels.items() for group in _groups(members)]
    tracks = Tracks(pieces)
    for last in range(_ROUNDS):
        for channel, group in groups:
            width = column_widths[channel[1]] if channel[0] == "C" else 0.0
            room = _set_offsets(channel, _ordered(group), width)
            if last == _ROUNDS - 1:
                old = tracks.room.get(channel, (0.0, 0.0))
                tracks.room[channel] = max(old[0], room[0]), max(old[1], room[1])
    return tracks


def _groups(members: list[Runner]) -> list[list[Runner]]:
    """Pieces that overlap, directly or through others."""
    members = sorted(members, key=lambda piece: (piece.low, piece.high, piece.path))
    groups: list[list[Runner]] = []
    reach = float("-inf")
    for piece in members:
        if piece.low > reach:
            groups.append([])
        groups[-1].append(piece)
        reach = max(reach, piece.high)
    return groups


def _ordered(group: list[Runner]) -> list[Runner]:
    """The order from left to right or from top to bottom with few crossings: neighbours are swapped while that helps."""
    if len(group) == 1:
        return group
    order = sorted(group, key=lambda piece: (sum(side for _, side in piece.turns()), piece.path))
    # Large groups get fewer rounds: every round compares all neighbours, and the last ones change little.
    for _ in range(min(len(order), max(4, _COMPARISONS // len(order)))):
        changed = False
        for index in range(len(order) - 1):
            each, other = order[index], order[index + 1]
            if _crossings(other, each) < _crossings(each, other):
                order[index], order[index + 1] = other, each
                changed = True
        if not changed:
            break
    return order


def _crossings(first: Runner, second: Runner) -> float:
    """How often the turns of two pieces cross the other piece, the first one lying left of (or above) the second."""
    if not overlap(first, second):
        return 0.0
    rightwards = sum(second.covers(at) for at, side in first.turns() if side > 0)
    leftwards = sum(first.covers(at) for at, side in second.turns() if side < 0)
    return rightwards + leftwards


def overlap(runner: Runner, other: Runner) -> bool:
    """Whether two pieces of one channel need different tracks."""
    return runner.low <= other.high and other.low <= runner.high


def _set_offsets(channel: Channel, order: list[Runner], width: float) -> tuple[float, float]:
    """Offsets for pieces in their order; the room needed before and behind the middle."""
    levels: list[list[Runner]] = []
    for piece in order:
        track = 1 + max(
            (index for index, level in enumerate(levels) if any(overlap(piece, other) for other in level)),
            default=-1,
        )
        if track == len(levels):
            levels.append([])
        levels[track].append(piece)
    if channel[0] in "VH":
        return _centred(levels)
    return _around_main(levels, width)


def _centred(levels: list[list[Runner]]) -> tuple[float, float]:
    sizes = [max(piece.thickness for piece in level) for level in levels]
    total = sum(sizes)
    at = -total / 2
    for level, size in zip(levels, sizes, strict=True):
        for piece in level:
            piece.offset = at + size / 2
        at += size
    return total / 2, total / 2


def _around_main(levels: list[list[Runner]], width: float) -> tuple[float, float]:
    """At the sides of cards a straight arrow keeps the middle, and the others stand around it."""
    sizes = [max(PORT, *(piece.thickness for piece in level)) for level in levels]
    middles = [sum(sizes[:index]) + size / 2 for index, size in enumerate(sizes)]
    main = next((index for index, level in enumerate(levels) if any(piece.straight for piece in level)), None)
    zero = sum(sizes) / 2 if main is None else middles[main]
    if width:
        usable = width / 2 - CORNER
        if max(middles[-1] - zero, zero - middles[0]) > usable:
            zero = (middles[0] + middles[-1]) / 2
            shrink = min(1.0, 2 * usable / (middles[-1] - middles[0]))
            middles = [zero + (middle - zero) * shrink for middle in middles]
    for middle, level in zip(middles, levels, strict=True):
        for piece in level:
            piece.offset = middle - zero
    return zero, sum(sizes) - zero
