"""What a to-be blueprint changes in the actions of its as-is.

Comes in: a Blueprint that says what it replaces and removes. Goes out: changes, each with its kinds. The as-is is another file of which
only names are known: a move is seen only where the name says which step the action was in, and `mode automatic` of the new action
counts as automated. Deliberately absent: the comparison of two files.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from ...lean_dataclasses import dataclass
from ...model import Action, Blueprint
from ...source import Span

Kind = Literal["removed", "merged", "split", "moved", "automated", "replaced"]
#: In the order in which they are counted.
KINDS: tuple[Kind, ...] = ("removed", "merged", "split", "moved", "automated", "replaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement: actions of the as-is (names as written), what has become of them (key, or None), and why."""

    kinds: tuple[Kind, ...]
    before: tuple[str, ...]
    action: str | None
    reason: str | None
    span: Span


def changes(blueprint: Blueprint) -> list[Change]:
    """The replacements in reading order, then what is removed."""
    news = [action for action in blueprint.actions.values() if action.replaces]
    times = Counter(
        name for action in news if action.replaces for name in dict.fromkeys(action.replaces.actions)
    )
    found = [
        Change(
            kinds=_kinds(action, action.replaces.actions, times),
            before=action.replaces.actions,
            action=action.key,
            reason=action.replaces.reason,
            span=action.replaces.span,
        )
        for action in news
        if action.replaces
    ]
    gone = (
        Change(
            kinds=("removed",),
            before=replacement.actions,
            action=None,
            reason=replacement.reason,
            span=replacement.span,
        )
        for replacement in blueprint.removes
    )
    return [*found, *gone]


def _kinds(action: Action, before: tuple[str, ...], times: Counter[str]) -> tuple[Kind, ...]:
    found: list[Kind] = []
    if len(set(before)) > 1:
        found.append("merged")
    if any(times[name] > 1 for name in before):
        found.append("split")
    steps = {name.rpartition(".")[0] for name in before} - {""}
    if steps and action.step not in steps:
        found.append("moved")
    if action.mode == "automatic":
        found.append("automated")
    return tuple(found) or ("replaced",)
