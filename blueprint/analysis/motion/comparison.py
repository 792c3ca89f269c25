"""How ways differ: what one takes that another does not.

Comes in: ways, and what answers cost. Goes out: for each way its own terms, or those by which it differs from another one; the terms of
what an answer costs. Added up they are the lead time, or the cost, exactly. Deliberately absent: means over ways.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from ...model import Flow
from .answers import AnswerCost
from .records import Way
from .terms import Term

#: So many terms can be read in a cell, and so many by which a way differs from another; one of more gets a list of its own.
FEW = 4
_FEW_MORE = 8
#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6
#: By how many seconds the cost of an answer may differ from that of one way, and still be called it.
_CLOSE = 0.5


#: Seconds by where they are spent: kind, of what, its key, the step, the unit.
Sums = dict[
    tuple[
        Literal["wait", "work", "rest"], Literal["action", "step", "phase", "service"], str, str | None, float
    ],
    float,
]


class MadeOf(NamedTuple):
    """What the lead time of a way is made of: that of another way (by its place) with `terms` more, or less where their seconds are below
    nothing; of no other way, its own terms. Terms of one place are one. `is_list`: they are too many for a line or two."""

    base: int | None
    terms: tuple[Term, ...]
    is_list: bool = False


def made_of(ways: Sequence[Way]) -> tuple[MadeOf, ...]:
    """What each way is made of, in a few terms where some earlier way makes that possible."""
    found: list[MadeOf] = []
    #: The ways that others can be compared with, those that are told in full, with their sums.
    bases: list[tuple[int, Sums]] = []
    for place, way in enumerate(ways):
        sums = _sums(way.terms)
        differences = [(base, _less(sums, of_base)) for base, of_base in bases]
        base, nearest = min(differences, key=lambda pair: len(pair[1]), default=(None, sums))
        own = len(sums)
        if base is None or own <= min(FEW, len(nearest) + 1) or len(nearest) > max(_FEW_MORE, own // 3):
            found.append(MadeOf(None, _terms(sums), own > FEW or place == 0))
            if own:
                bases.append((place, sums))
        else:
            found.append(MadeOf(base, _terms(nearest)))
    return tuple(found)


def difference(way: Way, other: Way) -> tuple[Term, ...]:
    """What a way takes more than another, and less where the seconds are below nothing."""
    return _terms(_less(_sums(way.terms), _sums(other.terms)))


def _sums(terms: Iterable[Term]) -> Sums:
    """The terms of one and the same place and kind added up, in the order in which they come first."""
    found: Sums = {}
    for kind, of, key, step, seconds, unit in terms:
        place = (kind, of, key, step, unit)
        found[place] = found.get(place, 0.0) + seconds
    return {place: seconds for place, seconds in found.items() if abs(seconds) > _NOTHING}


def _less(sums: Sums, other: Sums) -> Sums:
    """Some sums less others."""
    found = {place: seconds - other.get(place, 0.0) for place, seconds in sums.items()}
    found |= {place: -seconds for place, seconds in other.items() if place not in sums}
    return {place: seconds for place, seconds in found.items() if abs(seconds) > _NOTHING}


def _terms(sums: Sums) -> tuple[Term, ...]:
    return tuple(
        Term(kind, of, key, step, sums[place], unit)
        for place in sums
        for kind, of, key, step, unit in (place,)
    )


def terms_of_cost(cost: AnswerCost, ways: Sequence[Way]) -> tuple[Term, ...]:
    """The terms of what an answer costs: those by which the likeliest way with it, once, differs from the likeliest with the usual answer
    alone; none where that is not what the answer costs on average."""
    usual = next(
        (way for way in ways if _often(way, cost.usual_answer) and not _often(way, cost.answer)), None
    )
    other = next((way for way in ways if _often(way, cost.answer) == 1), None)
    if cost.seconds is None or usual is None or other is None:
        return ()
    more = difference(other, usual)
    is_close = abs(math.fsum(term.seconds for term in more) - cost.seconds) <= _CLOSE
    return more if is_close else ()


def _often(way: Way, answer: Flow) -> int:
    return next((count for flow, count in way.answers if flow is answer), 0)
