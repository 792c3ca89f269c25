"""Small blueprints of arrows that part and meet.

Comes in: the actions of one step. Goes out: a Blueprint. Deliberately absent: what its forks and joins are.
"""

from __future__ import annotations

from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.source import Source

#: A blueprint up to the actions of its one step.
HEAD = """blueprint b
persona new "New"
persona old "Old"
lanes { customer; frontstage desk; backstage office; support systems }
step s {
"""


def model(body: str) -> Blueprint:
    compiled = compile_source(
        Source("b", body if body.startswith(("blueprint", "#")) else f"{HEAD}{body}\n}}\n")
    )
    assert compiled.is_sound, [one.message for one in compiled.errors]
    assert compiled.blueprint is not None
    return compiled.blueprint
