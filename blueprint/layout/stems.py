"""The common stems of forks and joins.

Comes in: which arrows fork or join, and their pieces; later their points. Goes out: bundles, pieces of different arrows that share
one track, and where the arrows part and meet. Arrows that leave a fork by one side of its card share pieces for as long as they go
the same way; those that arrive at one side of a join share their last ones. Deliberately absent: what the signs look like.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from ..analysis.structure.branching import Branching
from ..drawing import Junction, JunctionKind, Point, behind, lies_on
from ..model import Flow
from .tracks import TrackPiece, overlap

#: How far from its card the sign stands where a side has one arrow only: behind the card, and before the arrowhead.
_FROM_CARD = 9.0
_BEFORE_CARD = 10.5
_HEAD = 8.0


class Group(NamedTuple):
    """The arrows of one fork or join that are shown, by their numbers."""

    kind: JunctionKind
    card: str
    members: tuple[int, ...]


def groups_of(branching: Branching, flows: Sequence[Flow]) -> list[Group]:
    """The forks and joins of which at least two arrows are shown."""
    numbers = {id(flow): number for number, flow in enumerate(flows)}
    sides: tuple[tuple[JunctionKind, Mapping[str, tuple[Flow, ...]]], ...] = (
        ("fork", branching.forks),
        ("join", branching.joins),
    )
    found = []
    for kind, by_card in sides:
        for card, members in by_card.items():
            shown = tuple(numbers[id(flow)] for flow in members if id(flow) in numbers)
            if len(shown) > 1:
                found.append(Group(kind, card, shown))
    return found


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def bundles(
    pieces: Sequence[Sequence[TrackPiece]], groups: Sequence[Group], alone: Collection[int]
) -> list[list[TrackPiece]]:
    """Pieces that share a track; arrows in `alone` share nothing."""
    found: dict[int, list[TrackPiece]] = {}
    for group in groups:
        rows = [
            pieces[number] if group.kind == "fork" else pieces[number][::-1]
            for number in group.members
            if number not in alone
        ]
        for shared in _shared(rows, 0):
            _add(shared, found)
    unique = {id(bundle): bundle for bundle in found.values()}
    return list(unique.values())


def _shared(rows: Sequence[Sequence[TrackPiece]], depth: int) -> Iterator[list[TrackPiece]]:
    """The pieces at one depth that run in one channel, and those behind them of arrows that still run together."""
    by_channel: dict[object, list[Sequence[TrackPiece]]] = {}
    for row in rows:
        if depth < len(row):
            # At a card the two sides have ports of their own; behind a turn, one track serves both directions.
            way = _forward(row[depth]) if depth == 0 else None
            by_channel.setdefault((row[depth].channel, way), []).append(row)
    for together in by_channel.values():
        if len(together) < 2:
            continue
        yield [row[depth] for row in together]
        for way in (True, False):
            same = [row for row in together if _forward(row[depth]) == way]
            if len(same) > 1:
                yield from _shared(same, depth + 1)


def _forward(piece: TrackPiece) -> bool:
    return piece.end > piece.start


def _add(shared: list[TrackPiece], found: dict[int, list[TrackPiece]]) -> None:
    """Make a bundle; a piece of a fork takes its bundle along into a join where those two keep off each other."""
    bundle: list[TrackPiece] = []
    for piece in shared:
        of_fork = found.get(id(piece), [piece])
        others = [other for other in of_fork if other is not piece]
        if any(
            overlap(piece, other) for piece in others for other in [*bundle, *shared] if other not in of_fork
        ):
            continue
        bundle += [piece for piece in of_fork if piece not in bundle]
    if len(bundle) > 1:
        for piece in bundle:
            found[id(piece)] = bundle


# ── points ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Stretch(NamedTuple):
    """The stretch of an arrow that is its own: from a point (else its source) to another (else its target)."""

    leaves: Point | None = None
    meets: Point | None = None


class Signs(NamedTuple):
    """The signs of forks and joins, and by the numbers of arrows: what each shares with none, and what it draws itself."""

    junctions: tuple[Junction, ...]
    own: dict[int, tuple[Point, ...]]
    drawn: dict[int, Stretch]


def signs_of(lines: Sequence[tuple[Point, ...]], groups: Sequence[Group]) -> Signs:
    """Where arrows part and meet, read off their points."""
    junctions: list[Junction] = []
    own: dict[int, tuple[Point, ...]] = {}
    drawn: dict[int, Stretch] = {}
    for group in groups:
        is_fork = group.kind == "fork"
        for members in _by_port(lines, group):
            # A join is followed from its card, as a fork is.
            turned = {n: lines[n] if is_fork else lines[n][::-1] for n in members}
            for point, upright in _marks(turned, group):
                junctions.append(
                    Junction(kind=group.kind, card=group.card, x=point[0], y=point[1], upright=upright)
                )
            for index, (number, line) in enumerate(turned.items()):
                partings = [_parting(line, turned[n]) for n in members if n != number]
                rest = own.get(number, lines[number])
                own[number] = behind(rest, partings) if is_fork else behind(rest[::-1], partings)[::-1]
                if index:  # The first one draws the whole stem.
                    last = behind(line, partings[:index])[0]
                    ends = drawn.get(number, Stretch())
                    drawn[number] = ends._replace(leaves=last) if is_fork else ends._replace(meets=last)
    return Signs(tuple(junctions), own, drawn)


def length(line: Sequence[Point]) -> float:
    """How long a line of level and upright pieces is, in px."""
    return sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(line))


def _by_port(lines: Sequence[tuple[Point, ...]], group: Group) -> list[list[int]]:
    found: dict[tuple[Point, bool], list[int]] = {}
    for number in group.members:
        port, after = lines[number][:2] if group.kind == "fork" else lines[number][:-3:-1]
        found.setdefault((port, port[0] == after[0]), []).append(number)
    return list(found.values())


def _marks(lines: Mapping[int, Sequence[Point]], group: Group) -> Iterator[tuple[Point, bool]]:
    """Where the signs of one port stand, and whether the stem is upright there; lines begin at the card."""
    if len(lines) == 1 or group.kind == "join":
        start, after, *rest = next(iter(lines.values()))
        yield _on_stem(start, after, group.kind, is_straight=not rest), start[0] == after[0]
        return
    partings = {_parting(sequence, other): sequence for sequence, other in combinations(lines.values(), 2)}
    for point, line in partings.items():
        before = next(start for start, end in pairwise(line) if lies_on(point, start, end))
        yield point, before[0] == point[0]


def _on_stem(start: Point, after: Point, kind: JunctionKind, *, is_straight: bool) -> Point:
    """A place on the first piece of an arrow, near its card, clear of the arrowhead."""
    long = length((start, after))
    if kind == "fork":
        by = min(_FROM_CARD, max(long - _HEAD * is_straight, long / 2) / 2)
    else:
        by = min(_BEFORE_CARD, (long + min(_HEAD, long)) / 2)
    share = by / long
    x, y = start[0] + (after[0] - start[0]) * share, start[1] + (after[1] - start[1]) * share
    return round(x, 2), round(y, 2)


def _parting(sequence: Sequence[Point], other: Sequence[Point]) -> Point:
    """The last point that two lines share which begin as one."""
    for (start, a), (_, b) in zip(pairwise(sequence), pairwise(other), strict=False):
        if a != b:
            if _way(start, a) != _way(start, b):
                return start
            return min(a, b, key=lambda end: length((start, end)))
    return sequence[-1] if len(sequence) <= len(other) else other[-1]


def _way(start: Point, end: Point) -> tuple[int, int]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (dx > 0) - (dx < 0), (dy > 0) - (dy < 0)
