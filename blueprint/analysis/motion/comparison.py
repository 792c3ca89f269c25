"""How ways differ: what one takes that another does not.

Comes in: ways, and what answers cost. Goes out: for each way its own terms, or those by which it differs from another one; the terms of
what an answer costs. Added up they are the lead time, or the cost, exactly. Deliberately absent: means over ways.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

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


class MadeOf(NamedTuple):
    """What the lead time of a way is made of: that of another way (by its place) with `terms` more, or less where their seconds are below
    nothing; of no other way, its own terms. Terms of one place are one. `is_list`: they are too many for a line or two."""

    base: int | None
    terms: tuple[Term, ...]
    is_list: bool = False


def made_of(ways: Sequence[Way]) -> tuple[MadeOf, ...]:
    """What each way is made of, in a few terms where some earlier way makes that possible."""
    found: list[MadeOf] = []
    #: The ways that others can be compared with: those that are told in full.
    bases: list[int] = []
    for place, way in enumerate(ways):
        own = added_up(way.terms)
        differences = [(base, difference(way, ways[base])) for base in bases]
        base, nearest = min(differences, key=lambda pair: len(pair[1]), default=(None, own))
        if (
            base is None
            or len(own) <= min(FEW, len(nearest) + 1)
            or len(nearest) > max(_FEW_MORE, len(own) // 3)
        ):
            found.append(MadeOf(None, own, len(own) > FEW or place == 0))
            if own:
                bases.append(place)
        else:
            found.append(MadeOf(base, nearest))
    return tuple(found)


def difference(way: Way, other: Way) -> tuple[Term, ...]:
    """What a way takes more than another, and less where the seconds are below nothing."""
    less = [term._replace(seconds=-term.seconds) for term in other.terms]
    return added_up((*way.terms, *less))


def added_up(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of one and the same place and kind added up, in the order in which they come first; without those that are nothing."""
    sums: dict[Term, list[float]] = {}
    for term in terms:
        sums.setdefault(term._replace(seconds=0.0), []).append(term.seconds)
    added = [place._replace(seconds=math.fsum(seconds)) for place, seconds in sums.items()]
    return tuple(term for term in added if abs(term.seconds) > _NOTHING)


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
