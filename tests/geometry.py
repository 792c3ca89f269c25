"""What a Drawing must not do, as functions that say where it does.

Comes in: a Drawing. Goes out: sentences, none where all is well. Deliberately absent: taste.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import combinations, pairwise

from blueprint.drawing import Box, CardShape, Drawing, Junction, Route, TextLine
from blueprint.layout.sizes import ASCENT, HEADING_PADDING, RING, TYPES
from blueprint.model import Blueprint

#: Coordinates are rounded to two decimals.
_NEAR = 0.02
#: Arrows that run on one line for longer than this look like one arrow.
_STRETCH = 1.0
_SAME_LINE = 0.5

Point = tuple[float, float]


def overlapping_cards(drawing: Drawing) -> list[str]:
    """Cards that cover each other."""
    return [
        f"{one.key} and {other.key} overlap"
        for one, other in combinations(drawing.cards, 2)
        if _meet(one.box, other.box)
    ]


def strayed_cards(drawing: Drawing, blueprint: Blueprint) -> list[str]:
    """Cards that leave the band of their lane or the columns of their step."""
    lanes = {lane.key: lane.box for lane in drawing.lanes}
    steps = {step.key: step.box for step in drawing.steps}
    found = []
    for card in drawing.cards:
        if card.form == "stub":
            continue
        place = blueprint.actions.get(card.key) or blueprint.things[card.key]
        lane, step, box = lanes[place.lane], steps[place.step], card.box
        if box.y < lane.y - _NEAR or box.bottom > lane.bottom + _NEAR:
            found.append(f"{card.key} leaves its lane {place.lane}")
        if box.x < step.x - _NEAR or box.right > step.right + _NEAR:
            found.append(f"{card.key} leaves its step {place.step}")
    return found


def overlapping_bands(drawing: Drawing) -> list[str]:
    """Lanes that cover each other, and steps that do."""
    found = [
        f"lanes {one.key} and {other.key} overlap"
        for one, other in combinations(drawing.lanes, 2)
        if _meet(one.box, other.box)
    ]
    return found + [
        f"steps {one.key} and {other.key} overlap"
        for one, other in combinations(drawing.steps, 2)
        if _meet(one.box, other.box)
    ]


def slanted_pieces(drawing: Drawing) -> list[str]:
    """Pieces of arrows that are neither horizontal nor vertical, and arrows that are no line at all."""
    found = [f"{_name(route)} has one point" for route in drawing.routes if len(route.points) < 2]
    for route in drawing.routes:
        for start, end in pairwise(route.points):
            if (start[0] == end[0]) == (start[1] == end[1]):
                found.append(f"{_name(route)} is not straight from {start} to {end}")
    return found


def loose_ends(drawing: Drawing) -> list[str]:
    """Arrows that do not begin and end on the outline of their cards; where they are cut, at the edge of a lane."""
    cards = {card.key: card for card in drawing.cards}
    edges = set()
    for lane in drawing.lanes:
        box, beside = lane.box, lane.heading + HEADING_PADDING / 2
        edges |= {box.x + beside, box.right} if drawing.direction == "ltr" else {box.right - beside, box.x}
    found = []
    for route in drawing.routes:
        ends = ((route.points[0], route.source, route.starts), (route.points[-1], route.target, route.ends))
        for point, key, is_there in ends:
            if not is_there:
                if not any(abs(point[0] - edge) <= _NEAR for edge in edges):
                    found.append(f"{_name(route)} is cut at {point}, not at an edge")
            elif not _is_on_outline(point, cards[key]):
                found.append(
                    f"{_name(route)} touches {key} at {point}, not on its border {_show(cards[key].box)}"
                )
    return found


def pierced_cards(drawing: Drawing) -> list[str]:
    """Arrows that run through the inside of a card."""
    found = []
    for route in drawing.routes:
        for start, end in pairwise(route.points):
            for card in drawing.cards:
                # The box first, which is quickly looked at: of many cards few lie on the way.
                if _enters(start, end, card.box) and _enters(start, end, _inside(card, route, (start, end))):
                    found.append(f"{_name(route)} runs through {card.key} from {start} to {end}")
    return found


def shared_stretches(drawing: Drawing) -> list[str]:
    """Different arrows that run on top of each other."""
    pieces = [
        (route, *_ordered(start, end)) for route in drawing.routes for start, end in pairwise(route.points)
    ]
    found = []
    for (one, start, end), (other, first, last) in combinations(pieces, 2):
        length = _common(start, end, first, last)
        if one is not other and length > _STRETCH and not _is_stem(one, other, (start, end), (first, last)):
            found.append(f"{_name(one)} and {_name(other)} share {length:.0f} px at {start} to {end}")
    return found


def _is_stem(one: Route, other: Route, piece: tuple[Point, Point], beside: tuple[Point, Point]) -> bool:
    """Whether two arrows may share this stretch: it belongs to the beginning that arrows of a fork have in common, or to the end of those of a join."""
    shared = _overlap(piece, beside)
    stems = []
    if one.is_fork and other.is_fork and one.source == other.source:
        stems.append(_common_beginning(one.points, other.points))
    if one.is_join and other.is_join and one.target == other.target:
        stems.append(_common_beginning(one.points[::-1], other.points[::-1]))
    return any(
        _holds(_box(*_ordered(start, end)), _box(*shared)) for stem in stems for start, end in pairwise(stem)
    )


def _overlap(piece: tuple[Point, Point], beside: tuple[Point, Point]) -> tuple[Point, Point]:
    ends, others = _ordered(*piece), _ordered(*beside)
    return (
        (max(ends[0][0], others[0][0]), max(ends[0][1], others[0][1])),
        (min(ends[1][0], others[1][0]), min(ends[1][1], others[1][1])),
    )


def _common_beginning(one: Sequence[Point], other: Sequence[Point]) -> list[Point]:
    """The corners up to which two lines are one, and the point where they part; no point where they begin apart."""
    if one[0] != other[0]:
        return []
    stem = [one[0]]
    for (start, a), (_, b) in zip(pairwise(one), pairwise(other), strict=False):
        box = _box(*_overlap((start, a), (start, b)))
        if max(box.width, box.height) <= 0:
            break
        stem.append(min(a, b, key=lambda end: abs(end[0] - start[0]) + abs(end[1] - start[1])))
        if a != b:
            break
    return stem


def _box(start: Point, end: Point) -> Box:
    return Box(x=start[0], y=start[1], width=end[0] - start[0], height=end[1] - start[1])


#: Half the height and width that a sign of a fork or a join takes at least.
_SIGN = 3.0


def stray_junctions(drawing: Drawing) -> list[str]:
    """Signs of forks and joins that lie off their arrows, or on a foreign one, a card, a badge or a label."""
    found = []
    for sign in drawing.junctions:
        name, box = (
            f"the {sign.kind} of {sign.card}",
            _grown(Box(x=sign.x, y=sign.y, width=0, height=0), _SIGN),
        )
        own = [route for route in drawing.routes if _belongs(route, sign)]
        if not any(_runs_through(route, (sign.x, sign.y)) for route in own):
            found.append(f"{name} lies on none of its arrows")
        found += [
            f"{name} lies on {_name(route)}"
            for route in drawing.routes
            if route not in own and any(_enters(a, b, box) for a, b in pairwise(route.points))
        ]
        boxes = [(card.key, _outline_at(card, sign.y)) for card in drawing.cards]
        boxes += [(f"badge {badge.point}", badge.box) for badge in drawing.badges]
        boxes += [(f"the label of {_name(one)}", one.label_box) for one in drawing.routes if one.label_box]
        found += [f"{name} lies on {other}" for other, taken in boxes if _meet(box, taken)]
    return found


def unsigned_branches(drawing: Drawing) -> list[str]:
    """Arrows of forks and joins that run through no sign of theirs, and such of one port that part without a sign."""
    found = []
    for route in drawing.routes:
        for kind, flag in (("fork", route.is_fork), ("join", route.is_join)):
            signs = [one for one in drawing.junctions if one.kind == kind and _belongs(route, one)]
            # A piece of an arrow that a fold cuts may have the sign elsewhere.
            if (
                flag
                and route.starts
                and route.ends
                and not any(_runs_through(route, (one.x, one.y)) for one in signs)
            ):
                found.append(f"{_name(route)} has no sign of its {kind}")
    dots = {(one.x, one.y) for one in drawing.junctions if one.kind == "fork"}
    whole = [route for route in drawing.routes if route.is_fork and route.starts and route.ends]
    for one, other in combinations(whole, 2):
        stem = _common_beginning(one.points, other.points) if one.source == other.source else []
        if len(stem) > 1 and stem[-1] not in dots:
            found.append(f"{_name(one)} and {_name(other)} part without a dot")
    return found


def heads_of_joins(drawing: Drawing) -> list[str]:
    """Points of cards at which arrows end with no head, or with several; where a fold cuts an arrow is none."""
    heads: dict[Point, list[bool]] = {}
    for route in drawing.routes:
        if route.ends:
            heads.setdefault(route.points[-1], []).append(route.heads[1])
    # Where a fold cuts off the place at which an arrow meets its join, it draws the same head once more.
    cut = {route.points[-1] for route in drawing.routes if not route.starts}
    return [
        f"{sum(drawn)} heads at {point}"
        for point, drawn in heads.items()
        if not sum(drawn) or (sum(drawn) > 1 and point not in cut)
    ]


def _belongs(route: Route, sign: Junction) -> bool:
    if sign.kind == "fork":
        return route.is_fork and route.source == sign.card
    return route.is_join and route.target == sign.card


def _outline_at(card: CardShape, y: float) -> Box:
    """The box of a card, as wide as its outline is at that height."""
    inset = outline_inset(card, y) if card.box.y <= y <= card.box.bottom else 0.0
    return replace(card.box, x=card.box.x + inset, width=card.box.width - 2 * inset)


def _runs_through(route: Route, point: Point) -> bool:
    box = _grown(Box(x=point[0], y=point[1], width=0, height=0), 2 * _NEAR)
    return any(_enters(start, end, box) for start, end in pairwise(route.points))


def labels_outside(drawing: Drawing) -> list[str]:
    """Labels of arrows that leave the picture."""
    return [
        f"the label of {_name(route)} leaves the picture"
        for route in drawing.routes
        if route.label_box
        and not _holds(Box(x=0, y=0, width=drawing.width, height=drawing.height), route.label_box)
    ]


def labels_off_their_arrow(drawing: Drawing, beside: float = 4.0) -> list[str]:
    """Labels that stand farther from their own arrow than `beside` px."""
    return [
        f"the label of {_name(route)} stands off it"
        for route in drawing.routes
        if route.label_box
        and not any(
            _enters(start, end, _grown(route.label_box, beside)) for start, end in pairwise(route.points)
        )
    ]


def labels_on_cards(drawing: Drawing) -> list[str]:
    """Labels of arrows that cover a card."""
    return [
        f"the label of {_name(route)} covers {card.key}"
        for route in drawing.routes
        for card in drawing.cards
        if route.label_box and _meet(route.label_box, card.box)
    ]


def labels_on_labels(drawing: Drawing) -> list[str]:
    """Labels of arrows that cover each other."""
    return [
        f"the labels of {_name(one)} and {_name(other)} overlap"
        for one, other in combinations(drawing.routes, 2)
        if one.label_box and other.label_box and _meet(one.label_box, other.label_box)
    ]


def labels_on_arrows(drawing: Drawing) -> list[str]:
    """Labels of arrows that cover another arrow."""
    return [
        f"the label of {_name(one)} covers {_name(other)}"
        for one in drawing.routes
        for other in drawing.routes
        if one is not other
        and one.label_box
        and any(_enters(start, end, one.label_box) for start, end in pairwise(other.points))
    ]


def misplaced_gears(drawing: Drawing) -> list[str]:
    """Automatic cards without a gear, others with one, and gears that do not stand on a straight border of their card."""
    found = []
    for card in drawing.cards:
        if card.is_automatic != (card.gear is not None):
            found.append(f"{card.key} is automatic: {card.is_automatic}, its gear: {card.gear}")
        if card.gear:
            y = card.gear.middle[1]
            for x in (card.gear.x, card.gear.right):
                if not _is_on_outline((x, y), card):
                    found.append(
                        f"the gear of {card.key} is at {x:g},{y:g}, not on its border {_show(card.box)}"
                    )
    return found


def gears_on_anything(drawing: Drawing) -> list[str]:
    """Gears that touch a text, another card, a badge, a label or an arrow."""
    return [
        f"the gear of {card.key} touches {name}"
        for card in drawing.cards
        if card.gear
        for name, box in _around_gears(drawing, card)
        if _meet(card.gear, box)
    ]


def _around_gears(drawing: Drawing, card: CardShape) -> Iterator[tuple[str, Box]]:
    """What a card's gear must not touch."""
    yield from ((f"'{line.text}'", text_box(line)) for line in card.lines)
    yield from ((other.key, other.box) for other in drawing.cards if other is not card)
    yield from (
        (f"the gear of {other.key}", other.gear)
        for other in drawing.cards
        if other.gear and other is not card
    )
    yield from ((f"badge {badge.point}", badge.box) for badge in drawing.badges)
    for line in drawing.lines:
        yield from ((f"'{text.text}'", text_box(text)) for text in line.lines)
    for route in drawing.routes:
        if route.label_box:
            yield f"the label of {_name(route)}", route.label_box
        for start, end in pairwise(route.points):
            yield _name(route), _piece_box(start, end)


def badges_on_anything(drawing: Drawing) -> list[str]:
    """Badges (with the ring of a high risk) that cover another one, a text, an arrow or a sign, or leave the picture."""
    picture = Box(x=0, y=0, width=drawing.width, height=drawing.height)
    reaches = [(badge, _grown(badge.box, RING if badge.risk == 3 else 0.0)) for badge in drawing.badges]
    found = [
        f"badges {one.point} and {other.point} overlap"
        for (one, box), (other, beside) in combinations(reaches, 2)
        if _meet(box, beside)
    ]
    texts = list(_texts(replace(drawing, badges=())))
    for badge, box in reaches:
        if not _holds(picture, box):
            found.append(f"badge {badge.point} leaves the picture")
        if not _holds(badge.box, text_box(badge.line)):
            found.append(f"'{badge.line.text}' leaves its badge")
        found += [f"badge {badge.point} covers '{line.text}'" for line in texts if _meet(box, text_box(line))]
        found += [
            f"badge {badge.point} covers {name}"
            for name, other in _around_badges(drawing)
            if _meet(box, other)
        ]
        found += [
            f"badge {badge.point} covers {_name(route)}"
            for route in drawing.routes
            if any(_enters(start, end, box) for start, end in pairwise(route.points))
        ]
    return found


def _around_badges(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    """What no badge may stand on, but for texts and arrows."""
    for card in drawing.cards:
        yield from ((f"a sign of {card.key}", box) for box in (card.gear, card.start) if box)
    yield from (
        (f"the label of {_name(route)}", route.label_box) for route in drawing.routes if route.label_box
    )
    yield from (
        (f"the {sign.kind} of {sign.card}", _grown(Box(x=sign.x, y=sign.y, width=0, height=0), _SIGN))
        for sign in drawing.junctions
    )


def _piece_box(start: Point, end: Point) -> Box:
    """The room of a piece of an arrow, with the width of a head."""
    (x1, y1), (x2, y2) = _ordered(start, end)
    wide, high = (8.0, 0.0) if x1 == x2 else (0.0, 8.0)
    return Box(x=x1 - wide / 2, y=y1 - high / 2, width=x2 - x1 + wide, height=y2 - y1 + high)


def texts_outside(drawing: Drawing) -> list[str]:
    """Texts that leave their card, their label's background, or the picture."""
    found = []
    for card in drawing.cards:
        found += [
            f"'{line.text}' leaves {card.key}" for line in card.lines if not _holds(card.box, text_box(line))
        ]
    for route in drawing.routes:
        for line in route.label:
            if route.label_box and not _holds(route.label_box, text_box(line)):
                found.append(f"'{line.text}' leaves the label of {_name(route)}")
    picture = Box(x=0, y=0, width=drawing.width, height=drawing.height)
    found += [
        f"'{line.text}' leaves the picture"
        for line in _furniture(drawing)
        if not _holds(picture, text_box(line))
    ]
    return found


def text_box(line: TextLine) -> Box:
    """The room that a line of text takes."""
    size = TYPES[line.role].size
    shift = {"start": 0.0, "middle": line.width / 2, "end": line.width}[line.anchor]
    left = line.x - shift
    if line.rtl:
        left = line.x - line.width + shift
    return Box(x=left, y=line.y - ASCENT * size, width=line.width, height=size)


def _furniture(drawing: Drawing) -> list[TextLine]:
    """All texts but those of cards and arrows."""
    return list(_texts(replace(drawing, cards=(), routes=())))


def _texts(shape: object) -> Iterator[TextLine]:
    if isinstance(shape, TextLine):
        yield shape
    elif isinstance(shape, tuple):
        for one in shape:
            yield from _texts(one)
    elif is_dataclass(shape):
        for field in fields(shape):
            yield from _texts(getattr(shape, field.name))


# ── lines and boxes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x + _NEAR < other.right
        and other.x + _NEAR < one.right
        and one.y + _NEAR < other.bottom
        and other.y + _NEAR < one.bottom
    )


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x - _NEAR <= inner.x
        and inner.right <= outer.right + _NEAR
        and outer.y - _NEAR <= inner.y
        and inner.bottom <= outer.bottom + _NEAR
    )


def _grown(box: Box, by: float) -> Box:
    return Box(x=box.x - by, y=box.y - by, width=box.width + 2 * by, height=box.height + 2 * by)


def _enters(start: Point, end: Point, box: Box) -> bool:
    """Whether a horizontal or vertical piece reaches the inside of a box."""
    (x1, y1), (x2, y2) = _ordered(start, end)
    return x1 < box.right - _NEAR and x2 > box.x + _NEAR and y1 < box.bottom - _NEAR and y2 > box.y + _NEAR


def _inside(card: CardShape, route: Route, piece: tuple[Point, Point]) -> Box:
    """The inside of a card; where its outline is not a rectangle and the arrow ends there, from where it ends."""
    box = card.box
    ends = [
        point
        for point, key in ((route.points[0], route.source), (route.points[-1], route.target))
        if key == card.key and point in piece and _is_on_outline(point, card)
    ]
    left = max([box.x, *(x for x, _ in ends if x < box.middle[0] and piece[0][1] == piece[1][1])])
    right = min([box.right, *(x for x, _ in ends if x > box.middle[0] and piece[0][1] == piece[1][1])])
    return Box(x=left, y=box.y, width=right - left, height=box.height)


def _is_on_outline(point: Point, card: CardShape) -> bool:
    box, (x, y) = card.box, point
    inset = outline_inset(card, y)
    left, right = box.x + inset, box.right - inset
    if abs(x - left) <= _NEAR or abs(x - right) <= _NEAR:
        return box.y - _NEAR <= y <= box.bottom + _NEAR
    if abs(y - box.y) <= _NEAR or abs(y - box.bottom) <= _NEAR:
        corner = outline_inset(card, box.y)
        return box.x + corner - _NEAR <= x <= box.right - corner + _NEAR
    return False


def outline_inset(card: CardShape, y: float) -> float:
    """How far the outline of a card stands inside its box at that height: a hexagon's tips, a pill's round ends."""
    half = card.box.height / 2
    off = abs(y - card.box.middle[1])
    if card.form == "decision":
        return 12.0 * min(off / half, 1.0)
    if card.form == "event":
        radius = min(half, 28.0)
        beyond = min(max(off - (half - radius), 0.0), radius)
        return radius - (radius**2 - beyond**2) ** 0.5
    return 0.0


def _ordered(start: Point, end: Point) -> tuple[Point, Point]:
    return (min(start[0], end[0]), min(start[1], end[1])), (max(start[0], end[0]), max(start[1], end[1]))


def _common(start: Point, end: Point, first: Point, last: Point) -> float:
    """How far two pieces run on one line."""
    for along, across in ((0, 1), (1, 0)):
        flat = start[across] == end[across] and first[across] == last[across]
        if flat and abs(start[across] - first[across]) < _SAME_LINE:
            return min(end[along], last[along]) - max(start[along], first[along])
    return 0.0


def _name(route: Route) -> str:
    return f"{route.source} {route.kind} {route.target}"


def _show(box: Box) -> str:
    return f"{box.x:g},{box.y:g} … {box.right:g},{box.bottom:g}"
