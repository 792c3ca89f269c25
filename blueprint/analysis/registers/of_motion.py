"""Registers of the service in motion: ways, lead times, outcomes, visits.

Comes in: Facts. Goes out: definitions of registers, in reading order. `persona` is empty for everybody of whom no other row speaks: where
nothing differs between personas, for all. Deliberately absent: what the numbers come from (`motion.results`), and terms, ladder and costs
of answers, which reports and JSON have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...model import Flow
from ...values import Duration
from ...words import Phrase, script_direction
from ..facts import Facts
from ..motion.records import Lead, Outcome, Way
from ..motion.results import Motion, motions_of
from .cell_values import Named, lasts, word
from .record import Record, about_action
from .register import Column, Definition

#: Shares to the ninth decimal, as they are worked out.
_SHARE, _PER_100 = 9, 7


def _motions(facts: Facts, of: Callable[[Motion], object]) -> Iterator[tuple[str | None, Motion]]:
    """The personas in the order of the text with their motions, None for everybody else; None alone where what a register has `of` them
    is the same for all. Without a way there is nothing."""
    motions = {
        persona: motion for motion in facts.once(motions_of) if motion.runs for persona in motion.personas
    }
    every = [motions[persona] for persona in (*facts.blueprint.personas, None) if persona in motions]
    if every and all(of(motion) == of(every[0]) for motion in every):
        yield None, every[0]
        return
    for persona in (*facts.blueprint.personas, None):
        if persona in motions:
            yield persona, motions[persona]


def _about(persona: str | None, name: str) -> str:
    return f"{persona}.{name}" if persona else name


def _persona(facts: Facts, persona: str | None) -> Named | None:
    return Named(persona, facts.blueprint.name_of("personas", persona)) if persona else None


def _action(facts: Facts, key: str | None) -> Named | None:
    return Named(key, facts.text(key)) if key else None


# ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _OfWay(NamedTuple):
    """A way, or all that are not listed, of some persona."""

    persona: str | None
    motion: Motion
    way: Way | None

    @property
    def share(self) -> float | None:
        if self.way is not None:
            return self.way.share
        return self.motion.others[0] if self.motion.others else None

    @property
    def outcome(self) -> str | None:
        return self.way.outcome.kind if self.way else None

    @property
    def lead_low(self) -> Duration | None:
        return lasts(self.way.lead.low, self.way.unit) if self.way else None

    @property
    def lead_usual(self) -> Duration | None:
        """Of those that are not listed, the mean."""
        if self.way is not None:
            return lasts(self.way.lead.usual, self.way.unit)
        return lasts(self.motion.others[1], self.motion.lead.unit) if self.motion.others else None

    @property
    def lead_high(self) -> Duration | None:
        """Unknown where no longest time of the way is stated, or where the time stated for the whole service is that of other ways."""
        if self.way is None or self.way.is_at_least:
            return None
        return lasts(self.way.lead.high, self.way.unit)

    @property
    def usual(self) -> bool:
        return self.way is self.motion.usual


def _row(way: Way) -> object:
    return way.starts, way.answers, way.share, way.outcome, way.lead, way.is_at_least


def _ways(facts: Facts) -> Iterator[Record[_OfWay]]:
    for persona, motion in _motions(
        facts, lambda motion: ([_row(way) for way in motion.ways], motion.others)
    ):
        for way in motion.ways:
            about = _about(persona, f"way-{_digest(facts, motion, way)}")
            yield Record(about, _OfWay(persona, motion, way), facts.blueprint.span)
        if motion.others is not None:
            about = _about(persona, "other-ways")
            yield Record(about, _OfWay(persona, motion, None), facts.blueprint.span)


def _answers(facts: Facts, thing: _OfWay) -> tuple[Named, ...]:
    """Where the way begins, if there are several beginnings, and its answers in the order in which they are first taken."""
    if thing.way is None:
        return (Named("others", Phrase("register.ways.others")),)
    starts = thing.way.starts if len(thing.motion.net.beginnings) > 1 else ()
    return (
        *(Named(f"start: {key}", facts.text(key)) for key in starts),
        *(_answer(facts, flow, count) for flow, count in thing.way.answers),
    )


def _answer(facts: Facts, flow: Flow, count: int) -> Named:
    """An answer, `arrive.ready: no ×2`; one without a label is known by its target, `arrive.ready: -> arrive.key`."""
    times = f" ×{count}" if count > 1 else ""
    sign = "!>" if flow.kind == "failure" else "->"
    arrow = "→" if script_direction(facts.blueprint.language) == "ltr" else "←"
    return Named(
        f"{flow.source}: {flow.label or f'{sign} {flow.target}'}{times}",
        f"{facts.text(flow.source)} {arrow} {flow.label or facts.text(flow.target)}{times}",
    )


def _written(motion: Motion, flow: Flow) -> tuple[int, int]:
    """Where an answer stands in the text."""
    return motion.net.number[flow.source], flow.span.start


def _digest(facts: Facts, motion: Motion, way: Way) -> str:
    """A way is known by its answers, whatever is written above it."""
    actions = facts.blueprint.actions
    parts = [about_action(actions[key]) for key in way.starts if len(motion.net.beginnings) > 1]
    # Which answer comes first may change with a time.
    for flow, count in sorted(way.answers, key=lambda answer: _written(motion, answer[0])):
        source, target = actions[flow.source], actions[flow.target]
        parts.append(f"{about_action(source)}>{about_action(target)} {flow.label or ''} {count}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:8]


#: The ways through the service, the usual one first; those that are not listed are one row, with the mean of their lead times.
WAYS = Definition[_OfWay](
    name="ways",
    find=_ways,
    columns=(
        Column("column.persona", "text", lambda facts, thing: _persona(facts, thing.persona)),
        Column("column.answers", "list", _answers),
        Column("column.share", "number", digits=_SHARE),
        Column("column.outcome", "text", lambda _, thing: word(thing.outcome)),
        Column("column.lead-low", "duration"),
        Column("column.lead-usual", "duration"),
        Column("column.lead-high", "duration"),
        Column("column.usual", "flag", title_key="column.usual-way"),
    ),
)


# ── lead times ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _OfLead(NamedTuple):
    persona: str | None
    motion: Motion

    @property
    def lead(self) -> Lead:
        return self.motion.lead


def _of_usual(name: str) -> Column[_OfLead]:
    """A column with a number of the usual way."""
    return Column(
        f"column.{name}",
        "duration",
        lambda _, thing: lasts(getattr(thing.lead.usual, name), thing.motion.usual.unit),
    )


def _of_all(name: str) -> Column[_OfLead]:
    """A column with a number of all cases."""
    return Column(
        f"column.{name}", "duration", lambda _, thing: lasts(getattr(thing.lead, name), thing.lead.unit)
    )


def _leads(facts: Facts) -> Iterator[Record[_OfLead]]:
    for persona, motion in _motions(facts, lambda motion: (motion.lead, motion.usual.untimed)):
        yield Record(_about(persona, "lead"), _OfLead(persona, motion), facts.blueprint.span)


#: How long cases take: the usual way, and over all cases. Every action that the usual way has no time for is named.
LEAD = Definition[_OfLead](
    name="lead",
    find=_leads,
    columns=(
        Column("column.persona", "text", lambda facts, thing: _persona(facts, thing.persona)),
        _of_usual("usual"),
        _of_usual("low"),
        _of_usual("high"),
        _of_all("mean"),
        _of_all("median"),
        _of_all("p95"),
        _of_all("shortest"),
        _of_all("longest"),
        Column("column.target", "duration", lambda _, thing: thing.motion.net.blueprint.timing.target),
        Column("column.within", "number", lambda _, thing: thing.lead.within, digits=_SHARE, title_key="column.within-target"),
        Column("column.not-broken-down", "duration", lambda _, thing: lasts(thing.lead.not_broken_down, thing.motion.usual.unit)),
        Column("column.untimed", "list", lambda facts, thing: tuple(_action(facts, key) for key in thing.motion.usual.untimed)),
    ),
)  # fmt: skip


# ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _OfOutcome(NamedTuple):
    """How often cases of a persona end somehow, as a share."""

    persona: str | None
    outcome: Outcome
    share: float | None

    @property
    def per_100(self) -> float | None:
        return None if self.share is None else 100 * self.share


def _outcomes(facts: Facts) -> Iterator[Record[_OfOutcome]]:
    for persona, motion in _motions(facts, lambda motion: motion.outcomes):
        for outcome, share in motion.outcomes.items():
            action = facts.blueprint.actions[outcome.action] if outcome.action else None
            yield Record(
                _about(persona, about_action(action) if action else "without-end"),
                _OfOutcome(persona, outcome, share),
                action.span if action else facts.blueprint.span,
                action=outcome.action,
                step=action.step if action else None,
            )


#: Of 100 cases, how many come to each end; the last row, without an end, has those that end in none.
OUTCOMES = Definition[_OfOutcome](
    name="outcomes",
    find=_outcomes,
    columns=(
        Column("column.end", "text", lambda facts, thing: _action(facts, thing.outcome.action)),
        Column("column.outcome", "text", lambda _, thing: word(thing.outcome.kind)),
        Column("column.persona", "text", lambda facts, thing: _persona(facts, thing.persona)),
        Column("column.per-100", "number", digits=_PER_100),
    ),
)


# ── visits ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class _OfVisit(NamedTuple):
    persona: str | None
    key: str
    often: float | None

    @property
    def per_100(self) -> float | None:
        return None if self.often is None else 100 * self.often


def _visits(facts: Facts) -> Iterator[Record[_OfVisit]]:
    for persona, motion in _motions(facts, lambda motion: (motion.existing, motion.visits)):
        for key in motion.existing:
            action = facts.blueprint.actions[key]
            yield Record(
                _about(persona, about_action(action)),
                _OfVisit(persona, key, motion.visits[key] if motion.visits else None),
                action.span,
                action=key,
                step=action.step,
            )


#: How often each action is done for 100 cases.
VISITS = Definition[_OfVisit](
    name="visits",
    find=_visits,
    columns=(
        Column("column.action", "text", lambda facts, thing: _action(facts, thing.key)),
        Column("column.persona", "text", lambda facts, thing: _persona(facts, thing.persona)),
        Column("column.per-100", "number", digits=_PER_100),
    ),
)

DEFINITIONS = (WAYS, LEAD, OUTCOMES, VISITS)
