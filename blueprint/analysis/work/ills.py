"""The ills of processes that textbooks of service-process improvement name: walls between departments, and rows of approvals.

Comes in: Facts, with the limits of the team. Goes out: runs of actions that are too long. Data that is asked for twice is found by
`items.asked_twice`, slowness by the limits of times. Deliberately absent: words, and what to do about it.
"""

from __future__ import annotations

from ..facts import Facts
from .handoffs import Run, approval_runs, awaited, contact_runs, handoff_runs, is_heard_meanwhile


def long_handoffs(facts: Facts) -> list[Run]:
    """Chains of hands through which work passes that the customer waits for and hears nothing of, each told once, at its first change
    too many."""
    most = facts.limits.handoffs
    waited_for = facts.once(awaited)
    found: dict[Run, Run] = {}
    for key, run in handoff_runs(facts, most).items():
        if len(run) == most + 2 and run[-1] == key and key in waited_for:
            found.setdefault(run[:-1], run)
    return [run for run in found.values() if not is_heard_meanwhile(facts, run)]


def long_approvals(facts: Facts) -> list[Run]:
    """Rows of approvals since the customer was last met, each told once, at the first that is too many."""
    found: dict[Run, Run] = {}
    for key, run in approval_runs(facts).items():
        if run[-1:] == (key,) and len(run) == facts.limits.approvals + 1:
            found.setdefault(run[:-1], run)
    return list(found.values())


def many_transfers(facts: Facts) -> dict[str, Run]:
    """The steps (keys) in which customers are passed on too often, with the actions of those whom they meet."""
    longest: dict[str, Run] = {}
    for key, run in contact_runs(facts).items():
        step = facts.blueprint.actions[key].step
        if len(run) > len(longest.get(step, ())):
            longest[step] = run
    return {step: run for step, run in longest.items() if len(run) - 1 > facts.limits.transfers}
