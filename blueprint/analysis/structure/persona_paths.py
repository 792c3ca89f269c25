"""What exists for a persona, and which arrows it may take.

Comes in: Facts. Goes out: whether an action exists for a persona, and where its arrows lead. Services by tier of customers (客户分层).
Deliberately absent: what a persona comes to (`blueprint.analysis.motion.reached`), and whether that leads anywhere, which is the checks'
business.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Facts


def exists(facts: Facts, persona: str, key: str) -> bool:
    """Whether there is an action for a persona: it is for all, or for this one too. Others pass along its arrows."""
    personas = facts.blueprint.actions[key].personas
    return not personas or persona in personas


def targets(facts: Facts, persona: str, key: str) -> Iterator[str]:
    """Where the arrows lead that a persona may take."""
    return (flow.target for flow in facts.outgoing[key] if not flow.personas or persona in flow.personas)
