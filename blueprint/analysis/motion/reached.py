"""What cases of a persona come to at all, however rarely.

Comes in: Motions. Goes out: actions. Deliberately absent: how often (`Motion.visits`).
"""

from __future__ import annotations

from collections.abc import Sequence

from .results import Motion


def motion_of(motions: Sequence[Motion], persona: str) -> Motion:
    """The motion of a declared persona (key); that of anyone else where nothing is different for it."""
    for wanted in (persona, None):
        for motion in motions:
            if wanted in motion.personas:
                return motion
    return motions[0]


def reached(motion: Motion) -> tuple[str, ...]:
    """The actions (keys) that some case comes to, in the order of the text; where there are too many ways, those of the listed ones."""
    net = motion.net
    if motion.graph.is_whole:
        met = {n for node in motion.graph.nodes for edge in node.edges for n in edge.visited}
    else:
        listed = {key for way in motion.ways for key in way.done}
        often = motion.visits or {}
        met = {n for n, key in enumerate(net.keys) if key in listed or often.get(key, 0.0) > 0}
    return tuple(key for number, key in enumerate(net.keys) if number in met and net.exists[number])
