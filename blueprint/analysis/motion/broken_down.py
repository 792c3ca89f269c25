"""What steps and phases state as a whole, with what the usual way through them leaves of it.

Comes in: a net. Goes out: wholes with their rests, and how long a case is by its parts. Deliberately absent: where a rest is spent
(`rules.game`), and how long a way through a whole is (`rules.wholes`).
"""

from __future__ import annotations

import math

from .graph import graph_of
from .rules.course import Whole, course
from .rules.game import Case
from .rules.net import NO_TIME, Net, Span
from .rules.wholes import longest_way, stated, with_rest
from .ways import likeliest, likeliest_through, play_without_rounds


def wholes_of(net: Net) -> tuple[Whole, ...]:
    """The steps and phases of a net with their rests: first of steps, then of phases."""
    steps, phases = stated(net)
    if (not steps and not phases) or not net.has_arrows:
        return (*steps, *phases)
    graph = graph_of(course(net))
    paths = likeliest(graph)
    through = likeliest_through(graph)
    for some in (steps, phases):
        # Phases go by what their steps state.
        at = course(net, [] if some is steps else steps, ranges=True)
        usual = (play_without_rounds(at, paths[0]).log or []) if some and paths else []
        for place, whole in enumerate(some):
            parts = longest_way(net, whole.members, usual)
            # What the usual way does not come to takes as long as it says on the ways that do.
            if parts is None and (path := through(whole.members)) is not None:
                parts = longest_way(net, whole.members, play_without_rounds(at, path).log or [])
            some[place] = with_rest(whole, parts)
    return (*steps, *phases)


def parts_of(case: Case) -> Span:
    """How long the customer's case takes by its parts."""
    reached, first = case.reached, case.first or case.course.nothing
    if reached is None:
        return NO_TIME
    usual, low, high = (
        end if math.isinf(end) else end - begin for begin, end in zip(first, reached.at, strict=True)
    )
    return Span(usual, low, high)
