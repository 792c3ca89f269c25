"""How often each arrow is taken in a case.

Comes in: a Motion. Goes out: numbers by the identity of flows; why there are none, where no share is known. Deliberately absent: how they
are drawn.
"""

from __future__ import annotations

from ...lean_dataclasses import dataclass
from ...model import Flow
from .results import Motion


@dataclass(frozen=True, slots=True, kw_only=True)
class NoNumbers:
    """Why nobody knows how often arrows are taken: nothing leads anywhere (`runs` is false), decisions (keys) without percentages, or
    several sets of beginnings, one of which a case begins at."""

    runs: bool
    decisions: tuple[str, ...] = ()


def times_taken(motion: Motion) -> dict[int, float] | NoNumbers:
    """How often each flow is taken in a case, by its identity.

    A call counts once for each time that somebody goes there and back. Not in it: red arrows of fail cards, failures of which nobody says
    how often they happen, and what is not for the persona.
    """
    if not motion.runs:
        return NoNumbers(runs=False)
    often = _passed(motion)
    visits = motion.visits
    if often is None or visits is None:
        return NoNumbers(runs=True, decisions=_without_shares(motion))
    net = motion.net
    found = {id(arrow.flow): often[arrow.number] for arrow in net.arrows}
    instead = {action: sum(often[arrow.number] for arrow in some) for action, some in enumerate(net.instead)}
    for flow in net.blueprint.flows:
        if not _is_told(motion, flow):
            found.pop(id(flow), None)
        elif flow.kind == "return":
            found[id(flow)] = visits[flow.source]
        elif id(flow) not in found:
            # A message that begins nothing is sent all the same; another arrow that the net leaves out is never taken.
            is_sent = flow.kind == "message" and flow.source in visits
            source = net.number[flow.source]
            found[id(flow)] = visits[flow.source] - instead[source] if is_sent else 0.0
    return found


def _is_told(motion: Motion, flow: Flow) -> bool:
    net = motion.net
    if flow.is_recovery or (flow.personas and net.persona not in flow.personas):
        return False
    if not net.exists[net.number[flow.source]] or not net.exists[net.number[flow.target]]:
        return False
    is_answer = net.is_decision(net.number[flow.source])
    return flow.kind != "failure" or is_answer or flow.share is not None


def _passed(motion: Motion) -> list[float] | None:
    """How often each arrow of the net is gone over in a case, by its number."""
    if motion.sample is not None:
        return [motion.sample.share(count) for count in motion.sample.passed]
    if motion.flowing is None:
        return None
    often = [0.0] * len(motion.net.arrows)
    for node, through in zip(motion.graph.nodes, motion.flowing.through, strict=True):
        for edge in node.edges if through else ():
            share = through * (edge.share or 0.0)
            for number in edge.passed:
                often[number] += share
    return [round(times, 10) for times in often]


def _without_shares(motion: Motion) -> tuple[str, ...]:
    """The decisions of which the share of some answer is unknown."""
    net = motion.net
    return tuple(
        key
        for key, answers in zip(net.keys, net.answers, strict=True)
        if len(answers) > 1 and any(arrow.share is None for arrow in answers)
    )
