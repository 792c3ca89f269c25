"""The register of time limits: whatever a service sets itself with a time, and what becomes of it on the ways.

Comes in: Facts. Goes out: a definition. Deliberately absent: how limits are judged (`motion.limits`), and what is promised to whom, which
the report tells with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Action, Blueprint, Fail, Flow, Phase, Ref, Step
from ...values import Duration
from ...words import Phrase
from ..facts import Facts
from ..motion.limits.limit import Held, Limit
from ..motion.limits.limits import limits
from .cell_values import Named, lasts, refs
from .record import Record, about_action, lasting, of_card
from .register import Column, Definition

#: Shares to the ninth decimal, as they are worked out.
_SHARE = 9


class _OfLimit(NamedTuple):
    """A limit as some personas keep it."""

    limit: Limit
    held: Held

    @property
    def is_known(self) -> bool:
        return self.held.verdict != "unknown"

    @property
    def usual(self) -> Duration | None:
        return lasts(self.held.taken.usual, self.held.unit) if self.is_known else None

    @property
    def longest(self) -> Duration | None:
        """Unknown where no longest time is stated; limits of what is due before something have none."""
        is_time = self.is_known and self.limit.counts != "before"
        return lasts(self.held.taken.most, self.held.unit) if is_time else None

    @property
    def over(self) -> Duration | None:
        return lasts(self.held.by or None, self.held.unit)


def _limits(facts: Facts) -> Iterator[Record[_OfLimit]]:
    for limit in facts.once(limits):
        about, ref, action, step, phase = _place(facts.blueprint, limit)
        for held in limit.held:
            persona = next((persona for persona in held.personas if persona), None)
            name = f"{about}.{persona}" if persona else about
            yield Record(name, _OfLimit(limit, held), limit.place, ref, action, step, phase)


def _place(blueprint: Blueprint, limit: Limit) -> tuple[str, Ref | None, str | None, str | None, str | None]:
    """The name of a limit in ids, what it is of, and the action, step or phase there."""
    match about := limit.about:
        case Phase():
            return (
                f"{lasting(about.key, about.label)}.{limit.kind}",
                Ref("phases", about.key),
                None,
                None,
                about.key,
            )
        case Step():
            return (
                f"{lasting(about.key, about.label)}.{limit.kind}",
                Ref("steps", about.key),
                None,
                about.key,
                None,
            )
        case Action():
            return (
                f"{about_action(about)}.{limit.kind}",
                Ref("actions", about.key),
                about.key,
                about.step,
                None,
            )
        case Flow():
            source, target = blueprint.actions[about.source], blueprint.actions[about.target]
            name = f"{about_action(source)}>{about_action(target)}"
            # The number of an arrow among those between the same two actions.
            return name + limit.key.partition("#")[2], None, source.key, source.step, None
        case Fail():
            card = of_card(blueprint, "fails", about)
            return f"{card.about}.{limit.kind}", card.ref, card.action, card.step, card.phase
        case Blueprint():
            return limit.kind, None, None, None, None
    return f"{limit.key}.{limit.kind}", None, None, None, None


def _what(facts: Facts, thing: _OfLimit) -> str | Ref:
    blueprint, about, key = facts.blueprint, thing.limit.about, thing.limit.key
    match about:
        case Blueprint():
            return about.title
        case Phase() | Step():
            return about.label
        case Action():
            return about.text
        case Flow():
            return f"{facts.text(about.source)} → {facts.text(about.target)}"
        case Fail():
            return about.text
    kind = "risks" if thing.limit.kind == "contingency" else "feedback"
    return blueprint.name_of(kind, key.partition("#")[0] if kind == "risks" else key.partition(".")[0])


def _word(kind: str, value: str | None) -> Named | None:
    """A word that programs know by its English one."""
    return Named(value, Phrase(f"limits.{kind}.{value}")) if value else None


#: Limits and what becomes of them; `over` is by how much the usual way exceeds one, `kept` the share of the cases that keep it.
LIMITS = Definition[_OfLimit](
    name="limits",
    find=_limits,
    columns=(
        Column("column.what", "text", _what),
        Column("column.kind", "text", lambda _, thing: _word("kind", thing.limit.kind)),
        Column("column.personas", "list", lambda _, thing: refs("personas", filter(None, thing.held.personas))),
        Column("column.limit", "duration", lambda _, thing: thing.held.most or thing.limit.most),
        Column("column.counts", "text", lambda _, thing: _word("counts", thing.limit.counts)),
        Column("column.usual", "duration"),
        Column("column.longest", "duration"),
        Column("column.verdict", "text", lambda _, thing: _word("verdict", thing.held.verdict)),
        Column("column.over", "duration"),
        Column("column.kept", "number", lambda _, thing: thing.held.taken.share if thing.is_known else None, digits=_SHARE),
    ),
)  # fmt: skip

DEFINITIONS = (LIMITS,)
