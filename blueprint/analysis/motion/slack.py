"""Slack: how much longer actions off the critical path may take; and the ways that are not usual.

Comes in: Facts and the critical path. Goes out: seconds. Slack is the total float of the critical path method (Kelley and Walker 1959):
how much longer an action can take before the whole takes longer. Deliberately absent: what nobody waits for; slack of that has no
meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Flow
from ..facts import Facts, leads_to
from .critical import Course, Walk, course_with_step_times, critical_path, walked

#: Beyond that many answers of decisions on the path the rest is not reckoned: each one costs a course of its own.
_MOST_WAYS = 40
#: Seconds that rounding makes of nothing.
_NOTHING = 1e-6


def slack(facts: Facts, course: Course) -> dict[str, float]:
    """The slack of the actions that work or wait, are on no longest path, and for which somebody waits, in the order of the flow."""
    walk = walked(facts, course)
    total = max((walk.rest[key][0] for key in walk.roots), default=0.0)
    begins, ends = _begins(course, walk), _to_the_end(course, walk)
    found = {}
    for key in walk.chosen:
        if key in begins and key in ends and (course.work[key] or course.wait[key]):
            spare = total - begins[key] - ends[key]
            # Less than none has the slower way at a decision where the quickest one counts: another way, not a part of this one.
            if spare > _NOTHING:
                found[key] = spare
    return found


def _begins(course: Course, walk: Walk) -> dict[str, float]:
    """When each action begins at the earliest, in seconds from the beginning."""
    found = dict.fromkeys(walk.roots, 0.0)
    for key in walk.chosen:
        if key not in found:
            continue
        for call in course.onward[key]:
            found[call] = max(found.get(call, 0), found[key] + walk.spent[key])
        for call in course.calls[key]:
            found[call] = max(found.get(call, 0), found[key] + course.wait[key])
    return found


def _to_the_end(course: Course, walk: Walk) -> dict[str, float]:
    """The seconds from the beginning of each action to the end of the longest path through it; what is called goes back to the caller."""
    found = {key: seconds for key, (seconds, _) in walk.rest.items()}
    for key in walk.chosen:
        if key in found:
            behind = found[key] - walk.spent[key]
            for call in course.calls[key]:
                found[call] = max(found.get(call, 0), walk.spent[call] + behind)
    return found


class Way(NamedTuple):
    """An answer of a decision on the path: how long the whole takes when it is taken, or how much another round adds, in seconds.

    `taken`: the longest path goes that way.
    """

    flow: Flow
    taken: bool
    whole: float | None = None
    again: float | None = None


def ways(facts: Facts, course: Course) -> Iterator[Way]:
    """The answers of the decisions that the path passes, as far as their number allows to reckon them."""
    walk = walked(facts, course)
    begins = _begins(course, walk)
    left = _MOST_WAYS
    for key, following in _passed(walk):
        answers = _answers(facts, key)
        left -= len(answers)
        if len(answers) < 2 or left < 0:
            continue
        for flow in answers:
            if _leads_back(facts, flow):
                spare = begins[key] + walk.spent[key] - begins.get(flow.target, 0)
                yield Way(flow, False, again=spare if flow.target in begins and spare > 0 else None)
            else:
                other = course_with_step_times(facts, {key: flow.target})
                yield Way(flow, flow.target == following, whole=critical_path(facts, other).seconds)


def _passed(walk: Walk) -> Iterator[tuple[str, str | None]]:
    """The actions on the longest path, each with the one that follows."""
    at: str | None = max(walk.roots, key=lambda key: walk.rest[key][0], default=None)
    while at is not None:
        following = walk.rest[at][1]
        yield at, following
        at = following


def _answers(facts: Facts, key: str) -> list[Flow]:
    if not facts.blueprint.actions[key].is_decision:
        return []
    return [flow for flow in facts.outgoing[key] if flow.kind in ("then", "failure") and not flow.is_recovery]


def _leads_back(facts: Facts, answer: Flow) -> bool:
    """Whether an answer leads to something written earlier that leads to the decision again."""
    if facts.position[answer.target] > facts.position[answer.source]:
        return False
    leading = leads_to(
        answer.target,
        {answer.source},
        lambda key: (flow.target for flow in facts.outgoing[key] if flow.leads),
    )
    return leading is not None or answer.target == answer.source
