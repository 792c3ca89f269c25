"""Registers of what is measured, hoped and planned: metrics, goals, risks, pains, ideas, questions, feedback loops.

Comes in: Facts. Goes out: one Register from each function, in reading order, empty where the blueprint has no such thing.
Deliberately absent: judgement of them, which is the checks' business.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Feedback, Metric, Promise
from ...values import Duration
from ..facts import Facts
from ..improvement.measures import better
from .register import (
    Cell,
    Column,
    Register,
    RegisterRow,
    day,
    named,
    number,
    of_card,
    owner,
    register,
    span,
    word,
)


def metrics(facts: Facts) -> Register:
    """The metrics; the gap is what the target is above (or, negative, below) what is now."""
    columns = (
        Column("column.metric"), Column("column.kind"), Column("column.unit"), Column("column.baseline", "number"),
        Column("column.now", "number"), Column("column.target", "number"), Column("column.benchmark", "number"),
        Column("column.gap", "number"), Column("column.better"), Column("column.every"), Column("column.owner"),
        Column("column.source"),
    )  # fmt: skip
    entries = (
        RegisterRow(key, one.span, _metric(facts, one)) for key, one in facts.blueprint.metrics.items()
    )
    return register(facts, "register.metrics", columns, entries)


def _metric(facts: Facts, one: Metric) -> tuple[Cell, ...]:
    gap = None if one.target is None or one.now is None else round(one.target - one.now, 9)
    return (
        one.label, one.kind, one.unit, number(one.baseline), number(one.now), number(one.target), number(one.benchmark),
        number(gap), word(better(one)), word(one.every), owner(facts, one.owner), one.known.source,
    )  # fmt: skip


def goals(facts: Facts) -> Register:
    """The goals; the change is in per cent."""
    columns = (
        Column("column.goal"), Column("column.metric"), Column("column.start", "number"), Column("column.to", "number"),
        Column("column.change", "number"), Column("column.due", "date"), Column("column.addresses", "list"),
        Column("column.owner"),
    )  # fmt: skip
    entries = (
        RegisterRow(key, one.span, (
            one.label, facts.blueprint.name_of("metrics", one.metric) if one.metric else None, number(one.start),
            number(one.to), number(one.change), day(one.due), named(facts, one.addresses), owner(facts, one.owner),
        ))
        for key, one in facts.blueprint.goals.items()
    )  # fmt: skip
    return register(facts, "register.goals", columns, entries)


def risks(facts: Facts) -> Register:
    """What can hit the whole service."""
    columns = (
        Column("column.risk"), Column("column.scope"), Column("column.severity"), Column("column.prevention", "list"),
        Column("column.contingency", "list"), Column("column.compensation", "list"), Column("column.owner"),
    )  # fmt: skip
    entries = (
        RegisterRow(key, one.span, (
            one.label, word(one.scope), word(one.severity), tuple(part.text for part in one.preventions),
            tuple(part.text for part in one.contingencies), one.compensations, owner(facts, one.owner),
        ))
        for key, one in facts.blueprint.risks.items()
    )  # fmt: skip
    return register(facts, "register.risks", columns, entries)


def pains(facts: Facts) -> Register:
    """What hurts, and the ideas about it."""
    columns = (
        Column("column.pain"), Column("column.view"), Column("column.importance"), Column("column.urgency"),
        Column("column.ideas", "list"), Column("column.owner"), Column("column.due", "date"), Column("column.status"),
        Column("column.source"),
    )  # fmt: skip
    ideas = facts.blueprint.ideas.values()
    entries = (
        of_card(facts, one, (
            one.text, word(one.view), word(one.importance), word(one.urgency),
            tuple(idea.text for idea in ideas if one.key in idea.addresses), owner(facts, one.owner), day(one.due),
            word(one.known.status), one.known.source,
        ))
        for one in facts.blueprint.pains.values()
    )  # fmt: skip
    return register(facts, "register.pains", columns, entries)


def ideas(facts: Facts) -> Register:
    """What could be done, and what it addresses."""
    columns = (
        Column("column.idea"), Column("column.addresses", "list"), Column("column.effort"), Column("column.impact"),
        Column("column.begins", "date"), Column("column.due", "date"), Column("column.owner"), Column("column.status"),
    )  # fmt: skip
    entries = (
        of_card(facts, one, (
            one.text, named(facts, one.addresses), word(one.effort), word(one.impact), day(one.start), day(one.due),
            owner(facts, one.owner), word(one.known.status),
        ))
        for one in facts.blueprint.ideas.values()
    )  # fmt: skip
    return register(facts, "register.ideas", columns, entries)


def questions(facts: Facts) -> Register:
    """What nobody knows yet."""
    columns = (Column("column.question"), Column("column.owner"), Column("column.due", "date"))
    entries = (
        of_card(facts, one, (one.text, owner(facts, one.owner), day(one.due)))
        for one in facts.blueprint.questions.values()
    )
    return register(facts, "register.questions", columns, entries)


def feedback(facts: Facts) -> Register:
    """The feedback loops with their limits; one for all cases stands for simple and complex ones."""
    columns = (
        Column("column.loop"), Column("column.channel", "list"), Column("column.after"), Column("column.thanks"),
        Column("column.respond-simple", "duration"), Column("column.respond-complex", "duration"),
        Column("column.resolve-simple", "duration"), Column("column.resolve-complex", "duration"),
        Column("column.inform", "duration"), Column("column.verify", "duration"), Column("column.owner"),
    )  # fmt: skip
    entries = []
    for key, one in facts.blueprint.feedback.items():
        after = facts.blueprint.actions.get(one.after or "")
        entries.append(RegisterRow(key, one.span, _loop(facts, one), after.step if after else None))
    return register(facts, "register.feedback", columns, entries)


def _loop(facts: Facts, one: Feedback) -> tuple[Cell, ...]:
    return (
        one.label, tuple(facts.blueprint.name_of("channels", key) for key in one.via),
        facts.text(one.after) if one.after in facts.position else one.after, one.thanks,
        _limit(one.respond, "simple"), _limit(one.respond, "complex"),
        _limit(one.resolve, "simple"), _limit(one.resolve, "complex"),
        span(one.inform.within if one.inform else None), span(one.verify.within if one.verify else None),
        owner(facts, one.owner),
    )  # fmt: skip


def _limit(promises: Iterable[Promise], case: str) -> Duration | None:
    """The limit for a case, else that for all cases."""
    by_case = {one.case: one.within for one in promises}
    return span(by_case.get("simple" if case == "simple" else "complex") or by_case.get(None))
