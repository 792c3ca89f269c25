"""What cases of a persona may come to at all.

Comes in: Motions. Goes out: actions. Deliberately absent: how often (`Motion.visits`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..facts import reach
from .results import Motion


def motion_of(motions: Sequence[Motion], persona: str) -> Motion:
    """The motion of a declared persona (key); that of anyone else where nothing is different for it."""
    for wanted in (persona, None):
        for motion in motions:
            if wanted in motion.personas:
                return motion
    return motions[0]


def reached(motion: Motion) -> tuple[str, ...]:
    """The actions (keys) that a case may come to, in the order of the text; also where something fails of which nobody says how often."""
    net = motion.net
    ways_on: dict[int, set[int]] = {}
    for arrow in net.arrows:
        ways_on.setdefault(arrow.source, set()).add(arrow.target)
    # What only a failure leads to is no part of the net, unless somebody says how often it happens.
    for flow in net.blueprint.flows:
        if not flow.personas or net.persona in flow.personas:
            ways_on.setdefault(net.number[flow.source], set()).add(net.number[flow.target])
    first = [number for beginnings in net.beginnings for number in beginnings] + sorted(net.unconnected)
    met = reach(first, lambda number: ways_on.get(number, ()))
    return tuple(key for number, key in enumerate(net.keys) if number in met and net.exists[number])
