"""What rules about times of a service, a phase or a step have in common: where it stands, what is longest in it, for whom.

Comes in: facts, and which place. Goes out: the place, labels at its longest terms, names of personas. Deliberately absent: how long
anything takes (`blueprint.analysis.motion`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ..analysis.facts import Facts
from ..analysis.motion.limits.passages import Passages
from ..analysis.motion.results import motions_of
from ..analysis.motion.terms import Term
from ..diagnostics import Label
from ..model import Blueprint, Phase, Step
from ..source import Span
from ..values import Duration
from ..words import Listing, Phrase, phrase
from ..words.phrases import listing
from .rule import MOST_LABELS, quoted

Kind = Literal["service", "phase", "step"]
Place = Blueprint | Phase | Step


def place_at(blueprint: Blueprint, kind: str, key: str) -> Place:
    """The service, a phase, or a step."""
    if kind == "service":
        return blueprint
    return blueprint.phases[key] if kind == "phase" else blueprint.steps[key]


def name_of(place: Place) -> Phrase:
    """What a place is called."""
    return quoted(place.title if isinstance(place, Blueprint) else place.label)


def terms_at(facts: Facts, place: Place, personas: tuple[str | None, ...]) -> tuple[Term, ...]:
    """What the time of a place consists of on the usual way of some personas; of the first of all where there are none."""
    motions = facts.once(motions_of)
    motion = next((motion for motion in motions if set(personas) & set(motion.personas)), motions[0])
    if isinstance(place, Blueprint):
        return motion.usual.terms if motion.runs else ()
    return Passages(motion).terms(place)


def longest(facts: Facts, some: Iterable[Term]) -> Iterator[Label]:
    """Labels at the longest terms that stand somewhere in the text, in their order."""
    every = [(number, term) for number, term in enumerate(some) if _place(facts, term) is not None]
    chosen = sorted(every, key=lambda entry: -entry[1].seconds)[:MOST_LABELS]
    for _, term in sorted(chosen, key=lambda entry: entry[0]):
        span = _place(facts, term)
        if span is not None:
            yield Label(span, phrase(f"message.term.{term.kind}", time=Duration(term.seconds, term.unit)))


def _place(facts: Facts, term: Term) -> Span | None:
    blueprint = facts.blueprint
    if term.of == "action":
        return blueprint.actions[term.key].span
    return place_at(blueprint, term.of, term.key).span


def for_whom(facts: Facts, personas: tuple[str | None, ...]) -> Listing:
    """The labels of personas, those of no declared one last."""
    blueprint = facts.blueprint
    named = [quoted(blueprint.name_of("personas", key)) for key in personas if key is not None]
    return listing([*named, phrase("message.personas.others")] if None in personas else named)
