"""What cases of a persona may come to at all.

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
    """The actions (keys) that a case may come to, in the order of the text; also where something fails of which nobody says how often."""
    net = motion.net
    met = 0
    waiting = [number for beginnings in net.beginnings for number in beginnings] + sorted(net.unconnected)
    failures = [
        flow
        for flow in net.blueprint.flows
        if flow.kind == "failure" and (not flow.personas or net.persona in flow.personas)
    ]
    while waiting:
        for number in waiting:
            met |= net.all_ahead[number] | 1 << number
        waiting = [
            net.number[flow.target]
            for flow in failures
            if met >> net.number[flow.source] & 1 and not met >> net.number[flow.target] & 1
        ]
    return tuple(key for number, key in enumerate(net.keys) if met >> number & 1 and net.exists[number])
