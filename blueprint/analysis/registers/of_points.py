"""Registers of the lettered points of the picture: waits, decisions, moments of truth. Fail points are in `of_work`.

Comes in: Facts. Goes out: definitions of registers, in the order of the points. Deliberately absent: files of them; waits are in the
register of times there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model import Action, Flow, PointKind
from ..facts import Facts
from .record import Record, of_action
from .register import Column, Definition, Shown

_ALL = Shown.CUSTOMERS


def labels(facts: Facts) -> dict[tuple[PointKind, str], str]:
    """What the points are called (F1), by their kinds and the keys of their cards or actions."""
    return {
        (point.kind, key): point.label
        for point in facts.blueprint.points
        if (key := point.card or point.action) is not None
    }


def _label(kind: PointKind) -> Callable[[Facts, Action], str]:
    return lambda facts, action: facts.once(labels)[kind, action.key]


def _points(kind: PointKind) -> Callable[[Facts], Iterator[Record[Action]]]:
    def find(facts: Facts) -> Iterator[Record[Action]]:
        actions = facts.blueprint.actions
        for point in facts.blueprint.points:
            if point.kind == kind and point.action is not None:
                yield of_action(actions[point.action], f".{kind}")

    return find


def _answers(facts: Facts, action: Action) -> tuple[Flow, ...]:
    """The ways on from a decision."""
    return tuple(
        flow
        for flow in facts.outgoing[action.key]
        if flow.kind in ("then", "failure") and not flow.is_recovery
    )


WAITS = Definition[Action](
    name="waits",
    find=_points("wait"),
    columns=(
        Column("point", "text", _label("wait"), _ALL),
        Column("wait", "duration", "wait", _ALL),
        Column("target", "duration", lambda _, action: action.wait.target if action.wait else None, _ALL),
        Column("emotion", "number", "emotion", _ALL),
        Column("known", "text", "known", _ALL),
    ),
)

DECISIONS = Definition[Action](
    name="decisions",
    find=_points("decision"),
    columns=(
        Column("point", "text", _label("decision"), _ALL),
        Column("answers", "list", _answers, _ALL),
        Column("known", "text", "known", _ALL),
    ),
)

MOMENTS = Definition[Action](
    name="moments",
    find=_points("moment"),
    columns=(
        Column("point", "text", _label("moment"), _ALL),
        Column("emotion", "number", "emotion", _ALL),
        Column("expects", "text", "expects", _ALL),
        Column("standard", "text", lambda _, action: action.standard.text if action.standard else None, _ALL),
        Column(
            "within", "duration", lambda _, action: action.standard.within if action.standard else None, _ALL
        ),
        Column("known", "text", "known", _ALL),
    ),
)

DEFINITIONS = (WAITS, DECISIONS, MOMENTS)
