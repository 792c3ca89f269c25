"""How much of what a blueprint states about the service as it is has only been assumed.

Comes in: a Blueprint. Goes out: counts. Deliberately absent: plans (ideas, goals, pilots), questions, and mere names (roles, systems,
channels), which claim nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Blueprint, Provenance


class Claims(NamedTuple):
    """How many claims there are, and of how many somebody says that they are only assumed."""

    total: int
    assumed: int

    @property
    def share(self) -> float:
        """The per cent that is assumed."""
        return 100 * self.assumed / self.total if self.total else 0


def claims(blueprint: Blueprint) -> Claims | None:
    """The claims of a blueprint; None where none has a source or a status.

    Claims are actions, evidence and notes in lanes, fail points, pains, personas and metrics. What says nothing of itself has the status
    of the whole blueprint.
    """
    every = [known.status or blueprint.known.status for known in _known(blueprint)]
    if not any(every):
        return None
    return Claims(len(every), every.count("assumed"))


def _known(blueprint: Blueprint) -> Iterator[Provenance]:
    for group in (
        blueprint.actions, blueprint.things, blueprint.fails, blueprint.pains, blueprint.personas, blueprint.metrics,
    ):  # fmt: skip
        for action in group.values():
            yield action.known
