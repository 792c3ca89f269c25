"""Where customers are lost: a funnel over the steps, and the decisions that keep anybody from knowing it.

Comes in: a Motion. Goes out: how many of one case come to each step and how many are refused or lost there; or the decisions without
shares. Deliberately absent: words, bars, and why customers leave.
"""

from __future__ import annotations

import math

from ...lean_dataclasses import dataclass
from .records import Outcome
from .results import Motion


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step (key): the share of the cases that come to it, and the ends in it at which some are refused or lost, with their shares."""

    step: str
    comes: float
    losses: tuple[tuple[Outcome, float], ...]

    @property
    def lost(self) -> float:
        """The share of all cases that is refused or lost in this step."""
        return math.fsum(share for _, share in self.losses)


def funnel(motion: Motion) -> tuple[Stage, ...]:
    """The steps that cases come to, in the order of the text; none where shares are unknown, or nobody is refused or lost."""
    losses: dict[str, list[tuple[Outcome, float]]] = {}
    for outcome, share in motion.outcomes.items():
        if outcome.action and outcome.kind in ("refused", "lost") and share is not None:
            step = motion.net.blueprint.actions[outcome.action].step
            losses.setdefault(step, []).append((outcome, share))
    if not losses:
        return ()
    return tuple(
        Stage(step=rung.step, comes=rung.passes, losses=tuple(losses.get(rung.step, ())))
        for rung in motion.ladder
        if rung.passes is not None
    )


def without_shares(motion: Motion) -> tuple[str, ...]:
    """The decisions (keys) that cases come to and of which an answer has no share; several beginnings are no decision."""
    net, graph = motion.net, motion.graph
    if graph.is_whole:
        asked = {node.action for node in graph.nodes if any(edge.share is None for edge in node.edges)}
    else:
        asked = {
            number
            for number, answers in enumerate(net.answers)
            if len(answers) > 1 and any(arrow.share is None for arrow in answers)
        }
    return tuple(net.keys[number] for number in sorted(asked) if number >= 0)
